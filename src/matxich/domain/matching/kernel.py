"""One demand line against every line of the registry: levels, scores, and the best firms.

The rows of the process asked for are one or a few slices; each requirement compares whole slices at once. Nothing
here knows a sentence: `explanation` makes them, from the same comparisons on the rows chosen here.

Score = Σ weight × closeness / Σ weight over what was asked. Order: makers before traders, then score, then the
firm's rank (evidence, freshness, name), so that equal inputs always give the same list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matxich.domain.demand.requirement import DemandLine
from matxich.domain.matching.asks import Ask, asks, total_weight
from matxich.domain.matching.columns import Registry
from matxich.domain.matching.offers import Offers

SCORE_STEPS = 1_000_000  # scores are compared to six decimals, so that rounding never decides an order
_SMALL = 8192  # slices below this are gathered into one view: fewer, larger array operations
MOST_MENDS = 2
#: types whose value is the best over all lines of the firm that the demand touches
BEST_OF_FIRM = ("tolerance_mm", "roughness_um")


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

    view: Offers
    #: place of the line in the view
    place: int
    firm: int
    score: float
    #: number of hard requirements it misses (0 on the shortlist)
    misses: int


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
    #: ask number → places of the firms that miss only that one
    single_misses: dict[int, NDArray[np.int64]]

    @property
    def gap(self) -> bool:
        """Whether nobody can make the line."""
        return not self.shortlist


@dataclass
class _Judged:
    """One view with the answers of every ask gathered."""

    view: Offers
    key: NDArray[np.int64]
    score: NDArray[np.float32]
    fixed: NDArray[np.bool_]
    misses: NDArray[np.uint8]
    #: number of the last mendable ask that is missed; -1 none
    missed: NDArray[np.int8]

    @property
    def qualified(self) -> NDArray[np.bool_]:
        result: NDArray[np.bool_] = ~self.fixed & (self.misses == 0)
        return result

    @property
    def near(self) -> NDArray[np.bool_]:
        result: NDArray[np.bool_] = ~self.fixed & (self.misses > 0) & (self.misses <= MOST_MENDS)
        return result


def match_line(line: DemandLine, registry: Registry, options: Options) -> LineMatch:
    """Return the best firms for one line, the near misses, and who misses just one mendable thing."""
    listed = asks(line, prefer_in_house=options.prefer_in_house, prefer_maker=options.prefer_maker)
    judged = [_judge(view, listed) for view in _views(listed, registry, options)]
    qualified = _firms_flagged(judged, [j.qualified for j in judged], registry)
    near_masks = [j.near & ~qualified[j.view.firm_index] for j in judged]
    near = _firms_flagged(judged, near_masks, registry)
    return LineMatch(
        line=line,
        asks=tuple(listed),
        shortlist=_best(judged, [j.qualified for j in judged], options.top),
        near_misses=_best(judged, near_masks, options.near_top),
        qualified_count=int(qualified.sum()),
        near_count=int(near.sum()),
        single_misses=_single_misses(judged, near_masks, listed, registry) if options.upgrades else {},
    )


def _views(listed: Sequence[Ask], registry: Registry, options: Options) -> list[Offers]:
    """Return the lines that the primary process touches, as views; small slices share one view."""
    slices = _slices(listed, registry)
    large = [piece for piece in slices if piece.stop - piece.start >= _SMALL]
    small = [np.arange(piece.start, piece.stop) for piece in slices if piece.stop - piece.start < _SMALL]
    rows: list[slice | NDArray[np.int64]] = [*large, *([np.concatenate(small)] if small else [])]
    best = _best_of_firm(listed, registry)
    return [_derived(Offers(registry, piece, options.on), best) for piece in rows]


def _slices(listed: Sequence[Ask], registry: Registry) -> list[slice]:
    tree = registry.vocabulary.processes
    primary = next((ask.requirement.value for ask in listed if ask.is_primary), None)
    if primary is None or not primary["any_of"]:
        return [slice(0, registry.line_count)] if registry.line_count else []
    meeting = {special for code in primary["any_of"] for special in tree.descendants(code)}
    broader = {code for asked in primary["any_of"] for code in tree.ancestors(asked)} - meeting
    return [*registry.slices(primary["any_of"]), *registry.own_slices(broader)]


def _best_of_firm(listed: Sequence[Ask], registry: Registry) -> dict[str, NDArray[np.float32]]:
    """Return, per firm, the best tolerance and roughness of its lines for the further processes asked for."""
    further = [code for ask in listed if ask.type.code == "process" and not ask.is_primary for code in ask.requirement.value["any_of"]]
    wanted = {column for ask in listed for column in ask.type.offer_columns if column in BEST_OF_FIRM}
    if not further or not wanted:
        return {}
    found = {}
    for name in wanted:
        best = np.full(registry.firm_count, np.nan, np.float32)
        for piece in registry.slices(further):
            values, firms = registry.lines[name][piece], registry.lines["firm"][piece]
            known = ~np.isnan(values)
            order = np.argsort(-values[known], kind="stable")  # the smallest is written last and stays
            firm = firms[known][order]
            best[firm] = np.fmin(best[firm], values[known][order])
        found[name] = best
    return found


def _derived(view: Offers, best: dict[str, NDArray[np.float32]]) -> Offers:
    if not best:
        return view
    derived = {name: np.fmin(view.line(name), column[view.firm_index]) for name, column in best.items()}
    return Offers(view.registry, view.rows, view.on, derived)


def _judge(view: Offers, listed: Sequence[Ask]) -> _Judged:
    """Compare a view with every ask."""
    count = view.count
    total = np.zeros(count, np.float32)
    fixed = view.firm("status") != 0
    misses = np.zeros(count, np.uint8)
    missed = np.full(count, -1, np.int8)
    for number, ask in enumerate(listed):
        levels, closeness = ask.type.compare(ask.requirement.value, view)
        total += np.float32(ask.weight) * closeness
        if not ask.hard:
            continue
        out = ask.excludes(levels)
        if ask.mendable:
            misses += out
            missed[out] = number
        else:
            fixed |= out
    score = total / np.float32(total_weight(listed))
    return _Judged(view, order_key(view, score), score, fixed, misses, missed)


def order_key(view: Offers, score: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return one sortable number per line: makers first, then score to six decimals, then the firm's rank."""
    maker = (view.firm("maker") != 0).astype(np.int64)
    steps = np.rint(score.astype(np.float64) * SCORE_STEPS).astype(np.int64)
    return (maker << 60) + (steps << 32) + (0xFFFFFFFF - view.firm("rank").astype(np.int64))


def _firms_flagged(judged: Sequence[_Judged], masks: Sequence[NDArray[np.bool_]], registry: Registry) -> NDArray[np.bool_]:
    flags = np.zeros(registry.firm_count, np.bool_)
    for item, mask in zip(judged, masks, strict=True):
        flags[item.view.firm_index[mask]] = True
    return flags


def _best(judged: Sequence[_Judged], masks: Sequence[NDArray[np.bool_]], top: int) -> tuple[Chosen, ...]:
    """Return the best line of each of the best firms: fewest misses first, then the order key."""
    pool: list[tuple[int, int, int, int]] = []  # (misses, -key, judged, place)
    for number, (item, mask) in enumerate(zip(judged, masks, strict=True)):
        places = np.flatnonzero(mask)
        if not len(places):
            continue
        keys = item.key[places] - (item.misses[places].astype(np.int64) << 61)
        pool.extend((int(item.misses[p]), -int(item.key[p]), number, int(p)) for p in places[_leading(keys, item.view.firm_index[places], top)])
    chosen: dict[int, Chosen] = {}
    for misses, _, number, place in sorted(pool):
        item = judged[number]
        firm = int(item.view.firm_index[place])
        if firm not in chosen:
            chosen[firm] = Chosen(item.view, place, firm, float(item.score[place]), misses)
        if len(chosen) == top:
            break
    return tuple(chosen.values())


def _leading(keys: NDArray[np.int64], firms: NDArray[Any], top: int) -> NDArray[np.int64]:
    """Return places of the highest keys that hold at least `top` different firms (or all there are)."""
    take = min(len(keys), top * 4)
    while True:
        places = np.argpartition(-keys, take - 1)[:take] if take < len(keys) else np.arange(len(keys))
        if take >= len(keys) or len(np.unique(firms[places])) >= top:
            return places.astype(np.int64)
        take = min(len(keys), take * 4)


def _single_misses(
    judged: Sequence[_Judged], masks: Sequence[NDArray[np.bool_]], listed: Sequence[Ask], registry: Registry
) -> dict[int, NDArray[np.int64]]:
    found = {}
    for number, ask in enumerate(listed):
        if ask.mendable and ask.hard:
            flags = _firms_flagged(judged, [mask & (j.misses == 1) & (j.missed == number) for j, mask in zip(judged, masks, strict=True)], registry)
            if flags.any():
                found[number] = np.flatnonzero(flags)
    return found
