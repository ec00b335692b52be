"""The second pass: the best firms among the candidates, without working out every wish for every one of them.

The last of the best firms found so far sets a mark. Of the next block only those lines are scored on that could still
reach the mark with all wishes granted, and where they could at most draw level, only those of a better placed firm.
What is passed over could not have been chosen, so the result is that of scoring everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matxich.domain.matching.asks import Ask, total_weight
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.scanning import Block, Scope

SCORE_STEPS = 1_000_000  # scores are compared to six decimals, so that rounding never decides an order
_KEEP = 256  # how many lines are held before the mark is raised
_NO_MARK = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Ranked:
    """A line of a firm with its score."""

    row: int
    firm: int
    score: float


class Leaders:
    """The best line of each of the best firms, as far as candidates were considered."""

    def __init__(self, listed: Sequence[Ask], seen: Scope, top: int) -> None:
        """Take what is asked, how lines are looked at, and how many firms are wanted."""
        self._wishes = sorted(
            (ask for ask in listed if not ask.hard), key=lambda ask: ask.type.code != "in_house"
        )
        self._granted = np.float32(sum(ask.weight for ask in self._wishes))
        self._weight = np.float32(total_weight(listed))
        self._seen = seen
        self._top = top
        #: the key that a further line must beat
        self._mark = _NO_MARK
        self._keys = np.zeros(0, np.int64)
        self._rows = np.zeros(0, np.int64)
        self._firms = np.zeros(0, np.intp)

    def consider(self, block: Block, wanted: NDArray[np.bool_]) -> None:
        """Take in those of the wanted lines of a block that belong among the best."""
        if not self._top:
            return
        places = np.flatnonzero(wanted & self._reaches(block.total + self._granted, None))
        ranks = self._seen.registry.firms["rank"].take(block.view.firm_index.take(places))
        places = places.take(np.flatnonzero(self._reaches(block.total.take(places) + self._granted, ranks)))
        view, total, granted = block.view.only(places), block.total.take(places), self._granted
        for ask in self._wishes:
            if not len(total):
                return
            total = total + np.float32(ask.weight) * ask.type.compare(ask.requirement.value, view).closeness
            granted -= np.float32(ask.weight)
            able = self._reaches(total + granted, None)
            if np.count_nonzero(able) < 0.7 * len(able):
                left = np.flatnonzero(able)
                view, total = view.only(left), total.take(left)
        if len(total):
            self._add(view, total)

    def _reaches(self, total: NDArray[np.float32], ranks: NDArray[np.int32] | None) -> NDArray[np.bool_]:
        """Say which totals could reach the mark; with the firms' ranks, a draw needs a better one."""
        if self._mark >> 60 != 1:  # fewer firms than wanted, or a trader is among them: any maker may pass it
            return np.ones(len(total), np.bool_)
        reached = float((self._mark >> 32) & 0xFFFFFFF) / SCORE_STEPS * float(self._weight)
        room = 4 / SCORE_STEPS * float(self._weight)  # for rounding, of the score and of the sums
        able: NDArray[np.bool_] = total >= np.float32(reached - room)
        if ranks is None:
            return able
        ahead: NDArray[np.bool_] = (total > np.float32(reached + room)) | (
            able & (ranks <= 0xFFFFFFFF - (self._mark & 0xFFFFFFFF))
        )
        return ahead

    def _add(self, view: Offers, total: NDArray[np.float32]) -> None:
        keys = order_key(view, total / self._weight)
        places = np.flatnonzero(keys >= self._mark)
        self._keys = np.concatenate([self._keys, keys.take(places)])
        self._rows = np.concatenate([self._rows, np.asarray(view.rows).take(places)])
        self._firms = np.concatenate([self._firms, view.firm_index.take(places)])
        if self._mark == _NO_MARK or len(self._keys) > _KEEP:
            self._settle()

    def _settle(self) -> None:
        """Keep each of the best firms' best line, best first, and raise the mark to the last one's."""
        order = _best_by_firm(self._keys, self._firms, self._top)
        self._keys, self._rows, self._firms = self._keys[order], self._rows[order], self._firms[order]
        if len(order) == self._top:
            self._mark = int(self._keys[-1])

    def ranked(self) -> list[Ranked]:
        """Return the best firms, best first."""
        self._settle()
        steps = (self._keys >> 32) & 0xFFFFFFF
        return [
            Ranked(*row)
            for row in zip(
                self._rows.tolist(), self._firms.tolist(), (steps / SCORE_STEPS).tolist(), strict=True
            )
        ]


def _best_by_firm(keys: NDArray[np.int64], firms: NDArray[np.intp], top: int) -> NDArray[np.intp]:
    """Return the places of each of the best `top` firms' best key, best first."""
    some = 64 * top
    places = np.argpartition(keys, len(keys) - some)[-some:] if len(keys) > 2 * some else np.arange(len(keys))
    order = places[np.lexsort((places, -keys[places]))]
    _, first = np.unique(firms[order], return_index=True)
    if len(first) < top and len(places) < len(keys):  # few firms with many lines each
        order = np.argsort(-keys, kind="stable")
        _, first = np.unique(firms[order], return_index=True)
    return order[np.sort(first)[:top]]


def order_key(view: Offers, score: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return one sortable number per line: makers first, then score to six decimals, then the firm's rank."""
    maker = (view.firm("maker") != 0).astype(np.int64)
    steps = np.rint(score.astype(np.float64) * SCORE_STEPS).astype(np.int64)
    keys: NDArray[np.int64] = (
        (maker << 60) + (steps << 32) + (0xFFFFFFFF - view.firm("rank").astype(np.int64))
    )
    return keys
