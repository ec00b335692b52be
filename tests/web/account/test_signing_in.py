"""Signing in and out: what opens, what is refused and for how long, and what a stranger learns (nothing)."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from matxich.apps.accounts.models import User
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.foundation.models import Message as Mail
from matxich.config.settings import ACCOUNT_RATE_LIMITS
from tests.web.account.conftest import PASSWORD, link_in_mail, signed_in_as
from tests.web.conftest import text_of

WRONG = "không-phải-mật-khẩu"


def test_the_right_password_opens_and_is_kept_as_argon2(client, an, sign_in):
    answer = sign_in()
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/start/"
    assert signed_in_as(client) == an.pk
    assert an.password.startswith("argon2")
    assert AuditEntry.objects.filter(action="person.signed_in", subject_id=an.pk).count() == 1


def test_the_address_may_be_written_in_any_case(client, an, sign_in):
    sign_in("AN@Example.VN")
    assert signed_in_as(client) == an.pk


def test_a_wrong_password_and_an_unknown_address_read_the_same(an, sign_in):
    known, unknown = (
        text_of(sign_in(password=WRONG).content),
        text_of(sign_in("ai@example.vn", WRONG).content),
    )
    assert "E-mail hoặc mật khẩu không đúng." in known
    assert known.replace("an@example.vn", "") == unknown.replace("ai@example.vn", "")


def test_the_sixth_guess_is_refused_for_a_quarter_of_an_hour_even_if_it_is_right(client, an, sign_in):
    with time_machine.travel(dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)) as clock:
        for _guess in range(5):
            assert "không đúng" in text_of(sign_in(password=WRONG).content)
        clock.shift(dt.timedelta(minutes=3))
        assert "không nhận thêm trong 12 phút" in text_of(sign_in().content)
        assert signed_in_as(client) is None
        clock.shift(dt.timedelta(minutes=12, seconds=1))
        sign_in()
        assert signed_in_as(client) == an.pk


def test_guesses_are_counted_for_the_account_wherever_they_come_from(an):
    for host in range(5):
        Client(REMOTE_ADDR=f"10.0.0.{host}").post("/accounts/login/", {"login": an.email, "password": WRONG})
    other = Client(REMOTE_ADDR="10.0.0.99")
    answer = other.post("/accounts/login/", {"login": an.email, "password": PASSWORD})
    assert "Sai quá nhiều lần" in text_of(answer.content)
    assert signed_in_as(other) is None


def test_guesses_are_counted_for_the_address_they_come_from_whichever_account_they_try(an, sign_in):
    most = int(re.match(r"(\d+)/15m/ip", ACCOUNT_RATE_LIMITS["login_failed"])[1])
    for number in range(most):
        sign_in(f"ai{number}@example.vn", WRONG)
    assert "Sai quá nhiều lần" in text_of(sign_in().content)


def test_a_right_password_takes_nothing_from_the_count(client, an, sign_in):
    for _time in range(8):
        sign_in()
        assert signed_in_as(client) == an.pk
        client.post("/accounts/logout/")


def test_signing_in_gives_a_new_session(client, an, sign_in):
    client.get("/accounts/login/")
    client.session["before"] = True
    session = client.session
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in()
    assert client.session.session_key != session.session_key


def test_the_cookies_are_kept_from_scripts_and_other_sites(client, an, sign_in):
    sign_in()
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies.get(name)
        if cookie is not None:
            assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")
    assert "sessionid" in client.cookies


def test_signing_out_needs_a_form_that_is_sent(client, an, sign_in):
    sign_in()
    client.get("/accounts/logout/")
    assert signed_in_as(client) == an.pk
    client.post("/accounts/logout/")
    assert signed_in_as(client) is None


def test_a_form_without_its_token_is_refused(an):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/accounts/login/", {"login": an.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert signed_in_as(strict) is None


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "https:evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(an, sign_in, target):
    assert sign_in(next=target).headers["Location"] == "/start/"


def test_signing_in_leads_back_to_where_somebody_came_from(client, an, sign_in):
    sent = client.get("/account/data/").headers["Location"]
    assert sign_in(address=sent, next="/account/data/").headers["Location"] == "/account/data/"


def test_a_closed_account_opens_nothing_and_says_so(client, an, sign_in):
    User.objects.filter(pk=an.pk).update(is_active=False)
    answer = client.get(sign_in().headers["Location"])
    assert signed_in_as(client) is None
    assert "Tài khoản đã đóng" in text_of(answer.content)


def test_closing_an_account_ends_its_open_sessions(client, an, sign_in):
    sign_in()
    User.objects.filter(pk=an.pk).update(is_active=False)
    assert client.get("/account/").headers["Location"].startswith("/accounts/login/")


def test_every_page_forbids_frames_sniffing_and_foreign_scripts(client, an):
    headers = client.get("/accounts/login/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "publickey-credentials" not in headers["Permissions-Policy"]


def test_pages_of_an_account_are_kept_by_no_cache(client, an, sign_in):
    sign_in()
    assert "no-store" in client.get("/account/data/").headers["Cache-Control"]


def test_a_mail_of_signing_in_stands_in_the_outbox_with_its_secret_named(client, an, settings):
    settings.EMAIL_BACKEND = "matxich.web.mail_backend.OutboxBackend"
    client.post("/accounts/password/reset/", {"email": an.email})
    message = Mail.objects.get(to_address=an.email)
    assert message.state == Mail.State.HELD
    assert any("/password/reset/key/" in secret for secret in message.secrets)


def test_a_new_password_is_set_by_mail_once(client, an, mailoutbox, sign_in):
    client.post("/accounts/password/reset/", {"email": an.email})
    address = link_in_mail()
    form = client.get(address, follow=True)
    here = form.redirect_chain[-1][0]
    done = client.post(
        here, {"password1": "hoa-gạo-tháng-ba-8", "password2": "hoa-gạo-tháng-ba-8"}, follow=True
    )
    assert "Đã đổi mật khẩu" in text_of(done.content)
    assert "đã dùng rồi" in text_of(Client().get(address, follow=True).content)
    sign_in(password="hoa-gạo-tháng-ba-8")
    assert signed_in_as(client) == an.pk


def test_asking_for_a_new_password_tells_nobody_whether_there_is_an_account(client, an, mailoutbox):
    known = client.post("/accounts/password/reset/", {"email": an.email}, follow=True)
    unknown = client.post("/accounts/password/reset/", {"email": "ai@example.vn"}, follow=True)
    assert text_of(known.content) == text_of(unknown.content)
    assert [message.to for message in mailoutbox] == [[an.email]]


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("password123", "quá phổ biến"),
        ("123456789012", "chỉ gồm chữ số"),
        ("lá-sen-7", "Cần ít nhất 10 ký tự"),
        ("an@example.vn1", "quá giống"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(client, an, mailoutbox, password, told):
    client.post("/accounts/password/reset/", {"email": an.email})
    here = client.get(link_in_mail(), follow=True).redirect_chain[-1][0]
    answer = client.post(here, {"password1": password, "password2": password})
    assert told in text_of(answer.content)


def test_changing_the_password_ends_the_other_sessions(client, an, sign_in):
    other = Client()
    other.post("/accounts/login/", {"login": an.email, "password": PASSWORD})
    sign_in()
    words = {"oldpassword": PASSWORD, "password1": "hoa-gạo-tháng-ba-8", "password2": "hoa-gạo-tháng-ba-8"}
    assert client.post("/accounts/password/change/", words).status_code == 302
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
