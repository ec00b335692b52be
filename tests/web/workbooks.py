"""Small workbooks for the tests of the page: few firms, few lines, every state of a line."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

Rows = Sequence[Sequence[object]]

SUPPLIERS: dict[str, Rows] = {
    "suppliers": [
        ["supplier_id", "name", "province", "status", "kind", "ghi chú nội bộ"],
        ["S1", "Công ty TNHH Đúc Minh họa", "Hà Nội", "đang hoạt động", "nhà sản xuất", "x"],
        ["S2", "Công ty CP Đúc Gần Minh họa", "Bắc Ninh", "đang hoạt động", "nhà sản xuất", "y"],
        ["S3", "Công ty TNHH Thương mại Minh họa", "Hà Nội", "đang hoạt động", "thương mại", "z"],
    ],
    "processes": [
        [
            "supplier_id",
            "process",
            "in_house",
            "materials",
            "max_size_mm",
            "tolerance_mm",
            "capacity_per_month",
        ],
        ["S1", "đúc áp lực nhôm", "có", "ADC12", "400x300x200", "±0,05", "50.000 sp"],
        ["S2", "đúc áp lực nhôm", "có", "ADC12", "400x300x200", "±0,05", "50.000 sp"],
        ["S2", "phay CNC", "có", "S45C", "400x300x200", "0,01", "5.000 sp"],
        ["S3", "đúc áp lực nhôm", "không", "ADC12", "", "", ""],
    ],
    "certificates": [
        ["supplier_id", "standard", "expires_on"],
        ["S1", "IATF 16949", "2028-01-01"],
        ["S2", "ISO 9001", "2028-01-01"],
        ["S9", "ISO 9001", "2028-01-01"],
    ],
}
HEADINGS = [
    "STT",
    "Mã chi tiết",
    "Tên chi tiết",
    "Công đoạn",
    "Vật liệu",
    "Dung sai",
    "Yêu cầu khác",
    "Ngày mua",
]
DEMAND: Rows = [
    HEADINGS,
    [
        1,
        "P-1",
        "Vỏ hộp số",
        "đúc áp lực nhôm",
        "ADC12",
        "±0,05 mm",
        "bắt buộc IATF 16949; ưu tiên Hà Nội",
        "2026",
    ],
    [2, "P-2", "Trục vít", "phay CNC", "S45C", "±0,02", "bắt buộc IATF 16949", "2026"],
    [3, "P-3", "Chốt định vị", "mài vô tâm", "SUJ2", "±0,002", "", "2026"],
    [4, "P-4", "Chi tiết chưa rõ", "", "", "", "", "2026"],
]


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """The bytes of an .xlsx with these sheets."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return target.getvalue()


def suppliers() -> bytes:
    """Three firms: one that can, one that lacks a certificate, one trader."""
    return workbook(SUPPLIERS)


def demand(rows: Rows = DEMAND) -> bytes:
    """Four lines: matched, near, gap, incomplete."""
    return workbook({"Nhu cầu": rows})


def long_demand(count: int) -> bytes:
    """A list of many lines."""
    return demand(
        [
            HEADINGS,
            *(
                [at, f"P-{at}", f"Vỏ số {at}", "đúc áp lực nhôm", "ADC12", "", "", ""]
                for at in range(1, count + 1)
            ),
        ]
    )
