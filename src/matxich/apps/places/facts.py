"""Rows of the database → values of the domain, the only crossing."""

from __future__ import annotations

from matxich.apps.places.models import AdministrativeUnit, Authority, Succession
from matxich.domain.places.authorities import Term
from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.units import Kind, Unit
from matxich.domain.places.units import Succession as Link


def unit_of(row: AdministrativeUnit, parent_key: str | None) -> Unit:
    """Return a row as the rules know it."""
    return Unit(
        key=row.key,
        code=row.code,
        name=row.name,
        kind=Kind(row.kind),
        parent=parent_key,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        latitude=row.latitude,
        longitude=row.longitude,
        area_km2=row.area_km2,
        former_names=tuple(row.former_names),
    )


def read_gazetteer() -> Gazetteer:
    """Return all units and successions of the database: two queries, whatever the region."""
    rows = list(AdministrativeUnit.objects.order_by("level", "code", "key"))
    keys = {row.pk: row.key for row in rows}
    units = [unit_of(row, keys[row.parent_id] if row.parent_id else None) for row in rows]
    links = [
        Link(keys[old], keys[new], is_whole=is_whole, is_default=is_default)
        for old, new, is_whole, is_default in Succession.objects.order_by("id").values_list(
            "old_id", "new_id", "is_whole", "is_default"
        )
    ]
    return Gazetteer(units, links)


def term_of(row: Authority) -> Term:
    """Return when a line of the authority table holds, and for what."""
    return Term(
        task_code=row.task_code,
        level=row.level,
        body=row.body_vi,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        number=row.pk,
    )
