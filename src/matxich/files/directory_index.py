"""Read the directory's index. Every search sees the last commit of whichever process wrote it.

Two files are looked at before a search (which build, which commit); only when one of them changed is anything opened anew.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

import tantivy
from tantivy import FieldType, Occur, Order, Query

from matxich.domain.directory.answering import Answer, Search, answer
from matxich.domain.directory.conditions import Condition
from matxich.domain.directory.facets import FACETS
from matxich.files.directory_index_folder import (
    CURRENT,
    MISSING,
    NoDirectoryIndexError,
    Position,
    build_in_use,
    opened,
    position_of,
)
from matxich.files.directory_index_schema import query_of, unpacked

_MOST_VALUES, _ATTEMPTS, _TOTAL = 5_000, 3, "total"
_Value = TypeVar("_Value")
_Stamp = tuple[int, int, int]


class _Memory(Generic[_Value]):
    """The last answers by their question."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[object, _Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: object, find: Callable[[], _Value]) -> _Value:
        """Return what is remembered, else find it and remember it."""
        with self._lock:
            if asked in self._known:
                self._known.move_to_end(asked)
                return self._known[asked]
        found = find()
        self.keep(asked, found)
        return found

    def keep(self, asked: object, found: _Value) -> None:
        """Remember an answer; the one that was asked for longest ago is forgotten when there are too many."""
        with self._lock:
            self._known[asked] = found
            if len(self._known) > self._most:
                self._known.popitem(last=False)


class Snapshot:
    """One commit of the index, as a store that conditions can be asked of. Its counts are remembered."""

    def __init__(self, index: tantivy.Index, position: Position) -> None:
        self.position = position
        self._schema = index.schema
        self._searcher = index.searcher()
        self._counts: _Memory[int] = _Memory(4_000)
        self._facets: _Memory[Mapping[str, Mapping[str, int]]] = _Memory(400)

    def count(self, condition: Condition) -> int:
        """Return how many firms meet it."""
        return self._counts.get(condition, lambda: self._count(query_of(condition, self._schema)))

    def page(
        self, condition: Condition, order: str, offset: int, limit: int
    ) -> tuple[int, list[Mapping[str, Any]]]:
        """Return how many firms meet it, and the displays of one stretch of them, in one of `form.ORDERS`."""
        query, field = query_of(condition, self._schema), f"order_{order}"
        # One more at either end tells whether the stretch cuts through firms of equal number.
        start = max(0, offset - 1)
        found = self._searcher.search(
            query, limit=limit + 1 + offset - start, order_by_field=field, offset=start, order=Order.Asc
        )
        total = int(found.count)  # type: ignore[attr-defined] # -- left out of its stubs
        self._counts.keep(condition, total)
        addresses = self._in_exact_order(query, field, found.hits, offset - start, offset, limit)
        return total, [unpacked(self._searcher.doc(address)) for address in addresses]

    def facet_counts(self, condition: Condition, facets: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """Return by facet and value how many firms meet the condition and have the value."""
        return self._facets.get((condition, *facets), lambda: self._facet_counts(condition, facets))

    def _count(self, query: Query) -> int:
        return int(self._searcher.search(query, limit=1).count)  # type: ignore[attr-defined] # -- left out of its stubs

    def _facet_counts(self, condition: Condition, facets: Sequence[str]) -> dict[str, dict[str, int]]:
        asked: dict[str, Any] = {
            facet: {"terms": {"field": f"facet_{facet}", "size": _MOST_VALUES}} for facet in facets
        }
        asked[_TOTAL] = {
            "value_count": {"field": "order_name"}
        }  # every firm has one: the total comes for nothing
        counted = self._searcher.aggregate(query_of(condition, self._schema), asked)
        self._counts.keep(condition, int(counted[_TOTAL]["value"]))
        return {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in counted[facet]["buckets"]}
            for facet in facets
        }

    def _in_exact_order(
        self,
        query: Query,
        field: str,
        hits: Sequence[tuple[int, tantivy.DocAddress]],
        first: int,
        offset: int,
        limit: int,
    ) -> list[tantivy.DocAddress]:
        """Return the firms of a stretch by number, and where numbers are equal by the whole name.

        A number holds only the beginning of a name; sorting by the name itself would cost time that grows with the offset.

        Args:
            hits: the stretch, with one more at either end where there is one.
            first: place of the stretch's first among the hits.
        """
        numbers = [number for number, _ in hits]
        end = min(first + limit, len(hits))
        addresses: list[tantivy.DocAddress] = []
        place = first
        while place < end:
            number = numbers[place]
            equal = sum(one == number for one in numbers[place:end])
            is_cut = (place == first and first > 0 and numbers[first - 1] == number) or (
                place + equal == end and end < len(numbers) and numbers[end] == number
            )
            if equal == 1 and not is_cut:
                addresses.append(hits[place][1])
            else:
                begins_before = place == first and first > 0 and numbers[first - 1] == number
                below = (
                    self._count(self._ranged(query, field, 0, number - 1)) if begins_before and number else 0
                )
                same = self._searcher.search(
                    self._ranged(query, field, number, number),
                    limit=equal,
                    count=False,
                    order_by_field="name_key",
                    offset=offset - below if begins_before else 0,
                    order=Order.Asc,
                )
                addresses.extend(address for _, address in same.hits)
            place += equal
        return addresses

    def _ranged(self, query: Query, field: str, low: int, high: int) -> Query:
        between = Query.range_query(self._schema, field, FieldType.Unsigned, low, high)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, between)])


class DirectoryIndex:
    """The index of one folder, for one process; its threads may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stamps: tuple[_Stamp, _Stamp] | None = None
        self._snapshot: Snapshot | None = None
        self._build: Path | None = None
        self._index: tantivy.Index | None = None
        self._lock = threading.Lock()

    def search(self, search: Search, *, facets: Sequence[str] = FACETS) -> Answer:
        """Answer a search; `NoDirectoryIndexError` when there is no usable index."""
        return answer(self.snapshot(), search, facets=facets)

    @property
    def position(self) -> Position:
        """What the index holds now."""
        return self.snapshot().position

    def snapshot(self) -> Snapshot:
        """Return the last commit, or raise `NoDirectoryIndexError`."""
        for attempt in range(_ATTEMPTS):
            build = build_in_use(self.folder) if self._build is None else self._build
            try:
                stamps = _stamp(self.folder / CURRENT), _stamp(build / "meta.json")
                if self._snapshot is not None and stamps == self._stamps:
                    return self._snapshot
                with self._lock:
                    return self._renewed()
            except (OSError, NoDirectoryIndexError) as error:
                # a rebuild put another build in use in between, or there is none
                self._build = None
                if attempt == _ATTEMPTS - 1 and isinstance(error, NoDirectoryIndexError):
                    raise
        raise NoDirectoryIndexError(self.folder, MISSING)

    def _renewed(self) -> Snapshot:
        current = _stamp(self.folder / CURRENT)
        build = build_in_use(self.folder)
        stamps = current, _stamp(build / "meta.json")
        if self._snapshot is not None and stamps == self._stamps:
            return self._snapshot  # another thread was quicker
        if self._index is None or build != self._build:
            self._index = opened(self.folder, build)
            self._index.config_reader("manual")
        self._index.reload()
        snapshot = Snapshot(self._index, position_of(self.folder, self._index))
        self._build, self._snapshot, self._stamps = build, snapshot, stamps
        return snapshot


def _stamp(path: Path) -> _Stamp:
    """Return what changes when a file is replaced."""
    status = os.stat(path)  # noqa: PTH116 -- twice before every search: a Path's own way costs three times as much
    return status.st_mtime_ns, status.st_ino, status.st_size
