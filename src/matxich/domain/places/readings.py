"""The ways in which an address can be read, and how much speaks for each.

A reading is a ward, a district, or a ward in its district. What a word adds is a number whose order alone matters:
the word of a kind before a bare name, a bare name that fills its part of the address before one among other words.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.scanning import Address, Find
from matxich.domain.places.units import Level, Unit

_WITH_KIND, _OTHER_KIND, _WHOLE, _LOOSE = 6.0, 3.0, 3.0, 1.0
_MISSPELT, _FORMER = -2.5, -1.0
_IN_ORDER, _WRONG_ORDER = 0.5, -1.0
_CONFLICT = -4.0
#: what a district of before the reform adds to a unit of after it, as a share of its weight
_MIXED = 0.4
#: for "phường X" of today in an address written today, against an older ward of the same name
_NEWER = 0.25
_EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an address; at least one of the two is there."""

    ward: Find | None
    district: Find | None
    score: float
    #: a district is named, and the ward never lay in it
    against: Find | None = None

    @property
    def unit(self) -> Unit:
        """The smallest unit of the reading."""
        find = self.ward or self.district
        if find is None:
            raise ValueError("a reading without a find")
        return find.unit

    @property
    def is_loose(self) -> bool:
        """Whether the ward is a bare name among other words, not even followed by its district."""
        return (
            self.ward is not None
            and self.ward.kinds is None
            and not self.ward.is_whole
            and not (self.district is not None and self.ward.outer_end == self.district.outer_start)
        )


def best_readings(address: Address, gazetteer: Gazetteer, written_on: dt.date | None) -> list[Reading]:
    """Return the readings for which most speaks: several when equally much speaks for them, empty when none.

    Args:
        address: scanned with the names of the gazetteer.
        gazetteer: tells which ward lies in which district.
        written_on: a unit that did not exist yet on this day is left out; None: all are considered.
    """
    usable = [find for find in address.finds if not _is_later(find.unit, written_on)]
    named_by_kind = {(find.start, find.end) for find in usable if find.has_kind}
    wards = [
        find
        for find in usable
        if find.unit.level == Level.WARD and (find.has_kind or (find.start, find.end) not in named_by_kind)
    ]
    districts = [find for find in usable if find.unit.level == Level.DISTRICT]
    found = [Reading(None, district, _weight(district)) for district in districts]
    for ward in wards:
        found.extend(_of_ward(ward, districts, gazetteer, written_on))
    best = max((reading.score for reading in found), default=0.0)
    return [reading for reading in found if reading.score > best - _EQUAL]


def _of_ward(
    ward: Find, districts: list[Find], gazetteer: Gazetteer, written_on: dt.date | None
) -> list[Reading]:
    own = {unit.key for unit in gazetteer.old_districts(ward.unit)}
    score = _weight(ward)
    if written_on is not None and ward.unit.valid_from is not None and ward.has_kind:
        score += _NEWER
    beside = [find for find in districts if not find.overlaps(ward)]
    fitting = [find for find in beside if find.unit.key in own]
    if not fitting:
        against = next((find for find in beside if find.kinds is not None), None)
        return [Reading(ward, None, score + (_CONFLICT if against else 0.0), against)]
    found: list[Reading] = []
    for district in fitting:
        share = 1.0 if ward.unit.valid_from is None else _MIXED
        order = _IN_ORDER if ward.start < district.start else _WRONG_ORDER
        found.append(Reading(ward, district, score + share * _weight(district) + order))
    return found


def _weight(find: Find) -> float:
    if find.kinds is not None:
        weight = _WITH_KIND if find.has_kind else _OTHER_KIND
    else:
        weight = _WHOLE if find.is_whole else _LOOSE
    return weight + (_MISSPELT if find.is_misspelt else 0.0) + (_FORMER if find.name.is_former else 0.0)


def _is_later(unit: Unit, written_on: dt.date | None) -> bool:
    return written_on is not None and unit.valid_from is not None and written_on < unit.valid_from
