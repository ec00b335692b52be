"""The pages of imports: a file is sent, looked through, decided, applied, reported and undone."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from matxich.apps.accounts.models import Role
from matxich.apps.registry.models import Enterprise, ImportBatch
from matxich.jobs.runner import run_waiting
from tests.apps.registry import workbooks
from tests.apps.registry.workbooks import CASTING, CODES, LOTUS, PLASTIC
from tests.web.people import firm, person


@pytest.fixture(autouse=True)
def own_data_dir(settings, tmp_path):
    """Files of a test lie in its own folder; staff sign in without a second factor."""
    settings.DATA_DIR = tmp_path
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def officer(client, db):
    """An officer who is signed in."""
    user = person("Cán bộ", Role.OFFICER)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


@pytest.fixture
def send(client, officer):
    """A function that sends a file and lets it be read; returns the address of the import."""

    def send_(data: bytes, name: str = "danh-sach.xlsx") -> str:
        answer = client.post("/staff/imports/", {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code == 302
        run_waiting()
        return answer.headers["Location"]

    return send_


def words(answer) -> str:
    """The text of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def sheets(answer) -> dict[str, list[list[str]]]:
    """A workbook that was downloaded."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return {
        name: [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def test_before_the_first_import_the_page_says_what_to_do(client, officer):
    assert "No import yet" in words(client.get("/staff/imports/"))


def test_a_file_that_is_no_spreadsheet_is_told_beside_the_form(client, officer):
    answer = client.post("/staff/imports/", {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.4\n%%EOF")})
    assert answer.status_code == 400
    assert "no spreadsheet" in words(answer)


def test_while_a_file_is_read_its_page_shows_the_progress(client, officer):
    data = SimpleUploadedFile("a.xlsx", workbooks.workbook(LOTUS))
    address = client.post("/staff/imports/", {"file": data}).headers["Location"]
    assert "is being read" in words(client.get(address))
    assert client.get(f"{address}progress").json()["state"] == "queued"
    run_waiting()
    assert client.get(f"{address}progress").json()["state"] == "done"


def test_a_preview_shows_tabs_rows_and_what_each_would_do(client, send):
    firm("Công ty TNHH Cơ khí Lá Sen", CODES[0])
    text = words(client.get(send(workbooks.workbook(LOTUS, PLASTIC, (9, "", "", "Hà Nội")))))
    assert "New 1" in text
    assert "Update 1" in text
    assert "Errors 1" in text
    assert "Certificate ISO 9001 added" in text
    assert "no id, tax code or name" in text


def test_rows_are_found_by_outcome_and_by_words_without_accents(client, send):
    address = send(workbooks.workbook(LOTUS, PLASTIC))
    assert PLASTIC[1] not in words(client.get(f"{address}?q=la sen"))
    assert "No row fits" in words(client.get(f"{address}?outcome=same"))


def test_chosen_rows_are_skipped_and_applied_again(client, send):
    address = send(workbooks.workbook(LOTUS, PLASTIC))
    row = ImportBatch.objects.get().rows.get(number=1)
    client.post(f"{address}rows/", {"act": "skip", "row": [row.pk]})
    row.refresh_from_db()
    assert row.choice == "skip"
    client.post(f"{address}rows/", {"act": "apply", "row": [row.pk]})
    row.refresh_from_db()
    assert row.choice == "apply"


def test_a_possible_duplicate_is_shown_with_reasons_and_decided(client, send):
    held = firm("Công ty TNHH Cơ khí Lá Sen", CODES[0])
    address = send(workbooks.workbook((1, "CTCP Cơ khí Lá Sen", "")))
    assert "Words of the brand in common" in words(client.get(f"{address}rows/1/"))
    assert client.post(f"{address}rows/1/", {}).status_code == 400
    client.post(f"{address}rows/1/", {"decision": f"firm-{held.pk}"})
    assert ImportBatch.objects.get().rows.get().enterprise_id == held.pk


def test_any_firm_of_the_registry_can_be_chosen_by_searching(client, send):
    held = firm("Tổng công ty Sen Vàng")
    address = send(workbooks.workbook(LOTUS))
    assert "This is Tổng công ty Sen Vàng" in words(client.get(f"{address}rows/1/?q=sen vang"))
    client.post(f"{address}rows/1/?q=sen vang", {"decision": f"firm-{held.pk}"})
    assert ImportBatch.objects.get().rows.get().enterprise_id == held.pk


def test_all_duplicates_at_once_after_a_page_that_asks(client, send):
    firm("Công ty TNHH Cơ khí Lá Sen", CODES[0])
    address = send(workbooks.workbook((1, "CTCP Cơ khí Lá Sen", "")))
    assert "1 row becomes a new firm" in words(client.get(f"{address}all/new/"))
    client.post(f"{address}all/new/", {"confirmed": "1"})
    assert ImportBatch.objects.get().rows.get().choice == "apply"


def test_the_whole_is_refused_while_a_row_is_open_and_the_good_rows_are_applied(client, send):
    firm("Công ty TNHH Cơ khí Lá Sen", CODES[0])
    address = send(workbooks.workbook(PLASTIC, (2, "CTCP Cơ khí Lá Sen", "")))
    answer = client.post(f"{address}application/whole/", {"confirmed": "1"}, follow=True)
    assert "1 rows are not decided" in words(answer)
    client.post(f"{address}application/good/", {"confirmed": "1"})
    run_waiting()
    assert Enterprise.objects.count() == 2
    assert "A new record was made" in words(client.get(address))


def test_applying_twice_is_refused(client, send):
    address = send(workbooks.workbook(LOTUS))
    for _ in range(2):
        answer = client.post(f"{address}application/whole/", {"confirmed": "1"}, follow=True)
    assert "being applied" in words(answer)
    run_waiting()
    assert Enterprise.objects.count() == 1


def test_an_applied_import_is_undone_after_a_reason_and_the_way_is_told_when_it_cannot(client, send):
    address = send(workbooks.workbook(LOTUS))
    client.post(f"{address}application/whole/", {"confirmed": "1"})
    run_waiting()
    assert client.post(f"{address}undoing/", {"reason": ""}).status_code == 400
    lotus = Enterprise.objects.get()
    lotus.stage = "submitted"
    lotus.save()
    client.post(f"{address}undoing/", {"reason": "Nhầm"})
    run_waiting()
    assert "moved to another stage" in words(client.get(address))
    lotus.stage = "imported"
    lotus.save()
    client.post(f"{address}undoing/", {"reason": "Nhầm"})
    run_waiting()
    assert "Undone" in words(client.get(address))
    assert Enterprise.objects.count() == 0


def test_the_report_keeps_the_sender_s_rows_and_says_beside_each_what_happens(client, send):
    evil = (3, "=HYPERLINK(0)", "", "@SUM(1)", *[""] * 7, "Đúc", "ADC12", "")
    address = send(workbooks.workbook(LOTUS, PLASTIC, evil, title="Dữ liệu minh họa"))
    answer = client.get(f"{address}report-vi.xlsx")
    assert "illustrative" in answer.headers["Content-Disposition"]
    found = sheets(answer)
    assert found["DN"][3][1] == LOTUS[1]
    assert found["DN"][2][14:17] == ["Sẽ làm gì", "Chi tiết", "Hồ sơ"]
    assert found["DN"][3][14] == "Doanh nghiệp mới"
    assert found["DN"][5][1] == "=HYPERLINK(0)"  # a text, not a formula
    assert "Dữ liệu minh họa / Illustrative data" in str(found["DN"][0])
    client.post(f"{address}application/whole/", {"confirmed": "1"})
    run_waiting()
    found = sheets(client.get(f"{address}report-en.xlsx"))
    assert found["DN"][3][14] == "A new record was made"
    assert client.get(f"{address}report-xx.xlsx").status_code == 404


def test_a_column_is_corrected_on_its_page_and_the_file_is_read_again(client, send):
    headings = ("STT", "Tên doanh nghiệp", "Ghi chú nội bộ")
    address = send(workbooks.workbook((1, "Công ty Lá Sen", CODES[0]), headings=headings))
    page = client.get(f"{address}columns/")
    assert "Ghi chú nội bộ" in words(page)
    client.post(f"{address}columns/", {"c.0.2": "tax_code"})
    run_waiting()
    assert ImportBatch.objects.get().rows.get().tax_code == CODES[0]


def test_nothing_is_read_again_when_no_column_was_changed(client, send):
    address = send(workbooks.workbook(LOTUS))
    answer = client.post(f"{address}columns/", {"c.0.1": "name"}, follow=True)
    assert "No column was changed" in words(answer)


def test_a_file_without_firms_leads_to_its_columns(client, send):
    address = send(workbooks.sheets(A=[("alpha", "beta"), ("Công ty Lá Sen", "x")]))
    assert "Say what the columns mean" in words(client.get(address))
    client.post(f"{address}columns/", {"c.0.0": "name"})
    run_waiting()
    assert ImportBatch.objects.get().state == "preview"


def test_a_discarded_import_is_listed_and_shown_but_not_applied(client, send):
    address = send(workbooks.workbook(CASTING))
    client.post(f"{address}discarding/", {"confirmed": "1"})
    assert "Discarded" in words(client.get("/staff/imports/"))
    answer = client.post(f"{address}application/whole/", {"confirmed": "1"}, follow=True)
    assert "was discarded" in words(answer)
    assert Enterprise.objects.count() == 0


def test_only_officers_open_imports(client, db):
    client.force_login(person("Lãnh đạo", Role.LEADER))
    assert client.get("/staff/imports/").status_code == 403
