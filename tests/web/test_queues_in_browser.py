"""The queues and the registry table in a real browser, and a person claiming a firm."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actions.attachments import store
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import Message
from matxich.apps.registry.actions.claiming import ask_officer
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.contacts import ContactFields, add_contact
from matxich.apps.registry.models import Claim, Enterprise, Evidence, Representative
from tests.web.people import firm, person
from tests.web.test_shell_in_browser import violations

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = pytest.mark.parametrize("width", [1440, 390])
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def signed_in(client, open_page, live_server):
    """A function that opens a page as somebody: `signed_in(user, path, width=390)`."""

    def open_(user, path: str, **words):
        client.force_login(user)
        host = urlsplit(live_server.url).hostname
        value = client.cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": value, "domain": host, "path": "/"}
        return open_page(path, storage_state={"cookies": [cookie], "origins": []}, **words)

    return open_


@pytest.fixture
def lasen():
    """A firm with a registered contact and two certificates that wait, on one file."""
    made = firm("Công ty TNHH Cơ khí Lá Sen", "0100109106")
    now = timezone.now()
    add_contact(
        made, ContactFields("Phạm Văn An", email="an@lasen.vn", is_registered=True), actor=COMMAND, now=now
    )
    file = store(PDF, "chung-nhan.pdf", actor=COMMAND, now=now)
    for standard in ("ISO 9001", "ISO 14001"):
        claim = propose(made, "certificate", {"standard": standard}, actor=COMMAND, now=now, source="self")
        Evidence.objects.create(claim=claim, attachment=file, added_at=now)
    return made


def is_sound(page, axe: str, width: int) -> None:
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@WIDTHS
def test_an_officer_works_through_the_queue_by_keyboard(signed_in, axe, lasen, width):
    Enterprise.objects.update(stage="submitted")
    page = signed_in(person("Cán bộ", Role.OFFICER), reverse("staff:verification"), width=width)
    is_sound(page, axe, width)
    page.get_by_role("link", name="Bắt đầu từ dòng cũ nhất").click()
    assert "ISO 9001" in page.locator("h1").inner_text()
    is_sound(page, axe, width)
    page.locator("#id_grade_0").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Đã xem tại xưởng")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/verification/"))
    page.get_by_text("Đã chấp nhận: ISO 9001").wait_for()
    assert "ISO 14001" in page.locator("h1").inner_text()
    assert Claim.objects.get(written__standard="ISO 9001").grade == 3


@WIDTHS
def test_a_person_claims_a_firm_by_code(signed_in, axe, lasen, width):
    page = signed_in(person("Trần Thị Nga"), reverse("desk:claim"), width=width)
    page.get_by_label("Mã số thuế hoặc tên").fill("la sen")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=la"))
    is_sound(page, axe, width)
    page.get_by_role("link", name="Công ty TNHH Cơ khí Lá Sen").click()
    is_sound(page, axe, width)
    page.get_by_role("button", name="Gửi mã").click()
    page.wait_for_url(re.compile("/claim/requests/"))
    is_sound(page, axe, width)
    page.locator("#id_code").fill(re.search(r"\b\d{6}\b", Message.objects.get(kind="claiming_code").body)[0])
    page.get_by_role("button", name="Dùng mã").click()
    page.wait_for_url(re.compile(rf"/desk/{lasen.pk}/"))
    assert Representative.objects.get().enterprise == lasen


@WIDTHS
def test_an_officer_approves_a_request(signed_in, axe, lasen, width):
    now = timezone.now()
    nga = person("Trần Thị Nga")
    words = {"message": "Tôi là giám đốc.", "files": [], "actor": COMMAND}
    ask_officer(lasen, nga, now=now, on=timezone.localdate(), **words)
    page = signed_in(person("Cán bộ", Role.OFFICER), reverse("staff:claiming_requests"), width=width)
    is_sound(page, axe, width)
    page.get_by_role("link", name="Trần Thị Nga").click()
    is_sound(page, axe, width)
    page.get_by_role("button", name="Chấp thuận").click()
    page.get_by_text("từ nay đại diện cho").wait_for()
    assert Representative.objects.get().user == nga


@WIDTHS
def test_an_officer_submits_a_firm_from_the_table(signed_in, axe, lasen, width):
    propose(lasen, "process", {"process": "phay CNC"}, actor=COMMAND, now=timezone.now(), source="self")
    page = signed_in(person("Cán bộ", Role.OFFICER), reverse("staff:firms"), width=width)
    is_sound(page, axe, width)
    page.locator("input[name=row]").check()
    page.get_by_role("button", name="Nộp để kiểm tra").click()
    is_sound(page, axe, width)
    page.get_by_role("button", name="Nộp để kiểm tra").click()
    page.get_by_text("Đã làm cho 1").wait_for()
    is_sound(page, axe, width)
    page.get_by_role("link", name="Công ty TNHH Cơ khí Lá Sen").click()
    is_sound(page, axe, width)
    page.goto(reverse("staff:submitted_firms"))
    is_sound(page, axe, width)
