"""Numbers in Vietnamese and English notation, and the doubt they leave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.shared.bilingual import number
from matxich.domain.shared.numbers import NumberStyle, detect_style, find_numbers, read_digits

PLAIN = [
    ("1.100,5", [1100.5]),
    ("1,100.5", [1100.5]),
    ("1.234.567,89", [1234567.89]),
    ("1,234,567.89", [1234567.89]),
    ("12,000.00", [12000.0]),
    ("12.000,00", [12000.0]),
    ("50k", [50000.0]),
    ("50K pcs", [50000.0]),
    ("1.5k", [1500.0]),
    ("1,2 triệu", [1200000.0]),
    ("2,5tr", [2500000.0]),
    ("10 nghìn", [10000.0]),
    ("10 ngàn", [10000.0]),
    ("2 vạn", [20000.0]),
    ("3 tỷ", [3e9]),
    ("1.500 triệu", [1.5e9]),
    ("5万個", [50000.0]),
    ("3千", [3000.0]),
    ("1.2만개", [12000.0]),
    ("2x10^5", [200000.0]),
    ("12 000", [12000.0]),
    ("12\u00a0000,5", [12000.5]),
    ("1 200 300", [1200300.0]),
    ("100 000 000", [1e8]),
    ("1.000.000", [1e6]),
    ("1,000,000", [1e6]),
    ("0,05", [0.05]),
    ("0.500", [0.5]),
    (".5", [0.5]),
    ("5,00", [5.0]),
    ("15%", [15.0]),
    ("0,1mm", [0.1]),
    ("5-10", [5.0, 10.0]),
    ("200 x 300", [200.0, 300.0]),
    ("4,5,6", [4.0, 5.0, 6.0]),  # a list, not 456
    ("80,120,95", [80.0, 120.0, 95.0]),
    ('1/2"', [0.5]),
    ("1 1/2 inch", [1.5]),
    ("2-3/4 inch", [2.75]),
    ("1/2", [1.0, 2.0]),
    ("S45C", []),
    ("M8", []),
    ("CT3", []),
    ("SUS304", []),
    ("M8x1.25", [1.25]),
    ("Part No. 12", [12.0]),
    ("n/a", []),
]


@pytest.mark.parametrize(("text", "values"), PLAIN)
def test_values(text, values):
    assert [found.value for found in find_numbers(text)] == values


DOUBTFUL = [
    ("1.500 kg", (1500.0, 1.5, 1500.0)),
    ("1,500", (1500.0, 1.5, 1500.0)),
    ("100.000đ", (100000.0, 100.0, 100000.0)),
    ("50.000sp/tháng", (50000.0, 50.0, 50000.0)),
]


@pytest.mark.parametrize(("text", "readings"), DOUBTFUL)
def test_one_group_of_three_is_flagged(text, readings):
    found = find_numbers(text)[0]
    assert (found.value, found.alternative, found.grouped) == readings


@pytest.mark.parametrize(
    ("digits", "style", "value"),
    [
        ("1.500", NumberStyle.VIETNAMESE, 1500.0),
        ("1.500", NumberStyle.ENGLISH, 1.5),
        ("1,500", NumberStyle.VIETNAMESE, 1.5),
        ("1,500", NumberStyle.ENGLISH, 1500.0),
        ("0.500", NumberStyle.VIETNAMESE, 0.5),
    ],
)
def test_the_column_decides_the_doubt(digits, style, value):
    assert read_digits(digits, style) == (value, None)


@pytest.mark.parametrize(
    ("column", "style"),
    [
        (["1,5", "2,25", "1.500"], NumberStyle.VIETNAMESE),
        (["1.5", "2.25", "1,500"], NumberStyle.ENGLISH),
        (["1.100,5"], NumberStyle.VIETNAMESE),
        (["1.000.000"], NumberStyle.VIETNAMESE),
        (["1.500", "2.000"], None),
        (["1.5", "1,5"], None),
        ([], None),
    ],
)
def test_style_of_a_column(column, style):
    assert detect_style(column) is style


@given(st.integers(0, 10**12).map(lambda n: n / 100))
def test_a_number_written_in_either_language_is_read_back(value):
    for language, style in (("vi", NumberStyle.VIETNAMESE), ("en", NumberStyle.ENGLISH)):
        assert [found.value for found in find_numbers(number(value, language), style)] == [
            pytest.approx(value)
        ]


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error_and_in_order(text):
    starts = [found.start for found in find_numbers(text)]
    assert starts == sorted(starts)
