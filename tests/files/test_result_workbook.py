"""The result as a workbook: everything an officer needs on its sheet, in words and colours, safe and printable."""

import datetime as dt
import io
import json
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matxich.files.book import ILLUSTRATIVE, LONGEST_CELL, Book, safe_text
from matxich.files.reading import read_grids
from matxich.files.result_document import making, reasons, said, state, trading, type_label
from matxich.files.result_workbook import write_result

SHEETS = {
    "vi": ["Tóm tắt", "Đề xuất", "Suýt đạt", "Nâng cấp và khoảng trống", "Câu hỏi", "Đã đọc"],
    "en": ["Summary", "Shortlist", "Near misses", "Upgrades and gaps", "Questions", "What was read"],
}


def text(vi, en):
    return {"vi": vi, "en": en}


def comparison(kind, level, reason=None, **more):
    return (
        {"type": kind, "level": level, "weight": 3.0, "closeness": 1.0, "grade": "self_declared"}
        | more
        | {"reason": reason or text(f"{kind} vi", f"{kind} en")}
    )


def document(**changes):
    matched = {
        "line": 1, "part_no": "VD-1", "name": "Nắp hộp số", "completeness": 0.8, "gap": False,
        "requirements": [{"type": "process", "hard": True, "text": "đúc áp lực"}],
        "questions": [text("Dung sai?", "Tolerance?")],
        "shortlist": [
            {
                "supplier_id": "S1", "name": "Lá Sen", "score": 0.934, "process": "Đúc áp lực nhôm", "trader": False,
                "comparisons": [
                    comparison("process", "meets", text("Làm được đúc áp lực", "Does die casting")),
                    comparison("certificate", "expired"),
                    comparison("certificate", "meets"),
                    comparison("capacity", "unknown"),
                    comparison("in_house", "meets"),
                    comparison("maker", "meets"),
                ],
                "ask": [text("Năng lực tháng?", "Monthly capacity?")],
            },
            {"supplier_id": "S2", "name": "Phễu Xanh", "score": 0.5, "trader": True, "outsourced": True,
             "comparisons": [comparison("process", "near")], "ask": []},
        ],
        "near_misses": [
            {"supplier_id": "S9", "name": "Đồng Dao", "mend": [
                {"type": "certificate", "level": "fails", "asked": "IATF 16949", "held": "ISO 9001",
                 "asked_text": text("IATF 16949", "IATF 16949"), "held_text": text("chỉ ISO 9001", "ISO 9001 only"),
                 "reason": text("Thêm IATF 16949", "Add IATF 16949")}]}
        ],
    }  # fmt: skip
    gap = {"line": 2, "part_no": None, "name": "Pin", "completeness": 0.3, "gap": True, "questions": [],
           "requirements": [{"text": "pin lithium"}], "shortlist": [], "near_misses": []}  # fmt: skip
    base = {
        "meta": {"on": "2026-01-31", "vocabulary": "abc123", "weights": {"process": 5.0, "capacity": 1.5}, "illustrative": False},
        "lines": [matched, gap],
        "upgrades": [{"type": "certificate", "value": "IATF 16949", "lines": [1, 7], "suppliers": ["S9"], "supplier_count": 1,
                      "sentence": text("IATF → thêm 2", "IATF → 2 more")}],
        "read": {
            "demand": [{"file": "d.xlsx", "sheet": "DM", "kind": "demand", "columns": [
                {"heading": "Tên", "field": "name", "label": text("Tên chi tiết", "Part name"), "unit": "", "confidence": 1.0},
                {"heading": "Màu", "field": "", "label": None, "unit": "", "confidence": 0.0}]}],
            "findings": [{"code": "error_cell", "severity": "warning", "file": "d.xlsx", "sheet": "DM", "row": 7, "column": "C",
                          "value": "#REF!", "message": text("Ô lỗi", "Error cell")}],
        },
    }  # fmt: skip
    return base | changes


def written(result, language="vi"):
    buffer = io.BytesIO()
    write_result(result, buffer, language)
    return buffer.getvalue()


def sheets(data):
    return {grid.sheet: grid.rows for grid in read_grids(data, "r.xlsx").grids}


def xml(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def table(rows, heading):
    """The rows below the header that begins with a heading, as dictionaries."""
    at = next(index for index, row in enumerate(rows) if row[0] == heading)
    return [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :] if any(row)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_question_has_its_sheet(language):
    assert list(sheets(written(document(), language))) == SHEETS[language]


def test_the_summary_counts_the_lines_by_state():
    rows = sheets(written(document()))["Tóm tắt"]
    assert "2 dòng: 1 có nhà cung cấp" in rows[1][0]
    assert "1 chưa ai làm được" in rows[1][0]
    assert "31/01/2026" in rows[2][0]
    assert "abc123" in rows[2][0]
    lines = table(rows, "Dòng")
    assert (lines[0]["Tình trạng"], lines[0]["Đề xuất đầu tiên"], lines[0]["Điểm"]) == (
        "Có nhà cung cấp ●",
        "Lá Sen",
        "0.934",
    )
    assert (lines[1]["Tình trạng"], lines[1]["Điểm"]) == ("Chưa ai làm được ○", "")
    flat = [cell for row in rows for cell in row]
    assert {"Đáp ứng ●", "Gần đạt ◐", "Không đạt ○", "Hết hạn ⌛", "Chưa rõ ?"} <= set(flat)
    assert "5" in flat  # the weight of process
    assert "1,5" in flat  # … and of capacity, in Vietnamese notation


def test_the_shortlist_has_one_row_a_supplier_and_one_column_a_requirement():
    first, second = table(sheets(written(document()))["Đề xuất"], "Dòng")
    assert (first["Hạng"], first["Mã NCC"], first["Nhà cung cấp"], first["Điểm"]) == (
        "1",
        "S1",
        "Lá Sen",
        "0.934",
    )
    assert first[type_label("process").vi] == "Đáp ứng ●"
    assert first[type_label("certificate").vi] == "Hết hạn ⌛\nĐáp ứng ●"
    assert (first["Tự làm hay thuê ngoài"], first["Sản xuất hay thương mại"]) == (
        "Làm tại xưởng",
        "Nhà sản xuất",
    )
    assert "● Làm được đúc áp lực [tự khai]" in first["Vì sao"].splitlines()
    assert first["Cần hỏi"] == "Năng lực tháng?"
    assert (second["Tự làm hay thuê ngoài"], second["Sản xuất hay thương mại"]) == (
        "Thuê ngoài",
        "Công ty thương mại",
    )
    assert second[type_label("certificate").vi] == ""


def test_near_misses_say_what_to_mend():
    [row] = table(sheets(written(document(), "en"))["Near misses"], "Line")
    assert (row["Supplier ID"], row["Requirement"], row["Level"]) == ("S9", "Certificate", "Fails ○")
    assert (row["Asked"], row["Held"], row["What would mend it"]) == (
        "IATF 16949",
        "ISO 9001 only",
        "Add IATF 16949",
    )


def test_upgrades_and_gaps_stand_on_one_sheet():
    rows = sheets(written(document(), "en"))["Upgrades and gaps"]
    board = table(rows, "Requirement")[0]
    assert (board["Upgrade"], board["Lines unlocked"], board["Lines"], board["Who could upgrade"]) == (
        "IATF 16949",
        "2",
        "1, 7",
        "S9",
    )
    [gap] = table(rows, "Line")
    assert (gap["Line"], gap["Part"]) == ("2", "Pin")
    assert "pin lithium" in gap.values()


def test_questions_are_for_the_buyer_or_for_a_supplier():
    buyer, supplier = table(sheets(written(document(), "en"))["Questions"], "Whom")
    assert (buyer["Whom"], buyer["Question"], buyer["Supplier ID"]) == ("Buyer", "Tolerance?", "")
    assert (supplier["Whom"], supplier["Question"], supplier["Supplier ID"]) == (
        "Supplier",
        "Monthly capacity?",
        "S1",
    )


def test_what_was_read_is_told_column_by_column_with_every_remark():
    rows = sheets(written(document(), "en"))["What was read"]
    flat = [row for row in rows if row[0] == "d.xlsx"]
    assert flat[0][3:7] == ("Tên", "Part name", "", "100 %")
    assert flat[1][3:5] == ("Màu", "not used (kept)")
    assert flat[2] == ("d.xlsx", "DM", "7", "C", "#REF!", "Warning", "Error cell")


def test_an_empty_result_is_a_workbook_too():
    found = sheets(written({"lines": [], "upgrades": [], "read": {}, "meta": {}}))
    assert list(found) == SHEETS["vi"]
    assert any("Không có dòng nào." in row for row in found["Đề xuất"])


def test_every_sheet_is_ready_to_read_and_to_print():
    parts = xml(written(document()))
    for number in range(1, 7):
        sheet = parts[f"xl/worksheets/sheet{number}.xml"]
        assert 'state="frozen"' in sheet
        assert "<autoFilter" in sheet
        assert "<cols>" in sheet
        assert 'orientation="landscape"' in sheet
        assert 'fitToHeight="0"' in sheet
        assert "&amp;P" in sheet
    assert parts["xl/workbook.xml"].count("_xlnm.Print_Titles") == 6
    assert 'wrapText="1"' in parts["xl/styles.xml"]
    for colour in ("DCFCE7", "FEF3C7", "FEE2E2", "FFEDD5", "F1F5F9", "0F766E"):
        assert colour in parts["xl/styles.xml"]


def test_illustrative_data_say_so_on_every_sheet_and_page():
    result = document()
    result["meta"]["illustrative"] = True
    data = written(result)
    for rows in sheets(data).values():
        assert any(ILLUSTRATIVE in row for row in rows)
    parts = xml(data)
    assert all(ILLUSTRATIVE in parts[f"xl/worksheets/sheet{n}.xml"] for n in range(1, 7))
    assert ILLUSTRATIVE not in "".join(
        cell for rows in sheets(written(document())).values() for row in rows for cell in row
    )


EVIL = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x")',
    "http://example.org",
    "mailto:a@b",
]


@pytest.mark.parametrize("value", EVIL)
def test_no_value_becomes_a_formula_or_a_link(value):
    result = json.loads(
        json.dumps(document())
        .replace("Nắp hộp số", json.dumps(value)[1:-1])
        .replace("Lá Sen", json.dumps(value)[1:-1])
    )
    result["lines"][0]["name"] = result["lines"][0]["shortlist"][0]["name"] = value
    parts = xml(written(result))
    assert not [name for name, part in parts.items() if re.search(r"<f[ >]|<hyperlink", part)]
    if value[0] in "=+-@\t\r":
        assert 'quotePrefix="1"' in parts["xl/styles.xml"]


def test_signs_that_xml_forbids_are_dropped_and_long_texts_cut():
    result = document()
    result["lines"][0]["name"] = "a\x00b\x0bc\ud800d\uffffe" + "_x000D_"
    result["lines"][0]["shortlist"][0]["name"] = "𝔘" * 40_000
    rows = table(sheets(written(result))["Đề xuất"], "Dòng")
    assert rows[0]["Tên chi tiết"].startswith("abcde")
    name = rows[0]["Nhà cung cấp"]
    assert name.endswith("…")
    assert len(name.encode("utf-16-le")) // 2 <= LONGEST_CELL


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_held_or_shortened_never_changed(value):
    held = safe_text(value)
    assert held == "".join(sign for sign in value if sign in held)
    held.encode("utf-8")


def test_dates_are_dates_in_the_notation_of_the_language():
    for language, notation in (("vi", "dd/mm/yyyy"), ("en", "yyyy\\-mm\\-dd")):
        buffer = io.BytesIO()
        with Book(buffer, language, created=dt.date(2026, 1, 1), title="T") as book:
            book.write(book.sheet("S", "S", "S"), 4, 0, dt.date(2026, 1, 31))
        assert notation.replace("\\", "") in xml(buffer.getvalue())["xl/styles.xml"].replace("\\", "")
        assert read_grids(buffer.getvalue(), "x.xlsx").grids[0].rows[4][0] == "2026-01-31"


def test_the_same_result_gives_the_same_bytes(tmp_path):
    write_result(document(), tmp_path / "a.xlsx", "vi")
    assert (tmp_path / "a.xlsx").read_bytes() == written(document())


def test_a_workbook_that_cannot_be_written_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="does not exist"):
        write_result(document(), tmp_path / "missing" / "a.xlsx", "vi")
    with pytest.raises(OSError, match=r"(?i)directory"):
        write_result(document(), tmp_path, "vi")


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (1100.5, "1.100,5", "1,100.5"),
        ("2026-01-31", "31/01/2026", "2026-01-31"),
        (True, "có", "yes"),
        ([1, {"vi": "hai", "en": "two"}, None], "1; hai", "1; two"),
        ({"min": 0.5, "max": None}, "min: 0,5", "min: 0.5"),
        (None, "", ""),
    ],
)
def test_any_value_is_said_in_the_language(value, vi, en):
    assert (said(value, "vi"), said(value, "en")) == (vi, en)


def test_the_state_of_a_line_is_told_or_worked_out():
    assert state({"state": "incomplete", "shortlist": [1]}) == "incomplete"
    assert [state(line) for line in ({"shortlist": [1]}, {"near_misses": [1]}, {"gap": True}, {})] == [
        "matched",
        "near",
        "gap",
        "incomplete",
    ]


def test_a_firm_that_said_nothing_about_itself_is_marked_so():
    assert making({}, "en").text == trading({}, "en").text == "Not stated"
    assert trading({"comparisons": [comparison("maker", "fails")]}, "en").text == "Trader"
    assert reasons([{"type": "place", "level": "near"}], "en") == "◐ place"
