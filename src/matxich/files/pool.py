"""A part list matched by several processes: each opens the same index, or is given the firms once.

What a worker sends back names the registry, the vocabulary and the types of requirement instead of carrying them;
they become this process's own again. So the result equals that of one process, and an index is never copied.
"""

from __future__ import annotations

import concurrent.futures
import io
import multiprocessing
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.demand.requirement import DemandLine
from matxich.domain.enterprises.model import Firm
from matxich.domain.matching.columns import Registry, build_registry
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.requirement_type import RequirementType, requirement_types
from matxich.domain.matching.run import LineResult, ListResult, explained_match, gathered
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.files.index import open_index

#: where the firms are: an index on disk, or the firms themselves
Firms = Path | Sequence[Firm]
#: lines that a worker takes at once; few, so that the last ones are shared out evenly
_CHUNK = 4
_registry: Registry | None = None


def match_in_pool(
    lines: Sequence[DemandLine],
    firms: Firms,
    options: Options,
    *,
    workers: int,
    progress: Callable[[int, int], None] | None = None,
) -> ListResult:
    """Match every line of a list over `workers` processes; the results stand in the order of the lines.

    Args:
        firms: the folder of an index, or the firms themselves, which each worker turns into columns for itself.
        progress: called with (lines done, lines in all) as they come in.

    Raises:
        UnusableIndexError: the folder holds no index that can be used.
    """
    registry = _open(firms)
    results: list[LineResult] = []
    chunks = [lines[start : start + _CHUNK] for start in range(0, len(lines), _CHUNK)]
    # Started afresh everywhere: a forked copy of a process that runs threads can hang.
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(
        max(1, min(workers, len(chunks))), context, _start, (firms,)
    ) as pool:
        for packed in pool.map(_match, chunks, [options] * len(chunks)):
            results.extend(_unpacked(packed, registry))
            if progress:
                progress(len(results), len(lines))
    return gathered(results, registry, options)


def _open(firms: Firms) -> Registry:
    vocabulary = load_vocabulary()
    return open_index(firms, vocabulary) if isinstance(firms, Path) else build_registry(firms, vocabulary)


def _start(firms: Firms) -> None:
    global _registry  # noqa: PLW0603 -- a worker's one registry, opened when it starts
    _registry = _open(firms)


def _match(lines: Sequence[DemandLine], options: Options) -> bytes:
    assert _registry is not None, "the pool starts every worker with `_start`"  # noqa: S101 -- a fault of ours only
    return _packed([explained_match(line, _registry, options) for line in lines])


class _Pickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> tuple[str, str] | None:
        """Name what the other process has too."""
        if isinstance(obj, Registry):
            return "registry", ""
        if isinstance(obj, Vocabulary):
            return "vocabulary", ""
        return ("type", obj.code) if isinstance(obj, RequirementType) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, registry: Registry) -> None:
        super().__init__(file)
        self._registry = registry

    def persistent_load(self, pid: Any) -> Any:
        """Return this process's own of what is named."""
        kind, code = pid
        if kind == "type":
            return requirement_types()[code]
        return self._registry if kind == "registry" else self._registry.vocabulary


def _packed(results: list[LineResult]) -> bytes:
    file = io.BytesIO()
    _Pickler(file, pickle.HIGHEST_PROTOCOL).dump(results)
    return file.getvalue()


def _unpacked(packed: bytes, registry: Registry) -> list[LineResult]:
    results: list[LineResult] = _Unpickler(io.BytesIO(packed), registry).load()
    return results
