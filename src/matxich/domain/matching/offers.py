"""A view on some lines of the registry, as a requirement type compares them: thousands at once, or one to explain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matxich.domain.enterprises.model import Firm, ProcessLine
from matxich.domain.matching.columns import EPOCH, FIRM_SETS, LINE_SETS, Registry, bits

Bools = NDArray[np.bool_]


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
        return len(self.firm_index)

    @property
    def firm_index(self) -> NDArray[np.int32]:
        """Place of each line's firm."""
        index: NDArray[np.int32] = self.registry.lines["firm"][self.rows]
        return index

    @property
    def day(self) -> int:
        """The day of the match as stored in the columns."""
        return (self.on - EPOCH).days

    def line(self, name: str) -> NDArray[Any]:
        """Return a column of the lines."""
        column: NDArray[Any] = self.derived[name] if name in self.derived else self.registry.lines[name][self.rows]
        return column

    def firm(self, name: str) -> NDArray[Any]:
        """Return a column of the firms, one entry per line."""
        column: NDArray[Any] = self.registry.firms[name][self.firm_index]
        return column

    def certificate(self, code: str, column: str = "certificates") -> NDArray[Any]:
        """Return the last valid day (or the grade) of one certificate, one entry per line."""
        row: NDArray[Any] = self.registry.firms[column][self.registry.certificate_rows[code]]
        taken: NDArray[Any] = row[self.firm_index]
        return taken

    def has(self, name: str, codes: Iterable[str]) -> Bools:
        """Say, line by line, whether a set column holds any of these codes."""
        mask = self._mask(name, codes)
        found = np.zeros(self.count, np.bool_)
        for i, word in enumerate(mask):
            if word:
                found |= (self._words(name, i) & word) != 0
        return found

    def states(self, name: str) -> Bools:
        """Say, line by line, whether a set column holds anything at all."""
        found = np.zeros(self.count, np.bool_)
        for i in range(len(self._mask(name, ()))):
            found |= self._words(name, i) != 0
        return found

    def _mask(self, name: str, codes: Iterable[str]) -> NDArray[np.uint64]:
        kind = LINE_SETS.get(name) or {"own_processes": "process", "owner_countries": "market", **FIRM_SETS}[name]
        return bits(self.registry.vocabulary.tree(kind), codes)

    def _words(self, name: str, word: int) -> NDArray[np.uint64]:
        column = f"{name}_{word}"
        return self.line(column) if name in LINE_SETS else self.firm(column)

    def at(self, place: int) -> Offers:
        """Return the view of one line alone, by its place in this view."""
        rows = np.arange(self.rows.start, self.rows.stop) if isinstance(self.rows, slice) else self.rows
        return Offers(self.registry, rows[place : place + 1], self.on, {name: column[place : place + 1] for name, column in self.derived.items()})

    def number(self, name: str) -> float | None:
        """Return a numeric column's value in a view of one line; None when it is not stated."""
        value = float(self.line(name)[0])
        return None if np.isnan(value) else value

    @property
    def the_firm(self) -> Firm:
        """The firm of a view of one line."""
        return self.registry.details[int(self.firm_index[0])]

    @property
    def the_line(self) -> ProcessLine:
        """The capability row of a view of one line."""
        return self.the_firm.lines[int(self.line("source")[0])]

    @property
    def the_process(self) -> str:
        """The process code of a view of one line."""
        return self.registry.vocabulary.processes.order[int(self.line("process")[0])]
