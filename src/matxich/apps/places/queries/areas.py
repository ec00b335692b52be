"""The areas that maps are drawn of: schematic, or from the boundary file that the settings name."""

from __future__ import annotations

import functools
import logging
from pathlib import Path

from django.conf import settings

from matxich.apps.places.queries.gazetteer import last_load
from matxich.apps.places.queries.units import units_of
from matxich.domain.places.boundaries import BoundaryError, boundary_areas
from matxich.domain.places.grouping import Grouping
from matxich.domain.places.schematic import MapAreas, schematic
from matxich.domain.shared.bilingual import Text
from matxich.files.boundaries import read_boundaries

_NO_UNIT = Text(
    "Không đối tượng nào trong tệp ranh giới mang mã của đơn vị thuộc địa bàn. Hãy kiểm tra thuộc tính «code».",
    "No feature of the boundary file carries the code of a unit of the region. Check the property “code”.",
)

log = logging.getLogger(__name__)


def map_areas(grouping: Grouping) -> MapAreas | None:
    """Return the areas of a grouping's units, each under its code; None before the tables are loaded.

    A boundary file that cannot be used is reported in the log and the schematic map drawn instead: a page never
    fails for it. `boundary_problem` says what is wrong with it.
    """
    load = last_load()
    if load is None:
        return None
    path = settings.BOUNDARIES
    return _areas(grouping, load.digest, path, path.stat().st_mtime_ns if path and path.exists() else 0)


def boundary_problem() -> BoundaryError | None:
    """Return why the boundary file in the settings cannot be used; None when it can, or none is named."""
    if settings.BOUNDARIES is None:
        return None
    try:
        found = [_from_file(settings.BOUNDARIES, grouping) for grouping in Grouping]
    except BoundaryError as problem:
        return problem
    return None if any(found) else BoundaryError(_NO_UNIT)


@functools.lru_cache(maxsize=6)
def _areas(grouping: Grouping, digest: str, path: Path | None, changed_at: int) -> MapAreas | None:
    if path is not None:
        try:
            drawn = _from_file(path, grouping)
        except BoundaryError as problem:
            log.error("boundaries not used: %s", problem)
        else:
            if drawn is not None:
                return drawn
    centres = {
        unit.code: (unit.latitude, unit.longitude)
        for unit in units_of(grouping)
        if unit.latitude is not None and unit.longitude is not None
    }
    return schematic(centres) if centres else None


def _from_file(path: Path, grouping: Grouping) -> MapAreas | None:
    codes = [unit.code for unit in units_of(grouping)]
    return boundary_areas(read_boundaries(path), codes, is_theirs=grouping is Grouping.TODAY)
