"""Delimited text: whatever the encoding and the delimiter, the same cells."""

import unicodedata

import pytest

from matxich.domain.shared.tcvn3 import from_tcvn3
from matxich.files.delimited import find_delimiter
from matxich.files.encodings import decode
from matxich.files.reading import read_grids

TABLE = "Tên;Vật liệu;Dung sai\nNắp hộp số;ADC12;±0,05\nTrục chính;S45C;±0,02\n"
ROWS = (("Tên", "Vật liệu", "Dung sai"), ("Nắp hộp số", "ADC12", "±0,05"), ("Trục chính", "S45C", "±0,02"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_reads_the_same(encoding):
    assert read_grids(TABLE.encode(encoding), "x.csv").grids[0].rows == ROWS


def windows_1258(text):
    """Vietnamese as the old code page writes it: a letter, then its tone as a sign of its own."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    written = ""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(sign for sign in parts if sign in tones)
        letter = unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in tones))
        written += letter + tone
    return written.encode("cp1258")


def test_windows_1258_is_recognised_and_told():
    read = read_grids(windows_1258(TABLE), "x.csv")
    assert read.grids[0].rows == ROWS
    assert [finding.code for finding in read.findings] == ["encoding_guessed"]
    assert "cp1258" in read.findings[0].message.vi


def test_tcvn3_is_left_for_the_reader_of_tables():
    legacy = "Tªn;VËt liÖu;Dung sai\nN¾p hép sè;ADC12;±0,05\n".encode("latin-1")
    rows = read_grids(legacy, "x.csv").grids[0].rows
    assert from_tcvn3(rows[1][0], certain=True) == "Nắp hộp số"
    assert [from_tcvn3(cell, certain=True) for cell in rows[0][:2]] == ["Tên", "Vật liệu"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp932", "品名,材質,公差\nギアケース,アルミダイカスト,±0.05\n"),
        ("euc_kr", "품명,재질,공차\n기어 케이스,알루미늄 다이캐스팅,±0.05\n"),
        ("cp1252", "Nom,Matière,Tolérance\nCarter,fonte grise,±0.05\n"),
    ],
)
def test_lists_of_foreign_buyers_are_recognised(encoding, text):
    rows = read_grids(text.encode(encoding), "x.csv").grids[0].rows
    assert rows == tuple(tuple(line.split(",")) for line in text.splitlines())


def test_a_cut_off_utf8_file_loses_one_sign_and_says_so():
    read = read_grids((TABLE * 3).encode()[:-2] + "ế".encode()[:2], "x.csv")
    assert read.grids[0].rows[:3] == ROWS
    assert "characters_lost" in [finding.code for finding in read.findings]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_under_titles(delimiter):
    lines = ["DANH MỤC LINH KIỆN", "", delimiter.join(["STT", "Tên", "Dung sai", "SL"])]
    lines += [delimiter.join([str(n), f"Nắp {n}", "±0.1", "1500"]) for n in range(1, 6)]
    assert find_delimiter("\n".join(lines)) == delimiter


def test_decimal_commas_do_not_pass_for_delimiters():
    text = "Tên;Dung sai;KL\n" + "".join(f"Trục {n};0,0{n};1,5\n" for n in range(1, 9))
    assert read_grids(text.encode(), "x.csv").grids[0].rows[1] == ("Trục 1", "0,01", "1,5")


def test_a_quoted_line_break_stays_in_its_cell():
    read = read_grids('Tên,Yêu cầu\n"Nắp","Dung sai ±0,05\nmạ kẽm, ""RoHS"""\n'.encode(), "x.csv")
    assert read.grids[0].rows[1] == ("Nắp", 'Dung sai ±0,05\nmạ kẽm, "RoHS"')


def test_a_quote_that_nobody_closed_does_not_swallow_the_file():
    text = 'Tên,Kích thước\nỐng 3",50\nNắp,"mở mà không đóng\n' + "".join(
        f"Trục {n},{n}\n" for n in range(500)
    )
    read = read_grids(text.encode(), "x.csv")
    assert len(read.grids[0].rows) == 503
    assert read.grids[0].rows[1] == ('Ống 3"', "50")
    assert [finding.code for finding in read.findings] == ["quote_not_closed"]


def test_excels_hint_names_the_delimiter_and_keeps_row_numbers():
    grid = read_grids(b"sep=|\nA|B,C\n1|2,5\n", "x.csv").grids[0]
    assert grid.first_row == 2
    assert grid.rows == (("A", "B,C"), ("1", "2,5"))


def test_blank_lines_keep_their_row_and_short_rows_are_filled():
    assert read_grids(b"a,b,c\n\n1,2\n", "x.csv").grids[0].rows == (
        ("a", "b", "c"),
        ("", "", ""),
        ("1", "2", ""),
    )


def test_plain_lines_of_text_are_one_column():
    text = "Trục S45C Ø30 dung sai ±0.02 số lượng 500\nNắp nhôm đúc áp lực 2000 cái\n"
    assert [row[0] for row in read_grids(text.encode(), "x.txt").grids[0].rows] == text.splitlines()


def test_commas_of_sentences_part_no_columns():
    text = "Trục S45C, Ø30, dung sai ±0,02, 500 cái\nNắp nhôm đúc áp lực, ADC12\nỐc M4, mạ kẽm, RoHS, 2 triệu con\n"
    assert list(read_grids(text.encode(), "x.txt").grids[0].rows) == [(line,) for line in text.splitlines()]


def test_a_table_with_blanks_behind_its_commas_is_still_a_table():
    rows = read_grids("Tên, Vật liệu, SL\nNắp, ADC12, 500\nTrục, S45C, 20\n".encode(), "x.csv").grids[0].rows
    assert rows[1] == ("Nắp", "ADC12", "500")


def test_a_formula_as_a_name_is_plain_text():
    rows = read_grids("Tên\n\"=cmd|'/c calc'!A1\"\n@SUM(1)\n".encode(), "x.csv").grids[0].rows
    assert rows == (("Tên",), ("=cmd|'/c calc'!A1",), ("@SUM(1)",))


def test_plain_ascii_needs_no_guess():
    decoded = decode(b"a,b\n1,2\n")
    assert (decoded.encoding, decoded.guessed, decoded.lost) == ("utf-8", False, 0)
