"""Keeping the directory's index in step with the registry: it follows the feed of changes from where it stands.

Any number of processes may follow; each change of the index is made only if the index still stands where the worker read
it, so whoever comes second does nothing. A process that dies leaves the last commit, which says where to go on.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from matxich.apps.foundation.models import Change
from matxich.apps.registry.directory_facts import directory_entries
from matxich.apps.registry.models import Claim
from matxich.apps.registry.queries.directory_size import public_count, public_enterprises
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.directory.entry import Entry
from matxich.files.directory_index import DirectoryIndex
from matxich.files.directory_index_folder import IndexBusyError, NoDirectoryIndexError, Position
from matxich.files.directory_index_writer import change, rebuild

log = logging.getLogger(__name__)

_BATCH = 500
#: how often a follower looks for changes: a saved change is found well within a second
INTERVAL_S = 0.2
#: so many firms are indexed while a visitor waits; more are left to a follower
SMALL = 2_000
_indexes: dict[Path, DirectoryIndex] = {}
_follower: threading.Thread | None = None


def index_folder() -> Path:
    """Return where the directory's index lies."""
    return Path(settings.DATA_DIR) / "directory"


def directory_index() -> DirectoryIndex:
    """Return this process's reader of the index. It does not bring the index up to date."""
    folder = index_folder()
    return _indexes.setdefault(folder, DirectoryIndex(folder))


def fresh_index(today: dt.date) -> DirectoryIndex:
    """Return the reader of an index that is up to date, or is being brought there by this process's follower.

    Without a follower (a command, a test, a server that does not start one) the feed is followed here and now.

    Raises:
        NoDirectoryIndexError: there is none yet, and the registry is too large to build one while somebody waits.
    """
    index = directory_index()
    if not is_followed():
        try:
            if needs_rebuild(today) and public_count() > SMALL:
                index.snapshot()
            else:
                follow(today)
        except IndexBusyError:
            log.info("another process is writing the directory's index")
    index.snapshot()
    return index


def rebuild_index(today: dt.date) -> int:
    """Build the index anew from the database beside the one in use, and return how many firms it holds.

    Raises:
        IndexBusyError: another process is building it.
    """
    # Read before the firms: what is written meanwhile has a higher number and comes again with the feed.
    position = _position(Change.objects.order_by("-id").first(), today)
    return rebuild(index_folder(), _all_entries(today), load_vocabulary(), position)


def follow(today: dt.date) -> int:
    """Bring the index up to the last change and to this day; return how many firms were written anew.

    Raises:
        IndexBusyError: another process has held the index for too long.
    """
    if needs_rebuild(today):
        return rebuild_index(today)
    written = 0
    while True:
        position = directory_index().position
        if position.day != today.isoformat():
            ids, new = _turned(position, today), replace(position, day=today.isoformat())
        else:
            changes = list(Change.objects.filter(id__gt=position.change).order_by("id")[:_BATCH])
            if not changes:
                return written
            ids = {one.subject_id for one in changes if one.kind == "enterprise"}
            new = _position(changes[-1], today)
        entries = _entries(sorted(ids), today)
        gone = ids - {int(entry.enterprise_id) for entry in entries}
        drop = [str(one) for one in sorted(gone)]
        if change(index_folder(), load_vocabulary(), new, put=entries, drop=drop, after=position):
            written += len(ids)


def _all_entries(today: dt.date) -> Iterator[Entry]:
    ids = list(public_enterprises().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _BATCH):
        yield from _entries(ids[start : start + _BATCH], today)


def _entries(ids: list[int], today: dt.date) -> list[Entry]:
    """Return the firms as the public may see them; one whose rows cannot be read is left out rather than stop the rest."""
    try:
        return list(directory_entries(today, ids))
    except (LookupError, TypeError, ValueError, AttributeError):
        if len(ids) == 1:
            log.exception("firm %s cannot be read and is left out of the directory", ids[0])
            return []
        return [entry for one in ids for entry in _entries([one], today)]


def needs_rebuild(today: dt.date) -> bool:
    """Say whether the index is missing, of another vocabulary, or of another database (one that was restored)."""
    try:
        position = directory_index().position
    except NoDirectoryIndexError:
        return True
    if position.vocabulary != load_vocabulary().version:
        return True
    if not position.change:
        return Change.objects.exists()
    known = Change.objects.filter(id=position.change).first()
    return known is None or _mark(known) != position.change_mark


def behind(position: Position) -> int:
    """Return how many changes of the registry are not in the index yet."""
    return Change.objects.filter(id__gt=position.change).count()


def _position(last: Change | None, today: dt.date) -> Position:
    return Position(
        change=last.pk if last else 0,
        day=today.isoformat(),
        vocabulary=load_vocabulary().version,
        change_mark=_mark(last) if last else "",
    )


def _mark(row: Change) -> str:
    return f"{row.at.astimezone(dt.UTC).isoformat()} {row.kind} {row.subject_id}"


def _turned(position: Position, today: dt.date) -> set[int]:
    """Return the firms of which a certificate is valid on one of two days and not on the other."""
    first, last = sorted((dt.date.fromisoformat(position.day), today))
    turned = Claim.objects.filter(
        kind="certificate", state=Claim.State.CURRENT, expires_on__gte=first, expires_on__lt=last
    )
    return set(turned.values_list("enterprise_id", flat=True))


def is_followed() -> bool:
    """Say whether this process follows the feed in the background."""
    return _follower is not None and _follower.is_alive()


def start_follower(clock: Callable[[], dt.date]) -> None:
    """Follow the feed in the background of this process, for as long as it lives; once, however often it is asked.

    Args:
        clock: tells the day.
    """
    global _follower  # noqa: PLW0603 -- one a process
    if not is_followed():
        _follower = threading.Thread(
            target=_follow_for_ever, args=(clock,), name="directory-index", daemon=True
        )
        _follower.start()


def _follow_for_ever(clock: Callable[[], dt.date]) -> None:
    pause = threading.Event()
    is_well = True
    while True:
        try:
            close_old_connections()
            follow(clock())
            is_well = True
        except IndexBusyError:
            pass  # whoever holds it does the same work
        except (DatabaseError, NoDirectoryIndexError, OSError, ValueError):
            if is_well:
                log.exception("the directory's index could not be brought up to date; trying again")
            is_well = False
            connection.close()
        pause.wait(INTERVAL_S if is_well else 10 * INTERVAL_S)
