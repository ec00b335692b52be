"""What a file says of a firm, as written: claims one by one, contacts, and what only a column's heading knew."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.gathering import gather
from matxich.domain.enterprises.importing.as_written import machine_fields, market_fields, write_firm
from matxich.domain.enterprises.importing.claim_reader import ClaimReader
from matxich.domain.enterprises.importing.contacts import read_contacts
from matxich.domain.enterprises.importing.model import WrittenFirm
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.model import Grid

ON = dt.date(2026, 11, 25)


def firms(*rows, sheet="DN") -> list[WrittenFirm]:
    """The firms of one sheet."""
    text = tuple(tuple(map(str, row)) for row in rows)
    reading = find_tables([Grid("f.xlsx", sheet, text)], load_headings(), "suppliers")
    return [write_firm(one, load_vocabulary(), ON) for one in gather([reading], namesakes=True).firms]


def written(firm: WrittenFirm, kind: str) -> list[dict]:
    """The claims of one kind, field by field."""
    return [dict(one.written) for one in firm.claims if one.kind == kind]


def test_a_cell_that_lists_standards_is_a_claim_about_each():
    (firm,) = firms(("Tên công ty", "Chứng chỉ"), ("Lá Sen", "ISO 9001:2015, IATF 16949\nISO 14001"))
    assert [one["standard"] for one in written(firm, "certificate")] == [
        "ISO 9001:2015",
        "IATF 16949",
        "ISO 14001",
    ]


def test_standards_that_cannot_stand_alone_stay_one_cell():
    (firm,) = firms(("Tên công ty", "Chứng chỉ"), ("Lá Sen", "ISO 9001, phiên bản 2015"))
    assert [one["standard"] for one in written(firm, "certificate")] == ["ISO 9001, phiên bản 2015"]


def test_the_unit_of_a_heading_goes_into_the_claim_and_reads_the_same():
    (firm,) = firms(("Tên công ty", "Công đoạn", "Dung sai (µm)"), ("Lá Sen", "Mài", "5"))
    (fields,) = written(firm, "process")
    assert fields["tolerance_mm"] == "5 µm"
    read = ClaimReader(load_vocabulary()).read("process", fields).read
    assert read.typed["items"][0]["tolerance_mm"] == 0.005


def test_the_notation_of_a_column_goes_into_the_claim():
    rows = [("Công ty " + str(at), "Mài", "1.125" if at else "2.5") for at in range(2)]
    first, second = firms(("Tên công ty", "Công đoạn", "Khối lượng chi tiết (kg)"), *rows)
    assert written(second, "process")[0]["part_weight_kg"] == "1.1250"
    assert written(first, "process")[0]["part_weight_kg"] == "2.5"


def test_workers_are_a_figure_of_the_year_that_the_row_states_or_of_the_import():
    heads = ("Tên công ty", "Số lao động", "Ngày cập nhật")
    one, two = firms(heads, ("Lá Sen", 120, "30/06/2024"), ("Hồng Hà", 80, ""))
    assert written(one, "figure") == [{"year": "2024", "measure": "workers", "value": "120"}]
    assert (one.updated_on, two.claims[-1].note) == ("2024-06-30", "year_of_import")


@pytest.mark.parametrize("cell", ["không", "Chưa có", "-", "0", "N/A"])
def test_a_word_for_nothing_is_no_claim(cell):
    (firm,) = firms(("Tên công ty", "Thị trường xuất khẩu", "Chứng chỉ"), ("Lá Sen", cell, cell))
    assert firm.claims == ()


def test_a_flat_sheet_repeats_the_firm_and_its_rows_are_joined():
    heads = ("Tên công ty", "MST", "Công đoạn", "Chứng chỉ", "Website")
    (firm,) = firms(
        heads,
        ("Lá Sen", "0100109106", "Tiện CNC", "ISO 9001", ""),
        ("Lá Sen", "0100109106", "Phay CNC", "ISO 9001", "lasen.example"),
    )
    assert [one["process"] for one in written(firm, "process")] == ["Tiện CNC", "Phay CNC"]
    assert len(written(firm, "certificate")) == 1
    assert written(firm, "profile") == [{"website": "lasen.example"}]
    assert firm.places == (("DN", 2), ("DN", 3))


def test_namesakes_with_other_addresses_are_two_firms():
    heads = ("Tên công ty", "Địa chỉ", "Số lao động")
    assert len(firms(heads, ("Hồng Hà", "Hà Nội", 5), ("Hồng Hà", "Hải Phòng", 6))) == 2


def test_a_code_with_a_wrong_check_digit_is_kept_as_written():
    (firm,) = firms(("Tên công ty", "MST"), ("Lá Sen", "0100109107"))
    assert (firm.tax_code, firm.wrong_tax_code) == ("", "0100109107")


def test_a_firm_survives_its_json_form():
    heads = ("Tên công ty", "MST", "Công đoạn", "Liên hệ", "Tình trạng")
    (firm,) = firms(heads, ("Lá Sen", "100109106", "Tiện CNC", "Ông An 0912345678", "tạm ngừng"))
    assert firm.status == "suspended"
    assert WrittenFirm.of(firm.as_dict(), firm.places) == firm


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Máy phay CNC", {"machine_type": "Máy phay CNC"}),
        ("2 máy phay CNC", {"machine_type": "máy phay CNC", "quantity": "2"}),
        ("Máy dập 200 tấn x 3", {"machine_type": "Máy dập 200 tấn", "quantity": "3", "size": "200 tấn"}),
    ],
)
def test_a_listed_machine_is_taken_apart(text, fields):
    assert machine_fields(text) == fields


def test_a_market_without_a_name_stays_as_it_is():
    assert market_fields("30%") == {"market": "30%"}


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ([("Điện thoại", "024 3868 1234"), ("Email", "A@B.vn")], [("", "", "a@b.vn", "+842438681234")]),
        ([("Người liên hệ", "Ms. Trần Thị Bình"), ("Chức vụ", "Phụ trách mua")], [("Trần Thị Bình", "Phụ trách mua", "", "")]),
        ([("Liên hệ", "ĐT: 0912345678; Fax: 02438681234")], [("", "", "", "+84912345678"), ("", "", "", "+842438681234")]),
        ([("Fax", "02438681234")], []),
        ([("Chức vụ", "Giám đốc")], []),
        ([("Liên hệ", "An 0912345678 / Bình 0987654321")], [("An", "", "", "+84912345678"), ("Bình", "", "", "+84987654321")]),
    ],
)  # fmt: skip
def test_contacts_are_found_in_one_cell_or_in_several(cells, found):
    assert [(c.full_name, c.position, c.email, c.phone) for c in read_contacts(cells)] == found
