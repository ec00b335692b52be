"""A part list becomes lines: columns, wishes by heading, doubts, completeness and the questions to send back."""

from __future__ import annotations

import pytest

from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.demand.reading import read_lines, read_text
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.model import Grid
from tests.domain.demand.briefly import briefly

V = load_vocabulary()


def read(*rows):
    return read_lines(find_tables([Grid("demand.xlsx", "Sheet1", rows)], load_headings(), "demand"), V)


def of_row(headings, *cells):
    return briefly(read(headings, cells)[0])


HEADINGS = (
    "Tên chi tiết",
    "Công đoạn",
    "Vật liệu",
    "Kích thước (mm)",
    "Dung sai",
    "Sản lượng năm",
    "Chứng nhận",
)


def test_columns_speak_for_their_own_field():
    cells = ("Vỏ hộp số", "Đúc áp lực", "ADC12", "300x200x50", "0,05", "120.000", "IATF 16949")
    assert of_row(HEADINGS, *cells) == [
        *(
            "process=die_casting",
            "material=adc12",
            "~part_family=gear_housing",
            "size=300x200x50",
            "tolerance=0.05",
        ),
        *("capacity=10000", "certificate=iatf_16949"),
    ]


def test_the_name_and_the_notes_speak_where_the_columns_are_silent():
    found = of_row(
        ("Tên chi tiết", "Số lượng", "Ghi chú"), "Trục", "500", "Tiện CNC S45C, ±0,02, ưu tiên gần Hà Nội"
    )
    assert found == [
        *("process=cnc_turning", "material=s45c", "~part_family=shaft", "tolerance=0.02", "batch=500"),
        "~place=p_ha_noi@60km",
    ]


def test_a_column_headed_as_a_wish_wishes():
    headings = ("Tên chi tiết", "Công đoạn", "Chứng nhận ưu tiên")
    assert of_row(headings, "Vỏ", "Ép nhựa", "IATF 16949")[-1] == "~certificate=iatf_16949"


def test_the_heading_gives_unit_and_period():
    headings = ("Part name", "Process", "Size (cm)", "Weight (g)", "Qty (kpcs/month)", "Lead time (weeks)")
    found = of_row(headings, "Cover", "injection moulding", "30x20x5", "250", "12", "4")
    assert found[2:] == ["size=300x200x50", "part_weight=0.25", "capacity=12000", "lead_time=28"]


def test_numbers_in_the_notation_of_their_column():
    lines = read(
        ("Tên chi tiết", "Công đoạn", "Khối lượng (kg)"), ("A", "Đúc cát", "1,5"), ("B", "Đúc cát", "1.500")
    )
    assert [line.of_type("part_weight")[0].value["high_kg"] for line in lines] == [1.5, 1500]
    assert [line.of_type("part_weight")[0].value.get("alternative") for line in lines] == [None, None]


def test_a_weight_that_can_be_read_two_ways_is_asked_about():
    line = read_text("Gang FC250, đúc cát, khối lượng 1.500 kg", V)
    weight = line.of_type("part_weight")[0]
    assert (weight.value["high_kg"], weight.value["alternative"], weight.confidence) == (1500, True, 0.6)
    assert "“1.500 kg” có thể hiểu hai cách; đang hiểu là 1.500. Đúng không?" in [
        q.vi for q in line.questions
    ]


def test_lines_are_numbered_over_the_file_and_keep_their_row():
    lines = read(("DANH MỤC CHI TIẾT",), ("Tên chi tiết", "Công đoạn"), ("A", "Dập"), ("", ""), ("B", "Hàn"))
    assert [(line.line, line.name, line.row) for line in lines] == [(1, "A", 3), (2, "B", 5)]
    assert lines[0].source == {"Tên chi tiết": "A", "Công đoạn": "Dập"}


def test_equivalent_grades_are_accepted_where_the_line_says_so():
    accepts = [
        read_text(text, V).of_type("material")[0].value.get("or_equivalent", False)
        for text in ("Tiện S45C hoặc tương đương", "turning S45C or equivalent", "旋盤 S45C相当", "Tiện S45C")
    ]
    assert accepts == [True, True, True, False]


def test_a_whole_line_asks_nothing_but_a_certificate():
    text = "Tiện CNC trục S45C Ø20x150, ±0,02, 10.000 cái/năm, giao trong 30 ngày"
    line = read_text(text, V)
    assert [q.en for q in line.questions] == [
        "Is a management-system certificate required (ISO 9001, IATF 16949…)?"
    ]
    assert line.completeness == 0.96


def test_an_empty_word_asks_for_everything():
    line = read_text("hàng theo bản vẽ", V)
    assert (line.requirements, line.completeness, len(line.questions)) == ((), 0.0, 7)


def test_a_guess_is_asked_back():
    questions = [q.vi for q in read_text("Lò xo nén, thép", V).questions]
    assert "Mới ghi nhóm vật liệu (Thép): mác nào?" in questions
    assert any(q.startswith("Công đoạn được suy từ tên chi tiết") for q in questions)


@pytest.mark.parametrize(
    "text", ["", "   ", "???", "0", "n/a", "ø" * 50, "(" * 200, "không " * 100, "±/±/±", "1.1.1.1.1"]
)
def test_no_text_breaks_the_reader(text):
    assert read_text(text, V).line == 1


def test_no_diacritics_reads_the_same():
    pairs = [
        ("Ép nhựa ABS, ưu tiên gần Hà Nội", "Ep nhua ABS, uu tien gan Ha Noi"),
        ("Phay CNC nhôm 6061, không nhận đúc cát", "Phay CNC nhom 6061, khong nhan duc cat"),
        ("Dập tấm SPCC, bắt buộc IATF 16949", "Dap tam SPCC, bat buoc IATF 16949"),
    ]
    for accented, bare in pairs:
        assert briefly(read_text(bare, V)) == briefly(read_text(accented, V))
