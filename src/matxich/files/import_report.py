"""The report of an import: the sender's sheets as they were sent, and beside each row what happened with it.

Rows and columns keep their places, so that what is said of "sheet, row, column" is found there too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from matxich.domain.shared.bilingual import Text
from matxich.domain.tables.model import Grid
from matxich.files.book import ILLUSTRATIVE, TEAL, Book, Column, LevelCell, Target

_TITLE = Text("Báo cáo nhập dữ liệu", "Import report")
_WHAT = Text("Kết quả", "What happened")
_WOULD = Text("Sẽ làm gì", "What would happen")
_WHY = Text("Chi tiết", "Details")
_RECORD = Text("Hồ sơ", "Record")
_SUMMARY = Text("Tóm tắt", "Summary")
_FINDINGS = Text("Lưu ý", "Remarks")
_WIDTHS = (28, 60, 34)
#: signs that a sheet's name may not hold, and how long it may be
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is said of one row of the sender's."""

    what: str
    #: key of `files.book.LEVEL_COLOURS`
    level: str
    why: str = ""
    #: address of the record; "" while there is none
    record: str = ""


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """One remark about a cell or a row."""

    sheet: str
    row: int | None
    column: str
    severity: str
    text: str


@dataclass(frozen=True)
class ImportReport:
    """Everything that a report tells."""

    file: str
    on: dt.date
    #: False for a report of the preview: nothing has happened yet
    is_applied: bool
    illustrative: bool
    #: (label, count) in the order to be shown
    counts: Sequence[tuple[str, int]]
    notes: Mapping[tuple[str, int], RowNote]
    #: sheet → rows of its headings
    headings: Mapping[str, Sequence[int]]
    findings: Sequence[ReportFinding]


def write_import_report(report: ImportReport, grids: Sequence[Grid], target: Target, language: str) -> None:
    """Write a report as a workbook.

    Args:
        grids: the sheets of the file as they were read.
        target: a path, or a binary file open for writing.
        language: "vi" or "en".
    """
    title = f"{_TITLE.in_language(language)}: {report.file}"
    with Book(target, language, created=report.on, title=title, illustrative=report.illustrative) as book:
        _write_summary(book, report)
        used = {book.say(_SUMMARY).lower(), book.say(_FINDINGS).lower()}
        for number, grid in enumerate(grids, start=1):
            sheet = book.raw.add_worksheet(_sheet_name(grid.sheet or f"{number}", used))
            _write_grid(book, sheet, grid, report)
        if report.findings:
            _write_findings(book, report)


def _sheet_name(name: str, used: set[str]) -> str:
    wanted = name.translate(_NOT_IN_NAMES).strip(" '")[:_LONGEST_NAME] or "-"
    found, number = wanted, 2
    while found.lower() in used:
        ending = f" ({number})"
        found = wanted[: _LONGEST_NAME - len(ending)] + ending
        number += 1
    used.add(found.lower())
    return found


def _write_summary(book: Book, report: ImportReport) -> None:
    told = (
        Text(
            "Tệp {file}. Mỗi trang sau giữ nguyên các dòng đã gửi, thêm kết quả ở các cột cuối.",
            "File {file}. Every sheet that follows keeps the rows as they were sent, with what happened in the last columns.",
        )
        if report.is_applied
        else Text(
            "Tệp {file}, xem trước: chưa ghi gì vào sổ.",
            "File {file}, a preview: nothing has been written into the registry yet.",
        )
    )
    sheet = book.sheet(book.say(_SUMMARY), book.say(_TITLE), book.say(told.format(file=report.file)))
    columns = [
        Column(book.say(_WHAT if report.is_applied else _WOULD), 44),
        Column(book.say(Text("Số dòng (doanh nghiệp)", "Rows (firms)")), 18, "integer"),
    ]
    book.table(sheet, 4, columns, [[label, count] for label, count in report.counts])


def _write_grid(book: Book, sheet: Worksheet, grid: Grid, report: ImportReport) -> None:
    width = max((len(row) for row in grid.rows), default=0)
    headings = set(report.headings.get(grid.sheet, ()))
    for at, row in enumerate(grid.rows):
        number = grid.first_row + at
        is_heading = number in headings
        look = {"bold": True, "bg_color": "#F1F5F9"} if is_heading else {}
        for column, text in enumerate(row):
            if text:
                book.write(sheet, number - 1, column, text, **look)
        note = report.notes.get((grid.sheet, number))
        if note is not None:
            book.write(sheet, number - 1, width, LevelCell(note.what, note.level), text_wrap=True)
            book.write(sheet, number - 1, width + 1, note.why, text_wrap=True)
            book.write(sheet, number - 1, width + 2, note.record)
    top = (min(headings) if headings else grid.first_row) - 1
    for at, heading in enumerate((_WHAT if report.is_applied else _WOULD, _WHY, _RECORD)):
        book.write(sheet, top, width + at, book.say(heading), bold=True, bg_color=TEAL, font_color="#FFFFFF")
    sheet.set_column(0, max(width - 1, 0), 18)
    for at, wide in enumerate(_WIDTHS):
        sheet.set_column(width + at, width + at, wide)
    if report.illustrative:
        _mark(book, sheet, width, top)


def _mark(book: Book, sheet: Worksheet, width: int, top: int) -> None:
    """Say that the data are invented, on the sheet and on every page of it."""
    sheet.set_footer(f"&L{ILLUSTRATIVE}")
    place = (0, width) if top else (0, width + len(_WIDTHS))
    book.write(sheet, *place, ILLUSTRATIVE, bold=True, font_color="#9A3412")


def _write_findings(book: Book, report: ImportReport) -> None:
    sheet = book.sheet(
        book.say(_FINDINGS),
        book.say(_FINDINGS),
        book.say(
            Text("Điều đáng ngờ trong tệp, với chỗ của nó.", "What is doubtful in the file, with its place.")
        ),
    )
    columns = [
        Column(book.say(Text("Trang", "Sheet")), 20),
        Column(book.say(Text("Dòng", "Row")), 8, "integer"),
        Column(book.say(Text("Cột", "Column")), 24),
        Column(book.say(Text("Mức", "Kind")), 14),
        Column(book.say(Text("Nội dung", "What")), 90),
    ]
    kinds = {
        "error": LevelCell(book.say(Text("Lỗi", "Error")), "fails"),
        "warning": LevelCell(book.say(Text("Cảnh báo", "Warning")), "near"),
        "info": LevelCell(book.say(Text("Thông tin", "Information")), "unknown"),
    }
    rows = [[one.sheet, one.row, one.column, kinds[one.severity], one.text] for one in report.findings]
    book.table(sheet, 4, columns, rows)
