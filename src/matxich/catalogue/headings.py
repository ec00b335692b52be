"""Reads the headings of the tables people send into `Headings`, once a process."""

from __future__ import annotations

import functools

from matxich.catalogue.loading import table_rows
from matxich.domain.shared.bilingual import Text
from matxich.domain.tables.headings import HeadingRow, Headings

_LANGUAGES = ("vi", "en", "ja", "ko")


@functools.cache
def load_headings() -> Headings:
    """Return the headings of the catalogue; the same object every time."""
    return Headings(_row(row) for row in table_rows("headers"))


def _row(row: dict[str, str]) -> HeadingRow:
    cells = [[name.strip() for name in row[language].split("|") if name.strip()] for language in _LANGUAGES]
    # The second English word is what people read; the first is the technical name of the column.
    english = next((name for name in cells[1] if name != row["field"]), cells[1][0])
    return HeadingRow(
        row["table"], row["field"], Text(cells[0][0], english), tuple(name for cell in cells for name in cell)
    )
