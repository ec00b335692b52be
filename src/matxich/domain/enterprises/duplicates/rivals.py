"""Where a record fits two others that cannot be one firm themselves, the worse fit is doubted.

"Cty Gia Tien" fits "Gia Tiến" and "Gia Tiên"; typed accents tell those two apart, so it can be one of them only.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np

from matxich.domain.enterprises.duplicates import scoring
from matxich.domain.enterprises.duplicates.records import Decision
from matxich.domain.enterprises.duplicates.weights import Weights

_POSSIBLE = scoring.DECISIONS.index(Decision.POSSIBLE)
_DIFFERENT = scoring.DECISIONS.index(Decision.DIFFERENT)
_RIVAL = scoring.FEATURES.index("rival")


def without_rivals(scored: scoring.Scored, weights: Weights) -> scoring.Scored:
    """Return the pairs of a registry with the points for a better fit elsewhere, and their decisions anew.

    Only pairs that are merely possible are touched.
    """
    totals = scored.totals
    fits: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for at in np.flatnonzero(scored.decisions <= _POSSIBLE).tolist():
        one, two = int(scored.first[at]), int(scored.second[at])
        fits[one].append((float(totals[at]), two, at))
        fits[two].append((float(totals[at]), one, at))
    told_apart = (scored.decisions == _DIFFERENT) & scored.apart
    apart = set(zip(scored.first[told_apart].tolist(), scored.second[told_apart].tolist(), strict=True))
    worse = set()
    for partners in fits.values():
        for (best, other, _), (less, another, at) in combinations(sorted(partners, reverse=True), 2):
            if best - less >= weights.rival_margin and (min(other, another), max(other, another)) in apart:
                worse.add(at)
    rows = [at for at in worse if scored.decisions[at] == _POSSIBLE]
    points, decisions = scored.points.copy(), scored.decisions.copy()
    points[rows, _RIVAL] = weights.rival
    decisions[rows] = np.where(points[rows].sum(1) >= 0, _POSSIBLE, _DIFFERENT)
    return scoring.Scored(
        scored.first, scored.second, scored.first_name, scored.second_name, points, decisions, scored.apart
    )
