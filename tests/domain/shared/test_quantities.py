"""Quantities: numbers with unit, period and sign, in vi, en, ja and ko."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.shared.quantities import PER_MONTH, find_quantities
from matxich.domain.shared.text import clean

#: text → (low, high, dimension, period, sign)
ONE = [
    ("50.000 sp/tháng", (50000, 50000, "count", "month", "")),
    ("50,000 pcs/month", (50000, 50000, "count", "month", "")),
    ("2000 c/tháng", (2000, 2000, "count", "month", "")),
    ("2.000 chiếc / tháng", (2000, 2000, "count", "month", "")),
    ("5,000 cái/năm", (5000, 5000, "count", "year", "")),
    ("120k pcs/yr", (120000, 120000, "count", "year", "")),
    ("6 tr sp/năm", (6e6, 6e6, "count", "year", "")),
    ("100000 pcs annually", (100000, 100000, "count", "year", "")),
    ("1,000 sets per week", (1000, 1000, "count", "week", "")),
    ("10.000 sp/quý", (10000, 10000, "count", "quarter", "")),
    ("10.000 bộ một năm", (10000, 10000, "count", "year", "")),
    ("mỗi tháng 5000 cái", (5000, 5000, "count", "month", "")),
    ("100.000/năm", (100000, 100000, "", "year", "")),
    ("sản lượng năm 100.000", (100000, 100000, "", "year", "")),
    ("月5万個", (50000, 50000, "count", "month", "")),
    ("月産 5万個", (50000, 50000, "count", "month", "")),
    ("年間60万個", (600000, 600000, "count", "year", "")),
    ("월 5만개", (50000, 50000, "count", "month", "")),
    ("월 50,000개", (50000, 50000, "count", "month", "")),
    ("연간 60만개", (600000, 600000, "count", "year", "")),
    ("20 tấn/tháng", (20, 20, "tonne", "month", "")),
    ("20t/month", (20, 20, "tonne", "month", "")),
    ("500t/月", (500, 500, "tonne", "month", "")),
    ("5 tấn/ca", (5, 5, "tonne", "shift", "")),
    ("100 kg/ngày", (100, 100, "mass", "day", "")),
    ("350 tấn", (350, 350, "tonne", "", "")),
    ("350T", (350, 350, "tonne", "", "")),
    ("80-1300T", (80, 1300, "tonne", "", "")),
    ("0.5–32 mm", (0.5, 32, "length", "", "")),
    ("0,5 ÷ 32mm", (0.5, 32, "length", "", "")),
    ("Ø12-32 mm", (12, 32, "length", "", "")),
    ("0.5 m - 800 mm", (500, 800, "length", "", "")),
    ("dày 1,2 ly", (1.2, 1.2, "length", "", "")),
    ("15um", (0.015, 0.015, "length", "", "")),
    ("20 microns", (0.02, 0.02, "length", "", "")),
    ("2 mét", (2000, 2000, "length", "", "")),
    ("10 inch", (254, 254, "length", "", "")),
    ("1/2 inch", (12.7, 12.7, "length", "", "")),
    ("±0,02", (0.02, 0.02, "", "", "±")),
    ("±5%", (5, 5, "percent", "", "±")),
    ("≤ 5 kg", (5, 5, "mass", "", "≤")),
    ("tối đa 25kg", (25, 25, "mass", "", "≤")),
    ("đến 30 kg", (30, 30, "mass", "", "≤")),
    ("dưới 5 kg", (5, 5, "mass", "", "≤")),
    ("trên 10kg", (10, 10, "mass", "", "≥")),
    ("25 kg trở xuống", (25, 25, "mass", "", "≤")),
    ("10kg未満", (10, 10, "mass", "", "≤")),
    ("20kg 이하", (20, 20, "mass", "", "≤")),
    ("từ 5 đến 10 kg", (5, 10, "mass", "", "")),  # neither end is open
    ("3 tạ", (300, 300, "mass", "", "")),
    ("200 kN", (20.394, 20.394, "tonne", "", "")),
    ("30 ngày", (30, 30, "time", "", "")),
    ("6-8 weeks", (42, 56, "time", "", "")),
    ("2-3 tháng", (60, 90, "time", "", "")),
    ("30日以内", (30, 30, "time", "", "≤")),
    ("30일 이내", (30, 30, "time", "", "≤")),
    ("3ヶ月", (90, 90, "time", "", "")),
    ("24h", (24, 24, "hour", "", "")),
    ("60 HRC", (60, 60, "", "", "")),  # hardness, not sixty hours
    ("5 trục", (5, 5, "axis", "", "")),
    ("5-axis", (5, 5, "axis", "", "")),
    ("4 lòng khuôn", (4, 4, "cavity", "", "")),
    ("16個取り", (16, 16, "cavity", "", "")),
    ("150 lao động", (150, 150, "person", "", "")),
    ("150名", (150, 150, "person", "", "")),
    ("5000 m2/tháng", (5000, 5000, "area", "month", "")),  # a surface is neither pieces nor length
    ("60 m²", (60, 60, "area", "", "")),
]


@pytest.mark.parametrize(("text", "wanted"), ONE)
def test_one_quantity(text, wanted):
    found = find_quantities(text)
    assert [(q.dimension, q.per, q.sign) for q in found] == [wanted[2:]]
    assert (found[0].low, found[0].high) == (pytest.approx(wanted[0]), pytest.approx(wanted[1]))


def test_a_list_of_machines_is_three_quantities():
    assert [q.high for q in find_quantities("80T, 120T, 350T")] == [80, 120, 350]


@pytest.mark.parametrize(("text", "other"), [("1.500 kg", 1.5), ("1.200 ～ 1.500 kg", 1.2), ("15 kg", None)])
def test_a_doubtful_number_keeps_its_other_reading(text, other):
    assert find_quantities(text)[0].alternative == other


def test_nobody_orders_a_part_of_a_piece():
    assert find_quantities("1.500 cái")[0].alternative is None


@pytest.mark.parametrize("text", ["M12", "T6", "S45C", "Part No. A", "H7"])
def test_designations_are_no_quantities(text):
    assert find_quantities(text) == []


def test_a_year_has_twelve_months():
    assert PER_MONTH["year"] * 12 == pytest.approx(PER_MONTH["month"])


@given(st.text(alphabet="0123456789.,-~±≤ mkgtTấnsp/thángnăm個月年Ø×", max_size=40))
def test_any_text_is_read_within_its_bounds(text):
    for q in find_quantities(text):
        assert q.low <= q.high
        assert 0 <= q.start < q.end <= len(clean(text))
