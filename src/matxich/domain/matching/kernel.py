"""One demand line against every line of the registry: levels, scores, and the best firms.

The rows of the process asked for are one or a few slices; `scanning` compares them with what is demanded, `ranking`
finds the best of those left. Nothing here knows a sentence: `explanation` makes them, from the same comparisons on the
rows chosen here.

Score = Σ weight × closeness / Σ weight over what was asked. Order: makers before traders, then score, then the
firm's rank (evidence, freshness, name), so that equal inputs always give the same list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matxich.domain.demand.requirement import DemandLine
from matxich.domain.matching.asks import Ask, asks
from matxich.domain.matching.columns import Registry
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.ranking import Leaders, Ranked
from matxich.domain.matching.scanning import MOST_MENDS, Block, Scope, scan, scope

#: how many of the firms that miss one thing alone are named
MOST_NAMED = 50


@dataclass(frozen=True)
class Options:
    """How to match."""

    on: dt.date
    top: int = 10
    near_top: int = 10
    prefer_in_house: bool = True
    prefer_maker: bool = True
    #: also gather which single mend would unlock which firms
    upgrades: bool = True


@dataclass(frozen=True)
class Chosen:
    """One firm's best line for one demand."""

    #: a view of that line alone
    view: Offers
    #: place of the line in the view
    place: int
    firm: int
    score: float
    #: number of hard requirements it misses (0 on the shortlist)
    misses: int


@dataclass(frozen=True)
class Missing:
    """Firms that miss one thing alone."""

    count: int
    #: places of the first of them, best rank first; at most `MOST_NAMED`
    first: tuple[int, ...]


@dataclass(frozen=True)
class LineMatch:
    """What was found for one demand line."""

    line: DemandLine
    asks: tuple[Ask, ...]
    shortlist: tuple[Chosen, ...]
    near_misses: tuple[Chosen, ...]
    #: how many firms qualify in all, and how many nearly do
    qualified_count: int
    near_count: int
    #: ask number → the firms that miss only that one
    single_misses: dict[int, Missing]

    @property
    def gap(self) -> bool:
        """Whether nobody can make the line."""
        return not self.shortlist


def match_line(line: DemandLine, registry: Registry, options: Options) -> LineMatch:
    """Return the best firms for one line, the near misses, and who misses just one mendable thing."""
    listed = asks(line, prefer_in_house=options.prefer_in_house, prefer_maker=options.prefer_maker)
    seen = scope(listed, registry, options.on)
    able = np.zeros(registry.firm_count, np.bool_)
    leaders, nearly = Leaders(listed, seen, options.top), []
    for block in scan(listed, seen):
        qualified = block.alive & (block.misses == 0)
        if qualified.any():
            able[block.view.firm_index.compress(qualified)] = True
            leaders.consider(block, qualified)
        if block.misses.any():
            nearly.append(block.narrowed(block.alive & (block.misses > 0)))
    # Who qualifies with another line is no near miss.
    near = [
        left
        for block in nearly
        if block and (left := block.narrowed(block.alive & ~able.take(block.view.firm_index)))
    ]
    return LineMatch(
        line=line,
        asks=tuple(listed),
        shortlist=tuple(_chosen(ranked, 0, seen) for ranked in leaders.ranked()),
        near_misses=_nearest(near, listed, seen, options.near_top),
        qualified_count=int(np.count_nonzero(able)),
        near_count=int(
            np.count_nonzero(
                _flags((block.view.firm_index.compress(block.alive) for block in near), registry)
            )
        ),
        single_misses=_single_misses(near, listed, registry) if options.upgrades else {},
    )


def _flags(firms: Iterable[NDArray[np.intp]], registry: Registry) -> NDArray[np.bool_]:
    flags = np.zeros(registry.firm_count, np.bool_)
    for some in firms:
        flags[some] = True
    return flags


def _chosen(ranked: Ranked, misses: int, seen: Scope) -> Chosen:
    return Chosen(seen.view(np.array([ranked.row])), 0, ranked.firm, ranked.score, misses)


def _nearest(near: Sequence[Block], listed: Sequence[Ask], seen: Scope, top: int) -> tuple[Chosen, ...]:
    """Return the best near misses, those that miss fewest things first."""
    chosen: list[Chosen] = []
    for misses in range(1, MOST_MENDS + 1):
        leaders, known = Leaders(listed, seen, top - len(chosen)), [item.firm for item in chosen]
        for block in near:
            alike = block.alive & (block.misses == misses)
            leaders.consider(block, alike & ~np.isin(block.view.firm_index, known) if known else alike)
        chosen.extend(_chosen(ranked, misses, seen) for ranked in leaders.ranked())
        if len(chosen) == top:
            break
    return tuple(chosen)


def _single_misses(near: Sequence[Block], listed: Sequence[Ask], registry: Registry) -> dict[int, Missing]:
    """Return, per mendable ask, who misses only that."""
    firms, missed = [np.zeros(0, np.intp)], [np.zeros(0, np.uint8)]
    for block in near:
        single = block.alive & (block.misses == 1)
        firms.append(block.view.firm_index.compress(single))
        missed.append(np.broadcast_to(block.missed, block.alive.shape).compress(single))
    every, by_ask, found = np.concatenate(firms), np.concatenate(missed), {}
    for number, ask in enumerate(listed):
        if ask.mendable and ask.hard:
            missing = _missing(every.compress(by_ask == number + 1), registry)
            if missing.count:
                found[number] = missing
    return found


def _missing(firms: NDArray[np.intp], registry: Registry) -> Missing:
    """Return how many different firms these are, and the first of them by rank."""
    count = int(np.count_nonzero(_flags([firms], registry)))
    ranks = registry.firms["rank"].take(firms)
    within = (
        registry.firm_count * 4 * MOST_NAMED // max(1, len(ranks))
    )  # ranks are spread evenly: a guess of where 50 end
    leading = np.flatnonzero(ranks < within)
    first = np.unique(ranks.take(leading), return_index=True)[1]
    if len(first) < min(count, MOST_NAMED):
        leading, first = np.arange(len(ranks)), np.unique(ranks, return_index=True)[1]
    return Missing(count, tuple(firms[leading[first[:MOST_NAMED]]].tolist()))
