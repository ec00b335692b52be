"""A whole part list against a registry: every line matched and explained, and what single upgrade unlocks most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from matxich.domain.demand.requirement import DemandLine
from matxich.domain.matching.columns import Registry
from matxich.domain.matching.explanation import Explained, explain
from matxich.domain.matching.kernel import LineMatch, Options, match_line
from matxich.domain.matching.upgrades import SingleMiss, Upgrade, single_misses, upgrade_board


@dataclass(frozen=True, slots=True)
class LineResult:
    """One line with its explained firms."""

    match: LineMatch
    shortlist: tuple[Explained, ...]
    near_misses: tuple[Explained, ...]
    #: what one mend each would bring, for the board
    single: tuple[SingleMiss, ...]


@dataclass(frozen=True, slots=True)
class ListResult:
    """A part list matched."""

    options: Options
    registry: Registry
    lines: tuple[LineResult, ...]
    upgrades: tuple[Upgrade, ...]


def explained_match(line: DemandLine, registry: Registry, options: Options) -> LineResult:
    """Match one line and explain the firms shown."""
    match = match_line(line, registry, options)
    return LineResult(
        match=match,
        shortlist=tuple(explain(match, match.shortlist)),
        near_misses=tuple(explain(match, match.near_misses)),
        single=tuple(single_misses(match, registry)),
    )


def match_list(
    lines: Sequence[DemandLine],
    registry: Registry,
    options: Options,
    progress: Callable[[int, int], None] | None = None,
) -> ListResult:
    """Match every line of a list in order.

    Args:
        progress: called with (lines done, lines in all) after each.
    """
    results = []
    for done, line in enumerate(lines, start=1):
        results.append(explained_match(line, registry, options))
        if progress:
            progress(done, len(lines))
    return gathered(results, registry, options)


def gathered(results: Iterable[LineResult], registry: Registry, options: Options) -> ListResult:
    """Return the results of all lines with their upgrade board (the lines may have been matched elsewhere)."""
    listed = tuple(results)
    board = upgrade_board(miss for result in listed for miss in result.single)
    return ListResult(options, registry, listed, tuple(board))
