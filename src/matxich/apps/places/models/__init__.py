"""Units, successions, loads of the tables, authorities."""

from __future__ import annotations

from matxich.apps.places.models.authority import Authority
from matxich.apps.places.models.table_load import TableLoad
from matxich.apps.places.models.unit import AdministrativeUnit, Succession

__all__ = ["AdministrativeUnit", "Authority", "Succession", "TableLoad"]
