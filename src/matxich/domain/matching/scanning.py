"""The first pass over the lines of a process: who is in, who nearly is, and what the hard answers are worth.

Lines are compared in blocks that stay in the processor's cache, and a line that a firm could never mend is dropped at
the first answer that excludes it, so that later answers are worked out for fewer lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matxich.domain.matching.asks import Ask
from matxich.domain.matching.columns import Registry
from matxich.domain.matching.offers import Offers

#: lines compared at once: a dozen columns of as many numbers fit in a core's own cache
BLOCK = 131_072
MOST_MENDS = 2
#: types whose value is the best over all lines of the firm that the demand touches
BEST_OF_FIRM = ("tolerance_mm", "roughness_um")
#: types that say something of the part: a line without a process and without any of these asks for nothing to be made
TELLING = frozenset(
    {
        "material",
        "part_family",
        "size",
        "part_weight",
        "tolerance",
        "roughness",
        "finish",
        "capacity",
        "batch",
        "cavities",
        "inspection",
    }
    | {"machine_tonnage", "machine_axes", "machine_travel", "machine_diameter"}
)
#: gather what is left of a block when less than this share of it is
_WORTH_GATHERING = 0.6


@dataclass(frozen=True)
class Scope:
    """What turns places of lines into views: the registry, the day, and the columns worked out for this demand."""

    registry: Registry
    on: dt.date
    #: column → value per firm, the best of its lines for the further processes asked for
    best_of_firm: Mapping[str, NDArray[np.float32]]

    def view(self, rows: slice | NDArray[np.int64]) -> Offers:
        """Return the view of these lines."""
        plain = Offers(self.registry, rows, self.on)
        if not self.best_of_firm:
            return plain
        derived = {
            name: np.fmin(plain.line(name), best.take(plain.firm_index))
            for name, best in self.best_of_firm.items()
        }
        return Offers(self.registry, rows, self.on, derived)


@dataclass(frozen=True)
class Block:
    """Lines of one process compared with what is demanded; the arrays have one entry per line of the view."""

    view: Offers
    #: lines that qualify, or miss at most two things that a firm can mend; the others stay only to save copying
    alive: NDArray[np.bool_]
    #: Σ weight × closeness over the hard requirements
    total: NDArray[np.float32]
    #: how many things are missed, and one more than the number of the last ask that is, 0 none; one 0 for all lines as
    #: long as nothing was asked that can be missed
    misses: NDArray[np.uint8]
    missed: NDArray[np.uint8]

    def narrowed(self, alive: NDArray[np.bool_]) -> Block | None:
        """Return the block with only these lines alive, gathered when few are; None when none is."""
        places = _places(alive)
        return (
            Block(self.view, alive, self.total, self.misses, self.missed)
            if places is None
            else self.gathered(places)
        )

    def with_ask(self, number: int, ask: Ask) -> Block | None:
        """Return the block compared with one hard ask more; None when nothing of it is left."""
        compared = ask.type.compare(ask.requirement.value, self.view)
        out, misses, missed = ask.excludes(compared.levels), self.misses, self.missed
        if ask.mendable:
            missing = out.view(np.uint8)
            misses, missed = misses + missing, np.maximum(missed, missing * np.uint8(number + 1))
            out = misses > MOST_MENDS
        alive, weight = self.alive & ~out, np.float32(ask.weight)
        places = _places(alive)
        if places is None:
            total = compared.closeness * weight
            total += self.total
            return Block(self.view, alive, total, misses, missed)
        left = Block(self.view, alive, self.total, misses, missed).gathered(places)
        return left and replace(left, total=left.total + weight * compared.closeness_at(places))

    def gathered(self, places: NDArray[np.intp]) -> Block | None:
        """Return the block of the lines at these places alone; None when there are none."""
        if not len(places):
            return None
        alive = np.ones(len(places), np.bool_)
        misses, missed = (
            array.take(places) if len(array) > 1 else array for array in (self.misses, self.missed)
        )
        return Block(self.view.only(places), alive, self.total.take(places), misses, missed)


def scope(listed: Sequence[Ask], registry: Registry, on: dt.date) -> Scope:
    """Return how the lines of one demand are looked at."""
    return Scope(registry, on, _best_of_firm(listed, registry))


def scan(listed: Sequence[Ask], seen: Scope) -> Iterator[Block]:
    """Give, block by block, the lines that qualify or that miss at most two things a firm can mend."""
    hard = [(number, ask) for number, ask in enumerate(listed) if ask.hard]
    hard.sort(key=lambda item: item[1].mendable)  # what excludes for good goes first
    for rows in _blocks(listed, seen.registry):
        block: Block | None = _begun(seen.view(rows))
        for number, ask in hard:
            block = block and block.with_ask(number, ask)
        if block is not None:
            yield block


def _begun(view: Offers) -> Block | None:
    nothing = np.zeros(1, np.uint8)
    block = Block(view, view.line("status") == 0, np.zeros(view.count, np.float32), nothing, nothing)
    return block.narrowed(block.alive)


def _places(alive: NDArray[np.bool_]) -> NDArray[np.intp] | None:
    """Return the places of what is alive; None when that is most, so that gathering it would not pay."""
    return np.flatnonzero(alive) if np.count_nonzero(alive) < _WORTH_GATHERING * len(alive) else None


def _blocks(listed: Sequence[Ask], registry: Registry) -> Iterator[slice | NDArray[np.int64]]:
    """Cut the lines that the primary process touches into blocks; small slices share one."""
    small: list[slice] = []
    for piece in line_slices(listed, registry):
        if piece.stop - piece.start < BLOCK // 4:
            small.append(piece)
            continue
        # A short first block: the best of it set the mark that later ones must reach.
        starts = [piece.start, *range(piece.start + BLOCK // 8, piece.stop, BLOCK)]
        yield from (slice(start, stop) for start, stop in zip(starts, [*starts[1:], piece.stop], strict=True))
    if len(small) == 1:
        yield small[0]
    elif small:
        rows = np.concatenate([np.arange(piece.start, piece.stop) for piece in small])
        yield from (rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK))


def line_slices(listed: Sequence[Ask], registry: Registry) -> list[slice]:
    """Return the lines that the primary process touches: its own, those under it, and claims of what it belongs to."""
    tree = registry.vocabulary.processes
    primary = next((ask.requirement.value for ask in listed if ask.is_primary), None)
    if primary is None or (primary.get("unstated") and not any(ask.type.code in TELLING for ask in listed)):
        return []  # a greeting, a heading: nothing in it chooses anybody
    if not primary["any_of"]:
        return [slice(0, registry.line_count)] if registry.line_count else []
    meeting = {special for code in primary["any_of"] for special in tree.descendants(code)}
    broader = {code for asked in primary["any_of"] for code in tree.ancestors(asked)} - meeting
    return [*registry.slices(primary["any_of"]), *registry.own_slices(broader)]


def _best_of_firm(listed: Sequence[Ask], registry: Registry) -> dict[str, NDArray[np.float32]]:
    """Return, per firm, the best tolerance and roughness of its lines for the further processes asked for."""
    further = frozenset(
        code
        for ask in listed
        if ask.type.code == "process" and not ask.is_primary
        for code in ask.requirement.value["any_of"]
    )
    wanted = sorted({column for ask in listed for column in ask.type.offer_columns if column in BEST_OF_FIRM})
    if not further:
        return {}
    return {name: _best(name, further, registry) for name in wanted}


def _best(name: str, processes: frozenset[str], registry: Registry) -> NDArray[np.float32]:
    return registry.remembered(("best", name, processes), lambda: _worked_out_best(name, processes, registry))


def _worked_out_best(name: str, processes: frozenset[str], registry: Registry) -> NDArray[np.float32]:
    best = np.full(registry.firm_count, np.nan, np.float32)
    for piece in registry.slices(processes):
        for start in range(piece.start, piece.stop, BLOCK):
            rows = slice(start, min(start + BLOCK, piece.stop))
            np.fmin.at(best, registry.lines["firm"][rows].astype(np.intp), registry.lines[name][rows])
    return best
