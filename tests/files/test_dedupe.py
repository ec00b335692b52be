"""A list of firms out of a file, and the workbook of its duplicates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from matxich.catalogue.firm_names import load_name_words
from matxich.domain.enterprises.duplicates.finding import find_duplicates
from matxich.files.dedupe import load_listing
from matxich.files.dedupe_workbook import Found, write_duplicates
from matxich.files.matching import NothingUsableError

LIST = """Danh sách doanh nghiệp (dữ liệu minh họa);;;;
Tên doanh nghiệp;Tên tiếng Anh;MST;Địa chỉ;Quận/huyện;Điện thoại
Công ty CP Nhựa Hà Nội;;0100233488;Số 1 đường Cao Lỗ;Đông Anh;024 3827 1234
CTCP Nhua Ha Noi;Hanoi Plastics JSC;100233488;1 Cao Lo, Dong Anh;Đông Anh;
Công ty CP Thép Việt Nam;;;;Gia Lâm;
Công ty CP Sữa Việt Nam;;;;Gia Lâm;
;;;;;
"""


@pytest.fixture
def listing(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return load_listing(path)


def test_every_row_is_a_record_with_its_place(listing):
    assert [record.name for record in listing.records] == [
        "Công ty CP Nhựa Hà Nội",
        "CTCP Nhua Ha Noi",
        "Công ty CP Thép Việt Nam",
        "Công ty CP Sữa Việt Nam",
    ]
    assert listing.records[1].other_names == ("Hanoi Plastics JSC",)
    assert listing.records[0].phones == ("024 3827 1234",)
    assert {record.place for record in listing.records} == {"dong anh", "gia lam"}
    assert [row for _, row in listing.places] == [3, 4, 5, 6]
    assert listing.illustrative


def test_a_flat_sheet_that_repeats_a_firm_for_each_capability_gives_it_once():
    text = "Mã NCC;Tên doanh nghiệp;Công đoạn\nS1;Công ty Tân Á;Phay CNC\nS1;Công ty Tân Á;Tiện CNC\nS2;Cty Tân Á;Đúc"
    listing = load_listing(text.encode(), "list.csv")
    assert [record.name for record in listing.records] == ["Công ty Tân Á", "Cty Tân Á"]


def test_a_file_without_a_firm_says_so():
    with pytest.raises(NothingUsableError):
        load_listing(b"a;b\n1;2\n", "list.csv")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_workbook_tells_every_pair_with_its_reasons(listing, tmp_path, language):
    pairs = find_duplicates(listing.records, load_name_words())
    found = [Found(pair, pair.probability) for pair in pairs]
    out = tmp_path / "out.xlsx"
    write_duplicates(out, listing, found, engine="own", language=language, on=dt.date(2026, 1, 31))
    book = CalamineWorkbook.from_path(out)
    pages = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert len(pages) == 3
    header, *rows = pages[0][4:]
    assert len(rows) == len(pairs) == 1
    row = dict(zip(header, rows[0], strict=True))
    assert list(row.values())[3] == "Công ty CP Nhựa Hà Nội"
    why = str(rows[0][-1])
    assert ("Cùng mã số thuế" if language == "vi" else "Same tax code") in why
    assert [line[0] for line in pages[1][5:]] == [1.0, 1.0]
    assert any("minh họa" in str(cell) for line in pages[0] for cell in line)


def test_the_same_list_gives_the_same_bytes(listing, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_duplicates(tmp_path / name, listing, [], engine="own", language="vi", on=dt.date(2026, 1, 31))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
