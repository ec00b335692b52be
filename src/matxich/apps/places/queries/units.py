"""Units for lists, select boxes and labels, in the grouping of before or of today."""

from __future__ import annotations

from dataclasses import dataclass

from matxich.apps.places.queries.gazetteer import gazetteer
from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.grouping import Group, Grouping, KnownPlace, grouped
from matxich.domain.places.units import Kind, Level, Unit
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.text import fold


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """One line of a select box."""

    #: of the statistics office; unique within its grouping
    code: str
    label: Text
    #: heading it stands under; None at the top
    above: Text | None


def units_of(grouping: Grouping) -> tuple[Unit, ...]:
    """Return the units of a grouping in this region, wards before communes, by name as Vietnamese sorts it."""
    return _units_of(gazetteer(), grouping)


def choices(grouping: Grouping) -> list[UnitChoice]:
    """Return a grouping's units for a select box; old wards stand under their district."""
    known = gazetteer()
    found = []
    for unit in _units_of(known, grouping):
        district = known.ancestor(unit, Level.DISTRICT) if grouping is Grouping.OLD_WARD else None
        found.append(UnitChoice(unit.code, unit.label, district.label if district else None))
    if grouping is Grouping.OLD_WARD:
        found.sort(key=lambda one: one.above.vi if one.above else "")
    return found


def labels(grouping: Grouping) -> dict[str, Text]:
    """Return code → full name of a grouping's units."""
    return {unit.code: unit.label for unit in units_of(grouping)}


def unit_by_code(code: str, grouping: Grouping) -> Unit | None:
    """Return a unit by its code, which the grouping makes unique; None when there is none."""
    known = gazetteer()
    return known.today(code) if grouping is Grouping.TODAY else known.before(code)


def known_place(*, old_district: str = "", old_ward: str = "", today: str = "") -> KnownPlace:
    """Return what a record says of a place, from the codes that it keeps ("" where it keeps none).

    A code that the loaded tables do not have counts as not known.
    """
    return _known_place(gazetteer(), old_district, old_ward, today)


def both_groupings(
    counts: list[tuple[tuple[str, str, str], int]],
) -> dict[Grouping, list[Group]]:
    """Count places by the districts of before and by the units of today.

    Args:
        counts: ((old_district, old_ward, today) codes, "" where not known; how many), e.g. of a GROUP BY.

    Returns:
        Both lists add up to the same total; what is not settled on a side is a group of its own there.
    """
    known = gazetteer()
    places = [(_known_place(known, *codes), count) for codes, count in counts]
    return {one: grouped(known, places, one) for one in (Grouping.OLD_DISTRICT, Grouping.TODAY)}


def _known_place(known: Gazetteer, old_district: str, old_ward: str, today: str) -> KnownPlace:
    before = known.before(old_ward) or known.before(old_district)
    now = known.today(today)
    return KnownPlace(before.key if before else None, now.key if now else None)


def _units_of(known: Gazetteer, grouping: Grouping) -> tuple[Unit, ...]:
    level = Level.DISTRICT if grouping is Grouping.OLD_DISTRICT else Level.WARD
    is_today = grouping is Grouping.TODAY
    found = [unit for unit in known.at(level) if (unit.valid_until is None) == is_today]
    return tuple(sorted(found, key=lambda unit: (_ORDER.index(unit.kind), fold(unit.name), unit.key)))


_ORDER = tuple(Kind)
