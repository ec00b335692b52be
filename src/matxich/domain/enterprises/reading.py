"""The tables of a supplier workbook → firms with their claims, as the matching sees them.

A firm's name is never read as a capability. An unknown process is reported with its place, and everything else is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from matxich.domain.enterprises.cells import Cells, codes, read_certificate, read_machine, read_process_line
from matxich.domain.enterprises.gathering import FirmRows, gather, identity
from matxich.domain.enterprises.inference import complete
from matxich.domain.enterprises.model import Certificate, Firm, Machine, ProcessLine
from matxich.domain.enterprises.profile import read_profile
from matxich.domain.enterprises.stated import claimed
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.findings import Finding
from matxich.domain.tables.model import Reading
from matxich.domain.vocabulary.vocabulary import Vocabulary


@dataclass(slots=True)
class _Draft:
    firm: Firm
    lines: list[ProcessLine] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    machines: list[Machine] = field(default_factory=list)
    lists_certificates: bool = False


def read_firms(readings: Sequence[Reading], vocabulary: Vocabulary) -> tuple[list[Firm], list[Finding]]:
    """Return the firms of one or more supplier files in the order of their rows, and what could not be used."""
    gathered = gather(readings)
    firms = [complete(_firm(rows, vocabulary), vocabulary) for rows in gathered.firms]
    return firms, list(gathered.findings)


def _firm(rows: FirmRows, vocabulary: Vocabulary) -> Firm:
    cells = rows.head.cells
    supplier_id = cells.text("supplier_id") or identity(cells)
    draft = _Draft(read_profile(cells, vocabulary, supplier_id=supplier_id, extra=rows.extra))
    for source in rows.rows:
        if source.table.kind == "suppliers":
            _flat(draft, source.cells, vocabulary)
        elif source.table.kind == "processes":
            _process(draft, source.cells, vocabulary)
        elif source.table.kind == "certificates":
            draft.certificates.extend(read_certificate(source.cells, vocabulary))
            draft.lists_certificates = draft.lists_certificates or bool(source.cells.text("standard"))
        else:
            draft.machines.extend(read_machine(source.cells, vocabulary))
    return _assembled(draft, vocabulary)


def _flat(draft: _Draft, cells: Cells, vocabulary: Vocabulary) -> None:
    """Take the capabilities that stand in the firm's own row."""
    if cells.text("process"):
        _process(draft, cells, vocabulary)
    if cells.text("certificate"):
        listed = replace_values(cells, standard=cells.text("certificate"))
        draft.certificates.extend(read_certificate(listed, vocabulary))
        draft.lists_certificates = True
    if cells.text("machines"):
        for part in cells.text("machines").replace("\n", ";").split(";"):
            draft.machines.extend(
                read_machine(replace_values(cells, machine_type=part, size=part), vocabulary)
            )


def _process(draft: _Draft, cells: Cells, vocabulary: Vocabulary) -> None:
    line = read_process_line(cells, vocabulary)
    if line.processes:
        draft.lines.append(line)
    elif line.text:
        cells.report("unknown_process", "process", _UNKNOWN_PROCESS.format(t=line.text))


def _assembled(draft: _Draft, vocabulary: Vocabulary) -> Firm:
    firm = draft.firm
    held = {certificate.code for certificate in draft.certificates}
    said = (firm.description, *(line.notes for line in draft.lines))
    named = {code: text for text in said for code in codes(claimed(vocabulary, text), "certificate")}
    extra = [Certificate(code, text) for code, text in named.items() if code not in held]
    return replace(
        firm,
        lines=_with_tooling(draft.lines),
        certificates=(*draft.certificates, *extra),
        machines=tuple(draft.machines),
        lists_certificates=draft.lists_certificates,
    )


def _with_tooling(lines: Sequence[ProcessLine]) -> tuple[ProcessLine, ...]:
    """Return the lines with the firm's own tooling, or its lack, told to those that do not say."""
    told = {line.tooling_in_house for line in lines if line.tooling_in_house is not None}
    if len(told) != 1:
        return tuple(lines)
    (own,) = told
    return tuple(
        replace(line, tooling_in_house=own) if line.tooling_in_house is None else line for line in lines
    )


def replace_values(cells: Cells, **values: str) -> Cells:
    """Return the cells with some fields set to other texts."""
    return replace(cells, values={**cells.values, **values})


_UNKNOWN_PROCESS = Text(
    "Không nhận ra công đoạn “{t}”; dòng được giữ nhưng không dùng để ghép, hãy viết rõ hơn.",
    "The process “{t}” is not in the vocabulary; the row is kept but not used, write it in other words.",
)
