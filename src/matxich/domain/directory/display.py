"""What a result list shows of one firm: kept in the index, so that drawing a list asks no database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matxich.domain.directory.entry import Entry, Spot

_LINES, _SPOTS = 6, 3


def display(entry: Entry) -> dict[str, Any]:
    """Return the plain values (text, numbers, lists) that a list, a map and an export of the list need; empty ones are left out."""
    stated = [line for line in entry.lines if line.is_stated]
    shown: dict[str, Any] = {
        "id": entry.enterprise_id,
        "name": entry.name,
        "name_en": entry.name_en,
        "aliases": list(entry.aliases[:_SPOTS]),
        "tax_code": entry.tax_code,
        "lines": [[list(line.processes), list(line.materials), int(line.grade)] for line in stated[:_LINES]],
        "line_count": len(stated),
        "certificates": [
            [held.code, held.expires_on.isoformat() if held.expires_on else None, int(held.grade)]
            for held in entry.certificates
        ],
        "products": list(entry.products[:_LINES]),
        "markets": list(entry.markets),
        "ownership": list(entry.ownership),
        "size": entry.size_class,
        "districts": _spots(entry.districts),
        "communes": _spots(entry.communes),
        "clusters": _spots(entry.clusters),
        "grade": int(entry.grade) if entry.grade else None,
        "confirmed_on": entry.confirmed_on.isoformat() if entry.confirmed_on else None,
        "completeness_share": round(entry.completeness_share, 2),
        "is_illustrative": entry.is_illustrative,
    }
    return {key: value for key, value in shown.items() if value not in ("", None, [])}


def _spots(spots: Sequence[Spot]) -> list[list[str]]:
    return [[spot.code, spot.label.vi, spot.label.en] for spot in spots[:_SPOTS]]
