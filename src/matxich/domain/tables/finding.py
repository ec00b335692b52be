"""From the sheets of a file to its tables: where each begins, what its columns mean, which rows are data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from matxich.domain.shared.findings import Finding
from matxich.domain.tables import remarks
from matxich.domain.tables.columns import columns_of, meanings, with_description
from matxich.domain.tables.free_text import lines_of_text, table_as_told
from matxich.domain.tables.header import SCANNED_ROWS, Header, filled, is_number
from matxich.domain.tables.headings import Headings, Match
from matxich.domain.tables.kinds import first_header, header_below, kinds_of
from matxich.domain.tables.legacy import to_unicode
from matxich.domain.tables.model import Grid, Reading, Row, Table
from matxich.domain.tables.row_kinds import body_of, why_no_data


def find_tables(
    grids: Sequence[Grid],
    headings: Headings,
    wanted: str,
    overrides: Mapping[tuple[str, int], str] | None = None,
) -> Reading:
    """Find the tables of one file and what their columns mean.

    Args:
        grids: the sheets of the file, in order.
        wanted: "demand" for a part list, "suppliers" for a workbook about firms.
        overrides: (sheet, column index from 0) → field, or "" for none: the user's corrections.

    Returns:
        The tables in the order of the file; what could not be used is in the findings, nothing is raised.
    """
    finder = _Finder(headings, wanted, overrides or {})
    sheets = [finder.sheet(grid) for grid in grids]
    if wanted == "suppliers":
        sheets = finder.with_firms(sheets)
    elif not any(sheet.tables for sheet in sheets):
        sheets = [finder.as_text(sheet) for sheet in sheets]
    tables = tuple(table for sheet in sheets for table in sheet.tables)
    findings = [finding for sheet in sheets for finding in sheet.findings]
    for sheet in sheets:
        findings.extend(
            remark
            for table in sheet.tables
            for remark in remarks.about_table(table, headings, frozenset(sheet.corrected))
        )
    findings.extend(_unused(sheets, headings, wanted))
    return Reading(grids[0].file if grids else "", tables, tuple(findings))


@dataclass(slots=True)
class _Sheet:
    grid: Grid
    corrected: Mapping[int, str]
    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class _Finder:
    def __init__(self, headings: Headings, wanted: str, overrides: Mapping[tuple[str, int], str]) -> None:
        self.headings = headings
        self.kinds = kinds_of(wanted)
        self.overrides = overrides

    def sheet(self, grid: Grid) -> _Sheet:
        """Find the tables of one sheet that have a header, or whose columns the user has named."""
        corrected = {column: name for (sheet, column), name in self.overrides.items() if sheet == grid.sheet}
        converted, findings = to_unicode(grid)
        result = _Sheet(converted, corrected, findings=findings)
        result.tables.extend(self._tables(result, self.kinds))
        known = {name for kind in self.kinds for name in self.headings.fields(kind)}
        if (
            not result.tables
            and any(name in known for name in corrected.values())
            and any(map(filled, converted.rows))
        ):
            result.tables.append(table_as_told(converted, self._told_kind(corrected), corrected))
        for table in result.tables:
            fields = set(self.headings.fields(table.kind))
            result.findings.extend(
                remarks.bad_field(converted, column.heading or f"#{column.index + 1}", name)
                for column in table.columns
                if (name := corrected.get(column.index, "")) and name not in fields
            )
        return result

    def with_firms(self, sheets: list[_Sheet]) -> list[_Sheet]:
        """Read lists of processes as flat lists of firms when the file has no list of firms at all."""
        tables = [table for sheet in sheets for table in sheet.tables]
        if any(table.kind == "suppliers" for table in tables):
            return sheets
        for sheet in sheets:
            if any(table.kind == "processes" for table in sheet.tables):
                sheet.tables = list(self._tables(sheet, ("suppliers",))) or sheet.tables
        return sheets

    def as_text(self, sheet: _Sheet) -> _Sheet:
        """Read a sheet without a header as lines of free text, where it looks like that."""
        table = lines_of_text(sheet.grid)
        if table:
            sheet.tables.append(table)
            sheet.findings.append(remarks.read_as_text(sheet.grid))
        return sheet

    def _told_kind(self, corrected: Mapping[int, str]) -> str:
        named = {name for name in corrected.values() if name}
        return max(self.kinds, key=lambda kind: len(named & set(self.headings.fields(kind))))

    def _tables(self, sheet: _Sheet, kinds: Sequence[str]) -> Iterator[Table]:
        rows, name = sheet.grid.rows, sheet.grid.sheet
        found = first_header(rows, self.headings, kinds, name, limit=SCANNED_ROWS)
        while found:
            header, kind = found
            table, found = self._table(sheet, header, kind, kinds)
            yield table

    def _table(
        self, sheet: _Sheet, header: Header, kind: str, kinds: Sequence[str]
    ) -> tuple[Table, tuple[Header, str] | None]:
        """Read the rows below a header up to the next header, and return that too."""
        grid = sheet.grid
        matches: Mapping[int, Match] = meanings(header, self.headings, kind, sheet.corrected)
        body = body_of(header, {column: match.field for column, match in matches.items()}, grid.rows)
        rows: list[Row] = []
        skipped: dict[int, str] = {}
        following = None
        for at in range(header.end, len(grid.rows)):
            cells = filled(grid.rows[at])
            reason = why_no_data(cells, body)
            following = (
                None
                if reason
                else self._another(grid, at, cells, kinds, after_gap=grid.first_row + at - 1 in skipped)
            )
            if following:
                break
            if reason:
                skipped[grid.first_row + at] = reason
            else:
                rows.append(Row(grid.first_row + at, cells))
        if kind == "demand":
            matches = with_description(matches, rows, sheet.corrected)
        header_rows = tuple(grid.first_row + at for at in range(header.start, header.end))
        table = Table(
            grid.file, grid.sheet, kind, header_rows, columns_of(header, matches, rows), tuple(rows), skipped
        )
        return table, following

    def _another(
        self, grid: Grid, at: int, cells: Mapping[int, str], kinds: Sequence[str], *, after_gap: bool
    ) -> tuple[Header, str] | None:
        """Return the header of another table that begins at a row; most rows are told apart by a glance."""
        if len(cells) < 2:
            return None
        first = [text for _, text in zip(range(4), cells.values(), strict=False)]
        if any(is_number(text) for text in first):
            return None
        if not any(sum(self.headings.may_be_exact(text, kind) for text in first) >= 2 for kind in kinds):
            return None
        return header_below(grid.rows, at, self.headings, kinds, grid.sheet, after_gap=after_gap)


def _unused(sheets: Sequence[_Sheet], headings: Headings, wanted: str) -> Iterator[Finding]:
    """Report the sheets without a table: as an error when the file has none at all, else as passed over."""
    if not any(sheet.tables for sheet in sheets):
        for sheet in sheets:
            yield remarks.no_header(sheet.grid, headings, wanted)
        return
    for sheet in sheets:
        if not sheet.tables and any(map(filled, sheet.grid.rows)):
            yield remarks.passed_over(sheet.grid)
