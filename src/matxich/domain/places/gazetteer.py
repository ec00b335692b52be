"""All units of one region with what became of them, made ready for looking up.

Built once from rows and then only read. A province of which only the name is known (no unit beneath it) is there so
that an address outside the region is recognised as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from matxich.domain.places.units import Level, Succession, Unit


class Gazetteer:
    """Units by key, by level, by parent; successions in both directions."""

    def __init__(self, units: Iterable[Unit], successions: Iterable[Succession]) -> None:
        """Index the rows.

        Args:
            units: in any order; keys are unique.
            successions: both ends among `units`.

        Raises:
            KeyError: a succession or a parent names a unit that is not there.
        """
        self.units: dict[str, Unit] = {unit.key: unit for unit in units}
        self._to_new: dict[str, list[Succession]] = defaultdict(list)
        self._to_old: dict[str, list[Succession]] = defaultdict(list)
        self._children: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units.values():
            if unit.parent is not None:
                self._children[self.units[unit.parent].key].append(unit)
        for link in successions:
            self._to_new[self.units[link.old].key].append(link)
            self._to_old[self.units[link.new].key].append(link)
        beneath = [unit for unit in self.units.values() if unit.level > Level.PROVINCE]
        self._today = {
            unit.code: unit for unit in beneath if unit.valid_until is None and unit.level == Level.WARD
        }
        self._before = {unit.code: unit for unit in beneath if unit.valid_from is None}
        for links in self._to_new.values():
            links.sort(key=lambda link: (not link.is_default, self.units[link.new].name, link.new))
        for links in self._to_old.values():
            links.sort(key=lambda link: (not link.is_whole, self.units[link.old].name, link.old))

    def unit(self, key: str) -> Unit:
        """Return the unit of a key.

        Raises:
            KeyError: there is none.
        """
        return self.units[key]

    def today(self, code: str) -> Unit | None:
        """Return the ward or commune in force that has a code; None when there is none."""
        return self._today.get(code)

    def before(self, code: str) -> Unit | None:
        """Return the district, ward or commune of before the reform that had a code; None when there is none."""
        return self._before.get(code)

    def children(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units directly beneath, in the order of the tables."""
        return tuple(self._children.get(unit.key, ()))

    def successions(self, unit: Unit) -> tuple[Succession, ...]:
        """Return where its territory went, the default first; empty for a unit in force or one without a record."""
        return tuple(self._to_new.get(unit.key, ()))

    def origins(self, unit: Unit) -> tuple[Succession, ...]:
        """Return what a unit was made of, whole ones first; empty where no reform made it."""
        return tuple(self._to_old.get(unit.key, ()))

    def ancestor(self, unit: Unit, level: Level) -> Unit | None:
        """Return the unit itself or the one above it on a level; None when there is none (a new unit's district)."""
        found: Unit | None = unit
        while found is not None and found.level > level:
            found = self.units[found.parent] if found.parent else None
        return found if found is not None and found.level == level else None

    def current(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units in force that its territory lies in today, the likeliest first.

        One of a district is each one that took something of any of its wards. A unit that is still in force is
        its own answer; empty when a unit ended and the tables say nothing of its successors.
        """
        found: dict[str, Unit] = {}
        for reached in self._reached(unit, frozenset()):
            found.setdefault(reached.key, reached)
        return tuple(found.values())

    def _reached(self, unit: Unit, seen: frozenset[str]) -> Iterable[Unit]:
        if unit.valid_until is None:
            yield unit
            return
        links = self._to_new.get(unit.key, [])
        for link in links:
            if link.new not in seen:
                yield from self._reached(self.units[link.new], seen | {unit.key})
        if not links:
            for child in self._children.get(unit.key, []):
                yield from self._reached(child, seen | {unit.key})

    def old_districts(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the districts, ended or not, that a ward or commune lies in or was made from; sorted by code."""
        own = self.ancestor(unit, Level.DISTRICT)
        if own is not None:
            return (own,)
        found: dict[str, Unit] = {}
        for link in self._to_old.get(unit.key, []):
            for district in self.old_districts(self.units[link.old]):
                found.setdefault(district.key, district)
        return tuple(sorted(found.values(), key=lambda district: district.code))

    def at(self, level: Level) -> tuple[Unit, ...]:
        """Return all units of a level, in the order of the tables."""
        return tuple(unit for unit in self.units.values() if unit.level == level)

    def provinces_with_units(self) -> tuple[Unit, ...]:
        """Return the provinces that the region is made of: those with units beneath them."""
        return tuple(unit for unit in self.at(Level.PROVINCE) if self._children.get(unit.key))
