"""A view on some lines of the registry, as a requirement type compares them: thousands at once, or one to explain."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matxich.domain.enterprises.model import Firm, ProcessLine
from matxich.domain.matching.columns import EPOCH, FIRM_SETS, FIRM_WORDS, LINE_SETS, Registry, bits
from matxich.domain.matching.levels import Comparison, looked_up, settled
from matxich.domain.shared.grade import Grade
from matxich.domain.vocabulary.concepts import Tree

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class DistinctSets:
    """Every distinct set of one set column; a comparison of sets judges these, not each row."""

    tree: Tree
    #: one row of 64-bit words per set
    table: NDArray[np.uint64]

    @property
    def count(self) -> int:
        """Number of distinct sets."""
        return len(self.table)

    def has(self, codes: Iterable[str]) -> Bools:
        """Say, set by set, whether it holds any of these codes."""
        mask = bits(self.tree, codes)
        found = np.zeros(self.count, np.bool_)
        for word in np.flatnonzero(mask).tolist():
            np.logical_or(found, self.table[:, word] & mask[word], out=found)
        return found

    def states(self) -> Bools:
        """Say, set by set, whether it holds anything at all."""
        return np.asarray(self.table.any(axis=1))


@dataclass(frozen=True)
class Offers:
    """Lines of a registry by place; every column comes out with one entry per line."""

    registry: Registry
    rows: slice | NDArray[np.int64]
    #: the day of the match: certificates are judged on it
    on: dt.date
    #: columns worked out for this view ("tolerance_mm" as the best of all processes asked for)
    derived: Mapping[str, NDArray[Any]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Number of lines in the view."""
        return self.rows.stop - self.rows.start if isinstance(self.rows, slice) else len(self.rows)

    @functools.cached_property
    def firm_index(self) -> NDArray[np.intp]:
        """Place of each line's firm."""
        return _picked(self.registry.lines["firm"], self.rows).astype(np.intp)

    @property
    def day(self) -> int:
        """The day of the match as stored in the columns."""
        return (self.on - EPOCH).days

    def line(self, name: str) -> NDArray[Any]:
        """Return a column of the lines."""
        return self.derived[name] if name in self.derived else _picked(self.registry.lines[name], self.rows)

    def firm(self, name: str) -> NDArray[Any]:
        """Return a column of the firms, one entry per line."""
        column: NDArray[Any] = self.registry.firms[name].take(self.firm_index)
        return column

    def certificate(self, code: str, column: str = "certificates") -> NDArray[Any]:
        """Return the last valid day (or the grade) of one certificate, one entry per line."""
        row: NDArray[Any] = self.registry.firms[column][self.registry.certificate_rows[code]]
        taken: NDArray[Any] = row.take(self.firm_index)
        return taken

    def has(self, name: str, codes: Iterable[str]) -> Bools:
        """Say, line by line, whether a set column holds any of these codes."""
        if name in FIRM_WORDS:
            return self._has_word(name, codes)
        listed = frozenset(codes)
        held = self.registry.remembered(("has", name, listed), lambda: self._sets(name).has(listed))
        found: Bools = held.take(self._numbers(name))
        return found

    def states(self, name: str) -> Bools:
        """Say, line by line, whether a set column holds anything at all."""
        stated: Bools = self._numbers(name) != 0
        return stated

    def by_set(
        self, name: str, question: Hashable, judge: Callable[[DistinctSets], Comparison]
    ) -> Comparison:
        """Return a comparison that only looks at one set column: judged per distinct set, then looked up per line.

        Args:
            question: what tells this comparison from every other over the column.
        """
        judged = self.registry.remembered(
            ("judged", name, question), lambda: settled(judge(self._sets(name)))
        )
        return looked_up(self._numbers(name), judged.levels, judged.closeness)

    def by_firm(self, question: Hashable, answer: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """Return an answer about the firm alone: worked out once for all firms, then looked up per line."""
        found: NDArray[Any] = self.registry.remembered(question, answer).take(self.firm_index)
        return found

    def _sets(self, name: str) -> DistinctSets:
        kind = LINE_SETS.get(name) or FIRM_SETS[name]
        return DistinctSets(self.registry.vocabulary.tree(kind), self.registry.sets[name])

    def _numbers(self, name: str) -> NDArray[np.int32]:
        return self.line(name) if name in LINE_SETS else self.firm(name)

    def _has_word(self, name: str, codes: Iterable[str]) -> Bools:
        mask = bits(self.registry.vocabulary.tree(FIRM_WORDS[name]), codes)
        found = np.zeros(self.count, np.bool_)
        for word in np.flatnonzero(mask):
            found |= (self.firm(f"{name}_{word}") & mask[word]) != 0
        return found

    def only(self, places: NDArray[np.intp]) -> Offers:
        """Return the view of some of the lines, by their places in this view."""
        rows = places + self.rows.start if isinstance(self.rows, slice) else self.rows.take(places)
        return Offers(
            self.registry, rows, self.on, {name: column.take(places) for name, column in self.derived.items()}
        )

    def at(self, place: int) -> Offers:
        """Return the view of one line alone, by its place in this view."""
        return self.only(np.array([place], np.intp))

    def number(self, name: str) -> float | None:
        """Return a numeric column's value in a view of one line; None when it is not stated."""
        value = float(self.line(name)[0])
        return None if np.isnan(value) else value

    @functools.cached_property
    def the_firm(self) -> Firm:
        """The firm of a view of one line."""
        return self.registry.details[int(self.firm_index[0])]

    @property
    def the_line(self) -> ProcessLine:
        """The capability row of a view of one line."""
        return self.the_firm.lines[int(self.line("source")[0])]

    @functools.cached_property
    def the_grade(self) -> Grade:
        """The evidence behind the capability row of a view of one line."""
        return Grade(max(1, int(self.line("grade")[0])))

    @property
    def the_process(self) -> str:
        """The process code of a view of one line."""
        return self.registry.vocabulary.processes.order[int(self.line("process")[0])]


def joined_views(views: Sequence[Offers]) -> Offers:
    """Return one view of the lines of several views of one registry and day; at least one is needed."""
    first = views[0]
    rows = np.concatenate(
        [
            np.arange(view.rows.start, view.rows.stop) if isinstance(view.rows, slice) else view.rows
            for view in views
        ]
    )
    derived = {name: np.concatenate([view.derived[name] for view in views]) for name in first.derived}
    return Offers(first.registry, rows, first.on, derived)


def _picked(column: NDArray[Any], rows: slice | NDArray[np.int64]) -> NDArray[Any]:
    return column[rows] if isinstance(rows, slice) else column.take(rows)
