"""Where the header of a table stands, under titles and letterheads, in one to three rows, at any column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matxich.domain.shared.text import clean
from matxich.domain.tables.headings import EXACT, Headings, Match
from matxich.domain.tables.units import unit_of

#: how many rows from the top are looked at for the first header
SCANNED_ROWS = 60
_MOST_HEADER_ROWS = 3
_LONGEST_CELL = 90
_NUMBER = re.compile(r"^[\s±≤≥<>~Ø$€¥-]*\d[\d.,\s%/xX×*–-]*$")
#: a letterhead line: "Công ty: ABC", "Date: 12/3/2026"
_LABELLED = re.compile(r"^[^:：]{2,40}[:：]\s*\S")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: its rows, and what each of its columns says."""

    #: place of the first row in the grid, from 0
    start: int
    size: int
    #: column → heading, the rows joined by " / "
    texts: dict[int, str]
    matches: dict[int, Match]

    @property
    def end(self) -> int:
        """Place of the first row below the header."""
        return self.start + self.size

    @property
    def fields(self) -> set[str]:
        """The fields that were recognised."""
        return {match.field for match in self.matches.values() if match.field}

    @property
    def score(self) -> float:
        """How much of a header this is: sure fields count, cells nobody knows cost a little."""
        best: dict[str, float] = {}
        for match in self.matches.values():
            if match.field:
                best[match.field] = max(best.get(match.field, 0.0), match.confidence)
        return sum(best.values()) - 0.1 * (
            len(self.texts) - len([m for m in self.matches.values() if m.field])
        )


def is_number(text: str) -> bool:
    """Say whether a cell is a bare number, range or size, which no heading is."""
    return bool(_NUMBER.match(text))


def filled(row: Sequence[str]) -> dict[int, str]:
    """Return the cells of a row that hold something, by column."""
    return {at: text for at, text in enumerate(row) if text and not text.isspace()}


def find_header(
    rows: Rows, headings: Headings, kind: str, *, start: int = 0, limit: int = SCANNED_ROWS
) -> Header | None:
    """Return the first header of a table of a kind at or below a row, or None.

    A richer header lower down wins over a chance likeness in a letterhead; of two tables the upper one is first.
    """
    found: list[Header] = []
    for at in range(start, min(len(rows), start + limit)):
        header = header_at(rows, at, headings, kind)
        if header and _is_sound(header, rows):
            found.append(header)
    if not found:
        return None
    best = max(header.score for header in found)
    first = next(header for header in found if header.score >= 0.45 * best)
    # The rows of one header are each a little like a header; a lower one must explain clearly more to be meant.
    for header in found:
        if first.start < header.start < first.start + _MOST_HEADER_ROWS and header.score > first.score + 0.5:
            first = header
    return first


def header_at(rows: Rows, at: int, headings: Headings, kind: str) -> Header | None:
    """Return the row at a place read as a header, with the rows below that continue it; None for a row of data."""
    cells = filled(rows[at])
    if not cells or not _may_be_header(cells):
        return None
    if not any(headings.match(text, kind).confidence >= EXACT for text in cells.values()):
        return None
    best = _block(rows, at, 1, headings, kind)
    for size in range(2, _MOST_HEADER_ROWS + 1):
        if at + size > len(rows) or not _continues(rows, at, size, headings, kind):
            break
        best = _block(rows, at, size, headings, kind)
    return best


def _may_be_header(cells: dict[int, str]) -> bool:
    if any(len(text) > _LONGEST_CELL for text in cells.values()):
        return False
    numbers = sum(is_number(text) for text in cells.values())
    labelled = sum(bool(_LABELLED.match(text)) for text in cells.values())
    return numbers + labelled <= 0.25 * len(cells)


def _block(rows: Rows, at: int, size: int, headings: Headings, kind: str) -> Header:
    texts: dict[int, str] = {}
    spread = _spread(rows, at, size)
    for column in range(max(len(row) for row in spread)):
        parts = [
            clean(row[column]) if "\n" not in row[column] else row[column].strip()
            for row in spread
            if column < len(row)
        ]
        kept = list(dict.fromkeys(part for part in parts if part))
        if kept:
            texts[column] = " / ".join(kept)
    return Header(at, size, texts, {column: headings.match(text, kind) for column, text in texts.items()})


def _spread(rows: Rows, at: int, size: int) -> list[list[str]]:
    """Return the header rows with group headings carried right over the blanks beside them.

    "Kích thước | – | –" over "Dài | Rộng | Cao" is a group, although nobody merged its cells.
    """
    taken = [list(rows[at + index]) for index in range(size)]
    for upper, lower in pairwise(taken):
        for column in range(1, min(len(upper), len(lower))):
            if not upper[column] and upper[column - 1] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return taken


def _continues(rows: Rows, at: int, size: int, headings: Headings, kind: str) -> bool:
    """Say whether the last of `size` rows from a place still belongs to the header above it."""
    above, cells = filled(rows[at + size - 2]), filled(rows[at + size - 1])
    if not cells or not _may_be_header(cells):
        return False
    new = {column: text for column, text in cells.items() if above.get(column) != text}
    if not new:
        return False
    units = [column for column, text in new.items() if unit_of(text.strip("()[]（） "))]
    if len(units) == len(new):
        # A column of units ("kg" in every row) has a heading too; a row of units has nothing else.
        return (len(new) == len(cells) and len(new) > 1) or len(new) < len(cells)
    exact = {column for column, text in new.items() if headings.is_exact(text, kind)}
    grouped = {
        column
        for column in new
        if column not in above or above.get(column) in {above.get(column - 1), above.get(column + 1)}
    }
    if (
        grouped
        and len(exact & grouped | set(units)) >= 0.5 * len(new)
        and len(grouped | set(units)) >= 0.6 * len(new)
    ):
        return True
    alike = [
        c for c in exact if headings.match(new[c], kind).field == headings.match(above.get(c, ""), kind).field
    ]
    return len(alike) >= 2 and len(alike) >= 0.5 * len(new)


def _is_sound(header: Header, rows: Rows) -> bool:
    """Say whether enough of a header was recognised as written to trust it."""
    known = [match for match in header.matches.values() if match.field]
    exact = sum(match.confidence >= EXACT for match in known)
    width = len(header.texts)
    if exact >= 2 and len(header.fields) >= 2:
        return len(known) >= 0.34 * width or exact >= 4
    if exact == 1 and len(header.fields) >= 3:
        return len(known) >= 0.5 * width
    # One known heading is enough only over a narrow list that goes on below it.
    below = [filled(row) for row in rows[header.end : header.end + 6]]
    reach = max((len(cells) for cells in below), default=0)
    column = next((c for c, match in header.matches.items() if match.confidence >= EXACT), -1)
    return (
        exact == 1
        and width <= 3
        and 0 < reach <= 3
        and width >= reach
        and any(column in cells for cells in below)
    )
