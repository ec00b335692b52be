"""The page of places: what was asked of it, the list of one grouping, the answer to an address, one unit's story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from matxich.apps.places.queries.areas import map_areas
from matxich.apps.places.queries.gazetteer import gazetteer
from matxich.apps.places.queries.units import units_of
from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.grouping import Grouping, possible_units
from matxich.domain.places.resolution import Resolution, State
from matxich.domain.places.units import Level, Unit
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.text import fold
from matxich.web.components.unit_map.drawing import MapItem, UnitMap, unit_map

#: how many names a cell lists before it says how many more there are
_CELL = 6
GROUPINGS: dict[str, Promise] = {
    Grouping.TODAY.value: gettext_lazy("Wards and communes of today"),
    Grouping.OLD_DISTRICT.value: gettext_lazy("Districts before 1 July 2025"),
    Grouping.OLD_WARD.value: gettext_lazy("Wards and communes before 1 July 2025"),
}
STATES: dict[State, tuple[Promise, str]] = {
    State.EXACT: (gettext_lazy("Certain"), "meets"),
    State.TO_CONFIRM: (gettext_lazy("To be confirmed"), "near"),
    State.OUTSIDE: (gettext_lazy("Outside the region"), "unknown"),
    State.UNKNOWN: (gettext_lazy("Not found"), "unknown"),
}


def said(text: Text) -> str:
    """Return a sentence in the reader's language."""
    return text.in_language(get_language() or "vi")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asks the page for."""

    text: str = ""
    grouping: Grouping = Grouping.TODAY

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """Read an address; what it does not know falls back to the usual."""
        by = query.get("by", "")
        return cls(
            query.get("q", "").strip()[:300],
            Grouping(by) if by in GROUPINGS else Grouping.TODAY,
        )

    def query(self, grouping: Grouping) -> str:
        """Return the query of this page with another grouping."""
        parts = {"q": self.text, "by": grouping.value if grouping is not Grouping.TODAY else ""}
        written = urlencode({name: value for name, value in parts.items() if value})
        return f"?{written}" if written else ""


@dataclass(frozen=True, slots=True)
class Linked:
    """A unit as a link, with what is to be said of the relation."""

    label: str
    link: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One unit in the list."""

    unit: Linked
    code: str
    #: district it lay in or was made from
    districts: tuple[Linked, ...]
    #: what it was made from, or what it became
    related: tuple[Linked, ...]
    more_count: int


def link_of(unit: Unit) -> str:
    """Return the address of a unit's page."""
    return reverse("public:place", args=[unit.key])


def linked(unit: Unit, note: str = "") -> Linked:
    """Return a unit as a link."""
    return Linked(said(unit.label), link_of(unit), note)


def fitting_units(wanted: Wanted, resolution: Resolution | None) -> list[Unit]:
    """Return the units of the grouping that fit the words; all of them without words."""
    every = units_of(wanted.grouping)
    if not wanted.text:
        return list(every)
    words, known = fold(wanted.text), gazetteer()
    meant = _meant(resolution, wanted.grouping, known) if resolution is not None else frozenset()
    return [unit for unit in every if unit.key in meant or (words and words in fold(unit.label.vi))]


def rows_of(units: Iterable[Unit]) -> list[Row]:
    """Return units as lines of the list."""
    known = gazetteer()
    return [_row(unit, known) for unit in units]


def _meant(resolution: Resolution, grouping: Grouping, known: Gazetteer) -> frozenset[str]:
    """Return the units of a grouping that an address may lie in."""
    if resolution.state is State.OUTSIDE or (resolution.named and resolution.named.level == Level.PROVINCE):
        return frozenset()
    if grouping is Grouping.TODAY:
        return frozenset(one.unit.key for one in resolution.candidates)
    source = resolution.named or resolution.district
    return frozenset(unit.key for unit in possible_units(known, source, grouping)) if source else frozenset()


def _row(unit: Unit, known: Gazetteer) -> Row:
    related = relations(unit, known)
    own = known.old_districts(unit) if unit.level == Level.WARD else ()
    return Row(
        unit=linked(unit),
        code=unit.code,
        districts=tuple(linked(district) for district in own),
        related=linked_relations(related[:_CELL]),
        more_count=max(0, len(related) - _CELL),
    )


def relations(unit: Unit, known: Gazetteer) -> list[tuple[Unit, bool]]:
    """Return what a unit of today was made from, or what one of before became; and whether the whole of it."""
    if unit.valid_until is None:
        return [(known.unit(one.old), one.is_whole) for one in known.origins(unit)]
    links = known.successions(unit)
    if links:
        return [(known.unit(one.new), one.is_whole) for one in links]
    return [(today, True) for today in known.current(unit) if today.key != unit.key]


def linked_relations(related: Iterable[tuple[Unit, bool]]) -> tuple[Linked, ...]:
    """Return relations as links, a part called so."""
    return tuple(linked(unit, "" if is_whole else _("part")) for unit, is_whole in related)


def list_map(grouping: Grouping, chosen: Iterable[str] = ()) -> UnitMap | None:
    """Return the map of a grouping, shaded by how many units of the other side each one touches; None: nothing loaded."""
    drawn = map_areas(grouping)
    if drawn is None:
        return None
    known, marked = gazetteer(), frozenset(chosen)
    items = {
        unit.code: MapItem(said(unit.label), len(relations(unit, known)), link_of(unit), unit.key in marked)
        for unit in units_of(grouping)
    }
    measure = _("units of before") if grouping is Grouping.TODAY else _("units of today")
    return unit_map(drawn, items, title=str(GROUPINGS[grouping.value]), measure=measure)


def chosen_in(resolution: Resolution | None, grouping: Grouping) -> frozenset[str]:
    """Return the units to be outlined on the map: those an address may lie in."""
    return _meant(resolution, grouping, gazetteer()) if resolution is not None else frozenset()


def district_count(unit: Unit) -> str:
    """Return how many wards and communes a former district had, in words; "" for other units."""
    if unit.level != Level.DISTRICT:
        return ""
    count = len(gazetteer().children(unit))
    return ngettext("%(count)d ward or commune", "%(count)d wards and communes", count) % {"count": count}
