"""Where the directory's index lies, which of its builds is the one in use, and who may write to it.

<folder>/current        the name of the build in use
         build-<hex>/    a build: Tantivy's files
         writer.lock     held by whoever changes the build in use, or puts another in its place
         rebuild.lock    held by whoever makes another build beside it
Locks are the system's own, so they die with their process.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import tantivy

from matxich.domain.shared.bilingual import Text
from matxich.files.directory_index_schema import FORMAT, note_query, unpacked

_PATIENCE_S = 0.02
CURRENT, WRITER, REBUILD = "current", "writer.lock", "rebuild.lock"


@dataclass(frozen=True, slots=True)
class Position:
    """What an index holds: everything up to one change, with certificates judged on one day."""

    #: id of the last change that is in it
    change: int
    #: ISO day on which certificates were judged
    day: str
    #: version of the vocabulary that its marks were made with
    vocabulary: str
    #: what else tells that change (its moment), so that an index is not taken for one of a restored database
    change_mark: str = ""

    def note(self) -> dict[str, Any]:
        """Return it as the index keeps it."""
        return {"format": FORMAT, **asdict(self)}


class NoDirectoryIndexError(Exception):
    """There is no index here that can be used; `text` says why and what to do."""

    def __init__(self, folder: Path, cause: Text) -> None:
        self.folder = folder
        self.text = Text(
            "Chưa có chỉ mục danh bạ dùng được ở «{folder}»: {cause}. Hãy chạy «matxich index rebuild».",
            "There is no usable directory index in “{folder}”: {cause}. Run “matxich index rebuild”.",
        ).format(folder=folder, cause=cause)
        super().__init__(self.text.en)


class IndexBusyError(Exception):
    """Another process is writing to the index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"another process is writing to {folder}")
        self.folder = folder


MISSING = Text("chưa được tạo", "it was never built")
OTHER_FORMAT = Text("do phiên bản phần mềm khác tạo", "it was made by another version of the software")
DAMAGED = Text("tệp bị hỏng", "its files are damaged")


def build_in_use(folder: Path) -> Path:
    """Return the build in use, or raise `NoDirectoryIndexError`."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except OSError:
        raise NoDirectoryIndexError(folder, MISSING) from None
    return folder / name


def new_build(folder: Path) -> Path:
    """Make an empty build beside the one in use; call it under the rebuild lock, for it removes what killed builds left."""
    folder.mkdir(parents=True, exist_ok=True)
    _remove_others(folder)
    build = folder / f"build-{uuid.uuid4().hex}"
    build.mkdir()
    return build


def put_in_use(folder: Path, build: Path) -> None:
    """Let a finished build take the place of the one in use; call it under the writer's lock."""
    fresh = folder / f"{CURRENT}.{uuid.uuid4().hex}"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(build.name)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / CURRENT)
    # Whoever still has the old one open keeps its files until he closes them.
    _remove_others(folder)


def _remove_others(folder: Path) -> None:
    with contextlib.suppress(NoDirectoryIndexError):
        used = build_in_use(folder).name
        for other in folder.glob("build-*"):
            if other.name != used:
                shutil.rmtree(other, ignore_errors=True)
        for other in folder.glob(f"{CURRENT}.*"):
            other.unlink(missing_ok=True)


def opened(folder: Path, build: Path) -> tantivy.Index:
    """Open a build, or raise `NoDirectoryIndexError` when its files cannot be read."""
    try:
        return tantivy.Index.open(str(build))
    except (ValueError, OSError):
        raise NoDirectoryIndexError(folder, DAMAGED) from None


def position_of(folder: Path, index: tantivy.Index) -> Position:
    """Return what the opened index holds, or raise `NoDirectoryIndexError` when another version made it."""
    searcher = index.searcher()
    hits = searcher.search(note_query(index.schema), limit=1).hits
    note = unpacked(searcher.doc(hits[0][1])) if hits else {}
    if note.pop("format", None) != FORMAT:
        raise NoDirectoryIndexError(folder, OTHER_FORMAT)
    return Position(**note)


@contextlib.contextmanager
def locked(folder: Path, name: str, *, wait_s: float = 0) -> Iterator[None]:
    """Hold a lock of the folder; raise `IndexBusyError` when another process still holds it after so many seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        ends = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= ends:
                    raise IndexBusyError(folder) from None
                time.sleep(_PATIENCE_S)
        yield
    finally:
        os.close(descriptor)
