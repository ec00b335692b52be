"""Signing in through the office's own server: a real OpenID Connect server runs beside the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount

from matxich.apps.accounts.models import Role, RoleGrant, User
from tests.web.account import oidc_server
from tests.web.account.conftest import signed_in_as
from tests.web.conftest import text_of
from tests.web.people import LONG_AGO

START = "/accounts/oidc/office/login/"


@pytest.fixture
def office(settings, db) -> Iterator[oidc_server.Server]:
    """The server, and a site that is joined to it."""
    with oidc_server.running() as server:
        settings.OFFICE_SIGN_IN = {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "office",
                    "name": "Sở Công Thương",
                    "client_id": oidc_server.CLIENT,
                    "secret": oidc_server.SECRET,
                    "settings": {"server_url": server.url},
                }
            ],
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": settings.OFFICE_SIGN_IN}
        yield server


def through_the_office(client, process: str = "login"):
    """Go to the server and come back, as a browser does; return the last answer of the site."""
    there = client.post(f"{START}?process={process}")
    assert there.status_code == 302
    back = requests.get(there.headers["Location"], allow_redirects=False, timeout=5)
    assert back.status_code == 302
    here = back.headers["Location"].partition("testserver")[2]
    return client.get(here)


def test_somebody_new_gets_an_account_with_the_name_that_the_server_says(client, office):
    answer = through_the_office(client)
    assert answer.status_code == 302
    assert office.refusals == []
    user = User.objects.get()
    assert (user.email, user.full_name, user.has_usable_password()) == ("an@example.vn", "Phạm Văn An", False)
    assert signed_in_as(client) == user.pk


def test_an_address_that_the_server_has_not_verified_opens_nothing(client, office):
    office.person.email_verified = False
    answer = through_the_office(client)
    assert answer.status_code == 403
    assert "không xác nhận rằng e-mail của bạn đã được xác minh" in text_of(answer.content)
    assert signed_in_as(client) is None
    assert User.objects.count() == 0


def test_the_same_address_is_not_enough_to_enter_an_account_that_is_there(client, office, an, mailoutbox):
    through_the_office(client)
    assert signed_in_as(client) is None
    assert SocialAccount.objects.count() == 0
    assert "đã có tài khoản" in mailoutbox[-1].body


def test_who_is_signed_in_joins_the_accounts_and_then_signs_in_by_either(client, office, an, sign_in):
    sign_in()
    through_the_office(client, "connect")
    assert SocialAccount.objects.get().user == an
    client.post("/accounts/logout/")
    through_the_office(client)
    assert signed_in_as(client) == an.pk


def test_staff_join_accounts_only_with_a_second_factor(client, office, an, sign_in):
    RoleGrant.objects.create(user=an, role=Role.OFFICER, valid_from=LONG_AGO)
    sign_in()
    answer = through_the_office(client, "connect")
    assert answer.status_code == 403
    assert "chỉ nối được khi đã cài yếu tố thứ hai" in text_of(answer.content)
    assert SocialAccount.objects.count() == 0


def test_the_second_factor_is_asked_for_after_the_office_too(client, office, an, sign_in):
    sign_in()
    through_the_office(client, "connect")
    client.post("/accounts/logout/")
    TOTP.activate(an, generate_totp_secret())
    assert Authenticator.objects.filter(user=an, type="totp").exists()
    answer = through_the_office(client)
    assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert signed_in_as(client) is None


def test_a_changed_token_signs_nobody_in(client, office, monkeypatch):
    there = client.post(f"{START}?process=login")
    back = requests.get(there.headers["Location"], allow_redirects=False, timeout=5)
    here = back.headers["Location"].partition("testserver")[2]
    answer = client.get(here.replace("state=", "state=x"))
    assert "không trả lời được" in text_of(answer.content)
    assert signed_in_as(client) is None


def test_on_a_closed_site_the_office_makes_no_accounts(client, office, settings):
    settings.OPEN_SIGNUP = False
    answer = through_the_office(client)
    assert "theo lời mời" in text_of(answer.content)
    assert User.objects.count() == 0
