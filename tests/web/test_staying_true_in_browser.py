"""Staying true in a real browser: an officer asks, a firm answers on a phone without scripts, nothing violates axe."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import Message, SignedLink
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.models import Campaign, Claim, Contact
from matxich.jobs import ticks
from matxich.jobs.runner import run_waiting
from tests.web.people import firm, person
from tests.web.test_shell_in_browser import violations

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture(autouse=True)
def registry(monkeypatch) -> None:
    """A firm with two lines and a contact; only what the pages queue is run."""
    monkeypatch.setattr(ticks, "TICKS", ())
    one = firm()
    Contact.objects.create(
        enterprise=one,
        full_name="Trần Sen",
        email="sen@la-sen.vn",
        is_registered=True,
        purpose="firm_contact",
    )
    for kind, fields in {
        "certificate": {"standard": "ISO 9001", "number": "Q-1", "expires_on": "31/12/2099"},
        "machine": {"machine_type": "Máy phay CNC", "quantity": "4"},
    }.items():
        propose(one, kind, fields, actor=COMMAND, now=timezone.now(), source="self")
    Claim.objects.update(confirmed_on="2020-01-01")


@pytest.fixture
def staff(open_page, client, live_server):
    """A function that opens a page of staff as an officer who is signed in."""
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "path": "/"}
    cookie |= {"domain": urlsplit(live_server.url).hostname, "expires": -1, "httpOnly": True}
    cookie |= {"secure": False, "sameSite": "Lax"}
    state = {"cookies": [cookie], "origins": []}
    return lambda path, **words: open_page(path, storage_state=state, **words)


def begin(staff) -> str:
    """Let the officer start a round, and return the address in the firm's mail."""
    page = staff("/staff/campaigns/new/")
    page.get_by_role("textbox", name="Tên (bắt buộc)").fill("Xác nhận 2026")
    page.get_by_label("Hạn trả lời").fill("2099-12-31")
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.get_by_role("link", name="Bắt đầu đợt").click()
    page.get_by_role("button", name="Bắt đầu đợt").click()
    page.wait_for_url("**/staff/campaigns/*/")
    run_waiting()
    return re.search(r"/confirm/[\w-]+/", Message.objects.get().body)[0]


def test_an_officer_asks_and_a_firm_answers_on_a_phone_without_scripts(staff, open_page):
    address = begin(staff)
    phone = open_page(address, width=390, height=844, java_script_enabled=False)
    machine = phone.get_by_role("group", name="Trung tâm gia công")
    quantity = machine.get_by_label("Số máy")
    assert not quantity.is_visible()
    machine.get_by_text("Đã thay đổi").click()
    quantity.fill("6")
    phone.get_by_role("button", name="Tất cả vẫn đúng").click()
    phone.get_by_text("Xin cảm ơn").wait_for()
    assert Claim.objects.get(kind="machine", state="current").written["quantity"] == "6"
    assert Claim.objects.get(kind="certificate").confirmed_on == timezone.now().date()
    page = staff(f"/staff/campaigns/{Campaign.objects.get().pk}/?standing=answered")
    assert "1 đã đổi" in page.get_by_role("table", name="Doanh nghiệp của đợt").inner_text()


def test_the_answers_are_chosen_by_keyboard(staff, open_page):
    page = open_page(begin(staff))
    first = page.locator(".mx-reply-input").first
    first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".mx-reply-input:checked").first.get_attribute("value") == "changed"
    assert page.locator(".mx-told-edit").first.is_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_no_accessibility_violation(staff, open_page, axe, width, scheme):
    address = begin(staff)
    number, message = Campaign.objects.get().pk, Message.objects.get().pk
    member = Campaign.objects.get().members.get().pk
    for path in (
        "/staff/campaigns/",
        "/staff/campaigns/new/",
        f"/staff/campaigns/{number}/",
        f"/staff/campaigns/{number}/closure/",
        f"/staff/campaigns/{number}/firms/{member}/",
        "/staff/freshness/?by=certificate",
        "/staff/freshness/firms/?freshness=never",
        "/staff/outbox/",
        f"/staff/outbox/{message}/",
    ):
        page = staff(path, width=width, color_scheme=scheme)
        assert violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        page.context.close()
    page = open_page(address, width=width, color_scheme=scheme)
    page.locator(".mx-reply").nth(1).click()
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    phone = page.context
    SignedLink.objects.update(expires_at=timezone.now())
    assert "hết hạn" in phone.request.get(address).text()
