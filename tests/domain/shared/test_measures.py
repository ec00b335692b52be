"""Cells whose column says what they hold: weight, force, volume, days, counts, yes or no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.shared.grade import Grade, read_grade
from matxich.domain.shared.measures import (
    read_count,
    read_days,
    read_tonnage,
    read_volume,
    read_weight_kg,
    read_yes_no,
)

WEIGHTS = [
    ("0,7–113 kg", (0.7, 113)),
    ("≤ 25", (None, 25)),
    ("đến 30 kg", (None, 30)),
    ("up to 25 kg", (None, 25)),
    ("tối đa 25 kg/chi tiết", (None, 25)),
    ("30kg以下", (None, 30)),
    ("20kg 이하", (None, 20)),
    ("trên 2 kg", (2, None)),
    ("từ 0,1 đến 5 kg", (0.1, 5)),
    ("500g - 2kg", (0.5, 2)),
    ("0,3kg đến 1 tạ", (0.3, 100)),
    ("1,2 tấn", (1200, 1200)),
    ("1,5t", (1500, 1500)),
    ("350 gram", (0.35, 0.35)),
    ("12kg/cái", (12, 12)),
    ("2-3", (2, 3)),
    ("n/a", (None, None)),
    ("-", (None, None)),
]


@pytest.mark.parametrize(("text", "ends"), WEIGHTS)
def test_weight(text, ends):
    assert read_weight_kg(text) == pytest.approx(ends)


@pytest.mark.parametrize(("unit", "kilograms"), [("kg", 5), ("g", 0.005), ("tấn", 5000)])
def test_weight_in_the_unit_of_the_column(unit, kilograms):
    assert read_weight_kg("5", None, unit) == pytest.approx((kilograms, kilograms))


FORCES = [
    ("50-450T", (50, 450)),
    ("50T~350T", (50, 350)),
    ("50톤~450톤", (50, 450)),
    ("từ 50 tới 1300 tấn", (50, 1300)),
    ("80, 120, 350 tấn", (80, 350)),
    ("80,120,350T", (80, 350)),
    ("80,120T", (80, 120)),
    ("80/120/350", (80, 350)),
    ("1,300T", (1300, 1300)),
    ("1.300 tấn", (1300, 1300)),
    ("1300トン", (1300, 1300)),
    ("đến 1600T", (None, 1600)),
    ("max 650t", (None, 650)),
    ("2000 kN", (203.94, 203.94)),
    ("350T x 2", (350, 350)),
    ("3 x 250T", (250, 250)),
    ("80T*2, 160T*1", (80, 160)),
    ("5 máy: 50-250T", (50, 250)),
    ("60T (3 máy), 110T (2 máy)", (60, 110)),
    ("không rõ", (None, None)),
]


@pytest.mark.parametrize(("text", "ends"), FORCES)
def test_machine_force(text, ends):
    assert read_tonnage(text) == pytest.approx(ends)


VOLUMES = [
    ("1.200 pcs/yr", "", (100, None)),
    ("50.000", "", (50000, None)),
    ("100k/tháng", "", (100000, None)),
    ("1-2 triệu sp/tháng", "", (2e6, None)),
    ("12 triệu chi tiết/năm", "", (1e6, None)),
    ("2000c/tháng", "", (2000, None)),
    ("2.000 bộ/ca", "", (104000, None)),
    ("月産5万個", "", (50000, None)),
    ("50000", "cái/năm", (50000 / 12, None)),
    ("5000", "pcs/year", (5000 / 12, None)),
    ("50.000 chiếc", "tháng", (50000, None)),
    ("20 tấn/tháng", "", (None, 20000)),
    ("600 tấn/năm", "", (None, 50000)),
    ("5 tấn/ngày", "", (None, 130000)),
    ("200t/月", "", (None, 200000)),
    ("50.000", "kg", (None, 50000)),
    ("30", "tấn/tháng", (None, 30000)),
    ("40 tấn/tháng hoặc 10.000 cái/tháng", "", (10000, 40000)),
    ("5000 m2/tháng", "", (None, None)),
    ("60.000", "m2/tháng", (None, None)),
]


@pytest.mark.parametrize(("text", "unit", "monthly"), VOLUMES)
def test_volume_a_month(text, unit, monthly):
    assert read_volume(text, unit=unit, period="month")[:2] == pytest.approx(monthly)


@given(st.integers(1, 10**6))
def test_a_volume_a_year_is_twelve_months(pieces):
    yearly, monthly = read_volume(f"{pieces * 12} pcs/year"), read_volume(f"{pieces} pcs/month")
    assert yearly == pytest.approx(monthly)


@given(st.integers(1, 10**4))
def test_tonnes_are_a_thousand_kilograms(tonnes):
    assert read_volume(f"{tonnes} tấn/tháng") == read_volume(f"{tonnes * 1000} kg/tháng")


DAYS = [
    ("30", "day", 30),
    ("4", "week", 28),
    ("4 tuần", "day", 28),
    ("4w", "day", 28),
    ("30d", "day", 30),
    ("25-30 ngày", "day", 30),
    ("2 tháng", "day", 60),
    ("3週間", "day", 21),
    ("2주", "day", 14),
    ("7日", "day", 7),
    ("15 ngày làm việc", "day", 15),
    ("48h", "day", 2),
    ("72 hours", "day", 3),
    ("24 giờ", "day", 1),
    ("T+30", "day", 30),
    ("ngay", "day", None),
    ("12 kg", "day", None),
]


@pytest.mark.parametrize(("text", "unit", "days"), DAYS)
def test_days(text, unit, days):
    assert read_days(text, unit=unit) == (None if days is None else pytest.approx(days))


COUNTS = [
    ("2.000", 2000),
    ("1,5", 1.5),
    ("500 cái", 500),
    ("500-1000 pcs", 500),
    ("1 tấn", None),
    ("50 kg", None),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_count(text, count):
    assert read_count(text) == count


YES = [
    "Có",
    "co",
    "x",
    "✓",
    "yes",
    "Y",
    "1",
    "TRUE",
    "Đúng",
    "○",
    "in-house",
    "nội bộ",
    "Tại xưởng",
    "Tại nhà máy",
]
YES += [
    "Tự gia công",
    "100% in-house",
    "có (thuê ngoài một phần)",
    "In-house & outsource",
    "không thuê ngoài",
]
YES += ["Not outsourced", "社内", "사내"]
NO = [
    "không",
    "khong",
    "No",
    "0",
    "FALSE",
    "Sai",
    "×",
    "thuê ngoài",
    "Thuê ngoài 100%",
    "outsourced",
    "gia công ngoài",
]
NO += ["đặt ngoài", "chưa", "không có", "外注", "외주"]
NEITHER = ["", "partly", "một phần", "có/không", "?"]


@pytest.mark.parametrize(
    ("text", "answer"), [(t, True) for t in YES] + [(t, False) for t in NO] + [(t, None) for t in NEITHER]
)
def test_yes_or_no(text, answer):
    assert read_yes_no(text) is answer


GRADES = [
    ("self_declared", Grade.SELF_DECLARED),
    ("Tự khai", Grade.SELF_DECLARED),
    ("đã kiểm tra hồ sơ", Grade.DOCUMENT_CHECKED),
    ("site verified", Grade.SITE_VERIFIED),
    ("3", Grade.SITE_VERIFIED),
    ("khách hàng xác nhận", Grade.BUYER_CONFIRMED),
    ("unverified", None),
    ("not verified", None),
    ("chưa xác minh", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "grade"), GRADES)
def test_grade(text, grade):
    assert read_grade(text) is grade
