"""A typed requirement, and a demand line made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a line asks of its supplier."""

    #: code of the requirement type: the file name in `domain/matching/requirement_types`
    type: str
    #: what is asked, in the shape that the type documents (`any_of`, `max_mm`, `low_kg`…); JSON-able
    value: Mapping[str, Any]
    #: the words it was read from
    text: str
    #: a supplier that fails it is excluded; False for a wish
    hard: bool = True
    #: 0..1, how sure the reading is
    confidence: float = 1.0
    #: heading of the column it was read from; "" for free text without a heading
    column: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "type": self.type,
            "hard": self.hard,
            "text": self.text,
            "value": dict(self.value),
            "confidence": round(self.confidence, 2),
            "column": self.column,
        }


@dataclass(frozen=True, slots=True)
class DemandLine:
    """One line of a part list, as understood."""

    #: number of the data row in its file, from 1
    line: int
    part_no: str | None
    name: str
    requirements: tuple[Requirement, ...]
    #: 0..1: the weighted share of what a quotation needs that the line states
    completeness: float
    #: what to ask the buyer
    questions: tuple[Text, ...] = ()
    #: sheet and spreadsheet row, for the reader
    sheet: str = ""
    row: int | None = None
    #: cells by heading as written
    source: Mapping[str, str] = field(default_factory=dict)

    def of_type(self, code: str) -> list[Requirement]:
        """Return the requirements of one type, in order."""
        return [requirement for requirement in self.requirements if requirement.type == code]
