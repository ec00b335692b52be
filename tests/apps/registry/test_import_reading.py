"""The preview of an import: what each row of any spreadsheet would do, before anything is written."""

from __future__ import annotations

import pytest

from matxich.apps.foundation.actions import jobs
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.enterprises import create_enterprise, set_status
from matxich.apps.registry.actions.importing.beginning import (
    NotNowError,
    begin_import,
    correct_columns,
    discard,
)
from matxich.apps.registry.actions.importing.reading import read_import
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.models import Claim, Enterprise, ImportBatch
from matxich.files.attachment_kinds import RefusedFileError
from tests.apps.registry import workbooks
from tests.apps.registry.conftest import NOW
from tests.apps.registry.imports import preview, row, told
from tests.apps.registry.workbooks import CASTING, CODES, LOTUS, PLASTIC


@pytest.fixture(autouse=True)
def own_data_dir(settings, tmp_path):
    """Files of a test lie in its own folder."""
    settings.DATA_DIR = tmp_path


def outcomes(batch: ImportBatch) -> list[tuple[str, str]]:
    return list(batch.rows.order_by("number").values_list("outcome", "choice"))


def test_a_preview_writes_nothing_into_the_registry(officer):
    batch = preview(workbooks.workbook(LOTUS, PLASTIC, CASTING), officer)
    assert batch.state == "preview"
    assert outcomes(batch) == [("new", "apply")] * 3
    assert (Enterprise.objects.count(), Claim.objects.count()) == (0, 0)


def test_every_thing_a_row_says_is_a_claim_with_its_place(officer):
    content = row(preview(workbooks.workbook(LOTUS), officer), 1).content
    assert [(one["kind"], one["row"]) for one in content["claims"]] == [
        ("process", 4),
        ("certificate", 4),
        ("product", 4),
        ("product", 4),
        ("market", 4),
        ("market", 4),
        ("figure", 4),
    ]
    assert content["claims"][0]["written"] == {
        "process": "Tiện CNC",
        "materials": "S45C",
        "tolerance_mm": "±0,02",
    }
    assert content["contacts"] == [
        {"full_name": "Nguyễn Văn An", "email": "lasen@vi-du.example", "phone": "+84912345678"}
    ]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (workbooks.workbook(LOTUS), "danh-sach.xlsx"),
        (workbooks.csv(LOTUS), "danh-sach.csv"),
        (workbooks.old_xls(), "danh-sach.xls"),
    ],
)
def test_workbooks_old_and_new_and_text_are_read(officer, data, name):
    found = row(preview(data, officer, name=name), 1)
    assert (found.name, found.tax_code) == ("Công ty TNHH Cơ khí Lá Sen", CODES[0])
    assert "Tiện CNC" in str(found.content["claims"])


def test_several_sheets_are_joined_by_the_sender_s_own_code(officer):
    data = workbooks.sheets(
        suppliers=[("Mã DN", "Tên doanh nghiệp", "MST"), ("A1", "Công ty TNHH Cơ khí Lá Sen", CODES[0])],
        processes=[("Mã DN", "Công đoạn"), ("A1", "Tiện CNC"), ("A1", "Phay CNC"), ("A9", "Mài")],
        certificates=[("Mã DN", "Tiêu chuẩn", "Ngày hết hạn"), ("A1", "ISO 9001", "31/12/2027")],
    )
    batch = preview(data, officer)
    assert outcomes(batch) == [("new", "apply"), ("error", "ask")]
    assert row(batch, 1).places == [
        ["suppliers", 2],
        ["processes", 2],
        ["processes", 3],
        ["certificates", 2],
    ]
    assert "A9" in row(batch, 2).findings[0]["en"]


def test_a_firm_that_is_there_is_told_by_its_tax_code_and_compared_field_by_field(officer, firm):
    propose(firm, "certificate", {"standard": "ISO 9001:2008"}, actor=officer, now=NOW, source="self")
    found = row(preview(workbooks.workbook(LOTUS), officer), 1)
    assert (found.outcome, found.enterprise_id) == ("update", firm.pk)
    assert ("changed", "Certificate, Standard (ISO 9001)", "ISO 9001:2008", "ISO 9001:2015") in told(found)
    assert ("added", "Export market", "", "Japan") in told(found)


def test_a_change_to_a_verified_line_is_announced_as_a_proposal(officer, firm):
    claim = propose(firm, "certificate", {"standard": "ISO 9001:2008"}, actor=officer, now=NOW, source="self")
    decide(claim, "accepted", actor=officer, now=NOW, grade=2)
    assert "proposed" in {one[0] for one in told(row(preview(workbooks.workbook(LOTUS), officer), 1))}


def test_what_the_file_does_not_speak_of_stays(officer, firm):
    written = {"process": "Tiện CNC", "materials": "S45C", "tolerance_mm": "±0,05", "lead_time_days": "20"}
    propose(firm, "process", written, actor=officer, now=NOW, source="self")
    changes = [
        one for one in told(row(preview(workbooks.workbook(LOTUS), officer), 1)) if one[0] == "changed"
    ]
    assert [(one[2], one[3]) for one in changes] == [("±0,05", "±0,02")]


def test_another_name_is_added_and_never_replaces_the_official_one(officer, firm):
    other = (1, "Cty Cơ khí LÁ SEN (cũ)", CODES[0])
    found = row(preview(workbooks.workbook(other), officer), 1)
    assert told(found) == [("added", "Other name", "", "Cty Cơ khí LÁ SEN (cũ)")]


def test_a_former_tax_code_still_tells_the_firm(officer, firm):
    firm.former_tax_codes.create(tax_code=CODES[1])
    found = row(preview(workbooks.workbook((1, "Công ty Lá Sen", CODES[1])), officer), 1)
    assert (found.enterprise_id, found.content["by"]) == (firm.pk, "former_tax_code")


def test_a_branch_is_a_firm_of_its_own_that_knows_its_head_office(officer, firm):
    branch = (1, "Chi nhánh Công ty TNHH Cơ khí Lá Sen", "0100109106-001")
    found = row(preview(workbooks.workbook(branch), officer), 1)
    assert (found.outcome, found.enterprise_id, found.content["head_office"]) == ("new", None, firm.pk)


def test_a_wrong_check_digit_is_told_and_decides_nothing(officer, firm):
    found = row(preview(workbooks.workbook((1, "Công ty Gốm Bát Tràng", "0100109107")), officer), 1)
    assert (found.outcome, found.enterprise_id) == ("new", None)
    assert found.content["wrong_tax_code"] == "0100109107"
    assert "check digit" in found.findings[0]["en"]


def test_a_name_that_is_alike_is_shown_with_its_reasons_and_asked_about(officer, firm):
    found = row(preview(workbooks.workbook((1, "CTCP Cơ khí Lá Sen", "")), officer), 1)
    assert (found.outcome, found.choice) == ("duplicate", "ask")
    (candidate,) = found.candidates
    assert candidate["enterprise"] == firm.pk
    assert candidate["reasons"]
    assert 0.5 < candidate["score"] <= 1


def test_two_rows_of_a_file_that_are_alike_are_asked_about_too(officer):
    twins = (CASTING, (4, "Cty cổ phần đúc Sao Mai", "", "Thạch Thất, Hà Nội"))
    batch = preview(workbooks.workbook(*twins), officer)
    assert outcomes(batch) == [("new", "apply"), ("duplicate", "ask")]
    assert row(batch, 2).candidates[0]["row"] == 1


def test_one_tax_code_twice_is_joined_when_the_names_agree_and_refused_when_they_do_not(officer):
    batch = preview(
        workbooks.workbook(
            LOTUS, (2, "Cơ khí Lá Sen", CODES[0], "", *[""] * 7, "Phay CNC"), (3, "Gốm Bát Tràng", CODES[0])
        ),
        officer,
    )
    assert outcomes(batch) == [("new", "apply"), ("error", "ask")]
    assert row(batch, 1).places == [["DN", 4], ["DN", 5]]
    assert "Phay CNC" in str(row(batch, 1).content["claims"])


def test_a_row_without_any_name_is_an_error_with_its_place(officer):
    batch = preview(workbooks.workbook(LOTUS, (2, "", "", "Hà Nội", "0912345678")), officer)
    bad = row(batch, 2)
    assert (bad.outcome, bad.findings[0]["row"]) == ("error", 5)


def test_nothing_is_written_into_a_record_that_has_ceased(officer, firm):
    set_status(firm, "ceased", actor=officer, now=NOW, reason="Giải thể")
    found = row(preview(workbooks.workbook(LOTUS), officer), 1)
    assert (found.outcome, found.choice) == ("error", "ask")


def test_a_field_that_cannot_be_used_is_told_and_the_rest_is_kept(officer):
    data = workbooks.sheets(
        suppliers=[("Mã DN", "Tên doanh nghiệp"), ("A1", "Công ty Lá Sen")],
        certificates=[("Mã DN", "Tiêu chuẩn", "Ngày hết hạn"), ("A1", "ISO 9001", "tháng sau")],
    )
    found = row(preview(data, officer), 1)
    assert [one["column"]["en"] for one in found.findings] == ["Expires on"]
    assert ("added", "Certificate", "", "ISO 9001") in told(found)


def test_a_title_that_says_illustrative_marks_the_import(officer):
    batch = preview(workbooks.workbook(LOTUS, title="Dữ liệu minh họa"), officer)
    assert batch.is_illustrative


def test_columns_can_be_corrected_and_the_file_is_read_again(officer):
    headings = ("STT", "Tên doanh nghiệp", "Ghi chú nội bộ", "Công đoạn")
    data = workbooks.workbook((1, "Công ty Lá Sen", CODES[0], "Tiện CNC"), headings=headings)
    batch = preview(data, officer)
    assert row(batch, 1).tax_code == ""
    correct_columns(batch, {("DN", 2): "tax_code"}, actor=officer, now=NOW)
    job = jobs.take("test", NOW)
    read_import(job, lambda done, total: jobs.keep(job, done, total, NOW))
    assert row(batch, 1).tax_code == CODES[0]


def test_a_file_without_firms_fails_with_what_to_do_and_can_be_corrected(officer):
    batch = preview(workbooks.sheets(A=[("alpha", "beta"), ("Công ty Lá Sen", "x")]), officer)
    assert (batch.state, "template" in batch.problem["en"]) == ("failed", True)
    correct_columns(batch, {("A", 0): "name"}, actor=officer, now=NOW)
    job = jobs.take("test", NOW)
    read_import(job, lambda done, total: jobs.keep(job, done, total, NOW))
    batch.refresh_from_db()
    assert batch.state == "preview"


def test_what_is_no_spreadsheet_is_refused_at_once(officer):
    with pytest.raises(RefusedFileError):
        begin_import(b"%PDF-1.4\n%%EOF", "x.pdf", actor=officer, now=NOW)
    assert ImportBatch.objects.count() == 0


def test_a_reading_that_was_broken_off_goes_on_with_the_rows_it_has(officer):
    rows = [(at, f"Công ty Số {at}", "", f"Số {at} phố Huế, Hà Nội") for at in range(1, 601)]
    batch = begin_import(workbooks.workbook(*rows), "x.xlsx", actor=officer, now=NOW)
    job = jobs.take("first", NOW)

    def dies_in_the_second_portion(done: int, total: int) -> None:
        if done == 500:
            raise jobs.LostJobError(str(job))

    with pytest.raises(jobs.LostJobError):
        read_import(job, dies_in_the_second_portion)
    kept = list(batch.rows.values_list("pk", flat=True))
    assert len(kept) == 250
    read_import(job, lambda done, total: None)
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == ("preview", 600)
    assert set(kept) <= set(batch.rows.values_list("pk", flat=True))


def test_a_discarded_import_is_neither_read_nor_discarded_again(officer):
    batch = begin_import(workbooks.workbook(LOTUS), "x.xlsx", actor=officer, now=NOW)
    discard(batch, actor=officer, now=NOW)
    job = jobs.take("test", NOW)
    read_import(job, lambda done, total: None)
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == ("discarded", 0)
    with pytest.raises(NotNowError):
        discard(batch, actor=officer, now=NOW)


def test_an_import_like_an_earlier_one_finds_its_firms_also_without_tax_codes(officer):
    firm = create_enterprise(name="CTCP Nhựa Hồng Hà", tax_code=CODES[1], actor=officer, now=NOW)
    found = row(preview(workbooks.workbook(PLASTIC), officer), 1)
    assert found.enterprise_id == firm.pk
