"""The registry as columns: one row per firm × process, and one row per firm (design §3, index).

Lines are sorted by the tree number of their process, so that a process with everything under it is one or a few
slices; inside a process they are sorted by firm. Numbers are float32 with NaN for "not stated". A set of concepts is
the number of a distinct set, and each distinct set is held once, as bits: a question about sets is answered a few
thousand times, not ten million. The same columns serve ten firms in memory and ten million lines in a memory map.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from matxich.domain.enterprises.model import Certificate, Firm, ProcessLine
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.concepts import Tree
from matxich.domain.vocabulary.vocabulary import Vocabulary

Array = NDArray[Any]
Answer = TypeVar("Answer")
EPOCH = dt.date(2000, 1, 1)
NOT_HELD, NO_EXPIRY = 0, 65_535
#: numeric columns of a line; NaN = not stated
LINE_NUMBERS = (
    "size_0", "size_1", "size_2", "weight_low", "weight_high", "tonnage_low", "tonnage_high", "tolerance_mm", "roughness_um", "pieces_per_month",
    "kg_per_month", "batch_min", "lead_days", "axes", "diameter_mm", "travel_0", "travel_1", "travel_2", "cavities",
)  # fmt: skip
#: set columns: name → kind of concept; a column holds the number of each row's set in `Registry.sets`
LINE_SETS = {"materials": "material", "finishes": "process"}
FIRM_SETS = {
    "inspection": "machine",
    "lacks_machines": "machine",
    "part_families": "part_family",
    "markets": "market",
    "languages": "language",
    "places": "place",
    "owner_countries": "market",
}
#: sets that hardly two firms share stand as bits in the firm's own row, in columns "<name>_0", "<name>_1"…
FIRM_WORDS = {"processes": "process", "own_processes": "process"}
#: how much a registry keeps of the answers it has worked out, see `Registry.remembered`
_MOST_ANSWERS, _MOST_BYTES = 256, 64 << 20
OWNERSHIP = ("domestic", "fdi", "joint", "state")
STATUSES = ("active", "suspended", "ceased")


def words(count: int) -> int:
    """Return how many 64-bit words hold a set over `count` concepts."""
    return max(1, (count + 63) // 64)


def bits(tree: Tree, codes: Iterable[str]) -> NDArray[np.uint64]:
    """Return a set of codes of one tree as a row of 64-bit words."""
    row = np.zeros(words(len(tree)), np.uint64)
    for code in codes:
        number = tree.number.get(code)
        if number is not None:
            row[number // 64] |= np.uint64(1 << (number % 64))
    return row


@dataclass(frozen=True)
class Registry:
    """Firms and lines as columns, with the vocabulary that gives their numbers a meaning."""

    vocabulary: Vocabulary
    #: columns of lines by name; all of one length. "process", "firm", "source" (place in the firm's own lines) are int32
    lines: Mapping[str, Array]
    #: columns of firms by name; all of one length
    firms: Mapping[str, Array]
    #: certificate code → row of `firms["certificates"]`
    certificate_rows: Mapping[str, int]
    #: what explains a firm: the objects themselves, or anything that gives them by place
    details: Sequence[Firm]
    #: first line of each process number, and one past the last
    starts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    #: set column → its distinct sets, one row of 64-bit words each
    sets: Mapping[str, Array] = field(default_factory=dict)
    #: the firms' ids, at hand without reading `details`
    supplier_ids: Sequence[str] = ()
    _answers: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def firm_count(self) -> int:
        """Number of firms."""
        return len(self.firms["status"])

    @property
    def line_count(self) -> int:
        """Number of lines."""
        return len(self.lines["process"])

    def remembered(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """Return the answer to a question about the whole registry, worked out once and kept while there is room."""
        found: Answer | None = self._answers.get(question)
        if found is None:
            found = answer()
            if len(self._answers) >= _MOST_ANSWERS or sum(map(_bytes, self._answers.values())) > _MOST_BYTES:
                self._answers.clear()
            self._answers[question] = found
        return found

    def slices(self, process_codes: Iterable[str]) -> list[slice]:
        """Return the lines of these processes and everything under them, as the fewest slices."""
        tree = self.vocabulary.processes
        numbers = sorted({tree.number[c] for code in process_codes for c in tree.descendants(code)})
        return self._joined(numbers)

    def own_slices(self, process_codes: Iterable[str]) -> list[slice]:
        """Return the lines of just these processes, without what is under them."""
        tree = self.vocabulary.processes
        return self._joined(sorted({tree.number[code] for code in process_codes}))

    def _joined(self, numbers: list[int]) -> list[slice]:
        joined: list[slice] = []
        for number in numbers:
            start, stop = int(self.starts[number]), int(self.starts[number + 1])
            if start == stop:
                continue
            if joined and joined[-1].stop == start:
                joined[-1] = slice(joined[-1].start, stop)
            else:
                joined.append(slice(start, stop))
        return joined


def _bytes(answer: object) -> int:
    return int(getattr(answer, "nbytes", 0))


def build_registry(firms: Sequence[Firm], vocabulary: Vocabulary) -> Registry:
    """Return the columns of these firms; a cell that names several processes gives a line for each."""
    rows = [
        (vocabulary.processes.number[code], index, place, line)
        for index, firm in enumerate(firms)
        for place, line in enumerate(firm.lines)
        for code in line.processes
    ]
    rows.sort(key=lambda row: row[:3])
    lines: dict[str, Array] = {
        "process": np.array([row[0] for row in rows], np.int32),
        "firm": np.array([row[1] for row in rows], np.int32),
        "source": np.array([row[2] for row in rows], np.int32),
        "grade": np.array([int(row[3].grade) for row in rows], np.uint8),
    }
    numbers = np.array([_numbers(row[3]) for row in rows], np.float32).reshape(len(rows), len(LINE_NUMBERS))
    lines.update({name: np.ascontiguousarray(numbers[:, i]) for i, name in enumerate(LINE_NUMBERS)})
    lines["in_house"] = np.array([_flag(row[3].in_house) for row in rows], np.int8)
    lines["tooling"] = np.array([_flag(row[3].tooling_in_house) for row in rows], np.int8)
    sets: dict[str, Array] = {}
    for name, kind in LINE_SETS.items():
        lines[name], sets[name] = coded_sets(vocabulary.tree(kind), [getattr(row[3], name) for row in rows])
    certificates = tuple(vocabulary.tree("certificate").concepts)
    columns = _firm_columns(firms, vocabulary)
    for name, kind in FIRM_SETS.items():
        columns[name], sets[name] = coded_sets(vocabulary.tree(kind), _firm_sets(firms, name, vocabulary))
    lines["status"] = columns["status"][lines["firm"]]
    columns["certificates"], columns["certificate_grades"] = _certificates(firms, certificates)
    starts = np.searchsorted(lines["process"], np.arange(len(vocabulary.processes) + 1)).astype(np.int64)
    return Registry(
        vocabulary,
        lines,
        columns,
        {code: i for i, code in enumerate(certificates)},
        firms,
        starts,
        sets,
        [firm.supplier_id for firm in firms],
    )


def _flag(value: bool | None) -> int:
    return -1 if value is None else int(value)


def _nan(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _three(edges: tuple[float, ...]) -> list[float]:
    return [_nan(edges[i] if i < len(edges) else None) for i in range(3)]


def _numbers(line: ProcessLine) -> list[float]:
    return [
        *_three(line.max_size_mm),
        *map(
            _nan,
            (
                line.part_weight_kg.low,
                line.part_weight_kg.high,
                line.tonnage.low,
                line.tonnage.high,
                line.tolerance_mm,
                line.roughness_um,
            ),
        ),
        *map(
            _nan,
            (
                line.capacity.pieces_per_month,
                line.capacity.kg_per_month,
                line.batch_min,
                line.lead_time_days,
                line.axes,
                line.max_diameter_mm,
            ),
        ),
        *_three(line.travel_mm),
        _nan(line.cavities),
    ]


def coded_sets(tree: Tree, rows: Iterable[Iterable[str]]) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """Return each row's set as a number, and the distinct sets as bits; number 0 is the empty set."""
    numbers: dict[frozenset[str], int] = {frozenset(): 0}
    column = np.array([numbers.setdefault(frozenset(codes), len(numbers)) for codes in rows], np.int32)
    return column, np.array([bits(tree, codes) for codes in numbers], np.uint64)


def _word_columns(name: str, tree: Tree, rows: Sequence[Iterable[str]]) -> dict[str, Array]:
    table = np.array([bits(tree, codes) for codes in rows], np.uint64).reshape(len(rows), words(len(tree)))
    return {f"{name}_{i}": np.ascontiguousarray(table[:, i]) for i in range(table.shape[1])}


def _firm_columns(firms: Sequence[Firm], vocabulary: Vocabulary) -> dict[str, Array]:
    tree = vocabulary.processes
    columns: dict[str, Array] = {
        "status": np.array([STATUSES.index(firm.status) for firm in firms], np.uint8),
        "maker": np.array([_flag(firm.is_maker) for firm in firms], np.int8),
        "workers": np.array([_nan(firm.workers) for firm in firms], np.float32),
        "ownership": np.array(
            [sum(1 << OWNERSHIP.index(o) for o in firm.ownership if o in OWNERSHIP) for firm in firms],
            np.uint8,
        ),
        "lists_certificates": np.array([_listed_groups(firm, vocabulary) for firm in firms], np.uint8),
        "rank": _ranks(firms),
    }
    coordinates = np.array([_coordinates(firm, vocabulary) for firm in firms], np.float32).reshape(
        len(firms), 2
    )
    columns["latitude"], columns["longitude"] = coordinates[:, 0].copy(), coordinates[:, 1].copy()
    closure = [
        [code for line in firm.lines for p in line.processes for code in (p, *tree.ancestors(p))]
        for firm in firms
    ]
    columns.update(_word_columns("processes", tree, closure))
    columns.update(
        _word_columns(
            "own_processes", tree, [[p for line in firm.lines for p in line.processes] for firm in firms]
        )
    )
    return columns


def _firm_sets(firms: Sequence[Firm], name: str, vocabulary: Vocabulary) -> list[Iterable[str]]:
    tree = vocabulary.tree(FIRM_SETS[name])
    if name == "places":
        return [
            [c for p in firm.places for c in (p, *tree.ancestors(p), *_successors(tree, p))] for firm in firms
        ]
    if name == "owner_countries":
        return [[owner for owner in firm.ownership if owner in tree] for firm in firms]
    return [getattr(firm, name) for firm in firms]


def _successors(places: Tree, code: str) -> list[str]:
    found: list[str] = []
    for unit in (code, *places.ancestors(code)):
        for successor in places.get(unit).listed("succeeded_by"):
            if successor in places:
                found.extend((successor, *places.ancestors(successor)))
    return found


def _coordinates(firm: Firm, vocabulary: Vocabulary) -> tuple[float, float]:
    """Return the centre of the firm's most special place that has one."""
    tree = vocabulary.tree("place")
    for code in firm.places:
        for unit in (code, *tree.ancestors(code)):
            concept = tree.get(unit)
            if concept.attributes.get("latitude") and concept.attributes.get("kind") in {
                "province",
                "district",
            }:
                return float(concept.attributes["latitude"]), float(concept.attributes["longitude"])
    return float("nan"), float("nan")


def _ranks(firms: Sequence[Firm]) -> NDArray[np.int32]:
    """Return each firm's place in a tie: best evidence first, then the latest confirmation, then the name and id."""
    order = sorted(range(len(firms)), key=lambda i: tie_key(firms[i]))
    ranks = np.empty(len(firms), np.int32)
    ranks[order] = np.arange(len(firms), dtype=np.int32)
    return ranks


def tie_key(firm: Firm) -> tuple[float, float, str, str]:
    """Return what orders firms of one score: best evidence first, then the latest confirmation, then name and id."""
    grades = [int(c.grade) for c in firm.certificates] + [int(line.grade) for line in firm.lines]
    confirmed = (firm.confirmed_on - EPOCH).days if firm.confirmed_on else -1
    return (-(sum(grades) / len(grades)) if grades else 0.0, -confirmed, fold(firm.name), firm.supplier_id)


#: proofs that firms seldom list beside their certificates: practices, rooms, substances
SELDOM_LISTED = ("practice", "cleanroom", "substance")


def certificate_group(vocabulary: Vocabulary, code: str) -> int:
    """Return the bit of the group whose list a certificate closes: 1 certificates, 2 practices, rooms, substances."""
    return 2 if vocabulary.tree("certificate").get(code).attributes.get("kind") in SELDOM_LISTED else 1


def _listed_groups(firm: Firm, vocabulary: Vocabulary) -> int:
    """Return the groups of certificates of which the firm gave a list: ISO 9001 says nothing about RoHS."""
    if not firm.lists_certificates:
        return 0
    known = [c.code for c in firm.certificates if c.code in vocabulary.tree("certificate")]
    groups = 0 if known else 1
    for code in known:
        groups |= certificate_group(vocabulary, code)
    return groups


def _certificates(
    firms: Sequence[Firm], codes: Sequence[str]
) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """Return, certificate by firm, the last valid day (days since 2000, 0 not held, 65535 no date) and the grade."""
    row_of = {code: i for i, code in enumerate(codes)}
    until = np.zeros((len(codes), len(firms)), np.uint16)
    grades = np.zeros((len(codes), len(firms)), np.uint8)
    for index, firm in enumerate(firms):
        for certificate in firm.certificates:
            row = row_of.get(certificate.code)
            if row is None:
                continue
            day = valid_until(certificate)
            if until[row, index] == NOT_HELD or _better(day, int(until[row, index])):
                until[row, index], grades[row, index] = day, int(certificate.grade)
    return until, grades


def _better(day: int, known: int) -> bool:
    """Say whether a dated claim beats the known one: a later date beats an earlier, a date beats none."""
    if known == NO_EXPIRY:
        return day != NO_EXPIRY
    return day != NO_EXPIRY and day > known


def valid_until(certificate: Certificate) -> int:
    """Return the last valid day of a certificate as stored in the columns."""
    if certificate.expires_on is None:
        return NO_EXPIRY
    return min(max((certificate.expires_on - EPOCH).days, 1), NO_EXPIRY - 1)
