"""From two files to a registry and a part list: reading, finding the tables, and what was understood of both."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.demand.reading import read_lines
from matxich.domain.demand.requirement import DemandLine
from matxich.domain.enterprises.model import Firm
from matxich.domain.enterprises.reading import read_firms
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.findings import Finding
from matxich.domain.shared.text import fold
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.model import Grid, Reading
from matxich.domain.tables.report import understood
from matxich.files.errors import UnreadableFileError
from matxich.files.reading import read_grids

Source = str | os.PathLike[str] | bytes
#: (sheet, column from 0) → field, "" for none
Overrides = Mapping[tuple[str, int], str]


class NothingUsableError(UnreadableFileError):
    """A file that opens but holds no supplier, or no demand line."""

    def __init__(self, file: str, text: Text, findings: Sequence[Finding]) -> None:
        super().__init__("nothing_usable", text.format(file=file), file)
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Suppliers:
    """The firms of a supplier file."""

    firms: list[Firm]
    reading: Reading
    findings: list[Finding] = field(default_factory=list)
    #: the file says of itself that its data are invented
    illustrative: bool = False


@dataclass(frozen=True)
class Demand:
    """The lines of a part list."""

    lines: list[DemandLine]
    reading: Reading
    findings: list[Finding] = field(default_factory=list)
    #: the file says of itself that its data are invented
    illustrative: bool = False


_NO_FIRM = Text(
    "Không tìm thấy doanh nghiệp nào trong tệp «{file}»: cần một bảng có cột tên doanh nghiệp (hoặc mã) và một cột công đoạn. Tải mẫu bằng lệnh “matxich template suppliers”.",
    "No supplier was found in the file “{file}”: a table with a column of names (or ids) and one of processes is needed. Get a template with “matxich template suppliers”.",
)
_NO_LINE = Text(
    "Không tìm thấy dòng nhu cầu nào trong tệp «{file}»: cần một bảng có cột tên chi tiết, hoặc mỗi dòng một mô tả. Tải mẫu bằng lệnh “matxich template demand”.",
    "No demand line was found in the file “{file}”: a table with a column of part names, or one description a row, is needed. Get a template with “matxich template demand”.",
)


def load_suppliers(source: Source, name: str = "", overrides: Overrides | None = None) -> Suppliers:
    """Read a supplier file.

    Raises:
        UnreadableFileError: the file cannot be read, or holds no firm.
    """
    file = read_grids(source, name)
    return suppliers_of(file.grids, file.findings, overrides)


def suppliers_of(
    grids: Sequence[Grid], met: Sequence[Finding] = (), overrides: Overrides | None = None
) -> Suppliers:
    """Return the firms of the sheets of one file; raises `NothingUsableError` when there are none."""
    reading = find_tables(grids, load_headings(), "suppliers", overrides)
    firms, findings = read_firms([reading], load_vocabulary())
    every = [*met, *reading.findings, *findings]
    if not firms:
        raise NothingUsableError(reading.file, _NO_FIRM, every)
    return Suppliers(firms, reading, every, says_illustrative(grids))


def load_demand(source: Source, name: str = "", overrides: Overrides | None = None) -> Demand:
    """Read a part list.

    Raises:
        UnreadableFileError: the file cannot be read, or holds no line.
    """
    file = read_grids(source, name)
    return demand_of(file.grids, file.findings, overrides)


def demand_of(
    grids: Sequence[Grid], met: Sequence[Finding] = (), overrides: Overrides | None = None
) -> Demand:
    """Return the lines of the sheets of one file; raises `NothingUsableError` when there are none."""
    reading = find_tables(grids, load_headings(), "demand", overrides)
    lines = read_lines(reading, load_vocabulary())
    every = [*met, *reading.findings]
    if not lines:
        raise NothingUsableError(reading.file, _NO_LINE, every)
    return Demand(lines, reading, every, says_illustrative(grids))


def says_illustrative(grids: Sequence[Grid]) -> bool:
    """Say whether a title row of any sheet says that the data are illustrative."""
    titles = (cell for grid in grids for row in grid.rows[:3] for cell in row if cell)
    return any(mark in fold(title) for title in titles for mark in ("du lieu minh hoa", "illustrative data"))


def is_illustrative(suppliers: Suppliers, demand: Demand) -> bool:
    """Say whether a result rests on invented data, so that every export must say so."""
    return suppliers.illustrative or demand.illustrative


def demand_report(demand: Demand) -> dict[str, Any]:
    """Return what was understood of a part list that is matched with the registry: the `read` part of a result."""
    return {
        "demand": {
            "file": demand.reading.file,
            "lines": len(demand.lines),
            "tables": understood(demand.reading, load_headings()),
        },
        "findings": [finding.as_dict() for finding in demand.findings],
    }


def read_report(suppliers: Suppliers, demand: Demand) -> dict[str, Any]:
    """Return what was understood of both files, column by column, and every warning: the `read` part of a result."""
    headings = load_headings()
    return {
        "suppliers": {
            "file": suppliers.reading.file,
            "firms": len(suppliers.firms),
            "process_lines": sum(len(firm.lines) for firm in suppliers.firms),
            "certificates": sum(len(firm.certificates) for firm in suppliers.firms),
            "not_matched": {
                status: [f.supplier_id for f in suppliers.firms if f.status == status]
                for status in ("ceased", "suspended")
            },
            "tables": understood(suppliers.reading, headings),
        },
        "demand": demand_report(demand)["demand"],
        "findings": [finding.as_dict() for finding in (*suppliers.findings, *demand.findings)],
    }
