"""The live registry as matching sees it: a snapshot on disk, shared by all processes, and what was written since.

`layers` is asked before every match. It reads the feed of changes from where it left off, loads the firms that were
written, and lays them over the snapshot; a firm saved now is matched now. When the overlay has grown, whoever gets the
lock writes a new snapshot beside the old one.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from matxich.apps.foundation.models import Change
from matxich.apps.registry.facts import current_claims, firm_of, sites_of
from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.models.enterprise import Status
from matxich.apps.registry.queries.directory_size import public_enterprises
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.model import Firm
from matxich.domain.matching.columns import Registry, build_registry
from matxich.domain.matching.layers import Layers, layered
from matxich.files.index import UnusableIndexError, open_index, write_index

#: firms over the snapshot before a new one is written, at least and as a share of the snapshot
MOST_OVER, MOST_OVER_SHARE = 100, 0.05
_BATCH = 500
PUBLIC, STAFF = "public", "staff"


@dataclass
class _Live:
    """What one process holds of the registry for one audience."""

    base: Registry
    #: number of the last change in the snapshot
    position: int
    #: number of the last change in the overlay
    read_to: int
    #: the firms written since the snapshot: None for one that is no longer matched
    since: dict[int, Firm | None] = field(default_factory=dict)
    layers: Layers | None = None


_held: dict[tuple[Path, str], _Live] = {}
_lock = threading.Lock()


def layers(audience: str) -> Layers:
    """Return the registry as it is at this moment.

    Args:
        audience: PUBLIC: published firms in business that agreed to be shown; STAFF: every firm in business.
    """
    with _lock:
        live = _live(audience)
        found = _follow(live, audience)
        if len(live.since) > max(MOST_OVER, MOST_OVER_SHARE * live.base.firm_count):
            live = _written(audience, live)
            found = _follow(live, audience)
        return found


def forget() -> None:
    """Let go of what this process holds (a restore or a test has put another registry in its place)."""
    with _lock:
        _held.clear()


def _live(audience: str) -> _Live:
    key = (_folder(audience), audience)
    if key not in _held:
        _held[key] = _opened(audience) or _written(audience, None)
    return _held[key]


def _follow(live: _Live, audience: str) -> Layers:
    changes = Change.objects.filter(kind="enterprise", id__gt=live.read_to).order_by("id")
    rows = list(changes.values_list("id", "subject_id"))
    if rows:
        ids = {subject for _, subject in rows}
        live.since.update(dict.fromkeys(ids))
        live.since.update({int(firm.supplier_id): firm for firm in firms(audience, list(ids))})
        live.read_to = rows[-1][0]
    if rows or live.layers is None:
        over = [firm for firm in live.since.values() if firm is not None]
        registry = build_registry(over, load_vocabulary()) if over else None
        live.layers = layered(live.base, registry, [str(one) for one in live.since])
    return live.layers


def firms(audience: str, ids: list[int] | None = None) -> Iterator[Firm]:
    """Yield the firms that an audience is matched with, in the order of their numbers.

    Args:
        ids: only these; None for all.
    """
    vocabulary = load_vocabulary()
    wanted = public_enterprises() if audience == PUBLIC else Enterprise.objects.filter(status=Status.ACTIVE)
    numbers = list(
        (wanted if ids is None else wanted.filter(pk__in=ids)).order_by("pk").values_list("pk", flat=True)
    )
    for start in range(0, len(numbers), _BATCH):
        some = numbers[start : start + _BATCH]
        claims, sites = current_claims(some), sites_of(some)
        for row in Enterprise.objects.filter(pk__in=some).order_by("pk"):
            yield firm_of(row, claims.get(row.pk, []), sites.get(row.pk, []), vocabulary)


def _folder(audience: str) -> Path:
    return Path(settings.DATA_DIR) / "matching" / audience


def _opened(audience: str) -> _Live | None:
    """Return the snapshot on disk; None when there is none that fits the database and the vocabulary."""
    folder = _folder(audience)
    try:
        position = int(json.loads((folder.parent / f"{audience}.json").read_bytes())["position"])
        base = open_index(folder, load_vocabulary())
    except (OSError, ValueError, KeyError, UnusableIndexError):
        return None
    if position > (Change.objects.aggregate(last=Max("id"))["last"] or 0):
        return None  # the database is older than the snapshot: something was restored
    return _Live(base, position, position)


def _written(audience: str, old: _Live | None) -> _Live:
    """Write a new snapshot, unless another process is at it: then that one's, or the old one, serves."""
    folder = _folder(audience)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _writing(folder.parent / f"{audience}.lock", wait=old is None) as mine:
        other = _opened(audience)
        if other is not None and (old is None or other.position > old.position):
            live = other
        elif not mine and old is not None:
            return old
        else:
            live = _built(audience, folder)
    _held[folder, audience] = live
    return live


def _built(audience: str, folder: Path) -> _Live:
    # What is written while the firms are being read has a higher number and comes again with the overlay.
    position = Change.objects.aggregate(last=Max("id"))["last"] or 0
    registry = build_registry(list(firms(audience)), load_vocabulary())
    note = folder.parent / f"{audience}.json"
    note.unlink(missing_ok=True)  # a snapshot without its note is not opened
    write_index(registry, folder)
    part = note.with_suffix(".part")
    part.write_text(json.dumps({"position": position}), encoding="utf-8")
    part.replace(note)
    return _Live(open_index(folder, load_vocabulary()), position, position)


@contextmanager
def _writing(path: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the lock of the writer, which dies with its process; False when another one has it and we do not wait."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            mine = True
        except BlockingIOError:
            mine = False
        yield mine
    finally:
        os.close(descriptor)
