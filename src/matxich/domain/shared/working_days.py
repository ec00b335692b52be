"""Working days: Monday to Friday without the public holidays, which the caller brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

_SATURDAY = 5
_NONE: frozenset[dt.date] = frozenset()


def is_working_day(day: dt.date, holidays: Collection[dt.date] = _NONE) -> bool:
    """Say whether an office works on a day."""
    return day.weekday() < _SATURDAY and day not in holidays


def working_days_between(first: dt.date, last: dt.date, holidays: Collection[dt.date] = _NONE) -> int:
    """Return how many working days lie after the first day, up to and with the last; 0 when there are none.

    What came on a Friday has waited one working day on the Monday.

    >>> working_days_between(dt.date(2026, 11, 20), dt.date(2026, 11, 23))
    1
    """
    days = (last - first).days
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    count = weeks * 5 + sum((first + dt.timedelta(one)).weekday() < _SATURDAY for one in range(1, rest + 1))
    return count - sum(first < day <= last and day.weekday() < _SATURDAY for day in set(holidays))


def working_days_before(day: dt.date, count: int, holidays: Collection[dt.date] = _NONE) -> dt.date:
    """Return the last day from which at least so many working days have passed up to a day.

    >>> working_days_before(dt.date(2026, 11, 23), 1)
    datetime.date(2026, 11, 22)
    """
    found = day
    while working_days_between(found, day, holidays) < count:
        found -= dt.timedelta(1)
    return found
