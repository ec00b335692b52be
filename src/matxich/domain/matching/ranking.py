"""The second pass: the best firms among the candidates, without working out every wish for every one of them.

A few candidates that lead by their hard answers are scored in full; the last of the best firms found sets a mark. Of
the others only those are scored on that could still reach the mark with all wishes granted. What is passed over could
not have been chosen, so the result is that of scoring everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matxich.domain.matching.asks import Ask
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.scanning import BLOCK, Candidates, Scope

SCORE_STEPS = 1_000_000  # scores are compared to six decimals, so that rounding never decides an order
_LEAD = 4096  # how many are scored first, to set the mark
_KEEP = 4096  # how many are held before the mark is raised
_NO_MARK = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Ranked:
    """A line of a firm with its score."""

    row: int
    firm: int
    score: float


@dataclass
class _Leaders:
    """The lines that lead so far: their keys, and the key that a further one must beat."""

    top: int
    #: Σ weight over what is asked
    weight: np.float32
    mark: int = _NO_MARK
    keys: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    rows: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    firms: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))

    def add(self, view: Offers, total: NDArray[np.float32]) -> None:
        """Take in lines that are scored in full."""
        keys = order_key(view, total / self.weight)
        places = np.flatnonzero(keys >= self.mark)
        self.keys = np.concatenate([self.keys, keys.take(places)])
        self.rows = np.concatenate([self.rows, np.asarray(view.rows).take(places)])
        self.firms = np.concatenate([self.firms, view.firm_index.take(places)])
        if self.mark == _NO_MARK or len(self.keys) > _KEEP:
            self.settle()

    def settle(self) -> None:
        """Keep each of the best firms' best line, best first, and raise the mark to the last one's."""
        order = np.argsort(-self.keys, kind="stable")
        _, first = np.unique(self.firms[order], return_index=True)
        order = order[np.sort(first)[: self.top]]
        self.keys, self.rows, self.firms = self.keys[order], self.rows[order], self.firms[order]
        if len(order) == self.top:
            self.mark = int(self.keys[-1])

    @property
    def least_total(self) -> np.float32:
        """The weighted sum that a line needs to be worth looking at; -inf while a trader is among the best."""
        if self.mark >> 60 != 1:
            return np.float32(-np.inf)
        steps = (self.mark >> 32) & 0xFFFFFFF
        return np.float32((steps - 2) / SCORE_STEPS * float(self.weight))


def best(candidates: Candidates, listed: Sequence[Ask], seen: Scope, weight: float, top: int) -> list[Ranked]:
    """Return the best line of each of the `top` best firms, best first."""
    if not top or not len(candidates.rows):
        return []
    wishes = sorted((ask for ask in listed if not ask.hard), key=lambda ask: ask.type.code != "in_house")
    leaders = _Leaders(top, np.float32(weight))
    lead = _lead(candidates.total)
    _score(candidates, lead, wishes, seen, leaders)
    if len(lead) < len(candidates.rows):
        granted = np.float32(sum(ask.weight for ask in wishes))
        others = candidates.total + granted >= leaders.least_total
        others[lead] = False
        places = np.flatnonzero(others)
        for start in range(0, len(places), BLOCK):
            _score(candidates, places[start : start + BLOCK], wishes, seen, leaders)
    leaders.settle()
    steps = (leaders.keys >> 32) & 0xFFFFFFF
    return [Ranked(*row) for row in zip(leaders.rows.tolist(), leaders.firms.tolist(), (steps / SCORE_STEPS).tolist(), strict=True)]


def _lead(total: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return places of some of the highest totals, all when there are few; guessed from a sample, as any will do."""
    if len(total) <= 2 * _LEAD:
        return np.arange(len(total))
    sample = np.sort(total[:: len(total) // _LEAD])
    cut = sample[-max(1, len(sample) * _LEAD // len(total))]
    return np.flatnonzero(total >= cut)[:_LEAD]


def _score(candidates: Candidates, places: NDArray[np.intp], wishes: Sequence[Ask], seen: Scope, leaders: _Leaders) -> None:
    """Score some candidates in full, as far as they can still reach the mark."""
    view, total = seen.view(candidates.rows.take(places)), candidates.total.take(places)
    least, granted = leaders.least_total, np.float32(sum(ask.weight for ask in wishes))
    for ask in wishes:
        total = total + np.float32(ask.weight) * ask.type.compare(ask.requirement.value, view).closeness
        granted -= np.float32(ask.weight)
        able = total + granted >= least
        if np.count_nonzero(able) < 0.7 * len(able):
            left = np.flatnonzero(able)
            view, total = view.only(left), total.take(left)
    if len(total):
        leaders.add(view, total)


def order_key(view: Offers, score: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return one sortable number per line: makers first, then score to six decimals, then the firm's rank."""
    maker = (view.firm("maker") != 0).astype(np.int64)
    steps = np.rint(score.astype(np.float64) * SCORE_STEPS).astype(np.int64)
    keys: NDArray[np.int64] = (maker << 60) + (steps << 32) + (0xFFFFFFFF - view.firm("rank").astype(np.int64))
    return keys
