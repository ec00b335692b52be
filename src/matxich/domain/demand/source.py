"""One cell of a demand line with what its column says about it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matxich.domain.demand.requirement import Requirement
from matxich.domain.shared.clauses import Mood, Piece, mood_at, pieces
from matxich.domain.shared.numbers import NumberStyle
from matxich.domain.shared.text import clean

#: fields whose cells are free text: every reader looks at them
FREE_FIELDS = ("name", "description", "requirements", "notes")


@dataclass(frozen=True)
class Source:
    """A cell: its field, its heading as written, its text, and its column's notation and unit."""

    field: str
    heading: str
    text: str
    style: NumberStyle | None = None
    unit: str = ""

    @property
    def is_free(self) -> bool:
        """Say whether the cell may speak about anything."""
        return self.field in FREE_FIELDS

    @functools.cached_property
    def cleaned(self) -> str:
        """The text that all offsets refer to."""
        return clean(self.text)

    @functools.cached_property
    def pieces(self) -> list[Piece]:
        """The moods of the text."""
        return pieces(self.text)

    @functools.cached_property
    def heading_wishes(self) -> bool:
        """Say whether the column itself is headed as a wish ("Ưu tiên", "Preferred")."""
        return any(piece.mood is Mood.WISHED for piece in pieces(self.heading))

    def mood(self, place: int) -> Mood:
        """Return how the words at a place of the cleaned text are meant."""
        found = mood_at(self.pieces, place)
        return Mood.WISHED if self.heading_wishes and found is Mood.STATED else found

    def around(self, start: int, end: int, reach: int = 28) -> str:
        """Return a place with the words before and behind it, lower case, within its clause."""
        before = self.cleaned[max(0, start - reach) : start]
        behind = self.cleaned[end : end + reach]
        return f"{before.rsplit(';', 1)[-1]}{self.cleaned[start:end]}{behind.split(';', 1)[0]}".lower()


def required(
    type_code: str, value: dict[str, Any], source: Source, start: int, end: int, confidence: float = 1.0
) -> Requirement | None:
    """Return a requirement from a place of a cell, its mood applied; None where the words waive or refuse it."""
    mood = source.mood(start)
    if mood in {Mood.WAIVED, Mood.REFUSED}:
        return None
    return Requirement(
        type_code, value, source.cleaned[start:end], mood is not Mood.WISHED, confidence, source.heading
    )


def first(sources: Sequence[Source], fields: Sequence[str]) -> list[Source]:
    """Return the cells of these fields first, then the free ones."""
    return [s for s in sources if s.field in fields] + [
        s for s in sources if s.is_free and s.field not in fields
    ]
