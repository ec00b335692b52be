"""Registries of any size, made as columns: seeded, ten lines a firm, processes as frequent as a Zipf law says."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matxich.domain.enterprises.model import Firm, ProcessLine
from matxich.domain.matching.columns import FIRM_WORDS, Registry, bits, build_registry, words
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.files.index_firms import encode_line, encode_profile, join_firm
from tests.benchmarks.templates import LINES_A_PROCESS, SEED, leaf_processes, line_stock, profile_stock

LINES_A_FIRM = 10
_FIRST = (
    "Cơ khí",
    "Nhựa",
    "Khuôn mẫu",
    "Kim khí",
    "Điện tử",
    "Cơ điện",
    "Chế tạo máy",
    "Bao bì",
    "Cao su",
    "Phụ tùng",
)
_SECOND = (
    "An Phát",
    "Bình Minh",
    "Đại Việt",
    "Hồng Hà",
    "Thăng Long",
    "Sao Mai",
    "Tân Tiến",
    "Việt Hưng",
    "Đông Á",
    "Hoàng Gia",
)


@dataclass(frozen=True)
class Stock:
    """Lines and profiles, with the columns that `build_registry` makes of them."""

    vocabulary: Vocabulary
    leaves: list[str]
    lines: list[ProcessLine]
    profiles: list[Firm]
    #: the stock as a registry: all lines belong to one firm more, the last
    registry: Registry
    #: place in the stock of lines → row of the registry
    row_of_line: NDArray[np.int64]


@functools.cache
def stock(vocabulary: Vocabulary, *, crowded: bool = False) -> Stock:
    """Return the stock that every generated registry repeats."""
    rng = np.random.default_rng(SEED)
    leaves = leaf_processes(vocabulary, rng, crowded=crowded)
    lines, profiles = line_stock(vocabulary, leaves, rng), profile_stock(vocabulary, rng)
    registry = build_registry([*profiles, Firm("", "", lines=tuple(lines))], vocabulary)
    return Stock(vocabulary, leaves, lines, profiles, registry, np.argsort(registry.lines["source"]))


@dataclass(frozen=True)
class Drawn:
    """Which lines and which profile each generated firm has."""

    stock: Stock
    #: firms × 10 places in the stock of lines
    lines: NDArray[np.int64]
    #: places in the stock of profiles
    profiles: NDArray[np.int64]

    def firm(self, place: int) -> Firm:
        """Return one firm as an object."""
        lines = tuple(self.stock.lines[line] for line in self.lines[place])
        return dataclasses.replace(
            self.stock.profiles[self.profiles[place]],
            supplier_id=supplier_id(place),
            name=firm_name(place),
            lines=lines,
        )

    def records(self) -> Iterator[bytes]:
        """Return every firm's record for an index, joined of parts encoded once."""
        lines = [encode_line(line) for line in self.stock.lines]
        profiles = [encode_profile(profile) for profile in self.stock.profiles]
        for place, (profile, own) in enumerate(zip(self.profiles.tolist(), self.lines.tolist(), strict=True)):
            yield join_firm(
                supplier_id(place), firm_name(place), profiles[profile], [lines[line] for line in own]
            )


def supplier_id(place: int) -> str:
    """Return the id of a generated firm."""
    return f"G{place:07d}"


def firm_name(place: int) -> str:
    """Return the name of a generated firm."""
    return f"Công ty {_FIRST[place % 10]} {_SECOND[place // 10 % 10]} {place // 100}"


def draw(count: int, vocabulary: Vocabulary, *, crowded: bool = False) -> Drawn:
    """Return what `count` firms are made of; the same for the same count."""
    stocked, rng = stock(vocabulary, crowded=crowded), np.random.default_rng((SEED, count))
    frequency = 1 / np.arange(1, len(stocked.leaves) + 1)
    processes = rng.choice(len(stocked.leaves), (count, LINES_A_FIRM), p=frequency / frequency.sum())
    lines = processes * LINES_A_PROCESS + rng.integers(0, LINES_A_PROCESS, processes.shape)
    return Drawn(stocked, lines, rng.integers(0, len(stocked.profiles), count))


def columns_of(drawn: Drawn) -> Registry:
    """Return the drawn firms as columns, without any object a firm; `details` is empty."""
    source, count = drawn.stock.registry, len(drawn.profiles)
    rows = drawn.stock.row_of_line[drawn.lines].ravel()
    firm = np.repeat(np.arange(count, dtype=np.int32), LINES_A_FIRM)
    # Rows of the stock stand in the order of the processes, so a stable sort by process keeps firms and sources in order.
    order = np.argsort(source.lines["process"][rows].astype(np.int16), kind="stable")
    rows, firm = rows[order], firm[order]
    lines = {
        name: column[rows]
        for name, column in source.lines.items()
        if name not in {"firm", "source", "status"}
    }
    firms = {
        name: np.ascontiguousarray(column[..., drawn.profiles])
        for name, column in source.firms.items()
        if not name.startswith(tuple(FIRM_WORDS)) and name != "rank"
    }
    lines.update(firm=firm, source=(order % LINES_A_FIRM).astype(np.int32), status=firms["status"][firm])
    firms.update(_process_words(drawn), rank=_ranks(drawn))
    starts = np.searchsorted(lines["process"], np.arange(len(drawn.stock.vocabulary.processes) + 1)).astype(
        np.int64
    )
    return Registry(
        drawn.stock.vocabulary,
        lines,
        firms,
        source.certificate_rows,
        (),
        starts,
        source.sets,
        [supplier_id(place) for place in range(count)],
    )


def _process_words(drawn: Drawn) -> dict[str, NDArray[np.uint64]]:
    tree, leaves = drawn.stock.vocabulary.processes, drawn.stock.leaves
    processes, columns = drawn.lines // LINES_A_PROCESS, {}
    for name in FIRM_WORDS:
        own = [(code,) if name == "own_processes" else (code, *tree.ancestors(code)) for code in leaves]
        table = np.array([bits(tree, codes) for codes in own], np.uint64)
        for word in range(words(len(tree))):
            columns[f"{name}_{word}"] = np.bitwise_or.reduce(table[processes, word], axis=1)
    return columns


def _ranks(drawn: Drawn) -> NDArray[np.int32]:
    """Return a place in a tie for each firm: best mean grade, then place (standing for freshness and name)."""
    grades = drawn.stock.registry.lines["grade"][drawn.stock.row_of_line[drawn.lines]].mean(axis=1)
    ranks = np.empty(len(grades), np.int32)
    ranks[np.argsort(-grades, kind="stable")] = np.arange(len(grades), dtype=np.int32)
    return ranks
