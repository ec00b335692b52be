"""The directory's index and page at 100,000 firms, beside Datasette on the same rows: `python -m tests.benchmarks.directory`.

Prints one JSON line. Each part runs in a process of its own, so that memory is its own: `… directory PART`.
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np

from matxich.catalogue.directory_words import load_concept_names, load_spelling
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.directory.answering import Search
from matxich.domain.directory.plan import plan
from matxich.domain.directory.suggesting import suggest
from matxich.domain.directory.understanding import understand
from matxich.files.directory_index import DirectoryIndex
from matxich.files.directory_index_folder import Position
from matxich.files.directory_index_writer import change, rebuild
from tests.benchmarks.directory_datasette import datasette_answers, write_rows
from tests.benchmarks.directory_entries import ON, entries
from tests.benchmarks.directory_page import page_under_load

FIRMS, QUESTIONS, CHANGES, PEER_QUESTIONS = 100_000, 300, 40, 40
FOLDER = Path(__file__).resolve().parents[2] / "build" / "benchmarks" / f"directory-{FIRMS}"
_TEXTS = (
    "",
    "đúc",
    "cơ khí",
    "an phát",
    "sao mai",
    "nhựa",
    "IATF",
    "phay cnc",
    "đúc nhôm",
    "thang long",
    "hoa phst",
    "die casting",
)
_PROCESSES = (
    "casting",
    "machining",
    "plastic_moulding",
    "stamping",
    "surface_treatment",
    "joining",
    "sheet_metal",
    "rubber_moulding",
)


def questions(count: int, seed: int = 3) -> Iterator[dict[str, str]]:
    """Return so many different lists: a text and three facets."""
    draw = random.Random(seed)
    seen: set[str] = set()
    while len(seen) < count:
        asked = {
            "q": draw.choice(_TEXTS),
            "process": draw.choice(_PROCESSES),
            "size": draw.choice(("micro", "small", "medium", "large")),
            "district": f"{draw.randrange(1, 31):03d}",
        }
        if urlencode(asked) not in seen:
            seen.add(urlencode(asked))
            yield asked


def position(number: int) -> Position:
    """Return where a generated index stands."""
    return Position(number, ON.isoformat(), load_vocabulary().version)


def build() -> dict[str, Any]:
    """Build the index anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    began = time.perf_counter()
    firms = entries(FIRMS, load_vocabulary())
    rebuild(FOLDER, firms, load_vocabulary(), position(0))
    spent = time.perf_counter() - began
    began = time.perf_counter()
    for _ in entries(FIRMS, load_vocabulary()):
        pass
    drawing = time.perf_counter() - began
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    return {"build_s": spent - drawing, "disk_mb": size / 1e6, "peak_rss_mb": _peak_mb()}


def search() -> dict[str, Any]:
    """Answer lists with three facets chosen and ten counted, each for the first time; then the whole directory."""
    index = DirectoryIndex(FOLDER)
    for asked in questions(20, seed=9):
        index.search(_search(asked))
    before = time.process_time()
    milliseconds = [
        _spent(lambda asked=asked: index.search(_search(asked))) for asked in questions(QUESTIONS)
    ]
    processor = (time.process_time() - before) * 1000 / QUESTIONS
    snapshot = index.snapshot()
    typed = [
        word[:end]
        for word in ("đúc áp lực", "sao mai", "phay cnc", "0100012345", "iatf")
        for end in range(2, len(word) + 1)
    ]
    suggested = [_spent(lambda text=text: suggest(snapshot, text, load_concept_names())) for text in typed]
    whole = _spent(lambda: index.search(Search(plan(_understood(""), load_vocabulary()))))
    return {
        **_figures(milliseconds),
        "processor_ms": processor,
        "suggest": _figures(suggested),
        "whole_ms": whole,
        "rss_mb": _peak_mb(),
    }


def update() -> dict[str, Any]:
    """Replace one firm and wait until another reader answers with it."""
    index, spent = DirectoryIndex(FOLDER), []
    firms = list(entries(CHANGES, load_vocabulary(), seed=77))
    for number, firm in enumerate(firms, start=1):
        began = time.perf_counter()
        change(FOLDER, load_vocabulary(), position(number), put=[firm])
        assert index.position.change == number
        spent.append((time.perf_counter() - began) * 1000)
    return _figures(spent)


def beside() -> dict[str, Any]:
    """Datasette over the same rows, asked for the same lists with three facets counted."""
    database = FOLDER.with_suffix(".sqlite3")
    began = time.perf_counter()
    write_rows(database, entries(FIRMS, load_vocabulary()), ON)
    built = time.perf_counter() - began
    spent = asyncio.run(datasette_answers(database, list(questions(PEER_QUESTIONS))))
    return {
        **_figures(spent),
        "build_s": built,
        "disk_mb": database.stat().st_size / 1e6,
        "rss_mb": _peak_mb(),
    }


def page() -> dict[str, Any]:
    """The page itself, by two workers of the real server."""
    # As if no feed had been followed: the server's database is empty.
    change(FOLDER, load_vocabulary(), position(0))
    return page_under_load(
        FOLDER, FIRMS, [f"/directory/?{urlencode(asked)}" for asked in questions(4 * QUESTIONS, seed=5)]
    )


def _understood(text: str) -> Any:
    return understand(text, load_vocabulary(), load_spelling())


def _search(asked: dict[str, str]) -> Search:
    chosen = {facet: (code,) for facet, code in asked.items() if facet != "q"}
    return Search(plan(_understood(asked["q"]), load_vocabulary()), chosen)


def _spent(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _figures(milliseconds: list[float]) -> dict[str, float]:
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return {
        "p50_ms": float(p50),
        "p95_ms": float(p95),
        "max_ms": max(milliseconds),
        "count": len(milliseconds),
    }


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1 << 20
    )


PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "build": build,
    "search": search,
    "page": page,
    "update": update,
    "datasette": beside,
}


def measure_directory() -> dict[str, dict[str, Any]]:
    """Measure every part in a process of its own."""
    found = {}
    for part in PARTS:
        print(f"  … directory: {part}", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "tests.benchmarks.directory", part]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found[part] = dict(json.loads(done.stdout.splitlines()[-1]))
    return found


if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]]() if len(sys.argv) > 1 else measure_directory()))
