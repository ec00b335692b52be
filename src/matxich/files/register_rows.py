"""Lists of the registry for officers, as CSV for programs. A spreadsheet that opens one executes nothing of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

from matxich.files.book import Cell, safe_text
from matxich.files.register_export import FIRM_COLUMNS

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
_BYTE_ORDER_MARK = "\ufeff"  # Excel takes a CSV without it for the machine's old encoding


def firms_csv(rows: Iterable[Sequence[Cell]], language: str, *, mark: str = "") -> Iterator[str]:
    """Yield the lines of a CSV of firms, in the order of `FIRM_COLUMNS`, with a header.

    Args:
        mark: stands in a column of its own behind every row ("illustrative data"); "" = no such column.
    """
    more = [mark] if mark else []
    yield _BYTE_ORDER_MARK + _line(
        [*(heading.in_language(language) for heading, _, _ in FIRM_COLUMNS), *more]
    )
    for row in rows:
        yield _line([*(_inert(value) for value in row), *more])


def _line(values: Sequence[str]) -> str:
    target = io.StringIO()
    csv.writer(target).writerow(values)
    return target.getvalue()


def _inert(value: Cell) -> str:
    if value is None:
        return ""
    text = safe_text(value.isoformat() if isinstance(value, dt.date) else str(value))
    return f"'{text}" if text.startswith(_ACTIVE) else text
