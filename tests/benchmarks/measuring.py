"""What is measured, each in a process of its own: `python -m tests.benchmarks.measuring NAME FIRMS` prints one JSON line."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.matching.asks import asks
from matxich.domain.matching.document import document
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.run import explained_match, match_list
from matxich.domain.matching.scanning import line_slices
from tests.benchmarks.bm25 import build_bm25
from tests.benchmarks.demand import demand_lines, unstated_lines
from tests.benchmarks.generated import draw
from tests.benchmarks.storing import stored

ON = dt.date(2026, 1, 31)
TOP = 20
LINES, LIST_LINES, WARM_UP = 200, 700, 60


def _spent(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _figures(milliseconds: Iterable[float]) -> dict[str, float]:
    values = np.array(list(milliseconds))
    p50, p95 = np.percentile(values, [50, 95])
    return {
        "p50_ms": float(p50),
        "p95_ms": float(p95),
        "max_ms": float(values.max()),
        "mean_ms": float(values.mean()),
        "count": len(values),
    }


def _memory() -> dict[str, float]:
    """Return the peak and the kinds of resident memory in MB; empty where the system does not tell."""
    status, rollup = Path("/proc/self/status"), Path("/proc/self/smaps_rollup")
    if not rollup.is_file():
        return {}
    rows = dict(
        line.split(":", 1)
        for line in [*status.read_text().splitlines(), *rollup.read_text().splitlines()[1:]]
        if ":" in line
    )
    names = {"peak_rss_mb": "VmHWM", "rss_mb": "VmRSS", "pss_mb": "Pss", "anonymous_mb": "Anonymous"}
    return {name: int(rows[key].split()[0]) / 1024 for name, key in names.items()}


def match(firms: int, *, crowded: bool = False) -> dict[str, Any]:
    """One line at a time, top 20 with every reason; then lines that name no process, so that all lines are compared."""
    registry, vocabulary = stored(firms, crowded=crowded), load_vocabulary()
    lines, options = demand_lines(vocabulary, LINES), Options(on=ON, top=TOP, near_top=10)
    for line in demand_lines(vocabulary, WARM_UP, seed=8):
        explained_match(line, registry, options)
    spent = [_spent(lambda line=line: explained_match(line, registry, options)) for line in lines]
    slowest = sorted(zip(spent, (line.name for line in lines), strict=True), reverse=True)[:5]
    memory = _memory()
    unstated = [
        _spent(lambda line=line: explained_match(line, registry, options))
        for line in unstated_lines(vocabulary)
    ]
    return {**_figures(spent), **memory, "slowest": slowest, "unstated_max_ms": max(unstated)}


def crowded_match(firms: int) -> dict[str, Any]:
    """The same against firms of which a quarter of all lines is one process with what is under it."""
    return match(firms, crowded=True)


def whole_list(firms: int) -> dict[str, Any]:
    """A list of 700 lines with its document, in one process, as the command does it (top 10)."""
    registry, lines = stored(firms), demand_lines(load_vocabulary(), LIST_LINES, seed=9)
    began = time.perf_counter()
    result = match_list(lines, registry, Options(on=ON))
    matched = time.perf_counter()
    made = document(result)
    done = time.perf_counter()
    return {
        "total_s": done - began,
        "match_s": matched - began,
        "document_s": done - matched,
        "lines": len(made["lines"]),
        **_memory(),
    }


def bm25(firms: int) -> dict[str, Any]:
    """The same 200 lines as words against the same firms' text."""
    drawn = draw(firms, load_vocabulary())
    began = time.perf_counter()
    index = build_bm25(drawn)
    built = time.perf_counter() - began
    texts = [line.name for line in demand_lines(load_vocabulary(), LINES)]
    index.search(texts[0], TOP)
    return {
        **_figures(_spent(lambda text=text: index.search(text, TOP)) for text in texts),
        "build_s": built,
        **_memory(),
    }


def floor(firms: int) -> dict[str, Any]:
    """The arithmetic alone: one comparison and one weighted sum for each requirement over as many rows, and the best 20."""
    registry = stored(firms)
    column = np.random.default_rng(1).random(registry.line_count, np.float32)
    rows = [
        (sum(piece.stop - piece.start for piece in line_slices(asks(line), registry)), len(asks(line)))
        for line in demand_lines(load_vocabulary(), LINES)
    ]
    for count, asked in rows[:20]:
        _arithmetic(column, count, asked)
    figures = _figures(
        _spent(lambda count=count, asked=asked: _arithmetic(column, count, asked)) for count, asked in rows
    )
    return {
        **figures,
        "rows_p50": float(np.median([count for count, _ in rows])),
        "rows_max": max(count for count, _ in rows),
    }


def _arithmetic(column: np.ndarray[Any, np.dtype[np.float32]], count: int, asked: int) -> None:
    total = np.zeros(count, np.float32)
    for _ in range(asked):
        total += (column[:count] <= np.float32(0.5)) * np.float32(2)
    if count > TOP:
        np.argpartition(total, count - TOP)


MEASURES: dict[str, Callable[[int], dict[str, Any]]] = {
    "match": match,
    "crowded": crowded_match,
    "list": whole_list,
    "bm25": bm25,
    "floor": floor,
}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]](int(sys.argv[2])), ensure_ascii=False))
