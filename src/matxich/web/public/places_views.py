"""Places: units of before and of today, what an address means, what became of a unit."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from matxich.apps.places.queries.addresses import resolve_address
from matxich.apps.places.queries.gazetteer import gazetteer, last_load
from matxich.apps.places.queries.units import units_of
from matxich.domain.places.grouping import Grouping
from matxich.domain.places.units import Level, Unit
from matxich.web.presenters.pages import page_of
from matxich.web.public.places_page import (
    GROUPINGS,
    STATES,
    Wanted,
    chosen_in,
    district_count,
    fitting_units,
    linked,
    linked_relations,
    list_map,
    relations,
    rows_of,
)


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The list of one grouping beside its map; with words, what they mean as an address."""
    wanted = Wanted.of(request.GET)
    resolution = resolve_address(wanted.text) if wanted.text else None
    answer = None
    if resolution is not None:
        word, level = STATES[resolution.state]
        answer = {
            "word": word,
            "level": level,
            "reason": resolution.reason.as_dict(),
            "named": linked(resolution.named) if resolution.named else None,
            "district": linked(resolution.district) if resolution.district else None,
            "today": linked(resolution.current) if resolution.current else None,
            "candidates": [(linked(one.unit), one.is_default) for one in resolution.candidates],
            "evidence": [(one.text, linked(one.unit) if one.unit else None) for one in resolution.evidence],
        }
    page = page_of(request, fitting_units(wanted, resolution))
    values = {
        "wanted": wanted,
        "answer": answer,
        "page": page,
        "rows": rows_of(page.rows),
        "total_count": len(units_of(wanted.grouping)),
        "map": list_map(wanted.grouping, chosen_in(resolution, wanted.grouping)),
        "load": last_load(),
        "groupings": [
            {
                "label": name,
                "address": f"{request.path}{wanted.query(Grouping(code))}",
                "is_current": code == wanted.grouping.value,
                "count": None,
            }
            for code, name in GROUPINGS.items()
        ],
        "is_today": wanted.grouping is Grouping.TODAY,
    }
    return render(request, "public/templates/places.html", values)


@require_safe
def place(request: HttpRequest, key: str) -> HttpResponse:
    """One unit: since when, until when, what it was made from or became, where it lies."""
    known = gazetteer()
    unit = known.units.get(key)
    if unit is None or (unit.level == Level.PROVINCE and unit not in known.provinces_with_units()):
        raise Http404(key)
    grouping = _grouping(unit)
    values = {
        "unit": unit,
        "last_day": unit.valid_until - dt.timedelta(days=1) if unit.valid_until else None,
        "label": unit.label.as_dict(),
        "above": linked(known.unit(unit.parent)) if unit.parent else None,
        "districts": [linked(one) for one in known.old_districts(unit)] if unit.valid_from else [],
        "relations": linked_relations(relations(unit, known)),
        "children": [linked(child) for child in known.children(unit)] if unit.level == Level.DISTRICT else [],
        "children_words": district_count(unit),
        "same_code": _same_code(unit),
        "map": list_map(grouping, [unit.key]) if grouping else None,
    }
    return render(request, "public/templates/place.html", values)


def _grouping(unit: Unit) -> Grouping | None:
    if unit.level == Level.PROVINCE:
        return None
    if unit.level == Level.DISTRICT:
        return Grouping.OLD_DISTRICT
    return Grouping.TODAY if unit.valid_until is None else Grouping.OLD_WARD


def _same_code(unit: Unit) -> object:
    """Return the other unit that carries the same code: the reform gave codes a second time."""
    known = gazetteer()
    other = known.before(unit.code) if unit.valid_from else known.today(unit.code)
    return linked(other) if other is not None and other.key != unit.key else None
