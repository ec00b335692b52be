"""The five answers a comparison can give, and what each is worth when nothing more is known."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: closeness of a fact that nobody stated: between a near miss and a full match, so that asking pays
UNKNOWN_PRIOR = 0.5
#: closeness of a certificate that has run out: it was held once
EXPIRED_CLOSENESS = 0.25
#: the least closeness that "near" may have; below it a number fails
NEAR_FLOOR = 0.5

Levels = NDArray[np.uint8]
Closeness = NDArray[np.float32]
Places = NDArray[np.intp]


class Level(enum.IntEnum):
    """One answer; the numbers are what the arrays hold."""

    FAILS = 0
    EXPIRED = 1
    UNKNOWN = 2
    NEAR = 3
    MEETS = 4


_ROUNDING = np.float32(1e-4)
_PLAIN_CLOSENESS = np.array([0, EXPIRED_CLOSENESS, UNKNOWN_PRIOR, 0, 1], np.float32)


class Comparison:
    """The answers of one requirement over many offers: a level each, and a closeness (0..1, float32) each.

    Closeness is worked out for the offers that it is asked for: most are out by their level alone.
    """

    __slots__ = ("_closeness", "levels")

    def __init__(self, levels: Levels, closeness: Closeness | Callable[[Places | None], Closeness]) -> None:
        """Take the levels, and the closeness as an array or as what gives it for some places (None: for all)."""
        self.levels = levels
        self._closeness = closeness

    @property
    def closeness(self) -> Closeness:
        """The closeness of every offer."""
        return self._closeness if isinstance(self._closeness, np.ndarray) else self._closeness(None)

    def closeness_at(self, places: Places) -> Closeness:
        """Return the closeness of the offers at these places."""
        return (
            self._closeness.take(places)
            if isinstance(self._closeness, np.ndarray)
            else self._closeness(places)
        )

    def __iter__(self) -> Iterator[NDArray[Any]]:
        yield from (self.levels, self.closeness)

    @property
    def nbytes(self) -> int:
        """How much memory the answers take."""
        return self.levels.nbytes * 5


def settled(comparison: Comparison) -> Comparison:
    """Return the same answers with every closeness worked out, to be kept."""
    return Comparison(comparison.levels, comparison.closeness)


def looked_up(codes: NDArray[Any], levels: Levels, closeness: Closeness) -> Comparison:
    """Return each offer's answer out of a short table of answers, by its code."""
    codes = codes.astype(np.intp)
    return Comparison(
        levels.take(codes), lambda places: closeness.take(codes if places is None else codes.take(places))
    )


def constant(count: int, level: Level, closeness: float) -> Comparison:
    """Return the same answer for every offer."""
    return Comparison(np.full(count, level, np.uint8), np.full(count, closeness, np.float32))


def at_most(asked: float, offered: NDArray[np.float32], slack: float) -> Comparison:
    """Compare a number that must not exceed what is asked (tolerance, lead time); NaN is unknown.

    Args:
        slack: how far beyond is still near, as a share of what is asked (0.25 = a quarter more).
    """
    return graded(excess(asked, offered), slack)


def at_least(asked: float, offered: NDArray[np.float32], slack: float) -> Comparison:
    """Compare a number that must reach what is asked (capacity, force); NaN is unknown."""
    return graded(shortfall(asked, offered), slack)


def excess(asked: float, offered: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return by which share of what is asked each offer lies above it; NaN where nothing is offered."""
    over = offered - np.float32(asked)
    over /= np.float32(max(asked, 1e-9))
    return over


def shortfall(asked: float, offered: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return by which share of what is asked each offer lies below it; NaN where nothing is offered."""
    under = np.float32(asked) - offered
    under /= np.float32(max(asked, 1e-9))
    return under


def graded(over: NDArray[np.float32], slack: float) -> Comparison:
    """Grade by the relative miss: met at 0 (with room for rounding), near up to the slack, then failed; NaN is unknown."""
    meets, near, unknown = over <= _ROUNDING, over <= slack + 1e-6, np.isnan(over)
    # 4 = meets, 3 = near, 2 = unknown, 0 = fails: counted together, as choosing between arrays costs five times as much
    levels = near.view(np.uint8) * np.uint8(Level.NEAR)
    levels += meets.view(np.uint8)
    levels += unknown.view(np.uint8) * np.uint8(Level.UNKNOWN)
    return Comparison(levels, lambda places: _closeness(over if places is None else over.take(places), slack))


def _closeness(over: NDArray[np.float32], slack: float) -> Closeness:
    meets = over <= _ROUNDING
    closeness = meets.astype(np.float32)
    closeness += np.isnan(over).astype(np.float32) * np.float32(UNKNOWN_PRIOR)
    between = np.flatnonzero((over <= slack + 1e-6) & ~meets)
    closeness[between] = 0.9 - (0.9 - NEAR_FLOOR) * over.take(between) / slack
    return closeness


def yes_or_no(meets: NDArray[np.bool_], unknown: NDArray[np.bool_]) -> Comparison:
    """Return MEETS where it does, UNKNOWN where nothing was stated (and it does not), FAILS elsewhere."""
    levels = meets.view(np.uint8) * np.uint8(Level.MEETS)
    levels += (unknown & ~meets).view(np.uint8) * np.uint8(Level.UNKNOWN)
    return _by_level(levels, _PLAIN_CLOSENESS)


def meets_or_near(
    meets: NDArray[np.bool_], near: NDArray[np.bool_], worth: float, unknown: float | None = None
) -> Comparison:
    """Return MEETS, then NEAR with a closeness of `worth`, then FAILS, or UNKNOWN with a closeness of `unknown`."""
    by_level = np.array([0, EXPIRED_CLOSENESS, unknown or 0, worth, 1], np.float32)
    levels = (near & ~meets).view(np.uint8) * np.uint8(Level.NEAR)
    levels += meets.view(np.uint8) * np.uint8(Level.MEETS)
    if unknown is not None:
        levels += (~(near | meets)).view(np.uint8) * np.uint8(Level.UNKNOWN)
    return _by_level(levels, by_level)


def _by_level(levels: Levels, closeness: Closeness) -> Comparison:
    return Comparison(
        levels, lambda places: closeness.take(levels if places is None else levels.take(places))
    )


def with_unknown(comparison: Comparison, unknown: NDArray[np.bool_]) -> Comparison:
    """Return the comparison with UNKNOWN where the mask says that nothing was stated."""
    levels = comparison.levels * (~unknown).view(np.uint8)
    levels += unknown.view(np.uint8) * np.uint8(Level.UNKNOWN)
    closeness: Closeness = comparison.closeness * ~unknown
    closeness += unknown * np.float32(UNKNOWN_PRIOR)
    return Comparison(levels, closeness)


def worse(first: Comparison, second: Comparison) -> Comparison:
    """Return, place by place, the answer of the two that is worse for the offer (a part must pass both)."""
    closeness: Closeness = np.minimum(first.closeness, second.closeness) * (first.levels == second.levels)
    closeness += first.closeness * (first.levels < second.levels)
    closeness += second.closeness * (second.levels < first.levels)
    return Comparison(np.minimum(first.levels, second.levels), closeness)
