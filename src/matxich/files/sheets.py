"""The sheets of a workbook as calamine gives them, every cell already text. Anything may go wrong in here."""

from __future__ import annotations

import io
from dataclasses import dataclass

import python_calamine as calamine

from matxich.files import limits
from matxich.files.cell_text import cell_text
from matxich.files.merges import Merge


class SheetsError(Exception):
    """The reader of workbooks gave up; `encrypted` says whether for want of a password."""

    def __init__(self, detail: str, *, encrypted: bool = False) -> None:
        super().__init__(detail)
        self.detail = detail
        self.encrypted = encrypted


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet; a hidden one comes without its cells."""

    name: str
    #: up to the last cell with a value, before anything is cut
    height: int
    width: int
    #: rectangular, cell (0, 0) is A1
    rows: list[tuple[str, ...]]
    merges: list[Merge]
    hidden: bool = False


def load_sheets(data: bytes) -> list[RawSheet]:
    """Return the sheets with cells, in the order of the workbook.

    Raises:
        SheetsError: whatever the reader raised.
    """
    try:
        with calamine.load_workbook(io.BytesIO(data)) as book:
            return [
                _hidden(meta.name)
                if meta.visible != calamine.SheetVisibleEnum.Visible
                else _sheet(book.get_sheet_by_name(meta.name))
                for meta in book.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError as error:
        raise SheetsError(str(error), encrypted=True) from error
    except BaseException as error:
        # A panic in the Rust reader is no `Exception`; for us it is one more damaged file.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise SheetsError(str(error)[:200]) from error


def _hidden(name: str) -> RawSheet:
    return RawSheet(name, 0, 0, [], [], hidden=True)


def _sheet(sheet: calamine.CalamineSheet) -> RawSheet:
    if sheet.start is None or sheet.end is None:
        return RawSheet(sheet.name, 0, 0, [], [])
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    kept = min(width, limits.MAX_COLUMNS)
    padding, blank = ("",) * sheet.start[1], ("",) * kept
    rows: list[tuple[str, ...]] = []
    for values in sheet.iter_rows():  # from row 1, but from the first used column
        if len(rows) == limits.MAX_ROWS:
            break
        texts = padding + tuple("" if value == "" else cell_text(value) for value in values)
        rows.append(texts[:kept] if any(texts) else blank)
    merges = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return RawSheet(sheet.name, height, width, rows, merges)
