"""Finding the vocabulary's phrases in a text: one pass over the words with a trie, longest phrase first.

Words are compared folded, so a text without diacritics is understood; but where the writer typed accents they must
agree ("mã" is not "mạ", "Đức" is not "đúc"). A word of one syllable without its accents ("ma", "han", "son") counts
only in a column that is about its kind. Words that mean several things are decided by the words around them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from matxich.domain.shared.text import Token, clean, fold, has_accents, has_glyphs, stem, tokens

# A phrase does not go on behind these: "Mỹ, Đức" is no district.
# Two katakana are too short to be a word inside a longer one ("ビス" in "サービス").
_REMEMBERED = 50_000
_KATAKANA, _SHORT_KANA = re.compile(r"[\u30a0-\u30ff]"), 2
_BREAK = re.compile(r"[,;、；\n]")


@dataclass(frozen=True, slots=True)
class Mention:
    """One concept named at one place of a text."""

    kind: str
    code: str
    #: the words that named it, as written
    text: str
    #: place in the cleaned text
    start: int
    end: int
    #: 1.0 for an unmistakable phrase; less where context or a default decided
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class AmbiguousWord:
    """A phrase that can name several concepts, with what decides between them."""

    alias: str
    #: (kind, code, context words that choose it, chosen when nothing else does)
    candidates: tuple[tuple[str, str, tuple[str, ...], bool], ...]


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    #: per accent form: the concepts named
    endings: dict[tuple[str, ...], list[tuple[tuple[str, str], ...]]] = field(default_factory=dict)
    #: glued forms only ("S45C"): single letters must stand at their digits
    glued: bool = False


class Finder:
    """A trie over the folded words of every name."""

    def __init__(
        self,
        entries: Iterable[tuple[str, tuple[tuple[str, str], ...]]],
        ambiguous: Sequence[AmbiguousWord] = (),
        is_a: Callable[[tuple[str, str], tuple[str, str]], bool] = lambda special, general: False,
    ) -> None:
        """Build the trie; `is_a` tells whether one concept is more special than another."""
        self._is_a = is_a
        self._root = _Node()
        self._ambiguous: Mapping[tuple[str, ...], AmbiguousWord] = {
            accent_form(word.alias): word for word in ambiguous
        }
        #: cells repeat ("Có", "SS400", a district): what they say is remembered
        self._read: dict[tuple[str, str | None], tuple[Mention, ...]] = {}
        for name, concepts in entries:
            self._add(name, concepts)
        for word in ambiguous:
            self._add(word.alias, ())

    def _add(self, name: str, concepts: tuple[tuple[str, str], ...]) -> None:
        words = tokens(name)
        if not words:
            return
        node = self._root
        for word in words:
            node = node.children.setdefault(stem(word.folded), _Node())
        accents = tuple(stem(word.accented) for word in words)
        node.endings.setdefault(accents, []).append(concepts)
        node.glued = node.glued or any(
            len(w.accented) == 1 and w.folded.isalpha() and w.folded.isascii() for w in words
        )

    def find(self, text: str, prefer: str | None = None) -> list[Mention]:
        """Return the mentions of a text from left to right; overlapping phrases give way to the longest."""
        known = self._read.get((text, prefer))
        if known is not None:
            return list(known)
        if len(self._read) >= _REMEMBERED:
            self._read.clear()
        return list(self._read.setdefault((text, prefer), tuple(self._mentions(text, prefer))))

    def _mentions(self, text: str, prefer: str | None) -> list[Mention]:
        words = tokens(text)
        accented = has_accents(text)
        cleaned = clean(text)
        found: list[Mention] = []
        index = 0
        while index < len(words):
            length, concepts, confidence = self._longest(
                words, index, accented=accented, prefer=prefer, cleaned=cleaned
            )
            if not length or self._yields(
                words, index, length, accented=accented, prefer=prefer, cleaned=cleaned
            ):
                index += 1
                continue
            start, end = words[index].start, words[index + length - 1].end
            found.extend(
                Mention(kind, code, cleaned[start:end], start, end, confidence) for kind, code in concepts
            )
            index += length
        return found

    def _yields(
        self, words: list[Token], at: int, length: int, *, accented: bool, prefer: str | None, cleaned: str
    ) -> bool:
        """Say whether a phrase gives way to one as long that begins inside it ("hàng đúc" in "hàng đúc cát")."""
        own = self._longest(words, at, accented=accented, prefer=prefer, cleaned=cleaned)[1]
        for later in range(at + 1, at + length):
            other, concepts, _ = self._longest(
                words, later, accented=accented, prefer=prefer, cleaned=cleaned
            )
            if later + other <= at + length or not own or not concepts or own[0][0] != concepts[0][0]:
                continue
            # "hàng đúc" in "hàng đúc cát"; "gia công mạ" in "gia công mạ kẽm": as long, or more special
            if other >= length or self._is_a(concepts[0], own[0]):
                return True
        return False

    def _longest(
        self, words: list[Token], at: int, *, accented: bool, prefer: str | None, cleaned: str
    ) -> tuple[int, tuple[tuple[str, str], ...], float]:
        node = self._root
        best: tuple[int, tuple[tuple[str, str], ...], float] = (0, (), 1.0)
        for step, word in enumerate(words[at:], start=1):
            child = node.children.get(stem(word.folded))
            if child is None or (step > 1 and _BREAK.search(cleaned, words[at + step - 2].end, word.start)):
                break
            node = child
            if (
                not node.endings
                or _splits_word(words, at, step)
                or (node.glued and _torn(words[at : at + step]))
            ):
                continue
            chosen = self._choose(
                node, words[at : at + step], accented=accented, prefer=prefer, cleaned=cleaned
            )
            if chosen is not None:
                best = (step, *chosen)
        return best

    def _choose(
        self, node: _Node, words: list[Token], *, accented: bool, prefer: str | None, cleaned: str
    ) -> tuple[tuple[tuple[str, str], ...], float] | None:
        written = tuple(stem(word.accented) for word in words)
        forms = (
            [written]
            if written in node.endings
            else [
                f
                for f in node.endings
                if _agrees(f, written, accented=accented, preferred=prefer is not None)
            ]
        )
        if not forms:
            return None
        certainty = 1.0 if forms == [written] else 0.9
        word = next((self._ambiguous[form] for form in forms if form in self._ambiguous), None)
        if word is not None:
            return _decide(word, cleaned, prefer)
        return _preferred(
            [concepts for form in forms for concepts in node.endings[form] if concepts], prefer
        ), certainty


def accent_form(alias: str) -> tuple[str, ...]:
    """Return the words of a name as the finder compares them: accents kept, plurals dropped."""
    return tuple(stem(word.accented) for word in tokens(alias))


def _agrees(form: tuple[str, ...], written: tuple[str, ...], *, accented: bool, preferred: bool) -> bool:
    """Say whether the accents of the text allow this form of the alias."""
    missing = 0
    for wanted, got in zip(form, written, strict=True):
        if wanted == got:
            continue
        if not got.isascii() or got[-1:].isdigit() != got.isdigit():  # accents were typed, and others
            return False
        if _bare(wanted) != got:
            return False
        missing += 1
    if len(form) == 1:
        return preferred and not accented
    return not accented or len(form) >= 3 or missing == 0


def _bare(accented: str) -> str:
    folded = fold(accented)
    return folded.rstrip("12345") if not folded.isdigit() else folded


def _torn(words: list[Token]) -> bool:
    """Say whether a single letter of a designation ("S 45 C") stands apart from the rest by more than one sign."""
    for left, right in itertools.pairwise(words):
        single = (len(left.folded) == 1 and left.folded.isalpha()) or (
            len(right.folded) == 1 and right.folded.isalpha()
        )
        coded = left.folded.isdigit() or right.folded.isdigit()  # "khuôn cát (V-process)" is no designation
        if (
            single
            and coded
            and left.folded.isascii()
            and right.folded.isascii()
            and right.start - left.end > 1
        ):
            return True
    return False


def _splits_word(words: list[Token], at: int, step: int) -> bool:
    """Say whether the phrase begins or ends inside a longer word ("PA" in "PA66", "ビス" in "サービス")."""
    first, last = words[at], words[at + step - 1]
    before = words[at - 1] if at else None
    after = words[at + step] if at + step < len(words) else None
    glued_before = before is not None and before.end == first.start
    glued_after = after is not None and after.start == last.end
    if step <= _SHORT_KANA and all(_KATAKANA.match(word.folded) for word in words[at : at + step]):
        in_run = (glued_before and before is not None and _KATAKANA.match(before.folded)) or (
            glued_after and after is not None and _KATAKANA.match(after.folded)
        )
        return bool(in_run)
    return (glued_before and before is not None and _latin(before, first)) or (
        glued_after and after is not None and _latin(last, after)
    )


def _latin(left: Token, right: Token) -> bool:
    # "350T" and "M8" are glued too, but "5trục" and "CNC5" must be read: only letter-digit runs that look like codes count.
    if not (left.folded.isascii() and right.folded.isascii()):
        return False
    return (
        left.folded.isdigit() != right.folded.isdigit()
        and left.accented.isascii()
        and right.accented.isascii()
        and not left.folded.isdigit()
    )


def _preferred(
    concepts: list[tuple[tuple[str, str], ...]], prefer: str | None
) -> tuple[tuple[str, str], ...]:
    """Return the concepts of the phrase: a compound before a single one, then the column's kind."""
    fullest = max(len(listed) for listed in concepts)
    if fullest > 1:
        return next(listed for listed in concepts if len(listed) == fullest)
    return next((listed for listed in concepts if listed[0][0] == prefer), concepts[0])


def _decide(
    word: AmbiguousWord, text: str, prefer: str | None
) -> tuple[tuple[tuple[str, str], ...], float] | None:
    """Choose a candidate by the words around it, then by the column's kind, then by the default."""
    padded = f" {fold(text)} "
    glyphs = has_glyphs(text)
    for kind, code, context, _ in word.candidates:
        for phrase in context:
            wanted = fold(phrase)
            if f" {wanted} " in padded or (glyphs and wanted in padded):
                return _named(kind, code, 0.8)
    preferred = [c for c in word.candidates if c[0] == prefer]
    if len(preferred) == 1:
        return _named(preferred[0][0], preferred[0][1], 0.8)
    for kind, code, _, default in preferred or word.candidates:
        if default:
            return _named(kind, code, 0.6)
    return None


def _named(kind: str, code: str, confidence: float) -> tuple[tuple[tuple[str, str], ...], float]:
    """Return one concept, or none at all: a phrase that means nothing here still covers its words."""
    return ((), confidence) if kind == "none" else (((kind, code),), confidence)
