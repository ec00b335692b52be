"""Lists of rows as one workbook, a sheet a list: for people who take their data away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from matxich.files.book import Book, Cell, Column, Target

_WIDTHS = {"text": 34, "date": 18}


def write_record_sheets(
    sheets: Iterable[tuple[str, Sequence[str], Sequence[Sequence[Cell]]]],
    target: Target,
    language: str,
    *,
    title: str,
    on: dt.date,
    purposes: Mapping[str, str] | None = None,
) -> None:
    """Write one sheet for each (name, headings, rows).

    Args:
        purposes: name of a sheet → the sentence under its title.
    """
    with Book(target, language, created=on, title=title) as book:
        for name, headings, rows in sheets:
            sheet = book.sheet(name, name, (purposes or {}).get(name, ""))
            columns = [Column(heading, _WIDTHS["text"], "text") for heading in headings] or [
                Column("", _WIDTHS["text"], "text")
            ]
            book.table(sheet, 4, columns, rows)
