"""The wards of the loaded region as an address says them, for drawing illustrative firms."""

from __future__ import annotations

from matxich.apps.places.queries.gazetteer import gazetteer
from matxich.catalogue.illustrative.drawn import Place
from matxich.domain.places.units import Level, Unit


def drawable_places() -> list[Place]:
    """Return the wards of before the reform with the unit of today that they lie in; empty before places are loaded."""
    units = gazetteer()
    found = []
    for ward in units.units.values():
        district, province = units.ancestor(ward, Level.DISTRICT), units.ancestor(ward, Level.PROVINCE)
        today = units.current(ward)
        if ward.level != Level.WARD or district is None or province is None or not today:
            continue
        found.append(
            Place(
                district.name,
                ward.name,
                f"{_said(ward)}, {_said(district)}, {province.name}",
                f"{_said(today[0])}, {province.name}",
            )
        )
    return found


def _said(unit: Unit) -> str:
    return f"{unit.kind.label.vi} {unit.name}"
