"""Finds every place in an address where words may be the name of a unit.

Names are compared by their folded syllables, so "Thach That", "THẠCH THẤT" and "Thạch-Thất" are one; accents that
were typed still speak against a name that has others. What the finds mean together is decided in `resolving`.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.markers import SHORT, is_no_unit, kinds_after, kinds_before
from matxich.domain.places.units import Kind, Level, Unit
from matxich.domain.shared.text import Token, clean, tokens

#: i and y are written for each other at the end of a syllable: Mỹ, Mĩ; Quý, Quí
_OPEN_Y = re.compile(r"^([bcdghklmnprstvx]{1,2}|qu)y$")
_PARTS = re.compile(r"[,;/|_()\n\[\]]|\s[-–]\s|\.\s|\.$")
_DASH = re.compile(r"\s*[-–]\s*")
#: a name written as one word ("Hanoi", "QuangNinh") is recognised from this many letters on
_LEAST_GLUED = 5


@dataclass(frozen=True, slots=True)
class Name:
    """One way in which a unit is called."""

    unit: Unit
    #: accents kept, a syllable each; empty where the tables give the name without its accents
    accents: tuple[str, ...]
    #: the name of a unit that went into this one earlier
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Find:
    """Words of an address that may name a unit."""

    name: Name
    #: first word and the one after the last, without the word of the kind
    start: int
    end: int
    #: the same with the word of the kind
    outer_start: int
    outer_end: int
    #: kinds that the word beside the name allows; None when there is no such word
    kinds: frozenset[Kind] | None
    #: it fills its part of the address, between two commas
    is_whole: bool
    #: accents were typed and are others than the unit's
    is_misspelt: bool
    #: the words as written, with the word of the kind
    text: str

    @property
    def unit(self) -> Unit:
        """The unit that these words may name."""
        return self.name.unit

    @property
    def has_kind(self) -> bool:
        """Whether the word of the kind is there and is the unit's own."""
        return self.kinds is not None and self.unit.kind in self.kinds

    def overlaps(self, other: Find) -> bool:
        """Say whether the two claim a word in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Address:
    """A text in words, and what was found in it."""

    text: str
    words: tuple[Token, ...]
    finds: tuple[Find, ...]
    #: words that name a district or province which is none of the gazetteer's ("huyện Yên Dũng")
    strangers: tuple[str, ...]


@functools.lru_cache(maxsize=8192)
def syllable(folded: str) -> str:
    """Return a folded syllable in the one spelling that names are compared in.

    >>> [syllable(word) for word in ("my", "quy", "thuy", "01")]
    ['mi', 'qui', 'thuy', '1']
    """
    if folded.isdecimal():
        return str(int(folded))
    return _OPEN_Y.sub(r"\1i", folded)


def _accented_syllable(accented: str) -> str:
    bare = accented.rstrip("12345")
    return f"{syllable(bare)}{accented[len(bare) :]}" if bare else accented


class NameIndex:
    """The names of a gazetteer by their syllables."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._names: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        #: written as one word, or known only so → the names
        self._glued: dict[str, list[Name]] = defaultdict(list)
        for unit in gazetteer.units.values():
            self._add(unit.name, Name(unit, ()))
            for former in unit.former_names:
                self._add(former, Name(unit, (), is_former=True))
        self.longest = max((len(key) for key in self._names), default=0)

    def _add(self, written: str, name: Name) -> None:
        words = tokens(written)
        key = tuple(syllable(word.folded) for word in words)
        has_marks = any(word.accented != word.folded for word in words)
        accents = (
            tuple(_accented_syllable(word.accented) for word in words)
            if has_marks or not name.is_former
            else ()
        )
        if not key or any(known.unit.key == name.unit.key for known in self._names[key]):
            return
        self._names[key].append(Name(name.unit, accents, name.is_former))
        joined = "".join(word.folded for word in words)
        if (len(key) > 1 or name.is_former) and len(joined) >= _LEAST_GLUED:
            self._glued[joined].append(Name(name.unit, (), name.is_former))

    def at(self, words: list[Token], start: int) -> Iterator[tuple[int, Name]]:
        """Yield every name that begins at a word, the longest first, with the word after it."""
        for end in range(min(len(words), start + self.longest), start, -1):
            folded = [word.folded for word in words[start:end]]
            for name in self._names.get(tuple(map(syllable, folded)), ()):
                yield end, name
            joined = "".join(folded)
            for name in self._glued.get(joined, ()):
                if end - start == 1 or name.is_former:  # former names are known as one word only
                    yield end, name


def read_address(text: str, index: NameIndex) -> Address:
    """Find what may be a unit in an address; finds in the order of the text."""
    written = clean(text)
    scan = _Scan(written, tokens(written))
    spans = [
        (start, end, name) for start in range(len(scan.words)) for end, name in index.at(scan.words, start)
    ]
    spans = [span for span in spans if scan.is_one_piece(span[0], span[1])]
    longest = [span for span in spans if not _is_inside(span, spans)]
    finds = [find for span in longest if (find := scan.find(*span, longest)) is not None]
    return Address(text, tuple(scan.words), tuple(finds), tuple(scan.strangers(finds)))


_Span = tuple[int, int, Name]


def _is_inside(span: _Span, spans: list[_Span]) -> bool:
    """Say whether a longer name covers this one: "Thanh Xuân Bắc" is not "Thanh Xuân"."""
    return any(
        start <= span[0] and span[1] <= end and end - start > span[1] - span[0] for start, end, _ in spans
    )


class _Scan:
    """The words of one address with the part that each stands in."""

    def __init__(self, written: str, words: list[Token]) -> None:
        self.written = written
        self.words = words
        self._parts: list[int] = []
        self._hard: set[int] = set()
        part = 0
        for place, word in enumerate(words):
            if place:
                before = words[place - 1]
                gap = written[before.end : word.start]
                if _PARTS.search(gap) and not (gap.startswith(".") and before.folded in SHORT):
                    part += 1
                    if not _DASH.fullmatch(gap):
                        self._hard.add(place)
            self._parts.append(part)

    def is_one_piece(self, start: int, end: int) -> bool:
        """Say whether no comma or full stop stands inside; a dash may ("Văn Miếu - Quốc Tử Giám")."""
        return not any(place in self._hard for place in range(start + 1, end))

    def before(self, start: int) -> list[Token]:
        """Return the words of the same part that stand before a place."""
        first = next(place for place in range(start + 1) if self._parts[place] == self._parts[start])
        return self.words[first:start]

    def after(self, end: int) -> list[Token]:
        """Return the words of the same part that stand from a place on, the word before it being in the part."""
        return [
            word
            for word, part in zip(self.words[end:], self._parts[end:], strict=True)
            if part == self._parts[end - 1]
        ]

    def find(self, start: int, end: int, name: Name, spans: list[_Span]) -> Find | None:
        """Return what a name at this place means, or None when the words beside it say that it is something else."""
        level, before, after = name.unit.level, self.before(start), self.after(end)
        is_number = name.unit.name.isdecimal()
        ahead = kinds_before(before, is_number=is_number)
        ignored = 0
        if ahead is not None and self._is_claimed(start - ahead[0], start, spans):
            ignored, ahead = ahead[0], None
        behind = kinds_after(after)
        kinds, outer_start, outer_end = None, start, end
        if ahead is not None and any(kind.level == level for kind in ahead[1]):
            kinds, outer_start = ahead[1], start - ahead[0]
        elif behind is not None and any(kind.level == level for kind in behind[1]):
            kinds, outer_end = behind[1], end + behind[0]
        elif (ahead and len(before[-1].folded) > 1) or behind or is_number or is_no_unit(before, after):
            return None
        elif level > Level.PROVINCE and before and before[-1].folded.isdecimal():
            return None  # "12 Minh Khai" is a house in a street
        inside = [*before[: len(before) - (start - outer_start) - ignored], *after[outer_end - end :]]
        return Find(
            name=name,
            start=start,
            end=end,
            outer_start=outer_start,
            outer_end=outer_end,
            kinds=kinds,
            is_whole=all(word.folded.isdecimal() for word in inside),
            is_misspelt=_is_misspelt(self.words[start:end], name),
            text=self.written[self.words[outer_start].start : self.words[outer_end - 1].end],
        )

    def _is_claimed(self, start: int, end: int, spans: list[_Span]) -> bool:
        """Say whether the word of a kind may be another name's: "Phùng Xá Mỹ Đức" has no "xã" in it.

        One that begins a name ("Phuong Mai Dong Da") is in doubt only where no accents were typed.
        """
        is_plain = all(word.accented == word.folded for word in self.words[start:end])
        return any(
            (first < start and last == end) or (is_plain and first == start and last > end)
            for first, last, _ in spans
        )

    def strangers(self, finds: list[Find]) -> Iterator[str]:
        """Yield what is called a district or a province and is none that we know: "huyện Yên Dũng"."""
        taken = {place for find in finds for place in range(find.outer_start, find.outer_end)}
        for place, word in enumerate(self.words):
            if place in taken:
                continue
            before, after = self.before(place), self.after(place + 1)
            behind = kinds_after(self.words[place : place + 1])
            if behind is not None and _is_high(behind[1]) and before and place - 1 not in taken:
                yield self.written[self.words[place - min(3, len(before))].start : word.end]
            ahead = kinds_before([*before, word])
            is_plain = word.accented == word.folded and ahead is not None and ahead[0] == 1
            if ahead is not None and _is_high(ahead[1]) and not is_plain and after and place + 1 not in taken:
                yield self.written[word.start : self.words[place + min(3, len(after))].end]


def _is_misspelt(words: list[Token], name: Name) -> bool:
    if len(name.accents) != len(words) or all(word.accented == word.folded for word in words):
        return False
    return any(
        _accented_syllable(word.accented) != accent
        for word, accent in zip(words, name.accents, strict=True)
        if word.accented != word.folded
    )


def _is_high(kinds: frozenset[Kind]) -> bool:
    return all(kind.level < Level.WARD for kind in kinds)
