"""Dates of certificates and confirmations, as offices write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.shared.dates import read_date

DATES = [
    ("2026-01-31", (2026, 1, 31)),
    ("2026-01-31 00:00:00", (2026, 1, 31)),
    ("20260131", (2026, 1, 31)),
    ("46053", (2026, 1, 31)),  # a workbook's serial number
    ("31/01/2026", (2026, 1, 31)),
    ("31.01.2026", (2026, 1, 31)),
    ("31-1-2026", (2026, 1, 31)),
    ("1/2/2026", (2026, 2, 1)),
    ("31/12/25", (2025, 12, 31)),
    ("03/15/2026", (2026, 3, 15)),
    ("Hết hạn 15/06/2025", (2025, 6, 15)),
    ("ngày 31 tháng 1 năm 2026", (2026, 1, 31)),
    ("31 Jan 2026", (2026, 1, 31)),
    ("15-Jun-2025", (2025, 6, 15)),
    ("January 31, 2026", (2026, 1, 31)),
    ("Jan 2026", (2026, 1, 31)),
    ("2026年3月15日", (2026, 3, 15)),
    ("2026년 3월 15일", (2026, 3, 15)),
    ("2026年3月", (2026, 3, 31)),
    ("02/2024", (2024, 2, 29)),
    ("T12/2025", (2025, 12, 31)),
    ("tháng 12/2025", (2025, 12, 31)),
    ("Q3/2026", (2026, 9, 30)),
    ("quý 3 năm 2026", (2026, 9, 30)),
    ("2026", (2026, 12, 31)),
    ("30/02/2026", None),
    ("13/13/2026", None),
    ("đang gia hạn", None),
    ("n/a", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "parts"), DATES)
def test_date(text, parts):
    assert read_date(text) == (dt.date(*parts) if parts else None)


@pytest.mark.parametrize("text", ["15/6/2025 - 14/6/2028", "2025-06-15 ~ 2028-06-14"])
def test_a_validity_has_a_first_and_a_last_day(text):
    assert read_date(text) == dt.date(2025, 6, 15)
    assert read_date(text, latest=True) == dt.date(2028, 6, 14)


FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日"]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(FORMATS))
def test_a_written_date_is_read_back(date, form):
    assert read_date(date.strftime(form)) == date


@given(st.text(alphabet="0123456789/-. 年月日", max_size=24))
def test_any_text_is_read_without_an_error(text):
    found = read_date(text)
    assert found is None or 1900 <= found.year < 2100
