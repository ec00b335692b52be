"""Working days between two days."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.shared.working_days import is_working_day, working_days_before, working_days_between

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=20)
NATIONAL_DAY = dt.date(2026, 9, 2)


@given(DAYS, st.integers(0, 200), HOLIDAYS)
def test_they_are_counted_one_by_one(first, length, holidays):
    days = [first + dt.timedelta(one) for one in range(1, length + 1)]
    counted = working_days_between(first, first + dt.timedelta(length), holidays)
    assert counted == sum(is_working_day(day, holidays) for day in days)


@given(DAYS, st.integers(0, 30), HOLIDAYS)
def test_the_day_so_many_working_days_before_is_the_last_one(day, count, holidays):
    found = working_days_before(day, count, holidays)
    assert working_days_between(found, day, holidays) >= count
    assert found == day or working_days_between(found + dt.timedelta(1), day, holidays) < count


def test_a_holiday_does_not_count():
    assert working_days_between(dt.date(2026, 9, 1), dt.date(2026, 9, 3), {NATIONAL_DAY}) == 1


def test_nothing_has_waited_before_it_came():
    assert working_days_between(dt.date(2026, 9, 3), dt.date(2026, 9, 1)) == 0
