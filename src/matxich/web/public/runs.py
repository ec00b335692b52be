"""The matches that readers have under way: two files, a few corrections and the result, each in a folder of its own.

Nothing of it is in the database and nobody signs in: whoever holds the address (128 random bits) sees the match. A
folder is removed after MATXICH_RUN_HOURS, or at once when its reader says so. The state is told from what lies in
the folder, so it survives a restart; a running match holds a lock, which dies with its process.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import json
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

KINDS = ("suppliers", "demand")
DRAFT, RUNNING, INTERRUPTED, DONE = "draft", "running", "interrupted", "done"
#: what a token looks like in an address
TOKEN = "[0-9a-f]{32}"  # noqa: S105 -- the shape of one, not one
_FACTS, _LOCK, _PROGRESS = "run.json", "lock", "progress.json"
#: the columns of files that could not be matched, see `understood.py`
HALF = "half.json"
_TRIES = 10
_SWEEP_S = 300
_GONE = "gone-"
#: held by the thread that sweeps, one in a process
_sweeping = threading.Lock()

Problem = Mapping[str, str]


@dataclass
class Facts:
    """What is kept of a run beside its files."""

    #: when it was made, ISO with the zone
    created: str
    #: the date that certificates are judged by, ISO
    on: str
    #: firms shown for a line
    top: int
    #: the sample: every page and export says so
    illustrative: bool = False
    #: the suppliers are those of the registry, no file of their own
    registry: bool = False
    #: both files were there and the work was begun
    begun: bool = False
    #: kind → name of the file as the reader knows it
    names: dict[str, str] = field(default_factory=dict)
    #: kind, or "match" → what is wrong, in both languages
    problems: dict[str, Problem] = field(default_factory=dict)
    #: kind → [[sheet, column from 0, field], …]
    corrections: dict[str, list[list[Any]]] = field(default_factory=dict)


class Run:
    """One match of one reader."""

    def __init__(self, folder: Path, facts: Facts) -> None:
        self.folder = folder
        self.facts = facts

    @property
    def token(self) -> str:
        """The secret part of its address."""
        return self.folder.name

    @property
    def result_folder(self) -> Path:
        """Where the result is kept, see `results.py`."""
        return self.folder / "result"

    @property
    def on(self) -> dt.date:
        """The date of the match."""
        return dt.date.fromisoformat(self.facts.on)

    @property
    def expires(self) -> dt.datetime:
        """When it is removed."""
        return dt.datetime.fromisoformat(self.facts.created) + dt.timedelta(hours=settings.RUN_HOURS)

    @property
    def state(self) -> str:
        """DRAFT, RUNNING, INTERRUPTED or DONE, from what lies in the folder."""
        if self._is_locked():
            return RUNNING
        self.reload()  # the work may have ended since they were read
        if self.facts.problems or not self.facts.begun:
            return DRAFT
        return DONE if (self.result_folder / "index.json").is_file() else INTERRUPTED

    def file(self, kind: str) -> Path:
        """Return where one of its two files lies."""
        return self.folder / f"{kind}.file"

    def has(self, kind: str) -> bool:
        """Say whether one of its two files was given."""
        return kind in self.facts.names or (kind == "suppliers" and self.facts.registry)

    def keep_file(self, kind: str, name: str, data: bytes) -> None:
        """Keep a file, in place of an earlier one and of what was corrected and wrong about that."""
        _write(self.file(kind), data)
        self.facts.names[kind] = name
        self.facts.corrections.pop(kind, None)
        self.facts.problems.pop(kind, None)
        self.save()

    def overrides(self, kind: str) -> dict[tuple[str, int], str]:
        """Return the reader's corrections: (sheet, column) → field."""
        return {(sheet, int(index)): name for sheet, index, name in self.facts.corrections.get(kind, ())}

    def save(self) -> None:
        """Write the facts down."""
        _write(self.folder / _FACTS, json.dumps(asdict(self.facts), ensure_ascii=False).encode())

    def reload(self) -> None:
        """Read the facts anew, as another thread may have changed them; a deleted run keeps its last ones."""
        with contextlib.suppress(OSError):
            self.facts = _facts(self.folder)

    def note_progress(self, done: int, total: int) -> None:
        """Write how far the work is; raises FileNotFoundError once the run was deleted."""
        _write(self.folder / _PROGRESS, json.dumps([done, total]).encode())

    def progress(self) -> tuple[int, int]:
        """Return (lines done, lines in all); (0, 0) while the files are being read."""
        try:
            done, total = json.loads((self.folder / _PROGRESS).read_bytes())
        except (OSError, ValueError):
            return 0, 0
        return int(done), int(total)

    def lock(self) -> int | None:
        """Take the lock of a working run and return its descriptor; None while another one works."""
        for _ in range(_TRIES):
            descriptor = self._locked(fcntl.LOCK_EX)
            if descriptor is not None:
                return descriptor
            time.sleep(0.02)  # a page that only asks for the state holds it for a moment
        return None

    def _locked(self, kind: int) -> int | None:
        descriptor = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
        return descriptor

    def _is_locked(self) -> bool:
        try:
            descriptor = self._locked(fcntl.LOCK_SH)
        except FileNotFoundError:  # deleted a moment ago
            return False
        if descriptor is None:
            return True
        os.close(descriptor)
        return False

    def forget_result(self) -> None:
        """Remove what an earlier match of the same files left; begun and without it, a run counts as interrupted."""
        shutil.rmtree(self.result_folder, ignore_errors=True)
        for name in (_PROGRESS, HALF):
            (self.folder / name).unlink(missing_ok=True)

    def delete(self) -> None:
        """Remove everything that is kept of it."""
        gone = self.folder.with_name(f"{_GONE}{self.folder.name}")
        with contextlib.suppress(OSError):  # another request was faster
            self.folder.rename(gone)  # at once and whole: who still works on it finds nothing to write into
        shutil.rmtree(gone, ignore_errors=True)


def create(on: dt.date, top: int, *, illustrative: bool = False) -> Run:
    """Make a run without files, and see to it that it is removed in time."""
    folder = _home() / secrets.token_hex(16)
    folder.mkdir(mode=0o700)
    run = Run(folder, Facts(timezone.now().isoformat(), on.isoformat(), top, illustrative))
    run.save()
    _keep_sweeping()
    return run


def open_run(token: str) -> Run | None:
    """Return the run with a token; None when there is none, or none any more."""
    folder = _home() / token
    try:
        run = Run(folder, _facts(folder))
    except (OSError, ValueError, TypeError):
        return None
    if run.expires <= timezone.now():
        run.delete()
        return None
    return run


def sweep() -> int:
    """Remove the runs whose time is over, and what a crash left half made; return how many are left."""
    left = 0
    for folder in _folders():
        if folder.name.startswith(_GONE):
            shutil.rmtree(folder, ignore_errors=True)
        elif open_run(folder.name) is not None:
            left += 1
        elif _age(folder) > dt.timedelta(hours=settings.RUN_HOURS):
            shutil.rmtree(folder, ignore_errors=True)
    return left


def _keep_sweeping() -> None:
    """Sweep every few minutes while there are runs: nobody may come by again to set it off."""
    if not _sweeping.acquire(blocking=False):
        return

    def work() -> None:
        try:
            while sweep():
                time.sleep(_SWEEP_S)
        finally:
            _sweeping.release()

    threading.Thread(target=work, daemon=True, name="sweep-matches").start()


def _folders() -> Iterator[Path]:
    with contextlib.suppress(FileNotFoundError):
        yield from [path for path in _home().iterdir() if path.is_dir()]


def _age(folder: Path) -> dt.timedelta:
    with contextlib.suppress(FileNotFoundError):
        return timezone.now() - dt.datetime.fromtimestamp(folder.stat().st_mtime, dt.UTC)
    return dt.timedelta(0)


def _home() -> Path:
    home = Path(settings.DATA_DIR) / "matches"
    home.mkdir(mode=0o700, exist_ok=True)
    return home


def _facts(folder: Path) -> Facts:
    return Facts(**json.loads((folder / _FACTS).read_bytes()))


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, for this user only."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    part.replace(path)
