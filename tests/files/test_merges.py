"""Merged cells: a heading covers its columns, a name its rows, a title nothing but itself."""

from matxich.files.merges import fill_merges, table_width
from matxich.files.reading import read_grids
from tests.files import containers


def merged(*ranges):
    def fill(book):
        sheet = book.add_worksheet("S")
        for place, text in ranges:
            if ":" in place:
                sheet.merge_range(place, text)
            else:
                sheet.write(place, text)
        for row in range(5, 9):
            sheet.write_row(row, 0, [f"{row}{column}" for column in range(6)])

    return read_grids(containers.xlsx(fill), "x.xlsx").grids[0].rows


def test_headings_are_filled_across_and_down():
    rows = merged(
        ("A2:A3", "Tên"),
        ("B2:B3", "Vật liệu"),
        ("C2:E2", "Kích thước"),
        ("F2:F3", "SL"),
        ("C3", "L"),
        ("D3", "W"),
        ("E3", "H"),
    )
    assert rows[1] == ("Tên", "Vật liệu", "Kích thước", "Kích thước", "Kích thước", "SL")
    assert rows[2] == ("Tên", "Vật liệu", "L", "W", "H", "SL")


def test_a_title_over_the_whole_table_stays_in_its_first_cell():
    assert merged(("A1:F1", "DANH MỤC LINH KIỆN"))[0] == ("DANH MỤC LINH KIỆN", "", "", "", "", "")


def test_a_title_wider_than_the_data_stays_in_its_first_cell():
    assert merged(("A1:J2", "DANH MỤC"))[0][:2] == ("DANH MỤC", "")


def test_a_section_line_inside_the_data_stays_in_its_first_cell():
    rows = merged(("A11:F11", "B. Vật đúc"), ("A12:D12", "C. Khuôn"))
    assert rows[10] == ("B. Vật đúc", "", "", "", "", "")
    assert rows[11] == ("C. Khuôn", "", "", "", "", "")


def test_a_name_merged_over_several_rows_is_filled_down():
    rows = merged(("A10:A12", "Nắp hộp số"), ("B10", "1"), ("B11", "2"), ("B12", "3"))
    assert [row[:2] for row in rows[9:12]] == [("Nắp hộp số", "1"), ("Nắp hộp số", "2"), ("Nắp hộp số", "3")]


def test_a_wide_merge_beside_other_cells_is_no_title():
    assert merged(("A2:E2", "Thông số"), ("F2", "SL"))[1] == ("Thông số",) * 5 + ("SL",)


def test_what_stands_under_a_merge_is_kept():
    rows = [("a", "b"), ("", "c"), ("", "d")]
    assert fill_merges(rows, [(0, 0, 2, 0)], 100)
    assert rows == [("a", "b"), ("a", "c"), ("a", "d")]


def test_merges_beyond_the_sheet_and_beyond_the_budget_do_no_harm():
    rows = [("a", "b"), ("", "c")]
    assert fill_merges(rows, [(5, 5, 9, 9), (0, 0, 1_000_000, 0)], 100)
    assert rows == [("a", "b"), ("a", "c")]
    assert not fill_merges(rows, [(0, 0, 1, 1)] * 50, 100)


def test_the_usual_width_is_that_of_most_rows():
    assert (
        table_width(
            [("t", "", "", "", "x"), ("a", "b", "c", "", ""), ("a", "", "c", "", ""), ("z", "", "", "", "")]
        )
        == 3
    )
