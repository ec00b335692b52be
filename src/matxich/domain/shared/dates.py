"""Dates as offices write them: 2026-01-31, 31/01/2026, 31/1/26, 15-Jun-2025, 2026年3月15日, 01/2026, Q3/2026, 2026.

A day that is not stated is the last of its month, quarter or year: what is valid "until 2026" is valid in December.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from matxich.domain.shared.text import clean, fold

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "(?P<name>" + "|".join(_MONTHS) + r")[a-z]*\.?"
_Y = r"(?P<y>(?:19|20)\d{2})"
#: from the most to the least precise; a place that one has read is not read again
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_Y}(?:\s?[年년]\s?|[-/.])(?P<m>\d{{1,2}})(?:\s?[月월]\s?|[-/.])(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_Y}(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})\s*(?:[-/. ]|tháng|thang)\s*(?P<m>\d{{1,2}})\s*(?:[-/. ]|năm|nam)\s*{_Y}(?!\d)",
        r"(?<![\d/.-])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<yy>\d{2})(?![\d/])",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[-/. ,]*{_NAMES}[-/. ,]*{_Y}(?!\d)",
        rf"(?<![a-z]){_NAMES}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*[ ,]\s*{_Y}(?!\d)",
        rf"(?<![a-z]){_NAMES}[-/. ,]*{_Y}(?!\d)",
        rf"(?:q|quý\s*|quarter\s*)(?P<q>[1-4])[-/ .]*(?:năm\s*)?{_Y}(?!\d)",
        rf"(?<![\d/.-])(?P<m>\d{{1,2}})\s*(?:[-/.]|năm|nam)\s*{_Y}(?!\d)",
        rf"(?<!\d){_Y}(?:\s?[年년]\s?|[-/.])(?P<m>\d{{1,2}})(?!\d)",
        rf"(?<![\d/.-]){_Y}(?![\d/.-])",
    )
)
_SERIAL = re.compile(r"\s*(3[6-9]\d{3}|[4-6]\d{4})(?:\.0+)?\s*")
_SERIAL_ZERO = dt.date(1899, 12, 30)


def read_date(text: str, *, latest: bool = False) -> dt.date | None:
    """Read a date; day before month, unless only the other order exists. None where there is none, or no such day.

    Args:
        latest: of several dates ("15/6/2025 - 14/6/2028") take the last, else the first.

    >>> read_date("31/01/2026"), read_date("02/2026"), read_date("15-Jun-2025")
    (datetime.date(2026, 1, 31), datetime.date(2026, 2, 28), datetime.date(2025, 6, 15))
    """
    serial = _SERIAL.fullmatch(text)
    if serial:  # a workbook's number for a day, in a cell that lost its format
        return _SERIAL_ZERO + dt.timedelta(days=int(serial[1]))
    found = sorted(_places(clean(text)))
    dates = [date for _, date in found if date is not None]
    if not dates:
        return None
    return max(dates) if latest else dates[0]


def _places(cleaned: str) -> Iterator[tuple[int, dt.date | None]]:
    """Return the place and the date of every date; None for one that the calendar does not have."""
    for form in _FORMS:
        for match in form.finditer(cleaned):
            yield match.start(), _date(match)
        # Read places are blotted out, so that "30/02/2026" does not come back as "02/2026" or "2026".
        cleaned = form.sub(lambda read: "_" * len(read.group()), cleaned)


def _date(match: re.Match[str]) -> dt.date | None:
    given = match.groupdict()
    year = int(given["y"]) if given.get("y") else 2000 + int(given["yy"])
    if given.get("q"):
        month = int(given["q"]) * 3
    elif given.get("name"):
        month = _MONTHS.index(fold(given["name"])[:3]) + 1
    else:
        month = int(given["m"]) if given.get("m") else 12
    day = int(given["d"]) if given.get("d") else None
    if day is not None and month > 12 >= day:
        day, month = month, day  # "03/15/2026"
    try:
        return (
            dt.date(year, month, day)
            if day is not None
            else dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        )
    except ValueError:
        return None
