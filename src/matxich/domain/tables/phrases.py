"""Headings as folded phrases: found whole, or by the words that they share with what was written."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from matxich.domain.shared.text import Token, clean, fold, stem, tokens

#: below this a guess from shared words is not made
LEAST = 0.6
_MOST_WORDS = 10
#: weight of a word that no heading knows
_UNKNOWN = 0.4


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to write a field's heading."""

    field: str
    text: str
    words: tuple[Token, ...]


#: words that any heading may hold and that say nothing about which column it is
_FILLER_WORDS = (
    "phai co can cua cho va voi theo duoc la neu nha cung cap ncc du kien mong muon chinh "
    "the of for and to be must have has required requirement req supplier vendor expected est estimated main typical if any"
)
_FILLER = frozenset(_FILLER_WORDS.split())


class PhraseIndex:
    """The headings of one kind of table."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._whole: dict[str, list[Phrase]] = defaultdict(list)
        self._by_word: dict[str, list[Phrase]] = defaultdict(list)
        fields: dict[str, set[str]] = defaultdict(set)
        for phrase in phrases:
            self._whole[_key(phrase.text)].append(phrase)
            for word in {stem(token.folded) for token in phrase.words}:
                fields[word].add(phrase.field)
                self._by_word[word].append(phrase)
        self._weight = {word: 1 / math.sqrt(len(named)) for word, named in fields.items()}

    def knows(self, text: str) -> bool:
        """Say whether some heading folds to the same text."""
        return _key(text) in self._whole

    def exact(self, text: str) -> tuple[str, float]:
        """Return the field whose heading is this text and how sure that is; ("", 0.0) for none.

        Where folding makes two headings one ("Mã", "Mạ"), the accents decide; without accents the first listed.
        """
        held = self._whole.get(_key(text))
        if not held:
            return "", 0.0
        words = tokens(text)
        agreeing = [
            phrase
            for phrase in held
            if len(phrase.words) == len(words) and all(map(_agree, phrase.words, words))
        ]
        same = [
            phrase
            for phrase in agreeing
            if all(a.accented == b.accented for a, b in zip(phrase.words, words, strict=True))
        ]
        if same or agreeing:
            return (same or agreeing)[0].field, 1.0
        # "TT." against "T.T.": split differently but the same letters; other accents are a slip of the pen, or another word.
        return (held[0].field, 1.0) if len(held[0].words) != len(words) else ("", 0.0)

    def nearest(self, text: str) -> tuple[str, float]:
        """Return the field whose heading shares the most telling words with a text; ("", 0.0) below `LEAST`."""
        words = tokens(text)
        if not words or len(words) > _MOST_WORDS:
            return "", 0.0
        stems = [stem(word.folded) for word in words]
        total = sum(0.1 if word in _FILLER else self._weight.get(word, _UNKNOWN) for word in stems)
        best: tuple[float, int, str] = (0.0, 0, "")
        seen: set[int] = set()
        for word in dict.fromkeys(stems):
            for phrase in self._by_word.get(word, ()):
                if id(phrase) in seen:
                    continue
                seen.add(id(phrase))
                score = self._score(phrase, words, total)
                if (score, len(phrase.text)) > best[:2]:
                    best = (score, len(phrase.text), phrase.field)
        return (best[2], round(best[0], 3)) if best[0] >= LEAST else ("", 0.0)

    def _score(self, phrase: Phrase, words: Sequence[Token], total: float) -> float:
        """Return how well a phrase explains a text: 0.45 to 0.89 when all its words are there."""
        if (len(phrase.text) < 3 and phrase.text.isascii()) or len(phrase.text) < 2:
            return 0.0
        own = sum(self._weight[stem(word.folded)] for word in phrase.words)
        shared = sum(
            self._weight[stem(word.folded)]
            for word in phrase.words
            if any(_same(word, other) for other in words)
        )
        if shared < 0.7 * own:
            return 0.0
        strength = 1.0 if _in_row(phrase.words, words) else 0.92
        if shared < 0.999 * own:
            if len(phrase.words) < 3 or (not phrase.text.isascii() and not _is_latin(phrase.words)):
                return 0.0
            strength = 0.8
        return strength * (0.45 + 0.44 * min(1.0, shared / total))


def _key(text: str) -> str:
    return fold(text) or clean(text).lower()


def _agree(known: Token, written: Token) -> bool:
    """Say whether a word of a heading is the one written; accents count only where the writer typed any.

    Ours are always typed, so "Lót" is not the English "Lot", while "lo" may well be "lô".
    """
    return known.folded == written.folded and written.accented in {known.accented, written.folded}


def _same(known: Token, written: Token) -> bool:
    if known.folded == written.folded:
        return _agree(known, written)
    return known.folded.isascii() and stem(known.folded) == stem(written.folded)


def _in_row(wanted: Sequence[Token], words: Sequence[Token]) -> bool:
    size = len(wanted)
    return any(all(map(_same, wanted, words[at : at + size])) for at in range(len(words) - size + 1))


def _is_latin(words: Sequence[Token]) -> bool:
    return all(word.folded.isascii() for word in words)
