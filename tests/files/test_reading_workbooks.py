"""Every kind of workbook comes out as the same grid of text."""

import datetime as dt
import time
from pathlib import Path

import pytest

from matxich.domain.shared.tcvn3 import share_tcvn3
from matxich.files.reading import read_grids
from tests.files import containers

#: public statistics that lie beside the project where it is developed; never copied into it
LEGACY = Path(__file__).parents[3] / "shared/data/statistics/sample_gso_2001-01_TCVN3.xls"


def codes(read):
    return [finding.code for finding in read.findings]


def test_values_of_every_kind_become_text():
    def fill(book):
        sheet = book.add_worksheet("Đơn hàng")
        sheet.write_row(0, 0, ["Tên", 1500.0, 0.05, 1.125, True])
        sheet.write_datetime(1, 0, dt.date(2026, 1, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.write_formula(1, 2, '="a"&"b"', None, "ab")
        sheet.write_string(1, 3, "=HYPERLINK(1)")
        sheet.write_number(1, 4, 0.2, book.add_format({"num_format": "0%"}))

    read = read_grids(containers.xlsx(fill), "x.xlsx")
    assert read.grids[0].sheet == "Đơn hàng"
    assert read.grids[0].rows == (
        ("Tên", "1500", "0.05", "1.1250", "yes"),
        ("2026-01-31", "2", "ab", "=HYPERLINK(1)", "0.2"),
    )
    assert read.findings == ()


def test_rows_and_columns_keep_their_place_when_the_data_begin_further_down():
    def fill(book):
        book.add_worksheet("S").write("C3", "x")

    grid = read_grids(containers.xlsx(fill), "x.xlsx").grids[0]
    assert grid.first_row == 1
    assert grid.rows == (("", "", ""), ("", "", ""), ("", "", "x"))


def test_formatted_blank_rows_are_not_rows():
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write("A1", "x")
        for row in range(1, 500):
            sheet.write_blank(row, 30, None, book.add_format({"border": 1}))

    assert read_grids(containers.xlsx(fill), "x.xlsx").grids[0].rows == (("x",),)


def test_an_error_cell_is_blank_and_told_with_its_place():
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["Tên", "Giá"])
        sheet.write_formula(1, 1, "=A9", None, "#REF!")
        sheet.write("A2", "Nắp")

    read = read_grids(containers.xlsx(fill), "x.xlsx")
    assert read.grids[0].rows[1] == ("Nắp", "")
    [finding] = read.findings
    assert (finding.code, finding.sheet, finding.row, finding.column, finding.value) == (
        "error_cell",
        "S",
        2,
        "B",
        "#REF!",
    )
    assert "B2" in finding.message.vi
    assert "B2" in finding.message.en


def test_many_error_cells_are_counted_not_listed():
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write("B1", "x")
        for row in range(200):
            sheet.write_formula(row, 0, "=1/0", None, "#DIV/0!")

    findings = read_grids(containers.xlsx(fill), "x.xlsx").findings
    assert len(findings) == 51
    assert "150" in findings[-1].message.en


def test_formulas_saved_without_a_result_are_told():
    data = containers.with_sheet_xml(
        b'<c r="A1" t="s"><v>0</v></c>', b'<c r="A1"><f>1+1</f></c><c r="B1"><v>7</v></c>'
    )
    read = read_grids(data, "x.xlsx")
    assert read.grids[0].rows == (("", "7"),)
    assert codes(read) == ["formula_without_value"]


def test_a_hidden_sheet_is_left_out_and_told():
    def fill(book):
        book.add_worksheet("Thấy").write("A1", "x")
        hidden = book.add_worksheet("Ẩn")
        hidden.write("A1", "y")
        hidden.hide()

    read = read_grids(containers.xlsx(fill), "x.xlsx")
    assert [grid.sheet for grid in read.grids] == ["Thấy"]
    assert [(finding.code, finding.sheet) for finding in read.findings] == [("hidden_sheet", "Ẩn")]


def test_macros_are_ignored_and_told():
    parts = containers.members(containers.xlsx_of([["x"]]))
    data = containers.packed(parts | {"xl/vbaProject.bin": b"Sub AutoOpen()"})
    read = read_grids(data, "x.xlsm")
    assert read.grids[0].rows == (("x",),)
    assert codes(read) == ["macros_ignored"]


def test_the_content_decides_not_the_name():
    assert read_grids(containers.xlsx_of([["Tên"], ["Nắp"]]), "report.csv").grids[0].rows == (
        ("Tên",),
        ("Nắp",),
    )
    assert read_grids("Tên,SL\nNắp,5\n".encode(), "report.xlsx").grids[0].rows == (
        ("Tên", "SL"),
        ("Nắp", "5"),
    )


def test_an_old_xls_is_read_with_its_errors():
    data = containers.xls(
        {(0, 0): "Tên", (0, 1): "SL", (1, 0): "Nắp máy", (1, 1): 1.125}, extra=containers.error_cell(2, 1, 23)
    )
    read = read_grids(data, "x.xls")
    assert read.grids[0].rows == (("Tên", "SL"), ("Nắp máy", "1.1250"))
    [finding] = read.findings
    assert (finding.code, finding.sheet, finding.row, finding.column, finding.value) == (
        "error_cell",
        "Bang1",
        3,
        "B",
        "#REF!",
    )


def test_a_binary_xlsb_is_read():
    assert read_grids(containers.xlsb({(0, 0): "Tên", (1, 0): "Nắp", (1, 1): 1500.0}), "x.xlsb").grids[
        0
    ].rows == (
        ("Tên", ""),
        ("Nắp", "1500"),
    )


def test_an_ods_is_read_without_its_endless_blank_tail():
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    tail = '<table:table-cell table:number-columns-repeated="16000"/>'
    rows = "".join(f"<table:table-row>{cell.format(text)}{tail}</table:table-row>" for text in ("Tên", "Nắp"))
    rows += f'<table:table-row table:number-rows-repeated="1048000">{tail}</table:table-row>'
    assert read_grids(containers.ods(rows), "x.ods").grids[0].rows == (("Tên",), ("Nắp",))


def test_cells_without_a_place_follow_one_another():
    data = containers.with_sheet_xml(b'<c r="A1" t="s"><v>0</v></c>', b"<c><v>1</v></c><c><v>2</v></c>")
    assert read_grids(data, "x.xlsx").grids[0].rows == (("1", "2"),)


@pytest.mark.skipif(
    not LEGACY.is_file(), reason="the statistics office's workbook of 2001 does not lie beside the project"
)
def test_a_real_workbook_of_2001_is_read():
    grids = read_grids(LEGACY).grids
    assert [grid.sheet for grid in grids] == ["NN", "12", "13", "XDCB", "Vantai", "Gia", "xk", "nk"]
    rows = grids[0].rows
    assert rows[8][2:] == ("1906", "", "", "110.7")
    # Left in the letters of its old font: the reader of tables converts whole sheets.
    assert share_tcvn3(cell for row in rows for cell in row) > 0.5


def test_a_hundred_thousand_rows_are_read_in_time():
    def fill(book):
        sheet = book.add_worksheet("S")
        for row in range(100_000):
            sheet.write_row(row, 0, [f"VD-{row}", "Nắp hộp số", row, row / 8, "S45C", "±0,05"])

    data = containers.xlsx(fill)
    begin = time.monotonic()
    read = read_grids(data, "x.xlsx")
    assert time.monotonic() - begin < 20
    assert len(read.grids[0].rows) == 100_000
    assert read.grids[0].rows[-1] == ("VD-99999", "Nắp hộp số", "99999", "12499.875", "S45C", "±0,05")


def test_rows_beyond_the_limit_are_cut_and_told(monkeypatch):
    monkeypatch.setattr("matxich.files.limits.MAX_ROWS", 3)
    monkeypatch.setattr("matxich.files.limits.MAX_COLUMNS", 2)
    read = read_grids(b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n", "x.csv")
    assert read.grids[0].rows == (("a", "b"), ("1", "2"), ("4", "5"))
    assert [(finding.code, finding.row, finding.column) for finding in read.findings] == [
        ("rows_cut", 4, ""),
        ("columns_cut", None, "C"),
    ]


def test_a_workbook_beyond_two_hundred_thousand_rows_is_cut_and_told():
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write(0, 0, "đầu")
        sheet.write(199_999, 0, "giữ")
        sheet.write(200_005, 0, "bỏ")

    read = read_grids(containers.xlsx(fill), "x.xlsx")
    assert len(read.grids[0].rows) == 200_000
    assert read.grids[0].rows[-1] == ("giữ",)
    [finding] = read.findings
    assert (finding.code, finding.row) == ("rows_cut", 200_001)
    assert "200,006" in finding.message.en
