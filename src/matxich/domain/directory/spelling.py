"""Slips of the finger: how far two words are apart, and the nearest word of the vocabulary to a misspelt one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

_SHORTEST, _LONG = 3, 8
_SHORTEST_MENDED = 4


def allowed_typos(word: str) -> int:
    """Return how many slips a word of this length may carry: none below three letters or in a number, two from eight on."""
    if len(word) < _SHORTEST or word.isdigit():
        return 0
    return 2 if len(word) >= _LONG else 1


def within(first: str, second: str, typos: int, *, begins: bool = False) -> bool:
    """Say whether two words are so many slips apart at most (a letter wrong, missing, too many, or two swapped).

    Args:
        begins: the second word may go on.

    >>> within("thnag", "thang", 1), within("casting", "castings", 1), within("cast", "castings", 0, begins=True)
    (True, True, True)
    """
    if not typos:
        return second.startswith(first) if begins else first == second
    if abs(len(first) - len(second)) > typos and not (begins and len(second) > len(first)):
        return False
    before: list[int] = []
    above = list(range(len(second) + 1))
    for row, left in enumerate(first, start=1):
        current = [row]
        for column, right in enumerate(second, start=1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (left != right))
            if row > 1 and column > 1 and left == second[column - 2] and first[row - 2] == right:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return (min(above) if begins else above[-1]) <= typos


class Spelling:
    """The words of the vocabulary, found again with one or two slips in them."""

    def __init__(self, words: Iterable[str]) -> None:
        #: how often each word stands in a name
        self._words = Counter(words)
        #: what is left of a word with letters taken out → the words that leave it
        self._left: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if len(word) >= _SHORTEST_MENDED and word.isascii() and word.isalpha():
                for left in {word, *_without_one(word)}:
                    self._left.setdefault(left, []).append(word)

    def nearest(self, word: str) -> str:
        """Return the word of the vocabulary that is one slip away, "" for a word that it holds or that is far from all."""
        if word in self._words or len(word) < _SHORTEST_MENDED or not word.isalpha():
            return ""
        near = {known for left in (word, *_without_one(word)) for known in self._left.get(left, ())}
        close = [known for known in near if within(word, known, 1)]
        # the same first letter is likelier, then the more frequent word; the alphabet makes the answer always the same
        return min(close, key=lambda known: (known[0] != word[0], -self._words[known], known), default="")


def spelling_of(vocabulary: Vocabulary) -> Spelling:
    """Return the speller over every name of every concept that a question is read for."""
    return Spelling(
        word
        for tree in vocabulary.trees.values()
        for concept in tree.concepts.values()
        for name in concept.names
        for word in fold(name).split()
    )


def _without_one(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
