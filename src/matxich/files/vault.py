"""A folder of files under names that nobody can guess: each is written whole or not at all, and only its owner reads it."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

_TOKEN = re.compile(r"[0-9a-f]{32}")
_WRITING = ".writing"


def place(folder: Path, token: str) -> Path:
    """Return where the file of a token lies.

    Raises:
        ValueError: it is no token, 32 hexadecimal digits.
    """
    if not _TOKEN.fullmatch(token):
        raise ValueError("not a token")
    return folder / token[:2] / token


def draft(folder: Path, token: str, data: bytes) -> Path:
    """Write a file under a name that says it is not finished, through to the disk, and return its path."""
    target = place(folder, token)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = target.with_name(token + _WRITING)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return path


def settle(path: Path) -> Path:
    """Give a draft its name, through to the disk, and return its path."""
    target = path.with_name(path.name.removesuffix(_WRITING))
    path.replace(target)
    if hasattr(os, "O_DIRECTORY"):  # elsewhere a folder cannot be synchronised
        handle = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return target


def drop(path: Path) -> None:
    """Remove a file; nothing is said of one that is gone already."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


def stored(folder: Path) -> Iterator[tuple[str, Path, float]]:
    """Yield the token, the path and the time of change (seconds since 1970) of every file, drafts among them."""
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        with contextlib.suppress(FileNotFoundError):
            yield path.name.removesuffix(_WRITING), path, path.stat().st_mtime
