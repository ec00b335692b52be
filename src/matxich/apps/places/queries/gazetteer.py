"""The region's units in memory, kept until the tables are loaded anew."""

from __future__ import annotations

import functools

from matxich.apps.places.facts import read_gazetteer
from matxich.apps.places.models import TableLoad
from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.resolving import Resolver


def last_load() -> TableLoad | None:
    """Return the newest load of the tables; None while there is none."""
    return TableLoad.objects.order_by("-loaded_at", "-id").first()


def resolver() -> Resolver:
    """Return what resolves addresses in this region: one small query, the rest from memory.

    Before the tables are loaded it knows no unit, and finds every address unknown.
    """
    load = last_load()
    return _resolver(load.digest, load.pk) if load else Resolver(Gazetteer((), ()))


def gazetteer() -> Gazetteer:
    """Return the region's units and what became of them; empty before the tables are loaded."""
    return resolver().gazetteer


@functools.lru_cache(maxsize=2)
def _resolver(digest: str, load_id: int) -> Resolver:
    return Resolver(read_gazetteer())
