"""Write the directory's index: a whole build beside the one in use, or changes to the one in use.

Killed at any moment, a writer leaves the last whole commit; its note says up to which change it goes, and whoever comes
next goes on from there. One writer at a time, over all processes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import tantivy

from matxich.domain.directory.entry import Entry
from matxich.domain.directory.form import form
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.files.directory_index_folder import (
    REBUILD,
    WRITER,
    Position,
    build_in_use,
    locked,
    new_build,
    opened,
    position_of,
    put_in_use,
)
from matxich.files.directory_index_schema import document, drop_note, note_document, schema

_BUILD_BYTES, _CHANGE_BYTES = 128_000_000, 20_000_000
_SWAP_PATIENCE_S = 60.0


def rebuild(folder: Path, entries: Iterable[Entry], vocabulary: Vocabulary, position: Position) -> int:
    """Build the index anew beside the one in use, then let it take its place; return how many firms it holds.

    The old one goes on serving, and taking changes, until the last moment.

    Args:
        position: up to which change the entries go at least: read it before the first entry is read.

    Raises:
        IndexBusyError: another process is building already.
    """
    with locked(folder, REBUILD):
        build, fields = new_build(folder), schema()
        writer = tantivy.Index(fields, path=str(build)).writer(_BUILD_BYTES, 1)
        day, count = dt.date.fromisoformat(position.day), 0
        for entry in entries:
            writer.add_document(document(form(entry, vocabulary, day), fields))
            count += 1
        writer.add_document(note_document(position.note(), fields))
        writer.commit()
        writer.wait_merging_threads()
        with locked(folder, WRITER, wait_s=_SWAP_PATIENCE_S):
            put_in_use(folder, build)
    return count


def change(
    folder: Path,
    vocabulary: Vocabulary,
    position: Position,
    *,
    put: Iterable[Entry] = (),
    drop: Iterable[str] = (),
    after: Position | None = None,
    wait_s: float = 5.0,
) -> bool:
    """Replace firms, drop others, and note the new position, all in one commit.

    Args:
        put: firms as they are now; one that the index holds is replaced.
        drop: ids of firms that are to be seen no more.
        after: nothing is done unless the index stands exactly there: another worker was quicker.
        wait_s: how long to wait for another writer.

    Returns:
        Whether the changes were made.

    Raises:
        IndexBusyError: another process held the lock for too long.
        NoDirectoryIndexError: there is no index to change.
    """
    with locked(folder, WRITER, wait_s=wait_s):
        index = opened(folder, build_in_use(folder))
        if after is not None and position_of(folder, index) != after:
            return False
        fields, day = index.schema, dt.date.fromisoformat(position.day)
        writer = index.writer(_CHANGE_BYTES, 1)
        try:
            for enterprise_id in drop:
                writer.delete_documents_by_term("id", enterprise_id)
            for entry in put:
                writer.delete_documents_by_term("id", entry.enterprise_id)
                writer.add_document(document(form(entry, vocabulary, day), fields))
            drop_note(writer)
            writer.add_document(note_document(position.note(), fields))
            writer.commit()
        finally:
            # also without a commit: it closes the writer, and with it Tantivy's own lock
            writer.wait_merging_threads()
    return True


def held_position(folder: Path) -> Position:
    """Return up to where the index in use goes, or raise `NoDirectoryIndexError`."""
    return position_of(folder, opened(folder, build_in_use(folder)))
