"""A registry that changes while it is matched: a snapshot, and over it the firms that were written since.

The snapshot's columns are never touched. A firm that changed is hidden in it and stands in a small registry of its
own, so that a firm saved now is matched now; when the overlay has grown, a new snapshot takes in all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matxich.domain.demand.requirement import DemandLine
from matxich.domain.matching.columns import STATUSES, Registry, tie_key
from matxich.domain.matching.explanation import Explained
from matxich.domain.matching.kernel import MOST_NAMED, Options
from matxich.domain.matching.ranking import SCORE_STEPS
from matxich.domain.matching.run import LineResult, ListResult, explained_match, gathered
from matxich.domain.matching.upgrades import SingleMiss


@dataclass(frozen=True)
class Layers:
    """A snapshot and its overlay; both speak one vocabulary."""

    base: Registry
    #: firms written since the snapshot; None when there are none
    over: Registry | None = None

    @property
    def firm_count(self) -> int:
        """Number of firms that are matched."""
        matched = int(np.count_nonzero(self.base.firms["status"] == STATUSES.index("active")))
        return matched + (self.over.firm_count if self.over else 0)


def layered(base: Registry, over: Registry | None, gone: Iterable[str]) -> Layers:
    """Return the layers of a snapshot.

    Args:
        over: the firms that were written since, as they are now.
        gone: ids of every firm written or removed since: hidden in the snapshot.
    """
    hidden = set(gone)
    if not hidden:
        return Layers(base, over if over and over.firm_count else None)
    places = [place for place, one in enumerate(base.supplier_ids) if one in hidden]
    ceased = STATUSES.index("ceased")
    status, by_line = np.array(base.firms["status"]), np.array(base.lines["status"])
    status[places] = ceased
    by_line[np.isin(base.lines["firm"], places)] = ceased
    masked = replace(base, firms={**base.firms, "status": status}, lines={**base.lines, "status": by_line})
    return Layers(masked, over if over and over.firm_count else None)


def match_layers(line: DemandLine, layers: Layers, options: Options) -> LineResult:
    """Match one line against both layers, as if they were one registry."""
    below = explained_match(line, layers.base, options)
    if layers.over is None:
        return below
    above = explained_match(line, layers.over, options)
    shortlist = sorted((*below.shortlist, *above.shortlist), key=_order)[: options.top]
    near = sorted(
        (*below.near_misses, *above.near_misses), key=lambda one: (one.chosen.misses, *_order(one))
    )[: options.near_top]
    match = replace(
        below.match,
        shortlist=tuple(one.chosen for one in shortlist),
        near_misses=tuple(one.chosen for one in near),
        qualified_count=below.match.qualified_count + above.match.qualified_count,
        near_count=below.match.near_count + above.match.near_count,
        single_misses={},
    )
    return LineResult(
        match, tuple(shortlist), tuple(near), _joined(below.single, above.single, gap=match.gap)
    )


def match_list_layers(
    lines: Sequence[DemandLine],
    layers: Layers,
    options: Options,
    progress: Callable[[int, int], None] | None = None,
) -> ListResult:
    """Match every line of a list against both layers, see `run.match_list`."""
    results = []
    for done, line in enumerate(lines, start=1):
        results.append(match_layers(line, layers, options))
        if progress:
            progress(done, len(lines))
    return gathered(results, layers.base, options)


def _order(one: Explained) -> tuple[bool, int, tuple[float, float, str, str]]:
    """Sort as `ranking.order_key` does: makers first, then score to six decimals, then evidence, freshness, name."""
    firm = one.chosen.view.the_firm
    return (firm.is_maker is False, -round(one.chosen.score * SCORE_STEPS), tie_key(firm))


def _joined(below: Sequence[SingleMiss], above: Sequence[SingleMiss], *, gap: bool) -> tuple[SingleMiss, ...]:
    found: dict[tuple[str, str], SingleMiss] = {}
    for miss in (*below, *above):
        key = (miss.type, miss.value.en)
        known = found.get(key)
        suppliers = (*(known.suppliers if known else ()), *miss.suppliers)[:MOST_NAMED]
        count = (known.supplier_count if known else 0) + miss.supplier_count
        found[key] = replace(miss, gap=gap, suppliers=suppliers, supplier_count=count)
    return tuple(found.values())
