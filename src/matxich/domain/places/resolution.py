"""What an address was taken to mean: the unit, what it is today, the candidates where that is open, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from matxich.domain.places.units import Level, Unit
from matxich.domain.shared.bilingual import Text


class State(StrEnum):
    """How far an address is settled."""

    #: the ward or commune of today follows from the words without doubt
    EXACT = "exact"
    #: a person has to say which of the candidates it is
    TO_CONFIRM = "to_confirm"
    #: it names a province or district that is not of this region
    OUTSIDE = "outside"
    #: no unit is named
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the address and the unit they were read as."""

    #: as written
    text: str
    #: None: the words were understood as naming something that is not in the tables
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit of today in which the address may lie."""

    unit: Unit
    #: what the tables name first where a territory was divided; offered first, never taken by itself
    is_default: bool


@dataclass(frozen=True, slots=True)
class PlaceCodes:
    """The statistics office's codes of a place, "" for what is not known. The field says of which side a code is."""

    province: str
    old_district: str
    old_ward: str
    #: ward or commune of today
    current: str
    #: wards and communes of today it may lie in, the default first, while `current` is ""
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The reading of one address."""

    text: str
    state: State
    #: the smallest unit that the words name without doubt, of today or of before; None when there is none
    named: Unit | None
    #: the ward or commune of today; None unless `state` is exact
    current: Unit | None
    #: the province of today; None when nothing says which
    province: Unit | None
    #: the district of before 1 July 2025; None when it is not certain
    district: Unit | None
    #: units of today it may lie in, the default first; one when exact, empty when nothing is known
    candidates: tuple[Candidate, ...]
    evidence: tuple[Evidence, ...]
    #: one sentence: what was understood and, where it is open, what is missing
    reason: Text

    @property
    def codes(self) -> PlaceCodes:
        """Return the answer as a record of a place keeps it."""
        named = self.named
        is_old_ward = named is not None and named.level == Level.WARD and named.valid_until is not None
        return PlaceCodes(
            province=self.province.code if self.province else "",
            old_district=self.district.code if self.district else "",
            old_ward=named.code if named is not None and is_old_ward else "",
            current=self.current.code if self.current else "",
            candidates=tuple(one.unit.code for one in self.candidates) if self.current is None else (),
        )
