"""Numbers, dates and ticks of a cell as text that no reader takes for something else."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.shared.numbers import find_numbers
from matxich.files.cell_text import cell_text, column_letters, number_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1500.0, "1500"),
        (0.05, "0.05"),
        (1.125, "1.1250"),
        (-12.345, "-12.3450"),
        (999.999, "999.9990"),
        (0.125, "0.125"),
        (1234.567, "1234.567"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (-0.0, "0"),
        (float("nan"), ""),
        (101234567, "101234567"),
    ],
)
def test_a_number_is_written_without_doubt(value, text):
    assert number_text(value) == text


@given(st.floats(min_value=1e-6, max_value=1e12).map(lambda value: float(f"{value:.9g}")))
def test_a_number_reads_back_as_itself_and_as_nothing_else(value):
    numbers = find_numbers(number_text(value))
    assert [number.value for number in numbers] == [pytest.approx(value, rel=1e-12)]
    assert numbers[0].alternative is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        (dt.date(2026, 1, 31), "2026-01-31"),
        (dt.datetime(2026, 1, 31), "2026-01-31"),  # noqa: DTZ001 -- workbooks know no time zone
        (dt.datetime(2026, 1, 31, 8, 5), "2026-01-31 08:05:00"),  # noqa: DTZ001 -- as above
        (dt.time(8, 5), "08:05:00"),
        (dt.timedelta(hours=36, seconds=5), "36:00:05"),
        ("  hai\r\ndòng ", "hai\ndòng"),
    ],
)
def test_other_values_have_one_form(value, text):
    assert cell_text(value) == text


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_the_spreadsheet_names_them(index, letters):
    assert column_letters(index) == letters
