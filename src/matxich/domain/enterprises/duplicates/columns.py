"""Records as columns of numbers, so that a hundred thousand pairs are compared at once.

One row per record, and one row per name of a record (its names stand side by side). Words, places and addresses are
numbered; rows that are compared with an index share its numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matxich.domain.enterprises.duplicates.contacts import address_words, phone_number
from matxich.domain.enterprises.duplicates.records import Record
from matxich.domain.enterprises.duplicates.shares import WordShares
from matxich.domain.enterprises.legal_forms import FORMS, UNITS
from matxich.domain.enterprises.name_words import Kind, NameWords
from matxich.domain.enterprises.names import FirmName, NameWord, parse_name
from matxich.domain.enterprises.syllables import is_syllable
from matxich.domain.enterprises.tax_code import TaxCode, read_tax_code

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

#: words kept of a name, phones of a record, former codes, words of an address
WORDS, PHONES, FORMER, ADDRESS = 10, 3, 3, 10
NONE = -1
#: as many places are thought of beside those counted
_PLACES = 30
#: words of more addresses than this say nothing of one
_COMMON_SHARE, _COMMON_LEAST = 0.03, 12
FORM_NUMBERS = {form: number for number, form in enumerate(("", *FORMS))}
UNIT_NUMBERS = {unit: number for number, unit in enumerate(("", *UNITS))}


class Numbers:
    """Numbers of words in the order met; a child adds its own behind its parent's and leaves that as it is."""

    def __init__(self, parent: Numbers | None = None) -> None:
        self._parent: dict[str, int] = parent.own if parent else {}
        self.own: dict[str, int] = {}

    def of(self, word: str) -> int:
        """Return the number of a word, a new one when it is met first."""
        found = self._parent.get(word)
        if found is not None:
            return found
        return self.own.setdefault(word, len(self._parent) + len(self.own))


@dataclass(frozen=True)
class Columns:
    """Records and their names as columns."""

    records: Sequence[Record]
    names: Sequence[FirmName]
    tax_codes: Sequence[TaxCode | None]
    #: record → its first name row, and one more entry for the end
    first_name: Ints
    #: per name row and word; −1 where there is none
    keys: Ints
    surfaces: Ints
    accents: Ints
    kinds: npt.NDArray[np.int8]
    bits: Floats
    #: who the firm is hangs on this word: brand and numbers, or all that is there when there is no brand
    identity: Bools
    has_accents: Bools
    #: no Vietnamese syllable, so foreign or mistyped
    foreign: Bools
    form_closes: Bools
    forms: npt.NDArray[np.int8]
    units: npt.NDArray[np.int8]
    #: the unit's own words, as one number
    unit_words: Ints
    #: brand words run together, as text and as a number; "" and −1 without a brand
    brands: Sequence[str]
    brand_numbers: Ints
    #: how many brand words, and their keys in order
    brand_words: Ints
    brand_keys: Ints
    brand_lengths: Ints
    #: letters of each word
    lengths: Ints
    #: the kept words as text, for looking closer
    words: Sequence[Sequence[str]]
    #: per record; −1 where not known or not valid
    tax_heads: Ints
    tax_digits: Ints
    #: a code was written whose check digit is wrong
    tax_wrong: Bools
    former: Ints
    places: Ints
    #: share of the records that are in the same place, smoothed
    place_shares: Floats
    phones: Ints
    emails: Ints
    address: Ints
    #: words of so many addresses that they say nothing of one
    common_words: frozenset[str]
    numbers: Numbers

    def __len__(self) -> int:
        return len(self.records)

    def names_of(self, record: int) -> Sequence[FirmName]:
        """Return the parsed names of a record."""
        return self.names[self.first_name[record] : self.first_name[record + 1]]


def parsed_names(records: Iterable[Record], lexicon: NameWords) -> list[list[FirmName]]:
    """Return the distinct names of each record, taken apart; a record without any gets one empty name."""
    return [
        [
            parse_name(name, lexicon)
            for name in dict.fromkeys((record.name, *record.other_names))
            if name.strip()
        ]
        or [parse_name("", lexicon)]
        for record in records
    ]


def as_columns(
    records: Sequence[Record],
    parsed: Sequence[Sequence[FirmName]],
    shares: WordShares,
    index: Columns | None = None,
) -> Columns:
    """Turn records with their parsed names into columns, to be compared with each other or with those of an index."""
    numbers = Numbers(index.numbers if index else None)
    addresses = [address_words(record.address) for record in records]
    common = index.common_words if index else _common(addresses)
    names = [name for listed in parsed for name in listed]
    kept = [_numbered(kept_words(name)) for name in names]
    codes = [read_tax_code(record.tax_code) if record.tax_code else None for record in records]
    branded = [[word.key for word in name.words if word.kind == Kind.BRAND] for name in names]
    brands = ["".join(keys) for keys in branded]
    bits = _Bits(shares)
    return Columns(
        records=records,
        names=names,
        tax_codes=codes,
        first_name=np.cumsum([0, *map(len, parsed)]),
        keys=_table([[numbers.of(word.key) for word in words] for words in kept], WORDS),
        surfaces=_table([[numbers.of(word.surface) for word in words] for words in kept], WORDS),
        accents=_table([[numbers.of(word.accented) for word in words] for words in kept], WORDS),
        kinds=_table([[word.kind for word in words] for words in kept], WORDS).astype(np.int8),
        bits=_floats([bits.of([word.key for word in words]) for words in kept], WORDS),
        identity=_table([_identity(words) for words in kept], WORDS) == 1,
        has_accents=np.array([name.has_accents for name in names], bool),
        foreign=_table([[int(not is_syllable(word.surface)) for word in words] for words in kept], WORDS)
        == 1,
        form_closes=np.array([name.form_closes for name in names], bool),
        forms=np.array([FORM_NUMBERS[name.legal_form] for name in names], np.int8),
        units=np.array([UNIT_NUMBERS[name.unit] for name in names], np.int8),
        unit_words=np.array([numbers.of(" ".join(sorted(set(name.unit_words)))) for name in names], np.int64),
        brands=brands,
        brand_numbers=np.array([numbers.of(brand) if brand else NONE for brand in brands], np.int64),
        brand_words=np.array([len(keys) for keys in branded], np.int64),
        brand_keys=_table([[numbers.of(key) for key in keys] for keys in branded], WORDS),
        brand_lengths=np.array([len(brand) for brand in brands], np.int64),
        lengths=np.maximum(_table([[len(word.surface) for word in words] for words in kept], WORDS), 0),
        words=[[word.surface for word in words] for words in kept],
        tax_heads=np.array([int(code.head) if code and code.is_valid else NONE for code in codes], np.int64),
        tax_digits=np.array(
            [int(code.digits) if code and code.is_valid else NONE for code in codes], np.int64
        ),
        tax_wrong=np.array([code is not None and not code.is_valid for code in codes], bool),
        former=_table([_codes(record.former_tax_codes) for record in records], FORMER),
        places=np.array([numbers.of(f"place {r.place}") if r.place else NONE for r in records], np.int64),
        place_shares=_place_shares(records),
        phones=_table([_phones(record) for record in records], PHONES),
        emails=_table([[numbers.of(mail.lower()) for mail in record.emails] for record in records], PHONES),
        address=_table(
            [[numbers.of(f"@{word}") for word in listed if word not in common] for listed in addresses],
            ADDRESS,
        ),
        common_words=common,
        numbers=numbers,
    )


class _Bits:
    """What the words of names are worth, each looked up once."""

    def __init__(self, shares: WordShares) -> None:
        self._shares = shares
        self._known: dict[tuple[str, str], float] = {}

    def of(self, keys: Sequence[str]) -> list[float]:
        worth: list[float] = []
        before = ""
        for key in keys:
            found = self._known.get((before, key))
            if found is None:
                found = self._known[before, key] = self._shares.bits_after(before, key)
            worth.append(found)
            before = key
        return worth


def kept_words(name: FirmName) -> Sequence[NameWord]:
    """Return the words of a name that there is room for; those that say least are left out first."""
    words = name.words
    if len(words) <= WORDS:
        return words
    told = sorted(range(len(words)), key=lambda at: (words[at].kind, at))[:WORDS]
    return [words[at] for at in sorted(told)]


def _numbered(words: Sequence[NameWord]) -> Sequence[NameWord]:
    """Tell the second of two like words from the first: "An An" is not "An"."""
    if len({word.surface for word in words}) == len(words):
        return words
    seen: Counter[str] = Counter()
    told = []
    for word in words:
        seen[word.surface] += 1
        again = f"#{seen[word.surface]}" if seen[word.surface] > 1 and word.kind != Kind.GENERAL else ""
        told.append(
            NameWord(word.kind, word.key + again, word.surface + again, word.accented + again, word.text)
        )
    return told


def _identity(words: Sequence[NameWord]) -> list[int]:
    """Mark what the firm's identity hangs on: "Nhựa Hà Nội" has no brand but its trade and place."""
    own = {Kind.BRAND, Kind.NUMBER}
    if not any(word.kind == Kind.BRAND for word in words):
        own |= {Kind.PLACE, Kind.TRADE}
    if not any(word.kind in own for word in words):
        own.add(Kind.GENERAL)
    return [int(word.kind in own) for word in words]


def _codes(written: Iterable[str]) -> list[int]:
    codes = (read_tax_code(text) for text in written)
    return [int(code.digits) for code in codes if code and code.is_valid]


def _place_shares(records: Sequence[Record]) -> Floats:
    counted = Counter(record.place for record in records)
    total = len(records) + _PLACES
    return np.array([(counted[record.place] + 1) / total for record in records], np.float32)


def _common(addresses: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the names of city and district that many addresses share."""
    counted = Counter(word for listed in addresses for word in listed)
    most = max(len(addresses) * _COMMON_SHARE, _COMMON_LEAST)
    return frozenset(word for word, times in counted.items() if times > most)


def _phones(record: Record) -> list[int]:
    return [int(number) for number in dict.fromkeys(map(phone_number, record.phones)) if number]


def _table(rows: Sequence[Sequence[int]], width: int) -> Ints:
    table = np.full((len(rows), width), NONE, np.int64)
    for at, row in enumerate(rows):
        if row:
            table[at, : len(row)] = row[:width]
    return table


def _floats(rows: Sequence[Sequence[float]], width: int) -> Floats:
    table = np.zeros((len(rows), width), np.float32)
    for at, row in enumerate(rows):
        if row:
            table[at, : len(row)] = row[:width]
    return table
