"""The upgrade board: which single mend (a certificate, a tolerance, a capacity) would unlock the most lines.

A line counts for an upgrade when at least one firm misses nothing else. Lines that nobody can make yet come first:
there the upgrade closes a gap, elsewhere it adds a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matxich.domain.matching.columns import Registry
from matxich.domain.matching.kernel import MOST_NAMED, LineMatch
from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class SingleMiss:
    """One line, one requirement, and the firms that miss only that."""

    type: str
    label: Text
    value: Text
    line: int
    #: nobody can make the line yet
    gap: bool
    suppliers: tuple[str, ...]
    supplier_count: int


@dataclass(frozen=True, slots=True)
class Upgrade:
    """One mend with the lines it would open and the firms that could do it."""

    type: str
    label: Text
    value: Text
    lines: tuple[int, ...]
    gap_lines: tuple[int, ...]
    #: at most 50 ids; `supplier_count` counts firm × line pairs at most once a firm
    suppliers: tuple[str, ...]
    supplier_count: int


def single_misses(match: LineMatch, registry: Registry) -> Iterator[SingleMiss]:
    """Return, per mendable requirement of a line, the firms that miss only that one."""
    for number, missing in match.single_misses.items():
        ask = match.asks[number]
        yield SingleMiss(
            type=ask.type.code,
            label=ask.type.label,
            value=ask.type.asked(ask.requirement.value, registry.vocabulary),
            line=match.line.line,
            gap=match.gap,
            suppliers=tuple(registry.supplier_ids[firm] for firm in missing.first),
            supplier_count=missing.count,
        )


def upgrade_board(misses: Iterable[SingleMiss]) -> list[Upgrade]:
    """Return the upgrades, those that close most gaps first, then most lines, then most firms."""
    groups: dict[tuple[str, str], list[SingleMiss]] = {}
    for miss in misses:
        groups.setdefault((miss.type, miss.value.en), []).append(miss)
    board = []
    for listed in groups.values():
        suppliers = dict.fromkeys(supplier for miss in listed for supplier in miss.suppliers)
        board.append(
            Upgrade(
                type=listed[0].type,
                label=listed[0].label,
                value=listed[0].value,
                lines=tuple(sorted({miss.line for miss in listed})),
                gap_lines=tuple(sorted({miss.line for miss in listed if miss.gap})),
                suppliers=tuple(suppliers)[:MOST_NAMED],
                supplier_count=max(len(suppliers), *(miss.supplier_count for miss in listed)),
            )
        )
    return sorted(
        board, key=lambda u: (-len(u.gap_lines), -len(u.lines), -u.supplier_count, u.type, u.value.en)
    )
