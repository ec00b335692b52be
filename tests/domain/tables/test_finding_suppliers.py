"""Supplier workbooks: which sheet holds what, flat sheets, identifiers."""

import pytest

from matxich.catalogue.headings import load_headings
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.report import understood
from tests.domain.tables.sheets import codes, grid, read, values

FIRMS = [
    ["Mã NCC", "Tên công ty", "MST", "Tỉnh/thành phố", "Số lao động"],
    ["S1", "Cơ khí A", "0101234567", "Hà Nội", "120"],
]
PROCESSES = [
    ["supplier_id", "process", "materials", "max_size_mm", "capacity_per_month"],
    ["S1", "ép nhựa", "ABS, PC", "300×200", "50.000"],
]
CERTIFICATES = [
    ["Mã NCC", "Tiêu chuẩn", "Số chứng chỉ", "Ngày hết hạn"],
    ["S1", "ISO 9001", "VN-01", "31/12/2027"],
]
MACHINES = [["Mã NCC", "Loại máy", "Hãng", "Năm SX", "Số lượng"], ["S1", "CNC 5 trục", "Mazak", "2019", "2"]]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [(FIRMS, "suppliers"), (PROCESSES, "processes"), (CERTIFICATES, "certificates"), (MACHINES, "machines")],
)
@pytest.mark.parametrize("sheet", ["", "Sheet1"])
def test_kind_of_a_sheet_by_its_columns(rows, kind, sheet):
    grids = [grid(FIRMS, "Doanh nghiệp"), grid(rows, sheet)]
    assert find_tables(grids, load_headings(), "suppliers").tables[1].kind == kind


def test_a_whole_workbook():
    names = ("suppliers", "processes", "certificates", "machines", "Hướng dẫn")
    grids = [
        grid(rows, name)
        for rows, name in zip(
            (FIRMS, PROCESSES, CERTIFICATES, MACHINES, [["Xin đọc kỹ trước khi điền"]]), names, strict=True
        )
    ]
    reading = find_tables(grids, load_headings(), "suppliers")
    assert [table.kind for table in reading.tables] == list(names[:4])
    assert [(finding.code, finding.sheet) for finding in reading.findings] == [
        ("sheet_without_table", "Hướng dẫn")
    ]
    assert values(reading)[2] == {
        "supplier_id": "S1",
        "standard": "ISO 9001",
        "number": "VN-01",
        "expires_on": "31/12/2027",
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ["Tên công ty", "Địa chỉ", "Công nghệ", "Vật liệu", "Chứng chỉ", "Máy móc"],
                ["A", "Hà Nội", "đúc", "nhôm", "ISO 9001", "máy đúc 800T"],
            ],
            {
                "name": "A",
                "address": "Hà Nội",
                "process": "đúc",
                "materials": "nhôm",
                "certificate": "ISO 9001",
                "machines": "máy đúc 800T",
            },
        ),
        (
            [["Công ty", "Công nghệ", "Vật liệu"], ["A", "đúc", "nhôm"]],
            {"name": "A", "process": "đúc", "materials": "nhôm"},
        ),
        (
            [["会社名", "所在地", "加工", "材質"], ["A", "ハノイ", "プレス", "SPCC"]],
            {"name": "A", "address": "ハノイ", "process": "プレス", "materials": "SPCC"},
        ),
        (
            [["업체명", "주소", "가공", "인증"], ["A", "하노이", "사출", "ISO"]],
            {"name": "A", "address": "하노이", "process": "사출", "certificate": "ISO"},
        ),
    ],
)
def test_a_flat_sheet_is_a_list_of_firms(rows, expected):
    reading = read(rows, "suppliers")
    assert [table.kind for table in reading.tables] == ["suppliers"]
    assert values(reading) == [expected]


def test_machines_with_the_firms_name_stay_machines():
    rows = [
        ["Mã NCC", "Công ty", "Loại máy", "Hãng", "Tình trạng", "SL"],
        ["S1", "A", "CNC", "Mazak", "tốt", "2"],
    ]
    reading = find_tables([grid(FIRMS, "DN"), grid(rows, "x")], load_headings(), "suppliers")
    assert values(reading)[1] == {
        "supplier_id": "S1",
        "machine_type": "CNC",
        "maker": "Mazak",
        "quantity": "2",
    }
    assert [finding.column for finding in reading.findings] == ["Công ty", "Tình trạng"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_one_identifier_only(order):
    head, row = ["Mã NCC", "Tên công ty"], ["S1", "Cơ khí A"]
    rows = [
        [*(head[at] for at in order), "Công đoạn", "Vật liệu"],
        [*(row[at] for at in order), "phay", "thép"],
    ]
    reading = find_tables([grid(FIRMS, "suppliers"), grid(rows, "processes")], load_headings(), "suppliers")
    assert values(reading)[1]["supplier_id"] == "S1"


def test_two_name_columns_are_the_name_and_the_english_name():
    rows = [["Mã NCC", "Tên công ty", "Company name", "Tỉnh"], ["S1", "Cơ khí A", "A Mechanical", "Hà Nội"]]
    assert values(read(rows, "suppliers")) == [
        {"supplier_id": "S1", "name": "Cơ khí A", "name_en": "A Mechanical", "province": "Hà Nội"}
    ]


def test_a_guessed_column_gives_way_and_is_reported_when_alone():
    rows = [["Mã NCC", "Tên công ty", "Tỉnh", "Vật liệu hay dùng nhất"], ["S1", "A", "Hà Nội", "thép"]]
    reading = read(rows, "suppliers")
    assert values(reading)[0]["materials"] == "thép"
    assert [(finding.code, finding.severity, finding.column) for finding in reading.findings] == [
        ("guessed_column", "warning", "Vật liệu hay dùng nhất")
    ]
    sure = read([[*rows[0], "Vật liệu"], [*rows[1], "nhôm"]], "suppliers")
    assert values(sure)[0]["materials"] == "nhôm"


def test_all_kinds_on_one_sheet_below_each_other():
    reading = read(
        [["Hồ sơ năng lực"], *FIRMS, [], *PROCESSES, [], *CERTIFICATES, [], *MACHINES], "suppliers"
    )
    assert [table.kind for table in reading.tables] == ["suppliers", "processes", "certificates", "machines"]
    assert all(len(table.rows) == 1 for table in reading.tables)


def test_a_file_without_firms_is_an_error():
    reading = read([["xin chào", "các bạn"], ["a", "b"]], "suppliers")
    assert reading.tables == ()
    assert codes(reading) == ["no_header"]
    assert "Mã doanh nghiệp" in reading.findings[0].message.vi


def test_a_header_without_rows_is_reported():
    reading = read(FIRMS[:1], "suppliers")
    assert codes(reading) == ["empty_table"]
    assert understood(reading, load_headings())[0]["rows"] == 0


def test_row_numbers_are_the_spreadsheets():
    reading = find_tables([grid(FIRMS, "suppliers", first_row=7)], load_headings(), "suppliers")
    assert (reading.tables[0].header_rows, reading.tables[0].rows[0].number) == ((7,), 8)
