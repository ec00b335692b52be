"""Loads a region's units from the tables of the installed package; running it again changes what has changed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.places.models import AdministrativeUnit, Succession, TableLoad
from matxich.domain.places.units import Succession as Link
from matxich.domain.places.units import Unit
from matxich.domain.shared.text import fold
from matxich.files.admin_units import RegionTables, read_region

_FIELDS = (
    "code",
    "name",
    "name_folded",
    "kind",
    "level",
    "parent_id",
    "valid_from",
    "valid_until",
    "latitude",
    "longitude",
    "area_km2",
    "former_names",
)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did."""

    source: str
    created_count: int
    changed_count: int
    unchanged_count: int
    #: keys of units that the tables no longer hold; they stay, for records may point at them
    absent: tuple[str, ...]


def load_region(province_code: str, *, actor: Actor, now: dt.datetime) -> LoadReport:
    """Bring the units of a region up to date with the installed tables, in one transaction.

    Args:
        province_code: of the province of today, two digits.
        actor: who asks for it.
        now: the moment that the history shows.

    Raises:
        TablesMissingError: the tables are not installed or cannot be read.
        UnknownProvinceError: there is no such province.
    """
    tables = read_region(province_code)
    with transaction.atomic():
        have = {row.key: row for row in AdministrativeUnit.objects.select_for_update()}
        created, changed = _write_units(tables.units, have)
        _write_successions(tables)
        wanted = {unit.key for unit in tables.units}
        report = LoadReport(
            source=tables.source,
            created_count=created,
            changed_count=changed,
            unchanged_count=len(tables.units) - created - changed,
            absent=tuple(sorted(key for key in have if key not in wanted)),
        )
        digest = _digest(tables)
        last = TableLoad.objects.filter(province_code=province_code).first()
        if last is None or last.digest != digest or created or changed:
            load = TableLoad.objects.create(
                province_code=province_code,
                source=tables.source,
                digest=digest,
                unit_count=len(tables.units),
                succession_count=len(tables.successions),
                loaded_at=now,
            )
            record(actor, "places.load", load, {"unit_count": (len(have), len(have) + created)}, now=now)
    return report


def _write_units(units: Iterable[Unit], have: dict[str, AdministrativeUnit]) -> tuple[int, int]:
    """Write new and changed units, level by level, for a parent must be there first."""
    ids = {key: row.pk for key, row in have.items()}
    by_level: dict[int, list[Unit]] = {}
    for unit in units:
        by_level.setdefault(unit.level, []).append(unit)
    created_count = changed_count = 0
    for level in sorted(by_level):
        new: list[AdministrativeUnit] = []
        changed: list[AdministrativeUnit] = []
        for unit in by_level[level]:
            values = _values(unit, ids)
            row = have.get(unit.key)
            if row is None:
                new.append(AdministrativeUnit(key=unit.key, **values))
            elif any(getattr(row, name) != values[name] for name in _FIELDS):
                for name in _FIELDS:
                    setattr(row, name, values[name])
                changed.append(row)
        AdministrativeUnit.objects.bulk_create(new, batch_size=_BATCH)
        AdministrativeUnit.objects.bulk_update(changed, _FIELDS, batch_size=_BATCH)
        ids.update((row.key, row.pk) for row in new)
        created_count += len(new)
        changed_count += len(changed)
    return created_count, changed_count


def _values(unit: Unit, ids: dict[str, int]) -> dict[str, object]:
    return {
        "code": unit.code,
        "name": unit.name,
        "name_folded": fold(unit.name),
        "kind": unit.kind.value,
        "level": unit.level.value,
        "parent_id": ids[unit.parent] if unit.parent else None,
        "valid_from": unit.valid_from,
        "valid_until": unit.valid_until,
        "latitude": unit.latitude,
        "longitude": unit.longitude,
        "area_km2": unit.area_km2,
        "former_names": list(unit.former_names),
    }


def _write_successions(tables: RegionTables) -> None:
    """Write the successions as the tables have them; one that they took back goes, for nothing points at it."""
    here = {unit.key for unit in tables.units}
    ids = dict(AdministrativeUnit.objects.filter(key__in=here).values_list("key", "id"))
    wanted: dict[tuple[int, int], Link] = {
        (ids[link.old], ids[link.new]): link for link in tables.successions
    }
    for row in Succession.objects.filter(old__key__in=here, new__key__in=here):
        link = wanted.pop((row.old_id, row.new_id), None)
        if link is None:
            row.delete()
        elif (row.is_whole, row.is_default) != (link.is_whole, link.is_default):
            row.is_whole, row.is_default = link.is_whole, link.is_default
            row.save(update_fields=["is_whole", "is_default"])
    Succession.objects.bulk_create(
        (
            Succession(old_id=old, new_id=new, is_whole=link.is_whole, is_default=link.is_default)
            for (old, new), link in wanted.items()
        ),
        batch_size=_BATCH,
    )


def _digest(tables: RegionTables) -> str:
    return hashlib.sha256(repr((tables.units, tables.successions)).encode()).hexdigest()
