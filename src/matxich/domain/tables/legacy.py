"""Sheets typed in TCVN3 fonts, brought to Unicode before anything else looks at them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.findings import Finding
from matxich.domain.shared.tcvn3 import from_tcvn3, share_tcvn3
from matxich.domain.tables.model import Grid

#: from this share of its texts on, a whole sheet is TCVN3
_WHOLE_SHEET = 0.3
_SAMPLED_CELLS = 3000
#: no TCVN3 word is without one of these; a cheap look before the careful one
_SUSPECT = re.compile(r"[\u00a1-\u00bf\u00d7\u00f7]|[a-z\u00e0-\u00fe][\u00c0-\u00df]")

_CONVERTED = Text(
    "Trang này có {n} ô gõ bằng phông TCVN3 (.VnTime); đã đổi sang Unicode. Hãy xem lại vài tên để chắc chắn đúng.",
    "{n} cells of this sheet are typed in TCVN3 fonts (.VnTime); they were converted to Unicode. Check a few names.",
)


def to_unicode(grid: Grid) -> tuple[Grid, list[Finding]]:
    """Return the grid without TCVN3 cells, and a remark when there were any."""
    texts = (cell for row in grid.rows for cell in row if not cell.isascii())
    certain = share_tcvn3(islice(texts, _SAMPLED_CELLS)) > _WHOLE_SHEET
    if not certain and not any(
        _SUSPECT.search(cell) for row in grid.rows for cell in row if not cell.isascii()
    ):
        return grid, []
    changed = 0
    rows: list[tuple[str, ...]] = []
    for row in grid.rows:
        converted = tuple(_cell(cell, certain=certain) for cell in row)
        changed += sum(old != new for old, new in zip(row, converted, strict=True))
        rows.append(converted)
    if not changed:
        return grid, []
    remark = Finding("tcvn3_converted", "info", _CONVERTED.format(n=changed), grid.file, grid.sheet)
    return replace(grid, rows=tuple(rows)), [remark]


def _cell(text: str, *, certain: bool) -> str:
    if text.isascii() or not (certain or _SUSPECT.search(text)):
        return text
    return from_tcvn3(text, certain=certain)
