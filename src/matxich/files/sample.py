"""The illustrative workbooks: about sixty invented firms and a part list, written the way people really write them.

The rows stand in `catalogue/sample/`. Names are invented, tax codes fail their check digit, and every sheet says
so in its first row. The part list follows the kinds of demand that buyers have really published: uneven detail,
two languages, titles, sections and a subtotal between the lines.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
from importlib import resources
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from matxich.catalogue.headings import load_headings
from matxich.files.book import TEAL, Book, Cell
from matxich.files.template import heading
from matxich.files.template_fields import SHEETS

#: first row of every sheet
MARK = "Dữ liệu minh họa – Illustrative data"
#: the day for which the sample's certificates are meant to be judged
ON = dt.date(2026, 1, 31)
_CREATED = dt.date(2026, 1, 15)
_FOLDER = resources.files("matxich.catalogue") / "sample"
#: columns in which people type a bare number as a number
_NUMERIC = {
    "workers",
    "year",
    "quantity",
    "batch_min",
    "lead_time_days",
    "capacity_per_month",
    "batch",
    "lead_time",
}
_DATES = {"issued_on", "expires_on"}
_DEMAND_HEADINGS = {
    "no": ("STT", 6),
    "buyer": ("Bên mua / Buyer", 26),
    "part_no": ("Part No.", 13),
    "name": ("Tên chi tiết / Part name", 38),
    "process": ("Công đoạn / Process", 24),
    "material": ("Vật liệu", 20),
    "size": ("Kích thước (mm)", 18),
    "weight": ("KL (kg)", 12),
    "tolerance": ("Dung sai (mm)", 10),
    "roughness": ("Độ nhám", 10),
    "finish": ("Hoàn thiện bề mặt", 18),
    "annual_volume": ("SL/năm", 14),
    "batch": ("Lô", 10),
    "lead_time": ("Thời gian giao", 12),
    "certificate": ("Chứng chỉ", 20),
    "inspection": ("Kiểm tra", 16),
    "place": ("Khu vực NCC", 12),
    "requirements": ("Yêu cầu khác", 40),
    "notes": ("Ghi chú", 18),
}
_SECTIONS = {
    "A": "A. Linh kiện điện, điện tử, nhựa, cao su / Electrical, electronic, plastic and rubber parts",
    "B": "B. Khuôn, vật đúc, kết cấu, chi tiết máy / Tooling, castings, fabrications, machine parts",
}


def write_sample(directory: str | os.PathLike[str]) -> list[Path]:
    """Write `suppliers.xlsx` and `demand.xlsx` into a folder, made when missing; the same bytes every time.

    Returns:
        The two paths, suppliers first.
    """
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    suppliers, demand = folder / "suppliers.xlsx", folder / "demand.xlsx"
    with Book(suppliers, "vi", created=_CREATED, title=MARK, illustrative=True) as book:
        for name in SHEETS["suppliers"]:
            _write_firms(book, name)
    with Book(demand, "vi", created=_CREATED, title=MARK, illustrative=True) as book:
        _write_demand(book)
    return [suppliers, demand]


def sample_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one sample table ("suppliers", "processes", "certificates", "machines", "demand")."""
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return [dict(row) for row in csv.DictReader(io.StringIO(text))]


def _write_firms(book: Book, name: str) -> None:
    sheet = book.raw.add_worksheet(name)
    book.write(sheet, 0, 0, MARK, bold=True, font_color="#9A3412")
    fields = SHEETS["suppliers"][name]
    for column, field in enumerate(fields):
        label = load_headings().label(name, field.name)
        # One sheet in English: a real workbook is seldom of one piece.
        text = label.en if name == "machines" and label else heading(name, field)
        _head(book, sheet, 1, column, text)
        sheet.set_column(column, column, field.width)
    for at, row in enumerate(sample_rows(name), start=2):
        for column, field in enumerate(fields):
            book.write(sheet, at, column, _typed(field.name, row[field.name]), text_wrap=True)
    sheet.freeze_panes(2, 2)


def _head(book: Book, sheet: Worksheet, row: int, column: int, text: str) -> None:
    look = {"bold": True, "bg_color": TEAL, "font_color": "#FFFFFF", "text_wrap": True, "border": 1}
    book.write(sheet, row, column, text, **look)


def _typed(field: str, text: str) -> Cell:
    """Return a cell as a person would have typed it: a bare number as a number, an ISO date as a date."""
    if field in _NUMERIC and re.fullmatch(r"[1-9]\d{0,8}", text):
        return int(text)
    if field in _DATES and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return dt.date.fromisoformat(text)
    return text


def _write_demand(book: Book) -> None:
    sheet = book.raw.add_worksheet("Danh mục")
    last = len(_DEMAND_HEADINGS) - 1
    title = book.format(bold=True, font_size=14, align="center")
    section = book.format(bold=True, bg_color="#CCFBF1")
    sheet.merge_range(0, 0, 0, last, "", book.format(bold=True, font_color="#9A3412", align="center"))
    sheet.write_string(0, 0, MARK, book.format(bold=True, font_color="#9A3412", align="center"))
    sheet.merge_range(1, 0, 1, last, "PHỤ LỤC 1: DANH MỤC LINH KIỆN TÌM NHÀ CUNG CẤP (ĐỢT 1/2026)", title)
    book.write(sheet, 2, 0, "Ngày lập: 15/01/2026 · Các bên mua trong danh mục là giả định", italic=True)
    for column, (text, width) in enumerate(_DEMAND_HEADINGS.values()):
        _head(book, sheet, 4, column, text)
        sheet.set_column(column, column, width)
    row, number = 5, 0
    for letter, name in _SECTIONS.items():
        sheet.merge_range(row, 0, row, last, name, section)
        lines = [line for line in sample_rows("demand") if line["section"] == letter]
        for line in lines:
            row, number = row + 1, number + 1
            _write_line(book, sheet, row, number, line)
        row += 1
        if letter == "A":
            sheet.merge_range(row, 0, row, 10, "Cộng nhóm A", book.format(bold=True, align="right"))
            book.write(sheet, row, 11, sum(_pieces(line["annual_volume"]) for line in lines), bold=True)
            row += 2
    sheet.freeze_panes(5, 4)
    sheet.set_landscape()


def _write_line(book: Book, sheet: Worksheet, row: int, number: int, line: dict[str, str]) -> None:
    for column, field in enumerate(_DEMAND_HEADINGS):
        value = number if field == "no" else _typed(field, line[field])
        book.write(sheet, row, column, value, text_wrap=True, border=1, border_color="#CBD5E1")


def _pieces(text: str) -> int:
    """Return the pieces that a volume states in plain digits; what is worded otherwise does not count."""
    return int(re.sub(r"[.,]", "", text)) if re.fullmatch(r"\d[\d.,]*", text) else 0
