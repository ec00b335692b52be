"""Units → the coarse place concepts of the vocabulary, which the matching compares ("d_thach_that", "p_ha_noi")."""

from __future__ import annotations

from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.grouping import Grouping, possible_units
from matxich.domain.places.units import Level, Unit
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.concepts import Tree


def vocabulary_place(unit: Unit, gazetteer: Gazetteer, places: Tree) -> str | None:
    """Return the code of the narrowest place concept that a unit certainly lies in.

    Args:
        unit: of today or of before.
        gazetteer: the unit's region.
        places: the vocabulary's tree of places.

    Returns:
        The former district's concept where one district is certain, else the province's; None when the vocabulary
        knows neither.
    """
    province = _province(unit, gazetteer, places)
    districts = possible_units(gazetteer, unit, Grouping.OLD_DISTRICT) if unit.level > Level.PROVINCE else ()
    if province is None or len(districts) != 1:
        return province
    return _named(districts[0], places.children(province), places) or province


def _province(unit: Unit, gazetteer: Gazetteer, places: Tree) -> str | None:
    above = gazetteer.ancestor(unit, Level.PROVINCE)
    today = gazetteer.current(above) if above is not None else ()
    provinces = [
        code
        for code, concept in places.concepts.items()
        if concept.attributes.get("kind") == "province" and not concept.attributes.get("valid_to")
    ]
    return _named(today[0], provinces, places) if len(today) == 1 else None


def _named(unit: Unit, codes: list[str] | tuple[str, ...], places: Tree) -> str | None:
    wanted = fold(unit.name)
    names = ((code, places.get(code)) for code in codes)
    return next((code for code, concept in names if wanted in {fold(name) for name in concept.names}), None)
