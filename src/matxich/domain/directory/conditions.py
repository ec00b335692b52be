"""Conditions on one firm of the directory, as values: a search is planned with them, and any store can answer them.

The index on disk turns them into its own queries, `scan` evaluates them one firm after the other; both must agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Everything:
    """Every firm."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No firm."""


@dataclass(frozen=True, slots=True)
class Code:
    """A tax code, of today or former, as digits."""

    digits: str
    #: the code may go on behind them
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Exact:
    """One of its names is this one, folded, with or without its legal form."""

    name: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """These folded words stand one behind the other in one of its names; the last may be a beginning."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word stands in one of its names, or (`anywhere`) in its names, products or description."""

    word: str
    anywhere: bool = False
    #: so many letters may be wrong, missing, too many or swapped with their neighbour
    typos: int = 0
    #: the word may go on
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """It carries this mark ("process=die_casting"), see `form`."""

    mark: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; always when there is no part."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many parts hold, or more."""

    count: int
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Except:
    """The first holds and the second does not."""

    holds: Condition
    fails: Condition


Condition: TypeAlias = Everything | Nothing | Code | Exact | Phrase | Word | Mark | All | AtLeast | Except


def both(*conditions: Condition) -> Condition:
    """Return the condition that all of these hold, in its plainest form."""
    parts: list[Condition] = []
    for condition in conditions:
        parts += condition.parts if isinstance(condition, All) else (condition,)
    parts = list(dict.fromkeys(part for part in parts if not isinstance(part, Everything)))
    if any(isinstance(part, Nothing) for part in parts):
        return Nothing()
    return All(tuple(parts)) if len(parts) > 1 else parts[0] if parts else Everything()


def either(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that one of these holds, in its plainest form; `Nothing` when there is none."""
    parts: list[Condition] = []
    for condition in conditions:
        parts += condition.parts if isinstance(condition, AtLeast) and condition.count == 1 else (condition,)
    parts = list(dict.fromkeys(part for part in parts if not isinstance(part, Nothing)))
    if any(isinstance(part, Everything) for part in parts):
        return Everything()
    return AtLeast(1, tuple(parts)) if len(parts) > 1 else parts[0] if parts else Nothing()
