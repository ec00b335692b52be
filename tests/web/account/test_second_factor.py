"""Authenticator app and recovery codes; security keys are tried in a real browser beside."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from matxich.apps.foundation.models import AuditEntry
from tests.web.account.conftest import signed_in_as
from tests.web.conftest import text_of

NOON = dt.datetime(2026, 11, 25, 5, tzinfo=dt.UTC)


def digits(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))


@pytest.fixture
def clock():
    """A clock that a test moves on."""
    with time_machine.travel(NOON) as moved:
        yield moved


@pytest.fixture
def with_app(client, an, sign_in, clock) -> str:
    """Set the app up through its page; the secret."""
    sign_in()
    page = client.get("/accounts/2fa/totp/activate/")
    secret = re.search(r'class="mx-secret">([A-Z2-7]+)<', page.content.decode())[1]
    done = client.post("/accounts/2fa/totp/activate/", {"code": digits(secret)})
    assert done.status_code == 302
    client.post("/accounts/logout/")
    clock.shift(60)
    return secret


def test_signing_in_asks_for_the_digits_of_the_app(client, an, sign_in, with_app):
    answer = sign_in()
    assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert signed_in_as(client) is None
    client.post("/accounts/2fa/authenticate/", {"code": digits(with_app)})
    assert signed_in_as(client) == an.pk


def test_wrong_digits_open_nothing_and_are_refused_after_five(client, an, sign_in, with_app):
    sign_in()
    for _guess in range(5):
        answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
        assert "Mã không đúng" in text_of(answer.content)
    client.post("/accounts/2fa/authenticate/", {"code": digits(with_app)})
    assert signed_in_as(client) is None


def test_digits_are_good_once(client, an, sign_in, with_app):
    code = digits(with_app)
    sign_in()
    client.post("/accounts/2fa/authenticate/", {"code": code})
    other = Client()
    other.post("/accounts/login/", {"login": an.email, "password": "lá-sen-trong-hồ-7"})
    other.post("/accounts/2fa/authenticate/", {"code": code})
    assert signed_in_as(other) is None


def test_a_recovery_code_opens_once(client, an, sign_in, with_app):
    codes = Authenticator.objects.get(user=an, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    sign_in()
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert signed_in_as(client) == an.pk
    client.post("/accounts/logout/")
    sign_in()
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert signed_in_as(client) is None


def test_what_concerns_safety_asks_once_more_after_a_while(client, an, sign_in, clock):
    sign_in()
    clock.shift(dt.timedelta(minutes=11))
    answer = client.get("/accounts/2fa/totp/activate/")
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": "lá-sen-trong-hồ-7"})
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_told_by_mail_when_a_second_factor_is_set_up(mailoutbox, with_app):
    subjects = [message.subject for message in mailoutbox]
    assert "[Mắt Xích] Đã cài đặt ứng dụng xác thực" in subjects


@pytest.mark.django_db(transaction=True)
def test_the_history_of_the_account_says_what_was_set_up_and_taken_away(client, an, sign_in, with_app):
    sign_in()
    client.post("/accounts/2fa/authenticate/", {"code": digits(with_app)})
    client.post("/accounts/2fa/totp/deactivate/")
    acts = AuditEntry.objects.filter(subject_id=an.pk, action__startswith="person.second").order_by("pk")
    assert [(act.action, act.changes["kind_of_factor"]) for act in acts][:1] == [
        ("person.second_factor_added", [None, "totp"])
    ]
    assert ["totp", None] in [act.changes["kind_of_factor"] for act in acts]


def test_the_other_sessions_can_be_signed_out(client, an, sign_in):
    other = Client()
    other.post("/accounts/login/", {"login": an.email, "password": "lá-sen-trong-hồ-7"})
    sign_in()
    assert text_of(client.get("/accounts/sessions/").content).count("phiên này") == 1
    client.post("/accounts/sessions/")
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
