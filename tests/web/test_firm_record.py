"""A firm's record on its desk and for officers: lines, evidence, places, consent, history."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import Attachment, AuditEntry
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.models import Claim, Enterprise, Site
from tests.apps.registry.conftest import NOW, director, firm, later, officer
from tests.web.conftest import text_of

__all__ = ["director", "firm", "later", "officer"]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ISO = {"standard": "ISO 9001:2015", "number": "Q-1", "expires_on": "31/12/2027"}


@pytest.fixture
def at_desk(client, director, firm):
    """A client that the firm's director is signed in with."""
    client.force_login(
        User.objects.get(pk=director.user_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


@pytest.fixture
def at_staff(client, officer):
    """A client that an officer is signed in with."""
    client.force_login(
        User.objects.get(pk=officer.user_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def held(firm, kind="certificate") -> Claim:
    return Claim.objects.get(enterprise=firm, kind=kind, state="current")


def test_a_line_is_added_with_its_evidence_and_what_was_understood_is_said(at_desk, firm):
    sent = {**ISO, "evidence": SimpleUploadedFile("iso.pdf", PDF, "application/pdf")}
    answer = at_desk.post(f"/desk/{firm.pk}/lines/new/certificate/", sent, follow=True)
    assert "Đã lưu. Hiểu là: ISO 9001" in text_of(answer.content)
    claim = held(firm)
    assert (claim.source, claim.grade, claim.check_state) == ("self", 1, "waiting")
    assert [file.name for file in claim.evidence_files.all()] == ["iso.pdf"]


def test_what_cannot_be_read_stands_beside_its_field_and_nothing_entered_is_lost(at_desk, firm):
    answer = at_desk.post(f"/desk/{firm.pk}/lines/new/certificate/", {**ISO, "expires_on": "sang năm"})
    words = answer.content.decode()
    assert "Không đọc được ngày “sang năm”" in words
    assert 'value="sang năm"' in words
    assert 'value="Q-1"' in words
    assert not Claim.objects.filter(enterprise=firm).exists()


def test_a_refused_file_refuses_the_line_and_says_why(at_desk, firm):
    sent = {**ISO, "evidence": SimpleUploadedFile("iso.pdf", b"MZ\x90\x00 not a pdf", "application/pdf")}
    answer = at_desk.post(f"/desk/{firm.pk}/lines/new/certificate/", sent)
    assert "iso.pdf" in text_of(answer.content)
    assert (Claim.objects.count(), Attachment.objects.count()) == (0, 0)


def test_a_change_to_a_verified_line_is_shown_as_waiting(at_desk, firm, director, officer):
    claim = propose(firm, "certificate", ISO, actor=director, now=NOW, source="self")
    decide(claim, "accepted", actor=officer, now=NOW, grade=2)
    claim.refresh_from_db()
    at_desk.post(f"/desk/{firm.pk}/lines/{claim.line}/", {**ISO, "number": "Q-2", "version": claim.version})
    words = text_of(at_desk.get(f"/desk/{firm.pk}/").content)
    assert "Một thay đổi đang chờ cán bộ: Số chứng chỉ Q-1 → Q-2" in words


def test_the_second_of_two_editors_gets_the_conflict_page_with_what_was_entered(at_desk, firm, director):
    claim = propose(firm, "certificate", ISO, actor=director, now=NOW, source="self")
    address = f"/desk/{firm.pk}/lines/{claim.line}/"
    at_desk.post(address, {**ISO, "number": "Q-2", "version": claim.version})
    answer = at_desk.post(address, {**ISO, "number": "Q-3", "version": claim.version + 5})
    assert answer.status_code == 409
    assert "Q-3" in answer.content.decode()
    assert held(firm).written["number"] == "Q-2"


def test_still_true_confirms_one_line_and_everything_confirms_the_record(at_desk, firm, director):
    claim = propose(firm, "certificate", ISO, actor=director, now=NOW, source="self")
    Claim.objects.update(confirmed_on=None)
    at_desk.post(f"/desk/{firm.pk}/lines/{claim.line}/confirmed/")
    assert held(firm).confirmed_on is not None
    at_desk.post(f"/desk/{firm.pk}/lines/confirmed/")
    firm.refresh_from_db()
    assert firm.confirmed_on is not None


def test_a_line_is_taken_back_after_asking_with_a_reason(at_desk, firm, director):
    claim = propose(firm, "certificate", ISO, actor=director, now=NOW, source="self")
    address = f"/desk/{firm.pk}/lines/{claim.line}/withdrawal/"
    assert "Rút lại: ISO 9001" in text_of(at_desk.get(address).content)
    at_desk.post(address, {"reason": ""})
    assert held(firm) == claim
    at_desk.post(address, {"reason": "Không gia hạn", "confirmed": "1"})
    claim.refresh_from_db()
    assert claim.state == "withdrawn"


def test_the_firm_agrees_and_takes_it_back(at_desk, firm):
    at_desk.post(f"/desk/{firm.pk}/consent/", {"confirmed": "1"})
    firm.refresh_from_db()
    assert firm.consented_at is not None
    at_desk.post(f"/desk/{firm.pk}/consent/", {"confirmed": "1"})
    firm.refresh_from_db()
    assert firm.consented_at is None


def test_a_record_without_capability_is_not_sent_and_the_button_says_why(at_desk, firm):
    assert "Hồ sơ chưa có năng lực, máy móc hay sản phẩm nào" in text_of(
        at_desk.get(f"/desk/{firm.pk}/").content
    )
    answer = at_desk.post(f"/desk/{firm.pk}/submission/", {"confirmed": "1"})
    assert answer.status_code == 403


def test_an_officer_has_to_say_why_a_line_is_changed_and_the_correction_holds_at_once(
    at_staff, firm, director
):
    claim = propose(firm, "certificate", ISO, actor=director, now=NOW, source="self")
    address = f"/staff/firms/{firm.pk}/lines/{claim.line}/"
    fields = {**ISO, "number": "Q-9", "version": claim.version}
    at_staff.post(address, fields)
    assert held(firm).written["number"] == "Q-1"
    at_staff.post(address, {**fields, "reason": "Gọi điện ngày 25/11"})
    assert (held(firm).written["number"], held(firm).source) == ("Q-9", "officer")
    assert AuditEntry.objects.latest("id").reason == "Gọi điện ngày 25/11"


def test_an_officer_publishes_on_another_basis_only_when_it_is_named(at_staff, firm):
    at_staff.post(f"/staff/firms/{firm.pk}/consent/", {"basis": ""})
    at_staff.post(f"/staff/firms/{firm.pk}/consent/", {"basis": "Phiếu đồng ý 12/10/2026"})
    firm.refresh_from_db()
    assert (firm.consented_at, firm.consent_basis) == (None, "Phiếu đồng ý 12/10/2026")


def test_a_site_is_added_with_the_unit_that_its_address_names_or_that_was_chosen(at_desk, firm):
    from matxich.apps.places.actions.load import load_region

    load_region("01", actor=Actor(), now=NOW)
    at_desk.post(
        f"/desk/{firm.pk}/sites/new/",
        {"kind": "factory", "address": "Lô 3, xã Bình Yên, huyện Thạch Thất, Hà Nội"},
    )
    site = Site.objects.get()
    assert site.old_district_code
    from matxich.apps.places.queries.units import choices
    from matxich.domain.places.grouping import Grouping

    code = choices(Grouping.TODAY)[0].code
    at_desk.post(
        f"/desk/{firm.pk}/sites/{site.pk}/", {"kind": "factory", "address": site.address, "unit": code}
    )
    site.refresh_from_db()
    assert (site.new_unit_code, site.resolution) == (code, "confirmed")
    at_desk.post(f"/desk/{firm.pk}/sites/{site.pk}/removal/", {"reason": "Đã chuyển đi"})
    assert not Site.objects.exists()


def test_the_history_tells_who_did_what_from_what_to_what(at_desk, firm, director):
    claim = propose(firm, "certificate", ISO, actor=director, now=NOW, source="self")
    propose(
        firm, "certificate", {**ISO, "number": "Q-2"}, actor=director, now=NOW, source="self", line=claim.line
    )
    words = text_of(at_desk.get(f"/desk/{firm.pk}/history/").content)
    assert "director@example.vn" in words
    assert "Q-1" in words
    assert "Q-2" in words


def test_another_firms_desk_is_closed(at_desk, firm, officer):
    other = Enterprise.objects.create(
        name="Khác", name_folded="khac", stage_since=NOW, created_at=NOW, updated_at=NOW
    )
    assert at_desk.get(f"/desk/{other.pk}/").status_code == 403
    line = propose(other, "certificate", ISO, actor=officer, now=NOW, source="self").line
    assert at_desk.get(f"/desk/{firm.pk}/lines/{line}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 12])
def test_the_record_costs_the_same_few_queries_however_many_lines(
    at_desk, firm, director, rows, django_assert_max_num_queries
):
    for number in range(rows):
        propose(firm, "product", {"name": f"Sản phẩm {number}"}, actor=director, now=NOW, source="self")
    at_desk.get(f"/desk/{firm.pk}/")
    with django_assert_max_num_queries(24):
        at_desk.get(f"/desk/{firm.pk}/")
