"""Which words of two names agree: as they are, by their code, run together, or but for a slip of the fingers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from matxich.domain.enterprises.duplicates.columns import WORDS, Bools, Columns, Ints
from matxich.domain.enterprises.name_words import Kind
from matxich.domain.enterprises.syllables import is_syllable

#: words that a slip may have broken a phrase into, and the shortest text of such a phrase
_MOST_BROKEN, _SHORTEST_BROKEN = 3, 5
#: letters of a word in which two slips are forgiven
_TWO_SLIPS = 9


@dataclass(frozen=True, slots=True)
class Agreement:
    """Which words of both names found their like; (pairs × words) each."""

    first: Bools
    second: Bools
    #: agreed but for a slip of the fingers
    first_slip: Bools
    second_slip: Bools
    #: left over, but one letter from a word of the other
    near: Bools
    #: agreed but for typed accents: another accent, or none on one side
    other_accent: Bools
    lost_accent: Bools
    #: accents were typed on both sides
    accented: Bools
    #: brand words are the same in another order
    other_order: Bools


def agreement(first: Columns, second: Columns, a: Ints, b: Ints) -> Agreement:
    """Return which words agree."""
    plain = _Plain(first, second, a, b)
    one, two = plain.one, plain.two
    brand, brand_two = first.kinds[a] == Kind.BRAND, second.kinds[b] == Kind.BRAND
    typed = first.has_accents[a] & second.has_accents[b]
    doubted = plain.written_alike & ~plain.same_accents & typed[:, None] & brand
    bare = (first.accents[a] == first.surfaces[a]) | plain.bare
    joined = _joined(first, second, a, b)[:, None]
    one, two = one | (joined & brand), two | (joined & brand_two)
    # First what is one broken phrase, then word by word: "dệ tmay" is no "may" with an odd word beside it.
    rest = broken_phrases(first, second, a, b, one, two)[:, None]
    slip_one, slip_two, near = _slips(first, second, a, b, one | rest, two | rest)
    slip_one, slip_two = slip_one | (rest & ~one), slip_two | (rest & ~two)
    one, two = one | slip_one, two | slip_two
    reordered = _reordered(first, second, a, b, one, two) & ~joined[:, 0]
    return Agreement(
        one, two, slip_one, slip_two, near & ~slip_one, doubted & ~bare, doubted & bare, typed, reordered
    )


class _Plain:
    """Words that agree as they are or by their code; (pairs × words) each.

    Word by word over all pairs at once: ten times ten comparisons of long columns are faster than one of small squares.
    """

    def __init__(self, first: Columns, second: Columns, a: Ints, b: Ints) -> None:
        shape = (WORDS, len(a))
        one, two, written, accents, bare = (np.zeros(shape, bool) for _ in range(5))
        left = [table[a].T.copy() for table in (first.keys, first.surfaces, first.accents, first.kinds)]
        right = [table[b].T.copy() for table in (second.keys, second.surfaces, second.accents, second.kinds)]
        for x in range(WORDS):
            if not (left[0][x] >= 0).any():
                continue
            held = left[0][x] >= 0
            for y in range(WORDS):
                surface = held & (left[1][x] == right[1][y])
                equal = surface | (held & (left[0][x] == right[0][y]))
                if equal.any():
                    one[x] |= equal
                    two[y] |= equal
                    # "Máy" of a trade and "Mây" of a brand are not one brand with a doubtful accent.
                    written[x] |= surface & (left[3][x] == Kind.BRAND) & (right[3][y] == Kind.BRAND)
                    accents[x] |= equal & (left[2][x] == right[2][y])
                    bare[x] |= equal & (right[2][y] == right[1][y])
        self.one, self.two = one.T.copy(), two.T.copy()
        self.written_alike, self.same_accents, self.bare = written.T, accents.T, bare.T


def _slips(
    first: Columns, second: Columns, a: Ints, b: Ints, one: Bools, two: Bools
) -> tuple[Bools, Bools, Bools]:
    """Return which words, left over so far, are a slip of one of the other name; and which are near one."""
    free_one = (first.kinds[a] <= Kind.TRADE) & (first.keys[a] >= 0) & ~one
    free_two = (second.kinds[b] <= Kind.TRADE) & (second.keys[b] >= 0) & ~two
    # Three words left over on a side are no slip.
    few = (free_one.sum(1) <= 2) & (free_two.sum(1) <= 2)
    some = np.flatnonzero(few & free_one.any(1) & free_two.any(1))
    pair, x, y = np.nonzero(free_one[some][:, :, None] & free_two[some][:, None, :])
    pair = some[pair]
    # Two slips are forgiven in the longest words only.
    apart = abs(first.lengths[a[pair], x] - second.lengths[b[pair], y])
    shorter = np.minimum(first.lengths[a[pair], x], second.lengths[b[pair], y])
    near_length = apart <= np.where(shorter >= _TWO_SLIPS, 2, 1)
    pair, x, y = pair[near_length], x[near_length], y[near_length]
    slip_one, slip_two, near = np.zeros_like(one), np.zeros_like(two), np.zeros_like(one)
    if not len(pair):
        return slip_one, slip_two, near
    codes = np.stack([first.surfaces[a[pair], x], second.surfaces[b[pair], y]])
    distinct, where, inverse = np.unique(codes, axis=1, return_index=True, return_inverse=True)
    words = _texts(first, a[pair][where], x[where]), _texts(second, b[pair][where], y[where])
    alike = np.fromiter(map(is_slip, *words), bool, distinct.shape[1])[inverse.ravel()]
    close = np.fromiter(map(is_near, *words), bool, distinct.shape[1])[inverse.ravel()]
    near[pair[close], x[close]] = True
    slip_one[pair[alike], x[alike]] = True
    slip_two[pair[alike], y[alike]] = True
    return slip_one, slip_two, near


def _texts(columns: Columns, rows: Ints, words: Ints) -> list[str]:
    return [columns.words[row][word] for row, word in zip(rows.tolist(), words.tolist(), strict=True)]


def is_slip(one: str, two: str) -> bool:
    """Say whether two folded words differ by one slip of the fingers and cannot both be meant.

    >>> is_slip("thinh", "thnih"), is_slip("phat", "phap"), is_slip("samsung", "samsumg")
    (True, False, True)
    """
    shorter = min(len(one), len(two))
    if shorter < 2 or len(one) + len(two) < 5 or OSA.distance(one, two, score_cutoff=1) > 1:
        return shorter >= _TWO_SLIPS and OSA.distance(one, two, score_cutoff=2) <= 2
    both_meant = is_syllable(one) and is_syllable(two)
    return not both_meant and (shorter >= 4 or is_syllable(one) or is_syllable(two))


def is_near(one: str, two: str) -> bool:
    """Say whether two folded words differ in one letter, whatever they mean."""
    return min(len(one), len(two)) >= 3 and OSA.distance(one, two, score_cutoff=1) <= 1


def _joined(first: Columns, second: Columns, a: Ints, b: Ints) -> Bools:
    """Say where the brands are one text but for spaces ("Tex Giang", "Texgiang")."""
    alike = (first.brand_numbers[a] == second.brand_numbers[b]) & (first.brand_numbers[a] >= 0)
    # As many words cut elsewhere are other words: "Hạnh An" is not "Hà Nhan".
    return np.asarray(alike & (first.brand_words[a] != second.brand_words[b]))


def _reordered(first: Columns, second: Columns, a: Ints, b: Ints, one: Bools, two: Bools) -> Bools:
    brand_one, brand_two = first.kinds[a] == Kind.BRAND, second.kinds[b] == Kind.BRAND
    whole = (
        (one | ~brand_one).all(1)
        & (two | ~brand_two).all(1)
        & (first.brand_words[a] == second.brand_words[b])
    )
    several = whole & (first.brand_words[a] > 1)
    # In order: the brand words of both, one after the other, agree.
    left, right = first.brand_keys[a], second.brand_keys[b]
    differs = ((left != right) & (left >= 0) & (right >= 0)).sum(1)
    return np.asarray(several & (differs > 1))


def broken_phrases(first: Columns, second: Columns, a: Ints, b: Ints, one: Bools, two: Bools) -> Bools:
    """Say where all that is left over of both names is one text but for a slip ("thuon gmai", "thương mại").

    Two brands of Vietnamese words that differ in a letter are two brands, and left alone.
    """
    left_one, left_two = (first.keys[a] >= 0) & ~one, (second.keys[b] >= 0) & ~two
    counts = left_one.sum(1), left_two.sum(1)
    lengths = (first.lengths[a] * left_one).sum(1), (second.lengths[b] * left_two).sum(1)
    likely = (np.minimum(*counts) > 0) & (np.maximum(*counts) <= _MOST_BROKEN)
    likely &= (np.minimum(*lengths) >= _SHORTEST_BROKEN) & (abs(lengths[0] - lengths[1]) <= 1)
    phrase = ((first.kinds[a] >= Kind.PLACE) & left_one).any(1) | (
        (second.kinds[b] >= Kind.PLACE) & left_two
    ).any(1)
    strange = (first.foreign[a] & left_one).any(1) | (second.foreign[b] & left_two).any(1)
    likely &= phrase | strange
    found = np.zeros(len(a), bool)
    for at in np.flatnonzero(likely).tolist():
        texts = _run_together(first, a[at], left_one[at]), _run_together(second, b[at], left_two[at])
        found[at] = OSA.distance(*texts, score_cutoff=1) <= 1
    return found


def _run_together(columns: Columns, row: int, left: Bools) -> str:
    return "".join(columns.words[row][word] for word in np.flatnonzero(left).tolist())
