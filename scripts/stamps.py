"""Remember what a step was done for, so that the second run skips it.

A stamp is a small file holding the hash of everything the step depends on. Contents are
hashed, not dates: a fresh clone, a branch switch and a restored cache all behave.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"


def digest(files: Iterable[Path], *words: str) -> str:
    """Return one hash over the files' names and contents and some extra words; a missing file counts as such."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name).encode())
        total.update(path.read_bytes() if path.is_file() else b"\0missing")
    for word in words:
        total.update(b"\0" + word.encode())
    return total.hexdigest()


class Stamp:
    """One step's memory: `is_current(hash)` before it, `record(hash)` once it has succeeded."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        """Keep it in `build/stamps`, or in the folder that the step fills, to be gone when that is gone."""
        self.path = (folder or BUILD / "stamps") / name

    def is_current(self, value: str) -> bool:
        """Return whether the step was last done for exactly this hash."""
        return self.path.is_file() and self.path.read_text() == value

    def record(self, value: str) -> None:
        """Note that the step is done for this hash."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(value)


def say(message: str) -> None:
    """Print one line of progress at once, before the output of the programs that follow it."""
    print(f"· {message}", flush=True)


def stop(message: str) -> None:
    """End the step with a message that says what to do next."""
    print(f"\n✗ {message}\n", file=sys.stderr, flush=True)
    raise SystemExit(1)
