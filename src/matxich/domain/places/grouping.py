"""Counts by the units of before a reform and by those of today, from one list of places.

A place is known as it is known: by a ward of before, by a unit of today, by its district alone. What the tables do
not decide is a group of its own ("to be confirmed in …"); it is never spread over the candidates, so the groups of
either side add up to the same total.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.units import Level, Unit


class Grouping(StrEnum):
    """By which units a list is counted."""

    #: the districts of before 1 July 2025
    OLD_DISTRICT = "old_district"
    #: the wards, communes and townships of before 1 July 2025
    OLD_WARD = "old_ward"
    #: the wards and communes of today
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """What is known of a place on either side of a reform."""

    #: key of the smallest unit of before that is known; None: none
    before: str | None
    #: key of the unit of today; None: not known, or to be confirmed
    current: str | None

    def for_grouping(self, grouping: Grouping) -> str | None:
        """Return the unit to ask about a grouping: that of its own side where it is known."""
        if grouping is Grouping.TODAY:
            return self.current or self.before
        return self.before or self.current


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a count."""

    #: the unit that all of it lies in; None: not decided
    unit: Unit | None
    #: where `unit` is None, the units among which it is to be confirmed; empty when the place is not known at all
    candidates: tuple[Unit, ...]
    count: int


def possible_units(gazetteer: Gazetteer, unit: Unit, grouping: Grouping) -> tuple[Unit, ...]:
    """Return the units of a grouping in which a place known as `unit` may lie; one when that is certain.

    Args:
        gazetteer: the region.
        unit: the smallest unit that is known, of today or of before.
        grouping: which side is asked for.

    Returns:
        In the order of the tables; empty for a unit outside the region.
    """
    if grouping is Grouping.TODAY:
        found = gazetteer.current(unit)
        return tuple(sorted((one for one in found if one.level == Level.WARD), key=lambda one: one.code))
    old = _old_wards(gazetteer, unit)
    if grouping is Grouping.OLD_WARD:
        return tuple(sorted(old, key=lambda one: one.code))
    if unit.level == Level.DISTRICT:
        return (unit,)
    districts = {district.key: district for one in old for district in gazetteer.old_districts(one)}
    return tuple(sorted(districts.values(), key=lambda one: one.code))


def _old_wards(gazetteer: Gazetteer, unit: Unit) -> list[Unit]:
    if unit.level < Level.WARD:
        beneath = [ward for child in gazetteer.children(unit) for ward in _old_wards(gazetteer, child)]
        return beneath if unit.level == Level.PROVINCE or beneath else [unit]
    if unit.valid_until is not None:
        return [unit]
    origins = [gazetteer.unit(link.old) for link in gazetteer.origins(unit)]
    # A ward that no reform touched is what it was.
    return origins or ([unit] if unit.valid_from is None else [])


def grouped(
    gazetteer: Gazetteer, counts: Iterable[tuple[KnownPlace, int]], grouping: Grouping
) -> list[Group]:
    """Count places by the units of one side.

    Args:
        gazetteer: the region.
        counts: (what is known of a place, how many); the same may come several times.
        grouping: which side.

    Returns:
        Groups with a unit first, in the order of their codes, then those to be confirmed, the fewest candidates
        first; those of which nothing is known last. Empty groups are not listed. The counts add up to the input's.

    Raises:
        KeyError: a key is of no unit.
    """
    settled: dict[str, Group] = {}
    unsettled: dict[tuple[str, ...], Group] = {}
    for place, count in counts:
        key = place.for_grouping(grouping)
        units = possible_units(gazetteer, gazetteer.unit(key), grouping) if key is not None else ()
        name = tuple(unit.key for unit in units)
        if len(units) == 1:
            have = settled.get(name[0])
            settled[name[0]] = Group(units[0], (), count + (have.count if have else 0))
        else:
            have = unsettled.get(name)
            unsettled[name] = Group(None, units, count + (have.count if have else 0))
    first = sorted(settled.values(), key=_order)
    rest = sorted(unsettled.items(), key=lambda item: (not item[0], len(item[0]), item[0]))
    return [group for group in (*first, *(group for _, group in rest)) if group.count]


def _order(group: Group) -> tuple[str, str]:
    unit = group.unit
    return (unit.code, unit.key) if unit else ("", "")
