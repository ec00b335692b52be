"""Sheets without a header: lines of text, or columns whose meaning the user has said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from matxich.domain.shared.text import clean, fold, has_glyphs
from matxich.domain.tables.columns import columns_of
from matxich.domain.tables.header import Header, filled, is_number
from matxich.domain.tables.headings import Match
from matxich.domain.tables.model import Grid, Row, Table

_MOST_TEXT_COLUMNS = 2
#: the title over a bare list
_LIST_TITLE = re.compile(
    r"^(?:danh sach|danh muc|bang ke|yeu cau bao gia|nhu cau|phieu yeu cau|part list|parts list|list of|rfq|request for quot|bom"
    r"|bill of material|enquiry|inquiry|demand|requirements?)\b|部品リスト|見積依頼|견적"
)
_GUESS = 0.5


def lines_of_text(grid: Grid) -> Table | None:
    """Return a sheet of one or two text columns as a table of descriptions; None when it is something else."""
    cells = [filled(row) for row in grid.rows]
    columns = sorted({column for row in cells for column in row})
    texts = [column for column in columns if _is_text(column, cells)]
    if not texts or len(texts) > _MOST_TEXT_COLUMNS or len(columns) > _MOST_TEXT_COLUMNS + 2:
        return None
    meanings = {column: Match("description", "", _GUESS) for column in texts}
    meanings.update(
        {
            column: Match("line_no", "", _GUESS)
            for column in columns
            if column not in texts and _counts_up(column, cells)
        }
    )
    skipped: dict[int, str] = {}
    rows: list[Row] = []
    for at, row in enumerate(cells):
        number = grid.first_row + at
        if not row:
            skipped[number] = "blank"
        elif not rows and len(row) == 1 and _is_list_title(next(iter(row.values()))):
            skipped[number] = "title"
        else:
            rows.append(Row(number, row))
    if not rows or not any(
        _reads_like_a_line(row.cells[column]) for row in rows for column in texts if column in row.cells
    ):
        return None
    return _table(grid, "demand", meanings, rows, skipped)


def table_as_told(grid: Grid, kind: str, overrides: Mapping[int, str]) -> Table:
    """Return a sheet without a header whose columns the user has named; every filled row is data."""
    cells = [filled(row) for row in grid.rows]
    skipped = {grid.first_row + at: "blank" for at, row in enumerate(cells) if not row}
    rows = [Row(grid.first_row + at, row) for at, row in enumerate(cells) if row]
    meanings = {column: Match(field, "", 1.0) for column, field in overrides.items() if field}
    return _table(grid, kind, meanings, rows, skipped)


def _table(
    grid: Grid, kind: str, meanings: Mapping[int, Match], rows: Sequence[Row], skipped: Mapping[int, str]
) -> Table:
    bare = Header(0, 0, {}, {})
    return Table(grid.file, grid.sheet, kind, (), columns_of(bare, meanings, rows), tuple(rows), skipped)


def _is_text(column: int, cells: Sequence[Mapping[int, str]]) -> bool:
    held = [row[column] for row in cells if column in row]
    return sum(not is_number(text) for text in held) > 0.5 * len(held)


def _counts_up(column: int, cells: Sequence[Mapping[int, str]]) -> bool:
    held = [row[column].strip(" .") for row in cells if column in row and row[column].strip(" .").isdigit()]
    return len(held) > 1 and all(int(later) == int(earlier) + 1 for earlier, later in pairwise(held))


def _is_list_title(text: str) -> bool:
    return (
        bool(_LIST_TITLE.search(fold(text)))
        and not re.search(r"\d{3}|[±Ø]", clean(text))
        and len(clean(text)) < 80
    )


def _reads_like_a_line(text: str) -> bool:
    return len(fold(text).split()) >= 2 or (has_glyphs(text) and len(clean(text)) >= 3)
