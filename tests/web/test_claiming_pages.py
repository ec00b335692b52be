"""Claiming a firm, page by page, and the officers' queue of requests."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import Message
from matxich.apps.registry.actions.contacts import ContactFields, add_contact
from matxich.apps.registry.models import ClaimingRequest, Enterprise, Representative
from tests.web.conftest import text_of
from tests.web.people import firm, person, represents

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def lasen():
    """A firm with a registered contact."""
    made = firm("Công ty TNHH Cơ khí Lá Sen", "0100109106")
    fields = ContactFields("Phạm Văn An", email="an@lasen.vn", is_registered=True)
    add_contact(made, fields, actor=COMMAND, now=timezone.now())
    return made


@pytest.fixture
def nga(client):
    """A browser in which somebody without a firm is signed in."""
    client.force_login(person("Trần Thị Nga"))
    return client


def upload(name="uy-quyen.pdf", data=PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_the_desk_leads_to_claiming(nga):
    assert reverse("desk:claim") in nga.get(reverse("desk:home")).content.decode()


def test_a_person_finds_the_firm_gets_a_code_and_acts_for_it(nga, lasen):
    found = nga.get(reverse("desk:claim"), {"q": "0100109106"}).content.decode()
    assert reverse("desk:claim_firm", args=[lasen.pk]) in found
    page = text_of(nga.get(reverse("desk:claim_firm", args=[lasen.pk])).content)
    assert "a•••@l•••.vn" in page
    assert "an@lasen.vn" not in page
    sent = nga.post(reverse("desk:claim_code", args=[lasen.pk]))
    code = re.search(r"\b\d{6}\b", Message.objects.get(kind="claiming_code").body)[0]
    wrong = nga.post(sent.headers["Location"], {"code": f"{(int(code) + 1) % 1_000_000:06}"})
    assert "Còn 4 lần thử" in text_of(wrong.content)
    right = nga.post(sent.headers["Location"], {"code": code})
    assert right.headers["Location"] == reverse("desk:firm", args=[lasen.pk])
    assert nga.get(right.headers["Location"]).status_code == 200


def test_nobody_sees_another_persons_request(nga, lasen):
    nga.post(reverse("desk:claim_code", args=[lasen.pk]))
    request = ClaimingRequest.objects.get()
    nga.force_login(person("Người khác"))
    assert nga.get(reverse("desk:claim_request", args=[request.pk])).status_code == 404


def test_a_firm_that_somebody_acts_for_shows_no_contact(nga, lasen):
    represents(person("Giám đốc"), lasen)
    page = text_of(nga.get(reverse("desk:claim_firm", args=[lasen.pk])).content)
    assert "a•••@l•••.vn" not in page
    assert "đã có người đại diện" in page
    assert nga.post(reverse("desk:claim_code", args=[lasen.pk])).status_code == 403


def test_a_request_goes_to_an_officer_with_its_file_and_back(nga, lasen):
    words = {"message": "Tôi là giám đốc, xin xem giấy ủy quyền.", "evidence": upload()}
    sent = nga.post(reverse("desk:claim_ask", args=[lasen.pk]), words)
    assert "đang xem" in text_of(nga.get(sent.headers["Location"]).content)
    request = ClaimingRequest.objects.get()
    who = request.user
    nga.force_login(person("Cán bộ", Role.OFFICER))
    assert "Trần Thị Nga" in text_of(nga.get(reverse("staff:claiming_requests")).content)
    page = nga.get(reverse("staff:claiming_request", args=[request.pk])).content.decode()
    assert "uy-quyen.pdf?show" in page
    assert "xin xem giấy ủy quyền" in page
    answer = nga.post(
        reverse("staff:claiming_request", args=[request.pk]), {"decision": "approved", "reason": ""}
    )
    assert answer.headers["Location"] == reverse("staff:claiming_requests")
    assert Representative.objects.get(user=who).enterprise == lasen


def test_a_file_that_is_not_kept_is_told_beside_its_field(nga, lasen):
    words = {"message": "Tôi là giám đốc công ty.", "evidence": upload("a.exe", b"MZ\x90\x00")}
    answer = nga.post(reverse("desk:claim_ask", args=[lasen.pk]), words)
    assert answer.status_code == 400
    assert "Tôi là giám đốc công ty." in answer.content.decode()
    assert not ClaimingRequest.objects.exists()


def test_a_refused_person_reads_why(nga, lasen):
    nga.post(reverse("desk:claim_ask", args=[lasen.pk]), {"message": "Tôi là giám đốc công ty."})
    request = ClaimingRequest.objects.get()
    nga.force_login(person("Cán bộ", Role.OFFICER))
    address = reverse("staff:claiming_request", args=[request.pk])
    assert nga.post(address, {"decision": "refused", "reason": ""}).status_code == 400
    nga.post(address, {"decision": "refused", "reason": "Giấy ủy quyền hết hạn"})
    nga.force_login(request.user)
    page = text_of(nga.get(reverse("desk:claim_request", args=[request.pk])).content)
    assert "Giấy ủy quyền hết hạn" in page


def test_the_second_officer_gets_the_page_of_the_conflict(nga, lasen):
    nga.post(reverse("desk:claim_ask", args=[lasen.pk]), {"message": "Tôi là giám đốc công ty."})
    request = ClaimingRequest.objects.get()
    nga.force_login(person("Cán bộ", Role.OFFICER))
    address = reverse("staff:claiming_request", args=[request.pk])
    nga.post(address, {"decision": "approved", "reason": ""})
    answer = nga.post(address, {"decision": "refused", "reason": "Không tin được"})
    assert answer.status_code == 409
    assert "Không tin được" in text_of(answer.content)
    assert ClaimingRequest.objects.get().state == ClaimingRequest.State.APPROVED


NEW = {
    "name": "Công ty TNHH Khuôn Ví Dụ",
    "tax_code": "0100233488",
    "address": "thôn 1, huyện Đông Anh, Hà Nội",
    "message": "Tôi là giám đốc công ty.",
}


def test_a_firm_that_is_not_there_is_entered(nga):
    answer = nga.post(reverse("desk:claim_new"), NEW)
    request = ClaimingRequest.objects.get()
    assert answer.headers["Location"] == reverse("desk:claim_request", args=[request.pk])
    assert (request.enterprise.stage, request.is_new_firm) == ("claimed", True)


@pytest.mark.parametrize("code", ["0100233489", "123", "abc"])
def test_a_wrong_tax_code_is_not_entered(nga, code):
    answer = nga.post(reverse("desk:claim_new"), {**NEW, "tax_code": code})
    assert answer.status_code == 400
    assert "không phải mã số thuế" in text_of(answer.content)
    assert not Enterprise.objects.exists()


def test_a_firm_that_is_there_is_named_instead_of_entered(nga, lasen):
    answer = nga.post(reverse("desk:claim_new"), {**NEW, "tax_code": lasen.tax_code})
    assert reverse("desk:claim_firm", args=[lasen.pk]) in answer.content.decode()
    assert Enterprise.objects.count() == 1
