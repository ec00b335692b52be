"""The rows of supplier workbooks, put together by the firm they are about.

Matching and import both begin here: which rows belong to one firm is decided once. What a row about a firm that is not
in the suppliers' sheet says, a second firm under one id: each is reported with its place, everything else is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from matxich.domain.enterprises.cells import Cells
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.findings import Finding
from matxich.domain.shared.text import fold
from matxich.domain.tables.model import Reading, Row, Table

#: kinds of tables in the order they are read: who the firms are comes first
ORDER = ("suppliers", "processes", "certificates", "machines")


@dataclass(slots=True)
class Findings:
    """What was met, in the order of the tables and their rows whenever it was noticed."""

    _found: list[tuple[int, int, Finding]] = field(default_factory=list)

    def add(self, table: int, finding: Finding) -> None:
        """Keep a finding of the table of this number."""
        self._found.append((table, finding.row or 0, finding))

    def __iter__(self) -> Iterator[Finding]:
        return (finding for _, _, finding in sorted(self._found, key=lambda one: one[:2]))


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a table with its cells ready to be read; doubts of reading go to the findings with their place."""

    table: Table
    row: Row
    cells: Cells


@dataclass(slots=True)
class FirmRows:
    """All rows about one firm; the first one says who it is."""

    key: str
    rows: list[SourceRow]

    @property
    def head(self) -> SourceRow:
        """The row that says who it is."""
        return self.rows[0]

    @property
    def extra(self) -> dict[str, str]:
        """Columns of the first row that nobody understood, as sent."""
        table, row = self.head.table, self.head.row
        unknown = (column for column in table.columns if not column.field and column.index in row.cells)
        return {column.heading: row.cells[column.index] for column in unknown}


@dataclass(frozen=True, slots=True)
class Gathered:
    """The firms in the order of their first rows, the rows that could not be used, and every finding."""

    firms: tuple[FirmRows, ...]
    #: rows of a list of firms that belong to nobody, with what is wrong with them
    rejected: tuple[tuple[SourceRow, Finding], ...]
    findings: Findings


def gather(readings: Sequence[Reading], *, namesakes: bool = False) -> Gathered:
    """Put the rows of one or more supplier files together by firm.

    Args:
        namesakes: rows without an id of the sender's that share a name and differ in the address, or share a tax code
            and differ in the name, are firms of their own for the caller to judge; otherwise the second is rejected.
    """
    gatherer = _Gatherer(namesakes=namesakes)
    tables = [
        table for kind in ORDER for reading in readings for table in reading.tables if table.kind == kind
    ]
    for number, table in enumerate(tables):
        gatherer.table(number, table)
    return Gathered(tuple(gatherer.firms.values()), tuple(gatherer.rejected), gatherer.findings)


class _Gatherer:
    def __init__(self, *, namesakes: bool) -> None:
        self.namesakes = namesakes
        self.findings = Findings()
        self.firms: dict[str, FirmRows] = {}
        self.rejected: list[tuple[SourceRow, Finding]] = []
        self._aliases: dict[str, str] = {}

    def table(self, number: int, table: Table) -> None:
        styles = {column.field: column.style for column in table.columns if column.field}
        units = {column.field: column.unit for column in table.columns if column.field and column.unit}
        headings = {column.field: column.heading for column in table.columns if column.field}
        for row in table.rows:
            values = table.values(row)
            if not values:
                continue

            def report(
                code: str, name: str, message: Text, row: Row = row, values: dict[str, str] = values
            ) -> None:
                place = (table.file, table.sheet, row.number, headings.get(name, name), values.get(name, ""))
                self.findings.add(number, Finding(code, "warning", message, *place))

            source = SourceRow(table, row, Cells(values, styles, units, report))
            if table.kind == "suppliers":
                self._firm(number, source)
            else:
                self._about(number, source)

    def _firm(self, number: int, source: SourceRow) -> None:
        cells = source.cells
        key = identity(cells)
        if not key:
            self._reject(number, source, "supplier_without_id", _NO_ID)
            return
        held = self.firms.get(key)
        if held is None:
            self._begin(key, source)
        elif is_repetition(held.head.cells, cells):
            held.rows.append(source)  # a flat sheet repeats the firm for each of its capabilities
        elif self.namesakes and not cells.text("supplier_id"):
            self._begin(f"{key}#{len(self.firms)}", source)
        else:
            message = _DUPLICATE.format(id=key, first=name_of(held.head.cells))
            self._reject(number, source, "duplicate_supplier_id", message)

    def _begin(self, key: str, source: SourceRow) -> None:
        self.firms[key] = FirmRows(key, [source])
        cells = source.cells
        for other in (cells.text("tax_code"), fold(cells.text("name")), fold(cells.text("name_en"))):
            if other:
                self._aliases.setdefault(other.strip().lower(), key)

    def _about(self, number: int, source: SourceRow) -> None:
        key = identity(source.cells)
        held = (
            self.firms.get(key)
            or self.firms.get(self._aliases.get(key, ""))
            or self.firms.get(self._aliases.get(fold(key), ""))
        )
        if held is None:
            message = _ORPHAN.format(id=source.cells.text("supplier_id") or key or "?")
            self._reject(number, source, "unknown_supplier_id", message)
        else:
            held.rows.append(source)

    def _reject(self, number: int, source: SourceRow, code: str, message: Text) -> None:
        table = source.table
        finding = Finding(code, "error", message, table.file, table.sheet, source.row.number)
        self.findings.add(number, finding)
        self.rejected.append((source, finding))


def identity(cells: Cells) -> str:
    """Return what identifies a row's firm within its file: its id, else its tax code, else its folded name."""
    written = cells.text("supplier_id") or cells.text("tax_code")
    return written.strip().lower() if written else fold(name_of(cells))


def name_of(cells: Cells) -> str:
    """Return the name that a row gives its firm."""
    return cells.text("name") or cells.text("name_en")


def is_repetition(first: Cells, second: Cells) -> bool:
    """Say whether a second row under one key is about the same firm: same name, and no other address."""
    if fold(first.text("name")) != fold(second.text("name")):
        return False
    if second.text("process"):
        return True
    one, two = fold(first.text("address")), fold(second.text("address"))
    return bool(first.text("supplier_id") or first.text("tax_code") or not one or not two or one == two)


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
