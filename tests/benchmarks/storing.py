"""The generated indexes on disk, under `build/`: made when missing or made for another vocabulary, else used again."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.matching.columns import Registry
from matxich.files.index import UnusableIndexError, open_index, write_index
from tests.benchmarks.generated import columns_of, draw

FOLDER = Path(__file__).resolve().parents[2] / "build" / "benchmarks"


def folder_of(firms: int) -> Path:
    """Return where the index of so many firms lies."""
    return FOLDER / f"index-{firms}"


def stored(firms: int) -> Registry:
    """Return the opened index of so many firms."""
    return open_index(folder_of(firms), load_vocabulary())


def ensure(firms: int) -> dict[str, Any]:
    """Make the index where it is missing; return what making it took, as noted when it was made."""
    note = FOLDER / f"index-{firms}.json"
    try:
        stored(firms)
        return dict(json.loads(note.read_text(encoding="utf-8")))
    except (UnusableIndexError, OSError, ValueError):
        return _make(firms, note)


def _make(firms: int, note: Path) -> dict[str, Any]:
    note.unlink(missing_ok=True)
    drawn = draw(firms, load_vocabulary())
    began = time.perf_counter()
    registry = columns_of(drawn)
    columns = time.perf_counter()
    write_index(registry, folder_of(firms), drawn.records())
    written = time.perf_counter()
    sizes = {path.relative_to(folder_of(firms)).as_posix(): path.stat().st_size for path in folder_of(firms).rglob("*") if path.is_file()}
    made = {
        "columns_s": columns - began,
        "write_s": written - columns,
        "disk_bytes": sum(sizes.values()),
        "records_bytes": sizes["records.bin"],
    }
    note.write_text(json.dumps(made), encoding="utf-8")
    return made
