"""What the map component shows, made from areas and figures: shapes with a shade, a legend, the rows of its table.

Used as `{% include "components/unit_map/unit_map.html" with map=unit_map %}`. A figure nobody knows is None: it is
hatched and printed as a dash, never shaded as zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from matxich.domain.places.schematic import MapAreas
from matxich.domain.shared.text import fold

#: steps of the shade, beside "none" (0) and "not known"
STEPS = 5


@dataclass(frozen=True, slots=True)
class MapItem:
    """What is said of one unit."""

    label: str
    #: None: not known
    value: float | None
    #: where its area leads; "" nowhere
    link: str = ""
    #: the area is the one that the page is about
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One area as it is drawn."""

    code: str
    #: the path's data
    path: str
    label: str
    #: the figure in the reader's notation, with what is counted
    text: str
    #: the figure alone
    figure: str
    link: str
    #: "unknown", or 0 (nothing) to STEPS
    shade: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LegendStep:
    """One line of the legend."""

    shade: str
    text: str


@dataclass(frozen=True, slots=True)
class UnitMap:
    """The whole component."""

    #: unique on the page
    id: str
    title: str
    #: what the figure counts: "firms"
    measure: str
    #: of the drawing; ready text, for a template would write its numbers as Vietnamese does
    view_box: str
    is_schematic: bool
    #: in the order of drawing: a chosen one last, so that no neighbour covers its outline
    shapes: tuple[Shape, ...]
    #: the same, by name
    rows: tuple[Shape, ...]
    legend: tuple[LegendStep, ...]
    #: any area leads somewhere
    has_links: bool


def unit_map(
    drawn: MapAreas, items: Mapping[str, MapItem], *, title: str, measure: str, id: str = "map"
) -> UnitMap:
    """Make the component's values.

    Args:
        drawn: the areas, as `map_areas` returns them, each under its unit's code.
        items: code → what is said of the unit; a unit without an item is drawn as not known.
        title: of the map, in the reader's language.
        measure: what the figures count, in the reader's language.
        id: unique on the page.
    """
    figures = [item.value for item in items.values() if item.value is not None]
    limits = shade_limits(figures)
    shapes = tuple(
        _shape(area.key, _path(area.rings), items.get(area.key, MapItem(area.key, None)), limits, measure)
        for area in drawn.areas
    )
    return UnitMap(
        id=id,
        title=title,
        measure=measure,
        view_box=f"0 0 {_short(drawn.width)} {_short(drawn.height)}",
        is_schematic=drawn.is_schematic,
        shapes=tuple(sorted(shapes, key=lambda shape: shape.is_chosen)),
        rows=tuple(sorted(shapes, key=lambda shape: fold(shape.label))),
        legend=_legend(limits, {shape.shade for shape in shapes}),
        has_links=any(shape.link for shape in shapes),
    )


def shade_limits(figures: Sequence[float]) -> tuple[float, ...]:
    """Return the upper limits of the shades: a fifth of the units above nothing each, fewer where figures repeat.

    >>> shade_limits([0, 1, 1, 2, 3, 10, 40])
    (1, 2, 10, 40)
    """
    above = sorted(figure for figure in figures if figure > 0)
    if not above:
        return ()
    places = [max(0, -(-len(above) * step // STEPS) - 1) for step in range(1, STEPS + 1)]
    return tuple(dict.fromkeys(above[place] for place in places))


def _shape(code: str, path: str, item: MapItem, limits: tuple[float, ...], measure: str) -> Shape:
    figure = "–" if item.value is None else _number(item.value)
    text = _("not known") if item.value is None else f"{figure} {measure}"
    return Shape(code, path, item.label, text, figure, item.link, _shade(item.value, limits), item.is_chosen)


def _shade(value: float | None, limits: tuple[float, ...]) -> str:
    if value is None:
        return "unknown"
    if value <= 0:
        return "0"
    step = next(place for place, limit in enumerate(limits, start=1) if value <= limit)
    # Few steps are spread over the whole range, so that the most is always the darkest.
    return str(round(step * STEPS / len(limits)))


def _legend(limits: tuple[float, ...], used: set[str]) -> tuple[LegendStep, ...]:
    found = [LegendStep("0", _number(0))] if "0" in used else []
    before: float | None = None
    for limit in limits:
        is_whole = float(limit).is_integer() and (before is None or float(before).is_integer())
        start = None if before is None else before + 1 if is_whole else before
        text = _number(limit) if start is None or start == limit else f"{_number(start)}–{_number(limit)}"
        if before is None and limit > 1 and is_whole:
            text = f"1–{_number(limit)}"
        found.append(LegendStep(_shade(limit, limits), text))
        before = limit
    if "unknown" in used:
        found.append(LegendStep("unknown", _("not known")))
    return tuple(found)


def _number(value: float) -> str:
    return formats.number_format(
        value, decimal_pos=None if not float(value).is_integer() else 0, force_grouping=True
    )


def _path(rings: Sequence[Sequence[tuple[float, float]]]) -> str:
    return "".join(f"M{' '.join(f'{_short(x)},{_short(y)}' for x, y in ring)}Z" for ring in rings)


def _short(value: float) -> str:
    return f"{value:g}" if value >= 1000 else f"{value:.1f}".removesuffix(".0")
