"""Security keys in a real browser, with Chromium's own virtual key: registering, signing in, a key that is not known."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from tests.web.account.conftest import PASSWORD


def plug_in_a_key(page: Page) -> str:
    """Give the browser a virtual key that agrees to everything; its number."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    page.key_session = session  # type: ignore[attr-defined]
    return str(session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"])


def sign_in(page: Page) -> None:
    """Send the sign-in form."""
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("an@example.vn")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Đăng nhập").click()


@pytest.fixture
def with_key(open_page, an) -> Page:
    """Somebody who has registered a key and is signed out again."""
    page = open_page("/accounts/login/")
    plug_in_a_key(page)
    sign_in(page)
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Thêm khóa").click()
    page.get_by_label("Tên của khóa").fill("Khóa trên bàn")
    page.get_by_role("button", name="Đăng ký khóa").click()
    expect(page.get_by_role("heading", name="Mã khôi phục")).to_be_visible()
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Đăng xuất").click()
    return page


@pytest.mark.django_db(transaction=True)
def test_a_key_is_registered_and_then_opens_the_account(with_key, an):
    page = with_key
    kept = Authenticator.objects.get(user=an, type=Authenticator.Type.WEBAUTHN)
    assert str(kept.wrap().name) == "Khóa trên bàn"
    sign_in(page)
    expect(page.get_by_role("heading", name="Yếu tố thứ hai")).to_be_visible()
    page.get_by_role("button", name="Dùng khóa bảo mật").click()
    page.wait_for_url(lambda address: "/accounts/2fa/" not in address)
    page.goto("/account/")
    expect(page.get_by_text("Yếu tố thứ hai: khóa bảo mật.")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_without_the_key_the_password_alone_opens_nothing(with_key, an):
    page = with_key
    page.key_session.send("WebAuthn.disable")
    page.key_session.send("WebAuthn.enable")
    sign_in(page)
    expect(page.get_by_role("heading", name="Yếu tố thứ hai")).to_be_visible()
    page.goto("/account/")
    expect(page.get_by_role("heading", name="Tài khoản của tôi")).to_be_hidden()
    expect(page.get_by_role("heading", name="Yếu tố thứ hai")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_the_pages_of_second_factors_have_no_fault_that_axe_finds(with_key, an, axe):
    page = with_key
    sign_in(page)
    for look in (None, "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        if look:
            page.goto(look)
        page.evaluate(axe)
        found = page.evaluate(
            "async () => (await axe.run()).violations.map((one) => one.id + ': ' + one.nodes[0].html)"
        )
        assert found == [], page.url
