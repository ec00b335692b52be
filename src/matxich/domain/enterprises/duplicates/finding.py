"""Find the records of a registry that are one firm, and the likely firms for new rows.

`find_duplicates` compares a whole registry with itself; an `Index` is prepared once and asked for new rows. Pairs that a
person has judged are never returned again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matxich.domain.enterprises.duplicates import blocking, scoring
from matxich.domain.enterprises.duplicates.columns import Columns, Ints, as_columns, parsed_names
from matxich.domain.enterprises.duplicates.pairs import Pair
from matxich.domain.enterprises.duplicates.records import Decision, JudgedPairs, Record, unordered
from matxich.domain.enterprises.duplicates.rivals import without_rivals
from matxich.domain.enterprises.duplicates.shares import WordShares, counted_shares
from matxich.domain.enterprises.duplicates.weights import DEFAULT, Weights
from matxich.domain.enterprises.name_words import NameWords

_CANDIDATES = 5


@dataclass(frozen=True)
class Index:
    """Records prepared for being compared with new rows."""

    columns: Columns
    keys: blocking.KeyIndex
    shares: WordShares
    lexicon: NameWords
    weights: Weights


def find_duplicates(
    records: Sequence[Record],
    lexicon: NameWords,
    *,
    judged: JudgedPairs = (),
    shares: WordShares | None = None,
    weights: Weights = DEFAULT,
) -> list[Pair]:
    """Return the pairs of records that are or may be one firm, or its branches, the surest first.

    Args:
        records: the registry; ids must be distinct.
        lexicon: the words of firm names (`catalogue.firm_names.load_name_words`).
        judged: pairs that a person has judged; they are not returned again, whatever was judged.
        shares: how frequent words are; counted in the records themselves when not given.
        weights: what each agreement is worth.

    Returns:
        Pairs decided `SAME`, `POSSIBLE` or `RELATED`, ordered by probability, then by place in `records`. `SAME` only
        where both tax codes are valid and equal.
    """
    columns, _ = _prepared(records, lexicon, shares)
    first, second = blocking.pairs_within(columns)
    scored = scoring.score(columns, columns, first, second, len(columns), weights)
    scored = without_rivals(scored, weights)
    return [pair for _, pair in _pairs(columns, columns, scored, judged)]


def index_of(
    records: Sequence[Record],
    lexicon: NameWords,
    *,
    shares: WordShares | None = None,
    weights: Weights = DEFAULT,
) -> Index:
    """Prepare records for `candidates_for`; about 0.1 ms a record."""
    columns, counted = _prepared(records, lexicon, shares)
    return Index(columns, blocking.key_index(columns), counted, lexicon, weights)


def candidates_for(
    record: Record, index: Index, *, judged: JudgedPairs = (), most: int = _CANDIDATES
) -> list[Pair]:
    """Return the likely firms for one new row, the surest first; `first` of each pair is the new row.

    For many rows ask `candidates_for_all`: it is ten times faster than row by row.
    """
    return candidates_for_all([record], index, judged=judged, most=most)[0]


def candidates_for_all(
    records: Sequence[Record], index: Index, *, judged: JudgedPairs = (), most: int = _CANDIDATES
) -> list[list[Pair]]:
    """Return for every new row, in their order, the likely firms of the index, the surest first.

    An indexed record with the row's own id is left out, so that a registry's firm can be asked about too.
    """
    parsed = parsed_names(records, index.lexicon)
    new = as_columns(records, parsed, index.shares, index.columns)
    first, second = blocking.pairs_between(new, index.keys, len(index.columns))
    scored = scoring.score(new, index.columns, first, second, len(index.columns), index.weights)
    found: list[list[Pair]] = [[] for _ in records]
    for row, pair in _pairs(new, index.columns, scored, judged):
        if len(found[row]) < most and pair.first.id != pair.second.id:
            found[row].append(pair)
    return found


def compare(
    first: Record, second: Record, lexicon: NameWords, *, size: int = 1000, weights: Weights = DEFAULT
) -> Pair:
    """Compare two records as they would be in a registry of some size, whatever comes of it."""
    columns, _ = _prepared([first, second], lexicon, None)
    one, two = np.array([0]), np.array([1])
    scored = scoring.score(columns, columns, one, two, size, weights)
    return _pair(columns, columns, scored, 0)


def compare_rows(
    records: Sequence[Record],
    rows: Sequence[tuple[int, int]],
    lexicon: NameWords,
    *,
    weights: Weights = DEFAULT,
) -> list[Pair]:
    """Compare given pairs of records (places in `records`), in their order, whatever comes of them.

    For pairs that another engine has found: it gives the pairs, this the reasons and the decision.
    """
    columns, _ = _prepared(records, lexicon, None)
    first, second = np.array(rows, np.int64).reshape(-1, 2).T
    scored = scoring.score(columns, columns, first, second, len(columns), weights)
    return [_pair(columns, columns, scored, at) for at in range(len(rows))]


def _prepared(
    records: Sequence[Record], lexicon: NameWords, shares: WordShares | None
) -> tuple[Columns, WordShares]:
    parsed = parsed_names(records, lexicon)
    counted = shares or counted_shares((name for names in parsed for name in names), lexicon)
    return as_columns(records, parsed, counted), counted


def _pairs(
    first: Columns, second: Columns, scored: scoring.Scored, judged: JudgedPairs
) -> Iterator[tuple[int, Pair]]:
    """Yield the pairs that are not different, the surest first, each with the row of its first record."""
    kept = np.flatnonzero(scored.decisions < scoring.DECISIONS.index(Decision.DIFFERENT))
    order: Ints = kept[np.lexsort((scored.second[kept], scored.first[kept], -scored.totals[kept]))]
    known = unordered(judged)
    for at in order.tolist():
        pair = _pair(first, second, scored, at)
        if frozenset((pair.first.id, pair.second.id)) not in known:
            yield int(scored.first[at]), pair


def _pair(first: Columns, second: Columns, scored: scoring.Scored, at: int) -> Pair:
    one, two = int(scored.first[at]), int(scored.second[at])
    return Pair(
        first=first.records[one],
        second=second.records[two],
        decision=scoring.DECISIONS[int(scored.decisions[at])],
        first_name=first.names[int(scored.first_name[at])],
        second_name=second.names[int(scored.second_name[at])],
        points=tuple(float(value) for value in scored.points[at]),
    )
