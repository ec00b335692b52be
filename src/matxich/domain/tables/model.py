"""A sheet as a grid of texts, and what was understood of it: tables with columns that have a meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from matxich.domain.shared.findings import Finding
from matxich.domain.shared.numbers import NumberStyle


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: every cell as text ("" when empty), merged cells already filled from their first cell."""

    #: file name as the user knows it
    file: str
    #: sheet name; "" for a CSV or JSON file
    sheet: str
    rows: tuple[tuple[str, ...], ...]
    #: spreadsheet number of the first row, from 1
    first_row: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table and what it was taken to mean."""

    #: place in the grid, from 0
    index: int
    #: heading as written, several header rows joined by " / "
    heading: str
    #: the field's name ("tolerance"), or "" when the meaning is unknown: kept, not used
    field: str
    #: unit and period that the heading states ("kg", "mm", "pcs/year"), as written; "" when none
    unit: str = ""
    #: 0..1, how sure the meaning is
    confidence: float = 1.0
    #: which notation its numbers show; None when they show none
    style: NumberStyle | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One data row."""

    #: spreadsheet row number, from 1
    number: int
    #: text by column index; empty cells left out
    cells: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table found on one sheet."""

    file: str
    sheet: str
    #: "suppliers", "processes", "certificates", "machines" or "demand"
    kind: str
    #: spreadsheet numbers of the header rows; empty when the sheet has none (free text)
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    #: spreadsheet number → why the row is not data ("blank", "subtotal", "title", "repeated header", "note")
    skipped: Mapping[int, str] = field(default_factory=dict)

    def values(self, row: Row) -> dict[str, str]:
        """Return a row's known fields as text; several columns of one field are joined by "; "."""
        found: dict[str, str] = {}
        for column in self.columns:
            text = row.cells.get(column.index, "")
            if column.field and text:
                found[column.field] = f"{found[column.field]}; {text}" if column.field in found else text
        return found

    def column(self, name: str) -> Column | None:
        """Return the first column of a field, or None."""
        return next((column for column in self.columns if column.field == name), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """All tables of one file and the remarks made while finding them."""

    file: str
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()
