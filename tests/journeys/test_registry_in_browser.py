"""The registry's own journey: a firm claims itself and adds a certificate, an officer verifies it, the public finds it.

And what a visitor types: with diacritics, without, in English, the same firms answer.
"""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from matxich.apps.accounts.actions.people import create_person
from matxich.apps.accounts.models import Role, RoleGrant, User
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import Message
from matxich.apps.registry.actions.contacts import ContactFields, add_contact
from matxich.apps.registry.models import Claim, Enterprise
from tests.files.evidence import PDF_FILE
from tests.web.directory_firms import published
from tests.web.people import LONG_AGO, firm

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "lá-sen-trong-hồ-7"
NARROW = {"width": 390, "height": 844}
#: how long the certificate of the journey is valid
DAYS = 300
#: a second, with what a page takes on a machine that others use
WITHIN_S = 5


@pytest.fixture(autouse=True)
def own_data_dir(settings, tmp_path, monkeypatch) -> None:
    """Files and index lie in a folder of the test's own; passwords are kept at a cost that a test can pay."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)


@pytest.fixture
def lasen() -> Enterprise:
    """A firm that an import brought: nobody looks after it; the registry knows one of its people."""
    made = firm("Công ty TNHH Cơ khí Lá Sen", "0100109106")
    fields = ContactFields("Phạm Văn An", email="an@lasen.vn", is_registered=True)
    add_contact(made, fields, actor=COMMAND, now=timezone.now())
    return made


@pytest.fixture
def officer() -> User:
    """An officer with a password."""
    made = create_person(
        "hong@so.example", actor=COMMAND, now=timezone.now(), full_name="Nguyễn Thị Hồng", password=PASSWORD
    )
    RoleGrant.objects.create(user=made, role=Role.OFFICER, valid_from=LONG_AGO)
    return made


def press(page: Page, name: str) -> None:
    """Press a button of the page's content."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link of the page's content."""
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def sign_in(page: Page, email: str) -> None:
    """Send the sign-in form."""
    page.goto(reverse("account_login"))
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    press(page, "Đăng nhập")
    page.wait_for_url(lambda address: "/login/" not in address)


def sign_up(page: Page) -> None:
    """Make an account and confirm its address from the mail."""
    page.goto(reverse("account_signup"))
    page.locator("#id_full_name").fill("Trần Thị Nga")
    page.locator("#id_email").fill("nga@lasen.vn")
    page.locator("#id_password1").fill(PASSWORD)
    page.locator("#id_password2").fill(PASSWORD)
    press(page, "Tạo tài khoản")
    page.wait_for_url("**/confirm-email/")
    page.goto(re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1])
    press(page, "Đúng, đây là địa chỉ của tôi")
    page.wait_for_url("**/login/**")


def claim(page: Page, made: Enterprise) -> None:
    """Claim a firm by its tax code with the code that went to the registered contact."""
    page.goto(reverse("desk:claim"))
    page.get_by_label("Mã số thuế hoặc tên").fill(made.tax_code)
    press(page, "Tìm")
    follow(page, made.name)
    press(page, "Gửi mã")
    page.wait_for_url("**/claim/requests/*/")
    sent = Message.objects.get(kind="claiming_code")
    assert sent.to_address == "an@lasen.vn"
    page.locator("#id_code").fill(re.search(r"\b\d{6}\b", sent.body)[0])
    press(page, "Dùng mã")
    page.wait_for_url(f"**/desk/{made.pk}/**")


def add_line(page: Page, made: Enterprise, kind: str, *, pdf: bool = False, **fields: str) -> None:
    """Add a line, with a PDF behind it."""
    page.goto(reverse("desk:firm_line_new", args=[made.pk, kind]))
    for name, text in fields.items():
        page.locator(f"#id_{name}").fill(text)
    if pdf:
        page.set_input_files(
            "#id_evidence", {"name": "iatf.pdf", "mimeType": "application/pdf", "buffer": PDF_FILE}
        )
    press(page, "Lưu")
    page.wait_for_url(f"**/lines/#kind-{kind}")


def verify(page: Page, made: Enterprise) -> None:
    """Accept what waits, with the certificate's PDF beside it, then check and publish the record."""
    page.goto(reverse("staff:verification"))
    follow(page, "Bắt đầu từ dòng cũ nhất")
    lines = []
    while "/verification/" in page.url and page.locator(".mx-claim-check").count():
        lines.append(page.locator("h1").inner_text())
        if "IATF" in lines[-1]:
            shown = page.locator("iframe.mx-proofs-pdf")
            expect(shown).to_have_attribute("title", "iatf.pdf")
            seen = page.request.get(shown.get_attribute("src"))
            assert (seen.status, seen.headers["content-type"]) == (200, "application/pdf")
            assert seen.body() == PDF_FILE
        before = page.url
        page.get_by_role("button", name="Chấp nhận").click()
        page.wait_for_url(lambda address, before=before: address != before)
    assert [line.split()[0] for line in lines] == ["Đúc", "IATF"]
    for act in ("desk_check", "publish"):
        page.goto(reverse("staff:firm_act", args=[made.pk, act]))
        page.locator("main form button.btn-primary").click()
        page.wait_for_url(f"**/staff/firms/{made.pk}/")


def names(page: Page, words: str) -> list[str]:
    """The firms that the directory shows for some words."""
    page.goto(f"{reverse('public:directory')}?q={words}")
    return page.locator(".mx-firm h3").all_inner_texts()


def test_a_firm_claims_itself_is_verified_found_and_drops_out_when_its_certificate_expires(
    open_page, lasen, officer
):
    phone = open_page("/", **NARROW)
    sign_up(phone)
    sign_in(phone, "nga@lasen.vn")
    claim(phone, lasen)
    add_line(phone, lasen, "process", process="Đúc áp lực", materials="Nhôm")
    expires = (timezone.localdate() + dt.timedelta(days=DAYS)).strftime("%d/%m/%Y")
    add_line(phone, lasen, "certificate", pdf=True, standard="IATF 16949", number="Q-1", expires_on=expires)
    phone.goto(reverse("desk:firm_consent", args=[lasen.pk]))
    press(phone, "Đồng ý")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    visitor = open_page("/")
    assert names(visitor, "IATF") == []
    phone.goto(reverse("desk:firm_submit", args=[lasen.pk]))
    press(phone, "Nộp")
    phone.wait_for_url("**/lines/")

    desk = open_page("/")
    sign_in(desk, officer.email)
    verify(desk, lasen)
    begun = time.monotonic()
    found = names(visitor, "IATF")
    assert found == [lasen.name]
    assert time.monotonic() - begun < WITHIN_S
    assert Claim.objects.get(kind="certificate").grade > 1

    with time_machine.travel(timezone.now() + dt.timedelta(days=DAYS)):
        assert names(visitor, "IATF") == [lasen.name]  # its last day counts
    with time_machine.travel(timezone.now() + dt.timedelta(days=DAYS + 1)):
        assert names(visitor, "IATF") == []
        assert names(visitor, "đúc áp lực") == [lasen.name]  # the firm is there, its certificate is not


def test_a_visitor_finds_the_same_firms_in_each_spelling_and_no_decoy(open_page):
    def does(name: str, process: str, materials: str, **columns: str) -> str:
        published(name, ("process", {"process": process, "materials": materials}), **columns)
        return name

    alike = [
        does("CTCP An Phú", "Đúc áp lực", "Nhôm"),
        does("CTCP Bình Minh", "Đúc áp lực cao", "ADC12"),
        does("CTCP Cửu Long", "Die casting", "A380"),
    ]
    does("CTCP Đúc Gang Thăng Long", "Đúc cát", "Gang xám FC250")
    does("CTCP Gia Định", "Tiện CNC", "Nhôm A6061")
    does("CTCP Nhôm Hoa Ban", "Đùn", "Nhôm A6063")
    does("CTCP Khuôn Mẫu Hoa Cúc", "Phay CNC", "SKD61")
    page = open_page("/directory/")
    for words in ("đúc nhôm", "duc nhom", "die casting"):
        box = page.get_by_role("combobox", name="Tên, mã số thuế")
        box.fill(words)
        box.press("Enter")
        page.wait_for_url(lambda address: "q=" in address)
        page.wait_for_load_state()
        assert sorted(page.locator(".mx-firm h3").all_inner_texts()) == alike, words
