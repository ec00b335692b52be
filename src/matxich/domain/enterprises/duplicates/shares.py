"""How many firms have a word in their name: what agreeing on it is worth.

Counted in the registry at hand and smoothed with the shares that the catalogue ships, so that two rows are judged
sensibly and a hundred thousand by their own words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from matxich.domain.enterprises.name_words import NameWords
from matxich.domain.enterprises.names import FirmName

#: as many names the shipped shares weigh as much as
_SHIPPED_WEIGHT = 500
#: share of a word that the catalogue does not list: one firm in two thousand
_UNLISTED = 0.0005
_MOST_BITS = 11.0
_OWN_ENTRIES = 3
_PHRASE_WEIGHT = 20


@dataclass(frozen=True, slots=True)
class WordShares:
    """Shares of words in firm names."""

    #: word → share that the catalogue ships, firms in a thousand
    shipped: Mapping[str, float]
    #: word → names that have it
    counted: Mapping[str, int] = field(default_factory=dict)
    names: int = 0
    #: two words that follow each other → names that have them so
    followed: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def bits(self, word: str) -> float:
        """Return how surprising it is that two firms share a word: −log₂ of its share, at most 11."""
        shipped = self.shipped.get(word, 0.0) / 1000 or _UNLISTED
        share = (self.counted.get(word, 0) + shipped * _SHIPPED_WEIGHT) / (self.names + _SHIPPED_WEIGHT)
        return min(_MOST_BITS, -math.log2(share))

    def bits_after(self, before: str, word: str) -> float:
        """Return the bits of a word behind another: "tre" and "đan" say nothing new behind "mây".

        A firm entered three times must not make its own brand a common phrase, so three are not counted.
        """
        seen = self.followed.get((before, word), 0) - _OWN_ENTRIES
        if seen <= 0:
            return self.bits(word)
        shipped = self.shipped.get(word, 0.0) / 1000 or _UNLISTED
        share = (seen + shipped * _PHRASE_WEIGHT) / (self.counted[before] + _PHRASE_WEIGHT)
        return min(self.bits(word), -math.log2(share))


def shipped_shares(lexicon: NameWords) -> WordShares:
    """Return the shares of the catalogue alone."""
    return WordShares(lexicon.per_thousand)


def counted_shares(names: Iterable[FirmName], lexicon: NameWords) -> WordShares:
    """Return the shares counted in a corpus of parsed names, smoothed with the catalogue's."""
    counted: Counter[str] = Counter()
    followed: Counter[tuple[str, str]] = Counter()
    total = 0
    for name in names:
        total += 1
        keys = [word.key for word in name.words]
        counted.update(set(keys))
        followed.update(set(pairwise(keys)))
    return WordShares(lexicon.per_thousand, counted, total, followed)
