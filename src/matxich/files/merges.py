"""Merged cells: the value stands in the first cell only, but its meaning covers all of them.

A merged heading ("Kích thước" over L, W, H) or a part name merged over three rows is filled into every cell.
A merge across the table is a title or a section line: filling it would make it look like a full data row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

#: top, left, bottom, right, counted from 0, ends included
Merge = tuple[int, int, int, int]

#: share of the table's width from which a merge that stands alone in its row is a title
_TITLE_SHARE = 0.6


def fill_merges(rows: list[tuple[str, ...]], merges: Iterable[Merge], budget_cells: int) -> bool:
    """Fill merged cells in place from their first cell; titles keep theirs in the first cell only.

    Args:
        rows: rectangular, cell (0, 0) is the sheet's A1.
        budget_cells: how many cells may be filled in all; a file may claim more merges than it has cells.

    Returns:
        Whether all merges were filled.
    """
    found = sorted(merges)
    width = table_width(rows) if found else 0
    for top, left, lowest, last in found:
        bottom, right = min(lowest, len(rows) - 1), min(last, len(rows[0]) - 1 if rows else -1)
        if bottom < top or right < left or not rows[top][left]:
            continue
        budget_cells -= (bottom - top + 1) * (right - left + 1)
        if budget_cells < 0:
            return False
        if _is_title(rows, (top, left, bottom, right), width):
            continue
        value = rows[top][left]
        for at in range(top, bottom + 1):
            row = rows[at]
            middle = tuple(cell or value for cell in row[left : right + 1])
            rows[at] = row[:left] + middle + row[right + 1 :]
    return True


def table_width(rows: list[tuple[str, ...]]) -> int:
    """Return up to which column most rows reach, counting rows with two values or more; 0 for no such row."""
    ends: Counter[int] = Counter()
    for row in rows:
        filled = [index for index, cell in enumerate(row) if cell]
        if len(filled) > 1:
            ends[filled[-1] + 1] += 1
    return max(ends, key=lambda end: (ends[end], end)) if ends else 0


def _is_title(rows: list[tuple[str, ...]], merge: Merge, width: int) -> bool:
    top, left, bottom, right = merge
    if right == left or right - left + 1 < _TITLE_SHARE * width:
        return False
    return not any(any(rows[at][:left]) or any(rows[at][right + 1 :]) for at in range(top, bottom + 1))
