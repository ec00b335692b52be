"""The generated indexes on disk, under `build/`: made when missing or made for another vocabulary, else used again."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.matching.columns import Registry
from matxich.files.index import UnusableIndexError, open_index, write_index
from tests.benchmarks.generated import Drawn, columns_of, draw

FOLDER = Path(__file__).resolve().parents[2] / "build" / "benchmarks"


def folder_of(firms: int, *, crowded: bool = False) -> Path:
    """Return where the index of so many firms lies."""
    return FOLDER / f"index-{firms}{'-crowded' if crowded else ''}"


def stored(firms: int, *, crowded: bool = False) -> Registry:
    """Return the opened index of so many firms."""
    return open_index(folder_of(firms, crowded=crowded), load_vocabulary())


def ensure(firms: int, *, crowded: bool = False) -> dict[str, Any]:
    """Make the index where it is missing; return what making it took, as noted when it was made."""
    folder = folder_of(firms, crowded=crowded)
    note = folder.with_name(f"{folder.name}.json")
    try:
        stored(firms, crowded=crowded)
        return dict(json.loads(note.read_text(encoding="utf-8")))
    except (UnusableIndexError, OSError, ValueError):
        return _make(draw(firms, load_vocabulary(), crowded=crowded), folder, note)


def _make(drawn: Drawn, folder: Path, note: Path) -> dict[str, Any]:
    note.unlink(missing_ok=True)
    began = time.perf_counter()
    registry = columns_of(drawn)
    columns = time.perf_counter()
    write_index(registry, folder, drawn.records())
    written = time.perf_counter()
    sizes = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file()
    }
    made = {
        "columns_s": columns - began,
        "write_s": written - columns,
        "disk_bytes": sum(sizes.values()),
        "records_bytes": sizes["records.bin"],
    }
    note.write_text(json.dumps(made), encoding="utf-8")
    return made
