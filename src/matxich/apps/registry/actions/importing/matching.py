"""Which record each firm of a file is: by its tax code, by what was said or imported before, else by likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from matxich.apps.registry.import_facts import (
    duplicate_records,
    final_record,
    firm_identity,
    holders_of,
    imported_before,
    judgements_of,
    portions,
    record_of,
    row_identity,
)
from matxich.apps.registry.models import DuplicateJudgement, Enterprise
from matxich.apps.registry.models.enterprise import Status
from matxich.catalogue.firm_names import load_name_words
from matxich.domain.enterprises.duplicates.finding import candidates_for_all, find_duplicates, index_of
from matxich.domain.enterprises.duplicates.pairs import Pair
from matxich.domain.enterprises.duplicates.reasons import reasons
from matxich.domain.enterprises.duplicates.records import Decision
from matxich.domain.enterprises.importing.model import WrittenFirm
from matxich.domain.enterprises.tax_code import read_tax_code
from matxich.domain.shared.text import fold

Verdict = DuplicateJudgement.Verdict
#: a row of the file: its number, what it says, what tells it again
Numbered = tuple[int, WrittenFirm, str]


@dataclass(slots=True)
class Match:
    """What is known of one row's firm."""

    #: the record it is; None for none
    enterprise_id: int | None = None
    #: how that is known: "tax_code", "former_tax_code", "name", "judged", "imported"; "" without a record
    by: str = ""
    #: an earlier row of the file that a person has said is the same firm
    joins: int | None = None
    #: record of the head office, of which this is a branch
    head_office_id: int | None = None
    #: records and earlier rows it may be: [{"enterprise" or "row", "score", "reasons"}]
    candidates: list[dict[str, Any]] = field(default_factory=list)


def match_firms(rows: Sequence[Numbered]) -> dict[int, Match]:
    """Say of every row which record it is, or which it may be."""
    found = {number: Match() for number, _, _ in rows}
    _by_code(rows, found)
    _by_wrong_code(rows, found)
    prints = {fingerprint for _, _, fingerprint in rows}
    said = judgements_of(prints)
    before = imported_before(prints)
    first_of: dict[str, int] = {}
    for number, _, fingerprint in rows:
        match = found[number]
        if match.enterprise_id is None:
            _by_judgement(match, said.get(row_identity(fingerprint), {}), first_of)
        if match.enterprise_id is None and match.joins is None and fingerprint in before:
            match.enterprise_id, match.by = before[fingerprint], "imported"
        first_of.setdefault(row_identity(fingerprint), number)
    unknown = [row for row in rows if found[row[0]].enterprise_id is None and found[row[0]].joins is None]
    if unknown:
        _by_likeness(unknown, found, said)
    return found


def _by_code(rows: Sequence[Numbered], found: dict[int, Match]) -> None:
    codes = {firm.tax_code for _, firm, _ in rows if firm.tax_code}
    heads = {_head(code) for code in codes}
    today, formerly = holders_of(codes | heads)
    for number, firm, _ in rows:
        code, match = firm.tax_code, found[number]
        if code in today:
            match.enterprise_id, match.by = today[code], "tax_code"
        elif code in formerly:
            match.enterprise_id, match.by = formerly[code], "former_tax_code"
        elif code and _head(code) != code:
            match.head_office_id = today.get(_head(code))


def _by_wrong_code(rows: Sequence[Numbered], found: dict[int, Match]) -> None:
    """A code that fails its check tells nothing, unless a record has the very same and the very same name."""
    written = {
        number: (read.digits, fold(firm.name))
        for number, firm, _ in rows
        if firm.wrong_tax_code and (read := read_tax_code(firm.wrong_tax_code)) is not None
    }
    held: dict[tuple[str, str], int] = {}
    for some in portions(code for code, _ in written.values()):
        firms = Enterprise.objects.filter(tax_code__in=some).exclude(status=Status.MERGED)
        for number, code, name in firms.values_list("pk", "tax_code", "name_folded"):
            held[code, name] = number
    for number, told in written.items():
        if told in held:
            found[number].enterprise_id, found[number].by = held[told], "name"


def _head(code: str) -> str:
    read = read_tax_code(code)
    return read.head if read else code


def _by_judgement(match: Match, said: dict[str, str], first_of: dict[str, int]) -> None:
    for other, verdict in said.items():
        if verdict != Verdict.SAME:
            continue
        if other.startswith("enterprise:"):
            match.enterprise_id, match.by = final_record(int(other.partition(":")[2])), "judged"
            return
        if other in first_of:
            match.joins = first_of[other]


def _by_likeness(rows: Sequence[Numbered], found: dict[int, Match], said: dict[str, dict[str, str]]) -> None:
    words = load_name_words()
    records = [record_of(firm, fingerprint) for _, firm, fingerprint in rows]
    apart = {
        (row, _record_id(other))
        for row, verdicts in said.items()
        for other, verdict in verdicts.items()
        if verdict == Verdict.DIFFERENT
    }
    registry = duplicate_records()
    if registry:
        listed = candidates_for_all(records, index_of(registry, words), judged=apart)
        for (number, _, _), pairs in zip(rows, listed, strict=True):
            _take(found[number], pairs)
    numbers = {record.id: number for record, (number, _, _) in zip(records, rows, strict=True)}
    distinct = list({record.id: record for record in records}.values())
    for pair in find_duplicates(distinct, words, judged=apart):
        one, two = sorted((numbers[pair.first.id], numbers[pair.second.id]))
        if pair.decision in {Decision.POSSIBLE, Decision.SAME}:
            found[two].candidates.append({"row": one, **_told(pair)})
    for match in found.values():
        match.candidates.sort(key=lambda one: -one["score"])


def _record_id(identity: str) -> int | str:
    return int(identity.partition(":")[2]) if identity.startswith("enterprise:") else identity


def _take(match: Match, pairs: Sequence[Pair]) -> None:
    for pair in pairs:
        if pair.decision is Decision.RELATED:
            continue
        match.candidates.append({"enterprise": pair.second.id, **_told(pair)})


def _told(pair: Pair) -> dict[str, Any]:
    return {
        "score": round(pair.probability, 4),
        "reasons": [
            {"feature": one.feature, "points": round(one.points, 1), **one.text.as_dict()}
            for one in reasons(pair)
        ],
    }


def not_the_same(number: int, fingerprint: str) -> tuple[str, str]:
    """Return the two sides of a judgement about a row and a record, the smaller first."""
    one, two = sorted((row_identity(fingerprint), firm_identity(number)))
    return one, two
