"""What is known of a firm when duplicates are looked for, and what can be decided of two."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text

RecordId = int | str
#: pairs that a person has judged, in any order of the two ids
JudgedPairs = Collection[tuple[RecordId, RecordId]]


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a registry or a row of a spreadsheet; "" and () mean not known."""

    id: RecordId
    name: str
    #: English name, former names, aliases
    other_names: tuple[str, ...] = ()
    #: as written; read by `tax_code.read_tax_code`
    tax_code: str = ""
    former_tax_codes: tuple[str, ...] = ()
    #: code (or folded name) of the smallest administrative unit known; compared as it is
    place: str = ""
    address: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


class Decision(enum.Enum):
    """What two records are to each other, as far as can be told without a person."""

    #: one firm: equal valid tax codes, and nothing in the names against it; may be merged without asking
    SAME = "same"
    #: probably one firm: for a person to judge
    POSSIBLE = "possible"
    #: a head office and its branch, or two branches: shown as such, never merged
    RELATED = "related"
    DIFFERENT = "different"


LABELS = {
    Decision.SAME: Text("cùng doanh nghiệp", "same firm"),
    Decision.POSSIBLE: Text("có thể trùng, cần người xem", "possibly the same, a person decides"),
    Decision.RELATED: Text("trụ sở và chi nhánh", "head office and branch"),
    Decision.DIFFERENT: Text("khác nhau", "different"),
}


def unordered(pairs: Iterable[tuple[RecordId, RecordId]]) -> frozenset[frozenset[RecordId]]:
    """Return pairs without their order."""
    return frozenset(frozenset(pair) for pair in pairs)
