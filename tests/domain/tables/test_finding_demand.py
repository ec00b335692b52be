"""Part lists as people send them: letterheads, merged headers, subtotals, old fonts, bare lists."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matxich.catalogue.headings import load_headings
from matxich.domain.shared.numbers import NumberStyle
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.report import understood
from tests.domain.tables.sheets import codes, grid, read, values

HEAD = ["STT", "Tên chi tiết", "Vật liệu", "Dung sai", "SL/năm"]
ONE = ["1", "Vỏ hộp số", "ADC12", "±0,05", "5.000"]
TWO = ["2", "Tổng phanh", "Gang", "±0,1", "800"]
FIRST = {
    "line_no": "1",
    "name": "Vỏ hộp số",
    "material": "ADC12",
    "tolerance": "±0,05",
    "annual_volume": "5.000",
}


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            ["No.", "Part name", "Material", "Tolerance", "Annual qty"],
            ["1", "Gear cover", "ADC12", "±0.05", "5,000"],
        ),
        (["番号", "品名", "材質", "公差", "年間数量"], ["1", "ギアカバー", "ADC12", "±0.05", "5,000"]),
        (["순번", "품명", "재질", "공차", "연간 수량"], ["1", "기어 커버", "ADC12", "±0.05", "5,000"]),
        (
            ["STT", "Ten chi tiet", "Vat lieu", "Dung sai", "San luong nam"],
            ["1", "Vo hop so", "ADC12", "±0,05", "5.000"],
        ),
        ([unicodedata.normalize("NFD", text) for text in HEAD], ONE),
        (["line_no", "name", "material", "tolerance", "annual_volume"], ONE),
        (["#", "Item\nTên hàng", "Mat'l", "Tol. (mm)", "Qty\n(pcs/yr)"], ONE),
        (["TT", "Chi tiết", "Mác", "DS", "Nhu cầu năm"], ONE),
    ],
)
@pytest.mark.parametrize(
    "above",
    [
        [],
        [
            ["CÔNG TY TNHH ABC"],
            ["Địa chỉ: KCN Thăng Long", "", "Ngày: 12/3/2026"],
            [],
            ["DANH SÁCH CHI TIẾT"],
        ],
    ],
)
@pytest.mark.parametrize("shift", [0, 2])
def test_header_is_found_anywhere(head, row, above, shift):
    reading = read([*above, *([""] * shift + line for line in (head, row))])
    (table,) = reading.tables
    assert values(reading) == [dict(zip(FIRST, row, strict=True))]
    assert table.header_rows == (len(above) + 1,)
    assert table.rows[0].number == len(above) + 2


@pytest.mark.parametrize(
    "header",
    [
        [["STT", "Tên", "Kích thước", "Kích thước", "Kích thước"], ["STT", "Tên", "Dài", "Rộng", "Cao"]],
        [["No", "Item", "Dimensions (mm)", "", ""], ["", "", "L", "W", "H"]],
        [["STT", "Tên chi tiết", "Dài", "Rộng", "Cao"], ["", "", "(mm)", "(mm)", "(mm)"]],
        [["STT", "Tên chi tiết", "Dài", "Rộng", "Cao"], ["No.", "Part name", "Length", "Width", "Height"]],
        [["STT", "Tên", "Kích thước", "", ""], ["", "", "Dài", "Rộng", "Cao"], ["", "", "mm", "mm", "mm"]],
        [["番号", "品名", "寸法", "寸法", "寸法"], ["番号", "品名", "長さ", "幅", "高さ"]],
    ],
)
def test_headers_of_several_rows_are_joined(header):
    reading = read([["BẢNG KÊ"], *header, ["1", "Tấm đế", "100", "50", "8"]])
    assert values(reading) == [
        {"line_no": "1", "name": "Tấm đế", "length": "100", "width": "50", "height": "8"}
    ]
    assert len(reading.tables[0].header_rows) == len(header)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([], "blank"),
        (["", "Tổng cộng", "", "", "5.000"], "subtotal"),
        (["Tổng:", "", "", "", "5.000"], "subtotal"),
        (["Cộng nhóm A", "", "", "", "5.000"], "subtotal"),
        (["", "Sub-total", "", "", "5,000"], "subtotal"),
        (["TOTAL", "TOTAL", "TOTAL", "TOTAL", "5,000"], "subtotal"),
        (["", "合計", "", "", "5000"], "subtotal"),
        (["小計", "", "", "", "5000"], "subtotal"),
        (["", "합계", "", "", "5000"], "subtotal"),
        (["A. Nhóm chi tiết nhựa"], "title"),
        (["", "PHẦN CƠ KHÍ"], "title"),
        (["I", "Chi tiết nhựa"], "title"),
        (HEAD, "repeated header"),
        (["", "Ghi chú: giá chưa gồm VAT"], "note"),
        (["Người lập", "", "", "Giám đốc"], "note"),
    ],
)
def test_rows_that_are_no_data(row, reason):
    reading = read([HEAD, ONE, row, TWO])
    (table,) = reading.tables
    assert table.skipped == {3: reason}
    assert [line.number for line in table.rows] == [2, 4]
    assert ("rows_skipped" in codes(reading)) == (reason != "blank")


@pytest.mark.parametrize(
    "row",
    [
        ["2", "Tổng phanh", "Gang", "", ""],
        ["2", "Total station bracket", "Steel", "", "100"],
        ["2", "Bạc lót"],
        ["", "Khuôn dập", "SKD11", "", "1"],
        ["2", "Nhóm van điều khiển", "Đồng", "", "10"],
    ],
)
def test_rows_that_only_look_like_totals_are_data(row):
    assert len(values(read([HEAD, ONE, row]))) == 2


def test_two_tables_on_one_sheet():
    reading = read(
        [
            HEAD,
            ONE,
            [],
            ["Bảng 2"],
            ["Part No.", "Item", "Material", "Process", "Qty (pcs)"],
            ["P-1", "Shaft", "S45C", "Turning", "20"],
        ]
    )
    assert [table.header_rows for table in reading.tables] == [(1,), (5,)]
    assert values(reading)[1] == {
        "part_no": "P-1",
        "name": "Shaft",
        "material": "S45C",
        "process": "Turning",
        "quantity": "20",
    }


def test_narrow_table_keeps_names_alone():
    reading = read([["Tên chi tiết", "Yêu cầu"], ["Bạc lót đồng", ""], ["Trục thép", "S45C, nhiệt luyện"]])
    assert values(reading) == [
        {"name": "Bạc lót đồng"},
        {"name": "Trục thép", "requirements": "S45C, nhiệt luyện"},
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Vỏ motor đúc áp lực nhôm ADC12, 50k/năm"], ["Bạc lót nhựa POM theo mẫu"]],
        [
            ["DANH SÁCH NHU CẦU"],
            [],
            ["1", "Vỏ motor đúc áp lực nhôm ADC12, 50k/năm"],
            ["2", "Bạc lót nhựa POM theo mẫu"],
        ],
        [["1", "Vỏ motor đúc áp lực", "nhôm ADC12, 50k/năm"], ["2", "Bạc lót nhựa POM", ""]],
        [["アルミダイカスト部品、月産5000個"], ["樹脂成形品"]],
    ],
)
def test_bare_lists_are_read_as_text(rows):
    reading = read(rows)
    (table,) = reading.tables
    assert table.header_rows == ()
    assert all(line["description"] for line in values(reading))
    assert len(values(reading)) == 2
    assert codes(reading)[0] == "free_text_column"


@pytest.mark.parametrize(
    "rows", [[], [["1", "2"], ["3", "4"]], [["a", "b", "c", "d", "e"], ["f", "g", "h", "i", "j"]]]
)
def test_no_header_is_an_error_that_says_what_to_do(rows):
    reading = read(rows)
    assert reading.tables == ()
    (finding,) = reading.findings
    assert (finding.code, finding.severity, finding.file, finding.sheet) == (
        "no_header",
        "error",
        "list.xlsx",
        "Sheet1",
    )
    assert "Tên chi tiết" in finding.message.vi
    assert "template" in finding.message.en


def test_the_wordiest_column_describes_a_list_that_names_nothing():
    reading = read(
        [
            ["No.", "Was wird gesucht", "Qty"],
            ["1", "Aluminium gearbox cover, die cast", "5000"],
            ["2", "POM bush to sample, turned", "20"],
        ]
    )
    assert [line["description"] for line in values(reading)] == [
        "Aluminium gearbox cover, die cast",
        "POM bush to sample, turned",
    ]
    assert [(finding.code, finding.column) for finding in reading.findings] == [
        ("guessed_column", "Was wird gesucht")
    ]


def test_other_sheets_are_passed_over():
    grids = [
        grid([["Kính gửi quý công ty"], ["Đây là yêu cầu báo giá tháng 3"]], "Bìa"),
        grid([HEAD, ONE], "RFQ"),
    ]
    reading = find_tables(grids, load_headings(), "demand")
    assert [table.sheet for table in reading.tables] == ["RFQ"]
    assert [(finding.code, finding.severity, finding.sheet) for finding in reading.findings] == [
        ("sheet_without_table", "info", "Bìa")
    ]


def test_tcvn3_sheet_is_converted():
    reading = read([["Tªn chi tiÕt", "VËt liÖu", "Sè l­îng"], ["Vá hép sè", "ThÐp", "10"]])
    assert values(reading) == [{"name": "Vỏ hộp số", "material": "Thép", "quantity": "10"}]
    assert codes(reading) == ["tcvn3_converted"]


def test_modern_sheet_with_signs_is_left_alone():
    reading = read([["Tên chi tiết", "Vật liệu", "Độ nhám"], ["Trục Ø20 ±5 µm", "Viton®", "0,8 µm"]])
    assert values(reading) == [{"name": "Trục Ø20 ±5 µm", "material": "Viton®", "roughness": "0,8 µm"}]
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ({}, {"name": "Vỏ", "material": "ADC12"}),
        ({("Sheet1", 2): "process"}, {"name": "Vỏ", "material": "ADC12", "process": "đúc"}),
        ({("Sheet1", 1): ""}, {"name": "Vỏ"}),
        ({("Other", 1): ""}, {"name": "Vỏ", "material": "ADC12"}),
        (
            {("Sheet1", 1): "process", ("Sheet1", 2): "material"},
            {"name": "Vỏ", "process": "ADC12", "material": "đúc"},
        ),
    ],
)
def test_the_users_correction_wins(overrides, expected):
    assert values(
        read([["Tên chi tiết", "Vật liệu", "Xyz"], ["Vỏ", "ADC12", "đúc"]], overrides=overrides)
    ) == [expected]


def test_a_correction_makes_a_headerless_sheet_readable():
    rows = [["P-1", "Vỏ", "ADC12", "5000", "x"], ["P-2", "Nắp", "PA66", "300", "y"]]
    overrides = {("Sheet1", 1): "name", ("Sheet1", 2): "material", ("Sheet1", 3): "quantity"}
    assert values(read(rows, overrides=overrides))[1] == {
        "name": "Nắp",
        "material": "PA66",
        "quantity": "300",
    }


def test_a_correction_to_nonsense_is_reported():
    reading = read(
        [["Tên chi tiết", "Vật liệu", "Xyz"], ["Vỏ", "ADC12", "đúc"]],
        overrides={("Sheet1", 2): "colour_of_sky"},
    )
    (finding,) = reading.findings
    assert (finding.code, finding.column, finding.value) == ("unknown_field", "Xyz", "colour_of_sky")


def test_number_style_comes_from_the_column():
    reading = read(
        [["Tên chi tiết", "Khối lượng (kg)", "Qty"], ["A b", "1,25", "1.500"], ["C d", "0,5", "2.000"]]
    )
    weight, quantity = reading.tables[0].column("weight"), reading.tables[0].column("quantity")
    assert (weight.style, weight.unit, quantity.style) == (NumberStyle.VIETNAMESE, "kg", None)


def test_understood_reports_every_column():
    rows = [[*HEAD, "Màu yêu thích"], [*ONE, "đỏ"], [*TWO, ""], ["Tổng cộng", "", "", "", "5.800"]]
    (entry,) = understood(read(rows), load_headings())
    assert (entry["kind"], entry["rows"], entry["skipped"], entry["unused"]) == (
        "demand",
        2,
        {"subtotal": 1},
        ["Màu yêu thích"],
    )
    tolerance, unknown = entry["columns"][3], entry["columns"][5]
    assert tolerance["label"] == {"vi": "Dung sai", "en": "Tolerance"}
    assert tolerance["samples"] == ["±0,05", "±0,1"]
    assert (unknown["field"], unknown["filled"], unknown["label"]) == ("", 0.5, None)


@settings(max_examples=60, deadline=None)
@given(
    order=st.permutations(range(6)), blanks=st.lists(st.integers(0, 5), max_size=6), above=st.integers(0, 4)
)
def test_order_of_columns_and_blank_rows_change_nothing(order, blanks, above):
    rows = [
        [*HEAD, "Ghi chú"],
        [*ONE, "gấp"],
        ["2", "Bạc lót", "POM", "", "300", ""],
        ["3", "Trục", "S45C", "±0,02", "1.200", "nhiệt luyện"],
    ]
    moved = [[row[at] for at in order] for row in rows]
    for place in sorted(blanks, reverse=True):
        moved.insert(min(place, len(moved)), [""] * 6)
    moved = [[""] * 6] * above + moved
    assert values(read(moved)) == values(read(rows))


def test_a_long_sheet_is_read_quickly():
    extra = [f"Cột {i}" for i in range(15)]
    rows = [[*HEAD, *extra]] + [
        [str(i), f"Vỏ hộp số {i}", "ADC12", "±0,05", f"{i}.000", *(f"giá trị {i}-{c}" for c in range(15))]
        for i in range(1, 5001)
    ]
    sheet = grid(rows)
    start = time.process_time()
    reading = find_tables([sheet], load_headings(), "demand")
    assert time.process_time() - start < 1.5
    assert len(reading.tables[0].rows) == 5000
