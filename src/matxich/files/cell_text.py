"""One cell's value as text that says the same thing and cannot be misread."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal

_ONE_GROUP = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")

#: what the workbook reader may hand us for one cell
CellValue = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def cell_text(value: CellValue) -> str:
    """Return one cell as text: numbers with a decimal point, ISO dates, "yes" or "no"; "" when empty."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return value.isoformat()


def number_text(value: int | float) -> str:
    """Write a number so that no reader takes it for another; "" for what is no number (NaN, infinity).

    Fifteen significant digits are what Excel itself keeps, so 0.1 + 0.2 reads 0.3. Exactly three decimals
    behind one to three digits would look like grouped thousands, so a fourth is written.

    >>> number_text(1500.0), number_text(0.05), number_text(1.125), number_text(0.125)
    ('1500', '0.05', '1.1250', '0.125')
    """
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return ""
    rounded = float(f"{value:.15g}")
    if rounded == int(rounded):
        return str(int(rounded))
    written = format(Decimal(repr(rounded)), "f")
    return written + "0" if _ONE_GROUP.fullmatch(written) else written


def column_letters(index: int) -> str:
    """Return the spreadsheet's name of a column counted from 0 ("A", "Z", "AA")."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _plain(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()
