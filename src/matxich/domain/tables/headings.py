"""What a heading means: the words that people write over a column → the field of a table.

A heading is folded and looked up whole, then without its unit, then part by part ("Vật liệu / Material"), then by
the words it holds; a word that only one field uses counts more than one that many use ("yêu cầu", "part").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.text import clean, fold, tokens
from matxich.domain.tables.phrases import Phrase, PhraseIndex
from matxich.domain.tables.segments import split_heading
from matxich.domain.tables.units import period_of, split_trailing_unit, without_bare_period

#: from this confidence a heading was recognised as written, not guessed from some of its words
EXACT = 0.9
#: the kinds of table in a supplier workbook
SUPPLIER_KINDS = ("suppliers", "processes", "certificates", "machines")
_SHEET = "*"
_LONGEST = 90
_MOST_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """One field of one table and how its heading is written."""

    table: str
    #: "*" for the names that a sheet of this kind bears
    field: str
    label: Text
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a heading was taken to mean."""

    #: "" when nothing fits
    field: str
    unit: str
    #: 0..1; from `EXACT` on it was recognised as written
    confidence: float


_NOTHING = Match("", "", 0.0)


class Headings:
    """The headings of all tables, looked up by kind of table."""

    def __init__(self, rows: Iterable[HeadingRow]) -> None:
        self._rows: dict[str, list[HeadingRow]] = defaultdict(list)
        self._sheets: dict[str, str] = {}
        for row in rows:
            if row.field == _SHEET:
                for name in row.written:
                    self._sheets.setdefault(fold(name), row.table)
            else:
                self._rows[row.table].append(row)
        self._labels = {(table, row.field): row.label for table, held in self._rows.items() for row in held}
        self._indexes = {kind: self._index(kind) for kind in self._rows}
        self._cache: dict[tuple[str, str], Match] = {}

    def _index(self, kind: str) -> PhraseIndex:
        phrases = [phrase for row in self._of(kind) for phrase in _phrases(row)]
        return PhraseIndex(phrases)

    def _of(self, kind: str) -> list[HeadingRow]:
        """Return the rows of a kind; a flat supplier sheet may hold the firm's processes as well."""
        if kind != "suppliers":
            return self._rows[kind]
        own = {row.field for row in self._rows["suppliers"]}
        return [*self._rows["suppliers"], *(row for row in self._rows["processes"] if row.field not in own)]

    def fields(self, kind: str) -> list[str]:
        """Return the fields that a table of a kind may have, in the order of the list."""
        return [row.field for row in self._of(kind)]

    def own_fields(self, kind: str) -> list[str]:
        """Return the fields listed for a kind itself, for "suppliers" without those of the processes."""
        return [row.field for row in self._rows[kind]]

    def label(self, kind: str, field: str) -> Text | None:
        """Return a field's name for people; None for an unknown field."""
        fallback = self._labels.get(("processes", field)) if kind == "suppliers" else None
        return self._labels.get((kind, field), fallback)

    def sheet_kind(self, name: str) -> str:
        """Return the kind of table that a sheet's name promises, or "" when it promises none."""
        folded = " ".join(word for word in fold(name).split() if not word.isdigit())
        if folded in self._sheets:
            return self._sheets[folded]
        words = folded.split()
        held = [known for known in self._sheets if _contains(words, known.split())]
        return self._sheets[max(held, key=len)] if held else ""

    def match(self, text: str, kind: str) -> Match:
        """Return what a heading means in a table of a kind; several header rows come joined by " / "."""
        known = self._cache.get((kind, text))
        if known is None:
            if len(self._cache) > _MOST_CACHED:
                self._cache.clear()
            known = self._cache[kind, text] = self._match(text, kind)
        return known

    def may_be_exact(self, text: str, kind: str) -> bool:
        """Say cheaply whether a text, brackets aside, is a heading; for looking through many rows of data."""
        if len(text) > _LONGEST:
            return False
        index = self._indexes.get(kind)
        return index is not None and (
            index.knows(text) or index.knows(re.split(r"[(\[（\n]", text, maxsplit=1)[0])
        )

    def is_exact(self, text: str, kind: str) -> bool:
        """Say whether a text is, as a whole, a heading of a kind."""
        return self.match(text, kind).confidence >= EXACT

    def _match(self, text: str, kind: str) -> Match:
        text = _numbered(text)
        cleaned = clean(text)
        index = self._indexes.get(kind)
        if not cleaned or index is None or len(cleaned) > _LONGEST:
            return _NOTHING
        parts, unit, bare = split_heading(text)
        if len(parts) == 1 and not unit:
            shorter, unit_at_end = split_trailing_unit(parts[0])
        else:
            shorter, unit_at_end = "", ""
        field, confidence = _exact(index, cleaned, parts, bare=bare)
        if not field and unit_at_end:
            field, unit = index.exact(shorter)[0], unit_at_end
            confidence = 0.93
        if not field:
            field, confidence = index.nearest(" ".join(parts))
            unit = unit or unit_at_end
        return _by_period(Match(field, unit, confidence), unit or cleaned) if field else _NOTHING


def _phrases(row: HeadingRow) -> list[Phrase]:
    written = [_numbered(name) for name in (row.field, *row.written)]
    return [Phrase(row.field, clean(name), tuple(tokens(name))) for name in written]


def _numbered(text: str) -> str:
    """Write "Part #" as "Part No": folding would drop the sign and leave another heading."""
    return text.replace("#", " No ") if "#" in text and fold(text) else text


def _contains(words: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(list(words[at : at + size]) == list(wanted) for at in range(len(words) - size + 1))


def _exact(index: PhraseIndex, cleaned: str, parts: Sequence[str], *, bare: bool) -> tuple[str, float]:
    """Look a heading up whole, then joined without its unit, then by its parts."""
    field, confidence = index.exact(cleaned)
    if field:
        return field, confidence
    for joined in (" ".join(parts), " ".join(reversed(parts))):
        field, confidence = index.exact(joined)
        if field:
            return field, confidence * 0.97
    # In brackets stands the remark, under a group heading the meaning.
    for part in parts if bare else reversed(parts):
        field, confidence = index.exact(part)
        if field:
            return field, confidence * 0.95
    return "", 0.0


def _by_period(match: Match, said: str) -> Match:
    """Turn a quantity whose unit, or without a unit whose heading, names a year or a month into that volume."""
    period = period_of(said)
    if match.field == "quantity" and period:
        return replace(
            match,
            field="annual_volume" if period == "year" else "monthly_volume",
            unit=without_bare_period(match.unit),
        )
    if match.field in {"annual_volume", "monthly_volume"}:
        return replace(match, unit=without_bare_period(match.unit))
    return match
