"""The map beside the list: how many of the firms that answer lie in each ward or commune of today."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from matxich.apps.places.queries.areas import map_areas
from matxich.apps.places.queries.units import labels
from matxich.domain.places.grouping import Grouping
from matxich.web.components.unit_map.drawing import MapItem, UnitMap, unit_map
from matxich.web.public.directory_page import DirectoryPage
from matxich.web.public.directory_words import said


def directory_map(page: DirectoryPage) -> UnitMap | None:
    """Return the map of the answer, each area leading to its own firms; None before the units are loaded."""
    drawn = map_areas(Grouping.TODAY)
    if drawn is None:
        return None
    chosen = page.wanted.chosen.get("commune", ())
    items = {
        code: MapItem(said(label), page.communes.get(code, 0), _link(page, code), code in chosen)
        for code, label in labels(Grouping.TODAY).items()
    }
    return unit_map(drawn, items, title=_("Where these firms are"), measure=_("firms"), id="firms-map")


def _link(page: DirectoryPage, code: str) -> str:
    """Return the list with this unit alone, or without it where it is chosen already; "" where it has no firm."""
    if not page.communes.get(code):
        return ""
    chosen = page.wanted.chosen.get("commune", ())
    units = tuple(one for one in chosen if one != code) if code in chosen else (code,)
    wanted = replace(page.wanted, chosen={**page.wanted.chosen, "commune": units}, page=1)
    return reverse("public:directory") + wanted.query()
