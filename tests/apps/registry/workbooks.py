"""Spreadsheets of firms as offices send them, for the tests of imports."""

from __future__ import annotations

import io
from collections.abc import Sequence
from csv import writer
from typing import Any

from tests.files.containers import xls, xlsx, xlsx_of

HEADINGS = (
    "STT",
    "Tên doanh nghiệp",
    "Mã số thuế",
    "Địa chỉ",
    "Điện thoại",
    "Email",
    "Người liên hệ",
    "Số lao động",
    "Sản phẩm chính",
    "Thị trường xuất khẩu",
    "Chứng chỉ",
    "Công đoạn",
    "Vật liệu",
    "Dung sai",
)
#: tax codes with a right check digit
CODES = ("0100109106", "0100100079", "0100233488", "0101248141", "0100686209", "0100150619")
LOTUS = (
    1,
    "Công ty TNHH Cơ khí Lá Sen",
    CODES[0],
    "Số 5 đường Láng, Hà Nội",
    "0912 345 678",
    "lasen@vi-du.example",
    "Ông Nguyễn Văn An",
    120,
    "Trục; bánh răng",
    "Nhật Bản, EU",
    "ISO 9001:2015",
    "Tiện CNC",
    "S45C",
    "±0,02",
)
PLASTIC = (
    2,
    "CTCP Nhựa Hồng Hà",
    CODES[1],
    "Lô 5, KCN Quang Minh, Mê Linh, Hà Nội",
    *[""] * 7,
    "Ép nhựa",
    "ABS",
    "",
)
CASTING = (3, "Công ty CP Đúc Sao Mai", "", "Thạch Thất, Hà Nội", *[""] * 7, "Đúc áp lực nhôm", "ADC12", "")


def workbook(
    *rows: Sequence[Any], title: str = "DANH SÁCH DOANH NGHIỆP", headings: Sequence[str] = HEADINGS
) -> bytes:
    """An .xlsx with a title, a heading and these rows."""
    return xlsx_of([(title,), (), headings, *rows], "DN")


def sheets(**tables: Sequence[Sequence[Any]]) -> bytes:
    """An .xlsx of several sheets."""

    def fill(book: Any) -> None:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)

    return xlsx(fill)


def csv(*rows: Sequence[Any]) -> bytes:
    """A .csv as an office exports it, with semicolons."""
    target = io.StringIO()
    writer(target, delimiter=";").writerows((HEADINGS, *rows))
    return target.getvalue().encode("utf-8-sig")


def old_xls() -> bytes:
    """An .xls of before 2008: every text typed in a TCVN3 font."""
    rows = (
        ("Tªn doanh nghiÖp", "M· sè thuÕ", "§Þa chØ", "C«ng ®o¹n"),
        ("C«ng ty TNHH C¬ khÝ L¸ Sen", CODES[0], "Hµ Néi", "TiÖn CNC"),
    )
    return xls({(y, x): text for y, row in enumerate(rows) for x, text in enumerate(row)})
