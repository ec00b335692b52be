"""The files of the repository, for tests that read them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "matxich"
#: Made by set-up or by tools, or kept by git: none of it is ours. The top of the repository, and anywhere.
_MADE_AT_TOP = {".git", ".venv", "build", "dist", "node_modules", "var"}
_MADE_ANYWHERE = {
    "__pycache__", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", "vendor",
}  # fmt: skip
#: Suffixes of what is not text.
_BINARY = {".mo", ".npy", ".png", ".pyc", ".woff2", ".xls", ".xlsx", ".xlsm", ".ods", ".zip"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of ours, sorted."""
    return tuple(sorted(_walk()))


def _walk() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        made = _MADE_ANYWHERE | (_MADE_AT_TOP if Path(folder) == ROOT else set())
        folders[:] = [name for name in folders if name not in made and not name.endswith(".egg-info")]
        yield from (Path(folder) / name for name in names)


def of_kind(*suffixes: str, under: Path = ROOT) -> list[Path]:
    """Our files with one of the suffixes, below a folder."""
    return [path for path in files() if path.suffix in suffixes and path.is_relative_to(under)]


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of ours with what is in it."""
    for path in files():
        if path.suffix not in _BINARY:
            yield path, path.read_text(encoding="utf-8", errors="replace")


def shown(path: Path) -> str:
    """The path as a message shows it."""
    return path.relative_to(ROOT).as_posix()
