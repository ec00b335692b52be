"""The words that firm names are made of, as the catalogue lists them, found in a name by longest match.

A name is [legal form][trade words][brand] in Vietnamese and [brand][trade words][legal form] in English; each kind of
word says something else about who the firm is. A trade word or place has one code in all languages, so "nhựa" and
"Plastics" are one word. Accents decide where they are typed: "Đồng" is no "đông".
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from matxich.domain.enterprises.legal_forms import LegalForm
from matxich.domain.enterprises.syllables import is_syllable
from matxich.domain.shared.text import Token, stem, tokens

_LONGEST_ABBREVIATION = 4
#: what `Token.accented` ends with where a tone was typed
_TONES = "12345"
#: letters of a phrase in which a slip is forgiven, its words; letters of a brand that may be run together
_SHORTEST_MENDED, _LONGEST_MENDED, _KNOWN_BY_REST, _SHORTEST_RUN = 4, 5, 3, 4
_MOST_PARTS, _LONG_WORD = 3, 6


class Kind(enum.IntEnum):
    """What a word of a name says."""

    #: the firm's own: what nobody else should have
    BRAND = 0
    #: "2", "68", "II": tells sister firms apart
    NUMBER = 1
    #: a province or city
    PLACE = 2
    #: what it makes or does
    TRADE = 3
    #: nearly every firm has one: trade, service, production, group, Việt Nam
    GENERAL = 4
    #: a piece of the legal form or a word for a branch; `Phrase.form` says which
    FORM = 5
    #: "và", "of", "tại": dropped
    SMALL = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of writing something that the catalogue knows."""

    kind: Kind
    #: what it stands for; several where an abbreviation packs them ("TMDV")
    codes: tuple[str, ...]
    folded: tuple[str, ...]
    accented: tuple[str, ...]
    form: LegalForm | None = None
    #: from the vocabulary of what shops do, not from the words of names: seldom in a name
    is_remote: bool = False
    #: may as well be somebody's initials ("ĐT"), which stand last in a name
    is_doubtful: bool = False

    @property
    def is_abbreviation(self) -> bool:
        """Whether it is a short run of letters that may as well be somebody's initials."""
        return (
            len(self.folded) == 1
            and len(self.folded[0]) <= _LONGEST_ABBREVIATION
            and not set(self.folded[0]) & set("aeiouy")
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A trade word, general word or place with its ways of writing."""

    kind: Kind
    code: str
    #: with "?" behind it: not as the last word of a name
    written: tuple[str, ...]
    #: firms in a thousand whose name has it
    per_thousand: float = 0.0
    is_remote: bool = False


class NameWords:
    """The lexicon of firm names."""

    def __init__(
        self, forms: Iterable[LegalForm], entries: Iterable[Entry], syllables: Mapping[str, float]
    ) -> None:
        #: code of a trade word or place, or a folded brand syllable → firms in a thousand whose name has it
        self.per_thousand: dict[str, float] = dict(syllables)
        #: folded syllables that many brands are made of
        self.syllables = frozenset(syllables)
        #: folded words of legal forms: that they carry accents says nothing of the name itself
        self.form_syllables: set[str] = set()
        self._words: set[str] = set()
        #: words that are a phrase by themselves
        self._alone: set[str] = set()
        #: first and second words of phrases that are known by the rest of them
        self._long_starts: set[tuple[int, str]] = set()
        #: a phrase with one word taken out, and where, → the phrases it may have been
        self._gaps: dict[tuple[int, tuple[str, ...]], list[Phrase]] = {}
        #: a single word with a letter left out, → the phrases it may have been
        self._singles: dict[str, list[Phrase]] = {}
        self._phrases: dict[tuple[str, ...], list[Phrase]] = {}
        #: first word → lengths of the phrases that it begins, the longest first
        self._lengths: dict[str, tuple[int, ...]] = {}
        for form in forms:
            for written in form.written:
                self._add(Kind.FORM, (form.code,), written, form)
                self.form_syllables.update(token.folded for token in tokens(written))
        for entry in entries:
            for code in entry.code.split("+"):
                self.per_thousand[code] = max(entry.per_thousand, self.per_thousand.get(code, 0.0))
            for written in entry.written:
                self._add(entry.kind, tuple(entry.code.split("+")), written, is_remote=entry.is_remote)
        for phrase in self._phrases:
            known = {*self._lengths.get(phrase[0], ()), len(phrase)}
            self._lengths[phrase[0]] = tuple(sorted(known, reverse=True))

    def _add(
        self,
        kind: Kind,
        codes: tuple[str, ...],
        written: str,
        form: LegalForm | None = None,
        *,
        is_remote: bool = False,
    ) -> None:
        found = tokens(written)
        if found:
            folded = tuple(stem(token.folded) for token in found)
            accented = tuple(token.accented for token in found)
            doubtful = written.endswith("?")
            phrase = Phrase(kind, codes, folded, accented, form, is_remote=is_remote, is_doubtful=doubtful)
            self._phrases.setdefault(folded, []).append(phrase)
            self._words.update(word for word in folded if len(folded) == 1 or len(word) > 2)
            self._alone.update(folded if len(folded) == 1 else ())
            if not is_remote:
                self._make_mendable(phrase)

    def _make_mendable(self, phrase: Phrase) -> None:
        folded = phrase.folded
        if len(folded) == 1:
            # A single word is mended only where it is long, or no word but letters ("TNHH").
            long = len(folded[0]) >= _LONG_WORD and phrase.kind != Kind.PLACE
            if long or (phrase.form and (phrase.is_abbreviation or folded == ("cty",))):
                for shorter in _shortened(folded[0]):
                    self._singles.setdefault(shorter, []).append(phrase)
            return
        if len(folded) >= _KNOWN_BY_REST:
            self._long_starts.update(((0, folded[0]), (1, folded[1])))
        for at in range(len(folded)):
            self._gaps.setdefault((at, (*folded[:at], *folded[at + 1 :])), []).append(phrase)

    def longest_at(
        self, words: Sequence[Token], folded: Sequence[str], at: int, *, strict: bool
    ) -> Phrase | None:
        """Return the longest phrase that begins at a word, or None.

        Args:
            folded: the stems of the words.
            strict: accents were typed in this name, so a word without any means what it says.
        """
        for length in self._lengths.get(folded[at], ()):
            found = words[at : at + length]
            # "Tiên" is a brand before it is "tiện" without its tone.
            toneless = length > 1 or folded[at] not in self.syllables
            for phrase in self._phrases.get(tuple(folded[at : at + length]), ()):
                lax = toneless and phrase.kind != Kind.SMALL
                agrees = _same_accents(phrase, found, strict=strict, toneless=lax)
                if agrees and (strict or not self._may_be_brand(phrase)):
                    return phrase
        return None

    def mended_at(self, folded: Sequence[str], at: int, *, leads: bool, longer_than: int) -> Phrase | None:
        """Return the longest phrase that begins at a word if one slip of the fingers in it is forgiven, or None.

        The mistyped word must be no word of anything, neither of the catalogue nor a Vietnamese syllable, unless the
        phrase has at least two other words to be known by, or leads the name, where the legal form stands.
        """
        following = folded[at + 1] if at + 1 < len(folded) else ""
        known_by_rest = (0, folded[at]) in self._long_starts or (1, following) in self._long_starts
        near_form = leads and not self.form_syllables.isdisjoint(folded[at : at + _KNOWN_BY_REST])
        if not (near_form or known_by_rest) and self.is_meant(folded[at]) and self.is_meant(following):
            return None
        for length in range(min(_LONGEST_MENDED, len(folded) - at), longer_than, -1):
            words = tuple(folded[at : at + length])
            for place in self._mistyped(words, leads=leads, first=at == 0):
                # What is known by one other word only must be a legal form, or be no word at all.
                plain = length < _KNOWN_BY_REST and self.is_meant(words[place])
                for phrase in self._nearly(words, place):
                    right = phrase.folded[place]
                    if (phrase.form or not plain) and OSA.distance(words[place], right, score_cutoff=1) <= 1:
                        return phrase
        return None

    def _nearly(self, words: tuple[str, ...], place: int) -> Iterable[Phrase]:
        """Return the phrases that agree with the words but for the one at a place; some of them far off there."""
        if len(words) > 1:
            return self._gaps.get((place, (*words[:place], *words[place + 1 :])), ())
        return [phrase for shorter in _shortened(words[0]) for phrase in self._singles.get(shorter, ())]

    def _mistyped(self, words: tuple[str, ...], *, leads: bool, first: bool) -> Sequence[int]:
        """Return the places of the one word of a stretch that may be mistyped."""
        odd = [place for place, word in enumerate(words) if not self.is_meant(word)]
        if len(words) == 1:
            # "Thh" behind "Cty" is "TNHH"; alone before a name it is somebody's initials.
            shortest = _SHORTEST_MENDED - (leads and not first)
            return odd if len(words[0]) >= shortest else ()
        if odd:
            return odd if len(odd) == 1 else ()
        if not leads and len(words) < _KNOWN_BY_REST:
            return ()
        return [place for place, word in enumerate(words) if word not in self._alone]

    def is_meant(self, word: str) -> bool:
        """Say whether a folded word is one of the catalogue's or spelled as a Vietnamese syllable."""
        return word in self._words or word.isdigit() or is_syllable(word)

    def split(self, word: str) -> tuple[str, ...]:
        """Return a word as the brand syllables it was run together from ("phucthanh"); itself when it was not.

        >>> NameWords((), (), {"phuc": 1.0, "thanh": 2.0}).split("phucthanh")
        ('phuc', 'thanh')
        """
        if len(word) < _SHORTEST_RUN or is_syllable(word):
            return (word,)
        return max(self._cuts(word, _MOST_PARTS), key=self._rarest, default=(word,))

    def _cuts(self, word: str, parts: int) -> Iterator[tuple[str, ...]]:
        for at in range(2, len(word) - 1):
            if word[:at] not in self.syllables:
                continue
            if word[at:] in self.syllables:
                yield word[:at], word[at:]
            elif parts > 2:
                yield from ((word[:at], *rest) for rest in self._cuts(word[at:], parts - 1))

    def _rarest(self, cut: tuple[str, ...]) -> float:
        return min(self.per_thousand[part] for part in cut)

    def _may_be_brand(self, phrase: Phrase) -> bool:
        """Say whether a phrase, its accents not typed, is as often a brand: "duc" is "Đức" before it is "đúc"."""
        if phrase.folded == phrase.accented or phrase.kind == Kind.PLACE:
            return False
        if len(phrase.folded) > 1:
            return phrase.is_remote and self.syllables.issuperset(phrase.folded)
        return phrase.kind in {Kind.SMALL, Kind.FORM} or phrase.folded[0] in self.syllables


def _same_accents(phrase: Phrase, words: Sequence[Token], *, strict: bool, toneless: bool) -> bool:
    """Say whether typed accents agree; a single word needs its accents, in a longer phrase they may be missing.

    Args:
        strict: accents were typed in this name.
        toneless: a tone may be missing where another mark shows the word ("nhưa", "Hà Nôi").
    """
    for accented, token in zip(phrase.accented, words, strict=True):
        bare = token.accented == token.folded
        if strict and phrase.is_remote and token.accented != accented:
            return False  # "Phong Sơn" is somebody, "phòng sơn" a paint shop
        if not bare and token.accented not in {accented, accented.rstrip(_TONES) if toneless else accented}:
            return False
        if bare and strict and len(words) == 1 and stem(accented) != stem(token.folded):
            return False
    return True


def _shortened(word: str) -> Iterator[str]:
    """Yield a word and all it becomes when a letter is left out; words one slip apart share one of these."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
