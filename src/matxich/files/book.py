"""A workbook as we hand it out: one look, safe strings, ready to print. Every workbook we write goes through here."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from matxich.domain.shared.bilingual import Text

#: where a workbook may go
Target = str | os.PathLike[str] | BinaryIO
Cell = str | int | float | dt.date | None

TEAL = "#0F766E"
#: light fill and dark text of each level; the word stands beside the colour, always
LEVEL_COLOURS = {
    "meets": ("#DCFCE7", "#166534"),
    "near": ("#FEF3C7", "#854D0E"),
    "fails": ("#FEE2E2", "#991B1B"),
    "expired": ("#FFEDD5", "#9A3412"),
    "unknown": ("#F1F5F9", "#475569"),
}
ILLUSTRATIVE = "Dữ liệu minh họa / Illustrative data"
#: what Excel holds in one cell, counted in UTF-16 units
LONGEST_CELL = 32_767
#: rows written on one sheet; Excel ends at 1,048,576
MOST_ROWS = 1_000_000
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_A4 = 9


def safe_text(value: str) -> str:
    """Return a text that Excel can hold: signs that XML forbids dropped, cut with "…" beyond 32,767 signs."""
    text = _ILLEGAL.sub("", value)
    if len(text) * 2 > LONGEST_CELL and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
        kept = text.encode("utf-16-le")[: (LONGEST_CELL - 1) * 2].decode("utf-16-le", "ignore")
        return kept + "…"
    return text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table that is written."""

    heading: str
    #: in characters
    width: float
    #: "text", "integer", "share" (0..1 as a percentage), "date" or "level" (text, coloured)
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class LevelCell:
    """A text in the colour of a level."""

    text: str
    #: key of `LEVEL_COLOURS`
    level: str


class Book:
    """One workbook being written; use as a context manager."""

    def __init__(
        self, target: Target, language: str, *, created: dt.date, title: str, illustrative: bool = False
    ) -> None:
        """Begin a workbook.

        Args:
            created: date in the file's properties: no clock, so the same content gives the same bytes.
            illustrative: print the words "illustrative data" on every sheet and page.
        """
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        where = os.fspath(target) if isinstance(target, str | os.PathLike) else target
        if isinstance(where, str) and not Path(where).parent.is_dir():
            raise FileNotFoundError(f"the folder {Path(where).parent} does not exist; create it first")
        self.raw = xlsxwriter.Workbook(where, options)
        self.language = language
        self.title = title
        self.illustrative = illustrative
        midnight = dt.datetime.combine(created, dt.time())
        self.raw.set_properties({"title": title, "author": "Mắt Xích", "created": midnight})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is not None:
            return
        try:
            self.raw.close()
        except FileCreateError as cause:  # for callers a file that cannot be written is an OSError
            raise OSError(str(cause)) from cause

    def say(self, text: Text) -> str:
        """Return a text in the workbook's language."""
        return text.in_language(self.language)

    def format(self, **properties: Any) -> Format:
        """Return a cell format; the same object for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.raw.add_format({"valign": "top", **properties})
        return self._formats[key]

    def sheet(self, name: str, title: str, purpose: str, *, top: int = 2) -> Worksheet:
        """Add a sheet with its title, its purpose and its print set-up.

        Args:
            top: row from 0 in which the illustrative mark stands, right under title and purpose.
        """
        sheet = self.raw.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        mark = f"&L{ILLUSTRATIVE}" if self.illustrative else ""
        page = self.say(Text("Trang &P/&N", "Page &P of &N"))
        sheet.set_header(f"&L&B{_printed(self.title)}&R{_printed(title)}")
        sheet.set_footer(f"{mark}&R{page}")
        self.write(sheet, 0, 0, title, bold=True, font_size=15, font_color=TEAL)
        self.write(sheet, 1, 0, purpose, font_color="#475569")
        if self.illustrative:
            self.write(sheet, top, 0, ILLUSTRATIVE, bold=True, font_color="#9A3412")
        return sheet

    def write(
        self, sheet: Worksheet, row: int, column: int, value: Cell | LevelCell, **properties: Any
    ) -> None:
        """Write one value; a text is always a text, whatever sign it begins with."""
        if isinstance(value, LevelCell):
            fill, colour = LEVEL_COLOURS.get(value.level, LEVEL_COLOURS["unknown"])
            properties |= {"bg_color": fill, "font_color": colour}
            value = value.text
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.format(**properties))
        elif isinstance(value, str):
            text = safe_text(value)
            if text.startswith(_ACTIVE):  # stays a text also after somebody edits the cell
                properties["quote_prefix"] = True
            sheet.write_string(row, column, text, self.format(**properties))
        elif isinstance(value, dt.date):
            notation = "dd/mm/yyyy" if self.language == "vi" else "yyyy-mm-dd"
            sheet.write_datetime(
                row, column, value, self.format(num_format=notation, align="left", **properties)
            )
        else:
            sheet.write_number(row, column, value, self.format(**properties))

    def table(
        self,
        sheet: Worksheet,
        top: int,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell | LevelCell]],
        *,
        frozen_columns: int = 0,
        main: bool = True,
    ) -> int:
        """Write a header and rows below it.

        Args:
            top: row of the header, from 0.
            frozen_columns: how many columns stay in view.
            main: freeze and repeat the header and offer filters; one table a sheet can have these.

        Returns:
            The row below the last one.
        """
        look = {"bold": True, "bg_color": TEAL, "font_color": "#FFFFFF", "text_wrap": True, "border": 1}
        for at, column in enumerate(columns):
            self.write(sheet, top, at, column.heading, border_color="#0B5A54", **look)
            if main:
                sheet.set_column(at, at, column.width)
        row = top
        for values in rows:
            row += 1
            if row >= MOST_ROWS:
                note = Text(
                    "Còn nữa: vượt số dòng của một trang.", "More follows: beyond what a sheet holds."
                )
                self.write(sheet, row, 0, self.say(note))
                break
            for at, (column, value) in enumerate(zip(columns, values, strict=True)):
                self.write(sheet, row, at, value, **_look(column.kind))
        if main:
            sheet.freeze_panes(top + 1, frozen_columns)
            sheet.repeat_rows(top)
            sheet.autofilter(top, 0, max(row, top + 1), len(columns) - 1)
        return row + 1


def _look(kind: str) -> dict[str, Any]:
    look: dict[str, Any] = {"border": 1, "border_color": "#CBD5E1"}
    if kind == "integer":
        return look | {"num_format": "#,##0", "align": "right"}
    if kind == "share":
        return look | {"num_format": "0.0%", "align": "right"}
    return look if kind == "date" else look | {"text_wrap": True}


def _printed(text: str) -> str:
    """Return a text for a header or footer, where "&" begins a command and 255 signs are the most."""
    return safe_text(text).replace("&", "&&")[:100]
