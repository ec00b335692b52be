"""Points of candidate pairs summed to odds, and what may be decided of each pair.

The sum of all points and of the odds to begin with is log₂ of the odds that the two are one firm. Nothing else decides:
the reasons of a pair are its points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from matxich.domain.enterprises.duplicates import name_points, record_points
from matxich.domain.enterprises.duplicates.agreement import agreement
from matxich.domain.enterprises.duplicates.columns import Bools, Columns, Floats, Ints
from matxich.domain.enterprises.duplicates.records import Decision
from matxich.domain.enterprises.duplicates.weights import Weights

FEATURES = ("prior", *name_points.NAME_FEATURES, *record_points.RECORD_FEATURES, "rival")
_BRAND, _LEFT = FEATURES.index("brand"), FEATURES.index("brand_left")
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs of records with their points; parallel arrays."""

    first: Ints
    second: Ints
    #: the name rows that agree best
    first_name: Ints
    second_name: Ints
    #: pairs × `FEATURES`
    points: Floats
    #: place in `DECISIONS`
    decisions: Ints
    #: the names or tax codes tell the two apart: other brand words, other typed accents, other codes
    apart: Bools

    @property
    def totals(self) -> Floats:
        """Log₂ of the odds."""
        return np.asarray(self.points.sum(1))


DECISIONS = (Decision.SAME, Decision.POSSIBLE, Decision.RELATED, Decision.DIFFERENT)
_SAME, _POSSIBLE, _RELATED, _DIFFERENT = range(4)


def prior_bits(size: int, weights: Weights) -> float:
    """Return log₂ of the odds that two rows drawn from a registry are one firm.

    >>> round(prior_bits(50_000, Weights()), 1)
    -15.9
    """
    return math.log2(2 * weights.repeated / max(size, weights.least_size))


def probability(bits: float) -> float:
    """Return log₂ odds as a probability."""
    return 1 / (1 + 2.0**-bits) if bits > -60 else 0.0


def score(first: Columns, second: Columns, a: Ints, b: Ints, size: int, weights: Weights) -> Scored:
    """Give pairs of records (rows of the two columns) their points and decisions; `size` is that of the registry."""
    parts = [
        _scored(first, second, a[at : at + _CHUNK], b[at : at + _CHUNK], size, weights)
        for at in range(0, len(a), _CHUNK)
    ] or [_scored(first, second, a, b, size, weights)]
    if len(parts) == 1:
        return parts[0]
    return Scored(*(np.concatenate([getattr(part, name) for part in parts]) for name in Scored.__slots__))


def _scored(first: Columns, second: Columns, a: Ints, b: Ints, size: int, weights: Weights) -> Scored:
    rows, one, two = _name_rows(first, second, a, b)
    found = agreement(first, second, one, two)
    named = name_points.points(first, second, one, two, found, weights)
    best = _best_of_each(rows, named.sum(1), len(a))
    one, two, named = one[best], two[best], named[best]
    prior = np.full((len(a), 1), prior_bits(size, weights), np.float32)
    parts = [prior, named, record_points.points(first, second, a, b, weights), np.zeros_like(prior)]
    points = np.concatenate(parts, axis=1).astype(np.float32)
    _, differ, _ = record_points.tax_relation(first, second, a, b)
    doubted = np.asarray((found.other_accent | found.lost_accent).any(1))[best]
    apart = differ | doubted | (points[:, _LEFT] < 0)
    return Scored(a, b, one, two, points, _decided(first, second, (a, b), (one, two), points), apart)


def _name_rows(first: Columns, second: Columns, a: Ints, b: Ints) -> tuple[Ints, Ints, Ints]:
    """Return every name of one record beside every name of the other, with the pair each combination belongs to."""
    many = np.diff(second.first_name)[b]
    counts = np.diff(first.first_name)[a] * many
    rows = np.repeat(np.arange(len(a)), counts)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    left, right = np.divmod(within, many[rows])
    return rows, first.first_name[a[rows]] + left, second.first_name[b[rows]] + right


def _best_of_each(rows: Ints, totals: Floats, count: int) -> Ints:
    if len(rows) == count:
        return np.arange(count)
    order = np.lexsort((-totals, rows))
    return order[np.searchsorted(rows[order], np.arange(count))]


def _decided(
    first: Columns, second: Columns, records: tuple[Ints, Ints], names: tuple[Ints, Ints], points: Floats
) -> Ints:
    equal, _, related = record_points.tax_relation(first, second, *records)
    likely = points.sum(1) >= 0
    units = _other_unit(first, second, *names)
    # Equal codes and not one word of the names in common: one of the codes may stand in the wrong row.
    contradicts = (points[:, _LEFT] < 0) & (points[:, _BRAND] <= 0)
    return np.select(
        [related, equal & ~units & ~contradicts & likely, (likely | equal) & units, likely | equal],
        [_RELATED, _SAME, _RELATED, _POSSIBLE],
        _DIFFERENT,
    )


def _other_unit(first: Columns, second: Columns, one: Ints, two: Ints) -> Bools:
    """Say where the names speak of a firm and its branch, or of two branches."""
    kinds = first.units[one], second.units[two]
    words = (first.unit_words[one] != second.unit_words[two]) & (kinds[0] > 0) & (kinds[1] > 0)
    for at in np.flatnonzero(words).tolist():
        words[at] = not _same_unit(first.names[one[at]].unit_words, second.names[two[at]].unit_words)
    return np.asarray((kinds[0] != kinds[1]) | words)


def _same_unit(one: Sequence[str], two: Sequence[str]) -> bool:
    """Say whether the words of two branches are the same but for a slip, numbers exactly.

    >>> _same_unit(("hung", "yen"), ("hugn", "yen")), _same_unit(("so", "2"), ("so", "3"))
    (True, False)
    """
    numbers = [sorted(word for word in words if word.isdigit()) for words in (one, two)]
    texts = ["".join(sorted(words)) for words in (one, two)]
    return numbers[0] == numbers[1] and OSA.distance(*texts, score_cutoff=1) <= 1
