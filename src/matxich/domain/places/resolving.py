"""An address in the words of before or after a reform → the unit it means, or what is still to be confirmed.

A single best reading is a fact only when every word speaks for it and the territory was not divided; anything else
is "to be confirmed" with its candidates and the reason. The default successor of the tables orders the candidates
and decides nothing.
"""

from __future__ import annotations

import datetime as dt

from matxich.domain.places import reasons
from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.readings import Reading, best_readings
from matxich.domain.places.resolution import Candidate, Evidence, Resolution, State
from matxich.domain.places.scanning import Address, Find, NameIndex, read_address
from matxich.domain.places.units import Level, Unit
from matxich.domain.shared.bilingual import Text


class Resolver:
    """Resolves addresses against one gazetteer. Holds nothing between calls."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._index = NameIndex(gazetteer)
        self._home = {unit.key for unit in gazetteer.provinces_with_units()}

    def resolve(self, text: str, *, written_on: dt.date | None = None) -> Resolution:
        """Say what an address means. An address that names no province is taken to lie in the region.

        Args:
            text: as people write it, in old or new words, with or without diacritics, Vietnamese or English.
            written_on: the day from which the address is: a unit that did not exist then is not considered, and
                one that had just come is preferred where old and new share a name. None: nothing is known.

        Returns:
            Always an answer; `current` is set only when the words leave no doubt.
        """
        address = read_address(text, self._index)
        elsewhere = self._elsewhere(address)
        if elsewhere is not None:
            province, reason = self._province([elsewhere.unit]), reasons.outside(elsewhere.unit)
            return _without_ward(address, State.OUTSIDE, elsewhere, province, reason)
        best = best_readings(address, self.gazetteer, written_on)
        return self._decided(address, best) if best else self._only_province(address)

    def _elsewhere(self, address: Address) -> Find | None:
        """Return the province that puts the address outside the region: the last one it names."""
        provinces = [find for find in address.finds if find.unit.level == Level.PROVINCE]
        taken = [find for find in address.finds if find.unit.level > Level.PROVINCE and find.has_kind]
        provinces = [find for find in provinces if not any(find.overlaps(other) for other in taken)]
        if not provinces or provinces[-1].unit.key in self._home:
            return None
        last = provinces[-1]
        names_home = any(find.unit.key in self._home for find in provinces)
        return None if names_home and last.kinds is None else last

    def _only_province(self, address: Address) -> Resolution:
        province = next((find for find in reversed(address.finds) if find.unit.key in self._home), None)
        if province is not None:
            today, reason = self._province([province.unit]), reasons.only_province(province.unit)
            return _without_ward(address, State.TO_CONFIRM, province, today, reason)
        if address.strangers:
            reason = reasons.stranger(address.strangers[0])
            return _without_ward(address, State.OUTSIDE, None, None, reason)
        return _without_ward(address, State.UNKNOWN, None, None, reasons.nothing())

    def _decided(self, address: Address, best: list[Reading]) -> Resolution:
        units = list({reading.unit.key: reading.unit for reading in best}.values())
        candidates = self._candidates(units)
        doubt = self._doubt(address, best, units, len(candidates))
        districts = self._districts(best)
        named = units[0] if len(units) == 1 else candidates[0].unit if doubt is None else None
        if best[0].against is not None:
            named = None
        current = candidates[0].unit if doubt is None else None
        return Resolution(
            text=address.text,
            state=State.TO_CONFIRM if doubt else State.EXACT,
            named=named,
            current=current,
            province=self._province([*units, *(one.unit for one in candidates)]),
            district=districts[0] if len(districts) == 1 else None,
            candidates=candidates,
            evidence=self._evidence(address, best),
            reason=doubt or reasons.exact(named or candidates[0].unit, candidates[0].unit),
        )

    def _candidates(self, units: list[Unit]) -> tuple[Candidate, ...]:
        """Return the units of today that these lie in, the default first where all of them agree on one."""
        found: dict[str, Unit] = {}
        defaults: set[str | None] = set()
        for unit in units:
            today = self.gazetteer.current(unit)
            found.update((one.key, one) for one in today)
            links = self.gazetteer.successions(unit)
            default = next((link.new for link in links if link.is_default), None)
            defaults.add(today[0].key if len(today) == 1 else default)
        default = defaults.pop() if len(defaults) == 1 else None
        candidates = [Candidate(unit, unit.key == default) for unit in found.values()]
        return tuple(sorted(candidates, key=lambda one: not one.is_default))

    def _province(self, units: list[Unit]) -> Unit | None:
        """Return the province of today that all of these lie in."""
        found: dict[str, Unit] = {}
        for unit in units:
            above = self.gazetteer.ancestor(unit, Level.PROVINCE)
            found.update((one.key, one) for one in (self.gazetteer.current(above) if above else ()))
        return next(iter(found.values())) if len(found) == 1 else None

    def _districts(self, best: list[Reading]) -> list[Unit]:
        """Return the former districts that the address may lie in."""
        found: dict[str, Unit] = {}
        for reading in best:
            find = reading.against or reading.district
            options = (find.unit,) if find else self.gazetteer.old_districts(reading.unit)
            found.update((district.key, district) for district in options)
        return list(found.values())

    def _doubt(
        self, address: Address, best: list[Reading], units: list[Unit], candidate_count: int
    ) -> Text | None:
        """Return why the address is not settled; None when it is."""
        first = best[0]
        if first.against is not None and first.ward is not None:
            return reasons.conflict(first.ward.unit, first.against.unit)
        if len(units) > 1 and candidate_count != 1:
            return reasons.several(units, [self._above(unit) for unit in units])
        if first.ward is None:
            return reasons.only_district(first.unit, candidate_count)
        if address.strangers and first.district is None:
            return reasons.stranger(address.strangers[0])
        for reading in best:
            doubt = _doubt_of_words(reading)
            if doubt is not None:
                return doubt
        if candidate_count > 1:
            return reasons.split(units[0], candidate_count)
        return reasons.without_successor(units[0]) if candidate_count == 0 else None

    def _above(self, unit: Unit) -> Unit | None:
        district = self.gazetteer.ancestor(unit, Level.DISTRICT)
        return district if district is not None and district.key != unit.key else None

    def _evidence(self, address: Address, best: list[Reading]) -> tuple[Evidence, ...]:
        finds = {
            (find.start, find.unit.key): find
            for reading in best
            for find in (reading.ward, reading.district, reading.against)
            if find is not None
        }
        province = next((find for find in reversed(address.finds) if find.unit.key in self._home), None)
        if province is not None and not any(province.overlaps(find) for find in finds.values()):
            finds[province.start, province.unit.key] = province
        shown = [Evidence(find.text, find.unit) for _, find in sorted(finds.items())]
        return (*shown, *(Evidence(words, None) for words in address.strangers[:1]))


def _doubt_of_words(reading: Reading) -> Text | None:
    """Return why the words name the ward less than plainly; None when they do."""
    ward = reading.ward
    if ward is None:
        return None
    if ward.name.is_former:
        return reasons.former(ward.text, ward.unit)
    if ward.is_misspelt:
        return reasons.misspelt(ward.text, ward.unit)
    if ward.kinds is not None and not ward.has_kind:
        return reasons.other_kind(ward.text, ward.unit)
    return reasons.loose(ward.text, ward.unit) if reading.is_loose else None


def _without_ward(
    address: Address, state: State, find: Find | None, province: Unit | None, reason: Text
) -> Resolution:
    evidence = (Evidence(find.text, find.unit),) if find else ()
    return Resolution(
        text=address.text,
        state=state,
        named=find.unit if find else None,
        current=None,
        province=province,
        district=None,
        candidates=(),
        evidence=(*evidence, *(Evidence(words, None) for words in address.strangers[:1])),
        reason=reason,
    )
