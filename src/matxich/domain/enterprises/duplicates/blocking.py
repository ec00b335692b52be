"""Which records are compared at all: those that share a key of one of several kinds.

Each kind of key forgives another fault: a slip in the brand, another order, a lost trade word, a foreign name, a moved
office. A key that too many rows share tells nothing and is passed over; rarer keys bring the same rows together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matxich.domain.enterprises.duplicates.columns import NONE, Columns, Ints
from matxich.domain.enterprises.name_words import Kind

_SHIFT = 1 << 31
#: kind of key → rows that may share one key
_MOST = {
    "tax": 200,
    "contact": 30,
    "brand": 150,
    "slip": 15,
    "pair": 15,
    "word": 20,
    "placed": 40,
    "address": 30,
}
_SHORTEST_SLIP = 5
_PAIRED = 7


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of one kind with the record that each belongs to."""

    most: int
    keys: Ints
    records: Ints


def keys_of(columns: Columns) -> list[Keys]:
    """Return the keys of every record."""
    name_records = np.repeat(np.arange(len(columns)), np.diff(columns.first_name))
    return [
        *_by_record(columns),
        *_by_word(columns, name_records),
        *_by_brand(columns, name_records),
    ]


def _by_record(columns: Columns) -> list[Keys]:
    every = np.arange(len(columns))
    tax = np.column_stack([columns.tax_heads, columns.former // _divisors(columns.former)])
    contacts = np.column_stack(
        [columns.phones, np.where(columns.emails >= 0, columns.emails + (1 << 40), NONE)]
    )
    pairs = [(0, 1), (1, 2), (0, 2)]
    address = np.column_stack([_paired(columns.address[:, a], columns.address[:, b]) for a, b in pairs])
    return [
        _flat(_MOST["tax"], tax, every),
        _flat(_MOST["contact"], contacts, every),
        _flat(_MOST["address"], address, every),
    ]


def _divisors(codes: Ints) -> Ints:
    """Return what takes a code to its head: a branch code loses its last three digits."""
    return np.where(codes >= 10**11, 1000, 1)


def _by_word(columns: Columns, name_records: Ints) -> list[Keys]:
    telling = columns.identity | (columns.kinds == Kind.TRADE) | (columns.kinds == Kind.PLACE)
    words = np.where(telling & (columns.keys >= 0), columns.keys, NONE)
    own = np.where(columns.identity, words, NONE)
    places = columns.places[name_records]
    pairs = [_paired(words[:, a], words[:, b]) for a in range(_PAIRED) for b in range(a + 1, _PAIRED)]
    placed = np.column_stack([_paired(own[:, at], places, ordered=True) for at in range(own.shape[1])])
    return [
        _flat(_MOST["word"], own, name_records),
        _flat(_MOST["pair"], np.column_stack(pairs), name_records),
        _flat(_MOST["placed"], placed, name_records),
    ]


def _by_brand(columns: Columns, name_records: Ints) -> list[Keys]:
    """Return the whole brand in any order, and every way of leaving one letter out of it."""
    brands = np.where(columns.identity & (columns.keys >= 0), columns.keys, NONE)
    brands.sort(axis=1)
    whole = np.zeros(len(brands), np.int64)
    with np.errstate(over="ignore"):
        for column in brands.T:
            whole = np.where(column >= 0, (whole * 1_000_003 + column + 1) & (2**62 - 1), whole)
    whole = np.where(whole > 0, whole, NONE)
    keys: list[int] = []
    rows: list[int] = []
    for row, brand in enumerate(columns.brands):
        if len(brand) >= _SHORTEST_SLIP:
            variants = {hash(brand), *(hash(brand[:at] + brand[at + 1 :]) for at in range(len(brand)))}
            keys.extend(variants)
            rows.extend([int(name_records[row])] * len(variants))
    slips = np.array(keys, np.int64) & (2**62 - 1)
    return [
        Keys(_MOST["brand"], whole[whole >= 0], name_records[whole >= 0]),
        Keys(_MOST["slip"], slips, np.array(rows, np.int64)),
    ]


def _paired(first: Ints, second: Ints, *, ordered: bool = False) -> Ints:
    """Return one key for two numbers, −1 where one is missing."""
    low, high = (first, second) if ordered else (np.minimum(first, second), np.maximum(first, second))
    return np.where((first >= 0) & (second >= 0) & (first != second), low * _SHIFT + high, NONE)


def _flat(most: int, table: Ints, records: Ints) -> Keys:
    at, column = np.nonzero(table >= 0)
    return Keys(most, table[at, column], records[at])


def pairs_within(columns: Columns) -> tuple[Ints, Ints]:
    """Return the candidate pairs among the records themselves, each once, the smaller row first."""
    count = len(columns)
    found: list[Ints] = []
    for keys in keys_of(columns):
        order = np.lexsort((keys.records, keys.keys))
        values, rows = keys.keys[order], keys.records[order]
        if len(values) < 2:
            continue
        starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
        sizes = np.diff(np.r_[starts, len(values)])
        fits = np.repeat((sizes > 1) & (sizes <= keys.most), sizes)
        values, rows = values[fits], rows[fits]
        for step in range(1, int(min(keys.most, sizes.max()))):
            alike = (
                np.flatnonzero(values[step:] == values[:-step])
                if len(values) > step
                else np.empty(0, np.int64)
            )
            if not len(alike):
                break
            found.append(rows[alike] * count + rows[alike + step])
    codes = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
    first, second = np.divmod(codes, max(count, 1))
    apart = first != second
    return first[apart], second[apart]


@dataclass(frozen=True, slots=True)
class KeyIndex:
    """The keys of an index, sorted, to look up the keys of new rows in."""

    kinds: tuple[Keys, ...]


def key_index(columns: Columns) -> KeyIndex:
    """Sort the keys of the records that new rows will be compared with."""
    return KeyIndex(tuple(_sorted(keys) for keys in keys_of(columns)))


def _sorted(keys: Keys) -> Keys:
    order = np.argsort(keys.keys, kind="stable")
    return Keys(keys.most, keys.keys[order], keys.records[order])


def pairs_between(new: Columns, index: KeyIndex, indexed: int) -> tuple[Ints, Ints]:
    """Return the candidate pairs (new row, indexed row), each once; `indexed` is the size of the index."""
    found: list[Ints] = []
    for asked, held in zip(keys_of(new), index.kinds, strict=True):
        low = np.searchsorted(held.keys, asked.keys, "left")
        counts = np.searchsorted(held.keys, asked.keys, "right") - low
        counts = np.where(counts <= held.most, counts, 0)
        rows = np.repeat(asked.records, counts)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        found.append(rows * indexed + held.records[np.repeat(low, counts) + within])
    codes = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
    first, second = np.divmod(codes, max(indexed, 1))
    return first, second
