"""Reads `regions.toml`: the regions that can be loaded by name, and former names of provinces."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class Region:
    """One region that a deployment may be for."""

    #: as the command line names it
    slug: str
    #: the statistics office's code of the province of today
    province_code: str
    label: Text


def regions() -> dict[str, Region]:
    """Return the regions by their slug."""
    rows = _document()["region"]
    return {
        row["slug"]: Region(row["slug"], row["province_code"], Text(row["vi"], row["en"])) for row in rows
    }


def former_names() -> dict[str, tuple[str, ...]]:
    """Return former names by the key of the unit that took the whole of what they named."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _document()["former_name"]:
        found[row["unit"]] = (*found.get(row["unit"], ()), row["name"])
    return found


@functools.cache
def _document() -> dict[str, Any]:
    path = resources.files("matxich.catalogue") / "regions.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
