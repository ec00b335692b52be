"""The tables of a supplier workbook → firms with their claims.

A firm's name is never read as a capability. What a row says about a firm that is not in the suppliers' sheet, a
second firm under one id, an unknown process: each is reported with its place, and everything else is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from matxich.domain.enterprises.cells import Cells, codes, read_certificate, read_machine, read_process_line
from matxich.domain.enterprises.inference import complete
from matxich.domain.enterprises.model import Certificate, Firm, Machine, ProcessLine
from matxich.domain.enterprises.profile import read_profile
from matxich.domain.enterprises.stated import claimed
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.findings import Finding
from matxich.domain.shared.text import fold
from matxich.domain.tables.model import Reading, Row, Table
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
    reader = _Reader(vocabulary)
    for kind in ("suppliers", "processes", "certificates", "machines"):
        for reading in readings:
            for table in reading.tables:
                if table.kind == kind:
                    reader.table(table)
    return reader.firms(), reader.findings


class _Reader:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.findings: list[Finding] = []
        self.drafts: dict[str, _Draft] = {}
        self._aliases: dict[str, str] = {}
        self._rejected: set[str] = set()
        self._has_certificates = False

    def table(self, table: Table) -> None:
        styles = {column.field: column.style for column in table.columns if column.field}
        units = {column.field: column.unit for column in table.columns if column.field and column.unit}
        headings = {column.field: column.heading for column in table.columns if column.field}
        self._has_certificates = (
            self._has_certificates or table.kind == "certificates" or "certificate" in headings
        )
        for row in table.rows:
            values = table.values(row)
            if not values:
                continue

            def report(
                code: str, name: str, message: Text, row: Row = row, values: dict[str, str] = values
            ) -> None:
                self.findings.append(
                    Finding(
                        code,
                        "warning",
                        message,
                        table.file,
                        table.sheet,
                        row.number,
                        headings.get(name, name),
                        values.get(name, ""),
                    )
                )

            cells = Cells(values, styles, units, report)
            if table.kind == "suppliers":
                self._firm(table, row, cells)
            else:
                self._claim(table, row, cells)

    def _firm(self, table: Table, row: Row, cells: Cells) -> None:
        key = _identity(cells)
        if not key:
            return self._note(table, row, "supplier_without_id", "error", _NO_ID)
        if key in self.drafts and self._same_firm(self.drafts[key].firm, cells):
            self._flat(self.drafts[key], cells)  # a flat sheet repeats the firm for each of its capabilities
            return None
        if key in self.drafts:
            self._rejected.add(f"{table.sheet}/{row.number}")
            return self._note(
                table,
                row,
                "duplicate_supplier_id",
                "error",
                _DUPLICATE.format(id=key, first=self.drafts[key].firm.name),
            )
        extra = {
            column.heading: row.cells[column.index]
            for column in table.columns
            if not column.field and column.index in row.cells
        }
        draft = _Draft(
            read_profile(cells, self.vocabulary, supplier_id=cells.text("supplier_id") or key, extra=extra)
        )
        self.drafts[key] = draft
        for other in (cells.text("tax_code"), fold(cells.text("name")), fold(cells.text("name_en"))):
            if other:
                self._aliases.setdefault(other.strip().lower(), key)
        self._flat(draft, cells)
        return None

    def _same_firm(self, firm: Firm, cells: Cells) -> bool:
        return bool(cells.text("process")) and fold(firm.name) == fold(cells.text("name"))

    def _flat(self, draft: _Draft, cells: Cells) -> None:
        """Take the capabilities that stand in the firm's own row."""
        if cells.text("process"):
            self._process(draft, cells)
        if cells.text("certificate"):
            listed = replace_values(cells, standard=cells.text("certificate"))
            draft.certificates.extend(read_certificate(listed, self.vocabulary))
            draft.lists_certificates = True
        if cells.text("machines"):
            for part in cells.text("machines").replace("\n", ";").split(";"):
                draft.machines.extend(
                    read_machine(replace_values(cells, machine_type=part, size=part), self.vocabulary)
                )

    def _claim(self, table: Table, row: Row, cells: Cells) -> None:
        key = _identity(cells)
        draft = (
            self.drafts.get(key)
            or self.drafts.get(self._aliases.get(key, ""))
            or self.drafts.get(self._aliases.get(fold(key), ""))
        )
        if draft is None:
            message = _ORPHAN.format(id=cells.text("supplier_id") or key or "?")
            return self._note(table, row, "unknown_supplier_id", "error", message)
        if table.kind == "processes":
            self._process(draft, cells)
        elif table.kind == "certificates":
            draft.certificates.extend(read_certificate(cells, self.vocabulary))
            draft.lists_certificates = draft.lists_certificates or bool(cells.text("standard"))
        elif table.kind == "machines":
            draft.machines.extend(read_machine(cells, self.vocabulary))
        return None

    def _process(self, draft: _Draft, cells: Cells) -> None:
        line = read_process_line(cells, self.vocabulary)
        if line.processes:
            draft.lines.append(line)
            return
        if line.text:
            cells.report("unknown_process", "process", _UNKNOWN_PROCESS.format(t=line.text))

    def _note(self, table: Table, row: Row, code: str, severity: str, message: Text) -> None:
        self.findings.append(Finding(code, severity, message, table.file, table.sheet, row.number))

    def firms(self) -> list[Firm]:
        return [complete(firm, self.vocabulary) for firm in self._assembled()]

    def _assembled(self) -> Iterator[Firm]:
        for draft in self.drafts.values():
            firm = draft.firm
            held = {c.code for c in draft.certificates}
            said = (firm.description, *(line.notes for line in draft.lines))
            named = {
                code: text for text in said for code in codes(claimed(self.vocabulary, text), "certificate")
            }
            extra = [Certificate(code, text) for code, text in named.items() if code not in held]
            yield replace(
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


def _identity(cells: Cells) -> str:
    """Return what identifies a row's firm: its id, else its tax code, else its folded name."""
    written = cells.text("supplier_id") or cells.text("tax_code")
    return written.strip().lower() if written else fold(cells.text("name") or cells.text("name_en"))


_NO_ID = Text(
    "Dòng này không có mã, mã số thuế hay tên doanh nghiệp nên bị bỏ qua; hãy điền một trong ba rồi nạp lại.",
    "This row has no id, tax code or name, so it was left out; fill one of the three and load again.",
)
_DUPLICATE = Text(
    "Mã {id} đã dùng cho “{first}”; dòng này bị bỏ qua, hãy đặt mã khác nếu là doanh nghiệp khác.",
    "The id {id} already belongs to “{first}”; this row was left out, give it another id if it is another firm.",
)
_ORPHAN = Text(
    "Mã {id} không có trong danh sách doanh nghiệp; dòng này bị bỏ qua, hãy thêm doanh nghiệp hoặc sửa mã.",
    "The id {id} is not in the list of suppliers; this row was left out, add the supplier or correct the id.",
)
_UNKNOWN_PROCESS = Text(
    "Không nhận ra công đoạn “{t}”; dòng được giữ nhưng không dùng để ghép, hãy viết rõ hơn.",
    "The process “{t}” is not in the vocabulary; the row is kept but not used, write it in other words.",
)
