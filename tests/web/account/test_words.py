"""Every page and mail around signing in is Vietnamese through and through."""

from __future__ import annotations

import re
from html import unescape

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.template.loader import render_to_string
from django.utils import timezone, translation

from tests.web.account.conftest import PASSWORD

#: words that Vietnamese does not have; a page that holds one was not translated
ENGLISH = re.compile(
    r"\b(the|your|you|please|password|sign|signed|account|accounts|address|enter|click|here|this|that|with|have|has|"
    r"been|already|code|codes|key|keys|security|authenticator|recovery|verify|verified|confirm|cancel|remove|add|"
    r"change|send|sent|login|logout|forgot|remember|again|new|current|name|invalid|required|must|contain|field|"
    r"characters|session|sessions|browser|server|error|not|are|is|was|from|and|for|of|continue|connect|use)\b",
    re.IGNORECASE,
)


def words_of(html: str) -> str:
    """What readers see or hear: text, labels, placeholders; without scripts, addresses and options in English itself."""
    main = html.partition("<main")[2].partition("</main>")[0] or html
    main = re.sub(r"<script.*?</script>|<option value=\"en\".*?</option>", " ", main, flags=re.DOTALL)
    said = re.findall(
        r'(?:placeholder|aria-label|title|alt|data-(?:unsupported|refused|known))="([^"]*)"', main
    )
    text = re.sub(r"<[^>]*>", " ", main)
    title = re.findall(r"<title>(.*?)</title>", html, flags=re.DOTALL)
    return unescape(" ".join([*title, text, *said]))


def english_in(text: str) -> list[str]:
    """The English words of a text, beside addresses and names."""
    bare = re.sub(r"\S+@\S+|https?://\S+|Mozilla\S*", " ", text)
    return ENGLISH.findall(bare)


PAGES = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/a-b/",
    "/accounts/password/reset/key/done/",
    "/accounts/confirm-email/",
    "/accounts/inactive/",
    "/accounts/3rdparty/login/cancelled/",
    "/accounts/3rdparty/login/error/",
    "/account/personal-data/",
    "/invitations/xyz/",
]
OWN_PAGES = [
    "/account/",
    "/account/profile/",
    "/account/data/",
    "/account/data/erasure/",
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/sessions/",
    "/accounts/3rdparty/",
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
]
WITH_FACTOR = [
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
]
FORMS = [
    ("/accounts/login/", {"login": "x", "password": ""}),
    ("/accounts/login/", {"login": "ai@example.vn", "password": "sai"}),
    ("/accounts/signup/", {"email": "x", "password1": "123", "password2": "1234"}),
    ("/accounts/password/reset/", {"email": "không"}),
]
OWN_FORMS = [
    ("/accounts/password/change/", {"oldpassword": "sai", "password1": "123", "password2": "1234"}),
    ("/accounts/email/", {"action_add": "", "email": "x"}),
    ("/accounts/email/", {"action_add": "", "email": "an@example.vn"}),
    ("/accounts/reauthenticate/", {"password": "sai"}),
    ("/accounts/2fa/totp/activate/", {"code": "000000"}),
    ("/accounts/2fa/webauthn/add/", {"credential": ""}),
    ("/account/profile/", {"full_name": "", "language": "fr"}),
    ("/account/data/erasure/", {}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_strangers_has_no_english_left(client, path):
    answer = client.get(path, follow=True)
    assert english_in(words_of(answer.content.decode())) == []


@pytest.mark.parametrize("path", OWN_PAGES)
def test_a_page_of_the_account_has_no_english_left(client, an, sign_in, path):
    sign_in()
    answer = client.get(path, follow=True)
    assert english_in(words_of(answer.content.decode())) == []


@pytest.mark.parametrize("path", WITH_FACTOR)
def test_a_page_with_second_factors_has_no_english_left(client, an, sign_in, path):
    sign_in()
    TOTP.activate(an, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(an)
    answer = client.get(path, follow=True)
    assert english_in(words_of(answer.content.decode())) == []


def test_the_page_that_asks_for_the_second_factor_has_no_english_left(client, an, sign_in):
    TOTP.activate(an, "JBSWY3DPEHPK3PXP")
    answer = client.get(sign_in().headers["Location"])
    assert "Yếu tố thứ hai" in words_of(answer.content.decode())
    refused = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    for page in (answer, refused):
        assert english_in(words_of(page.content.decode())) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "words"), FORMS)
def test_what_is_wrong_with_a_form_is_said_in_vietnamese(client, path, words):
    answer = client.post(path, words)
    assert answer.status_code == 200
    assert english_in(words_of(answer.content.decode())) == []


@pytest.mark.parametrize(("path", "words"), OWN_FORMS)
def test_what_is_wrong_with_a_form_of_the_account_is_said_in_vietnamese(client, an, sign_in, path, words):
    sign_in()
    answer = client.post(path, words)
    assert answer.status_code == 200
    assert english_in(words_of(answer.content.decode())) == []


def test_messages_after_an_act_are_vietnamese(client, an, sign_in, mailoutbox):
    sign_in()
    words = {"oldpassword": PASSWORD, "password1": "hoa-gạo-tháng-ba-8", "password2": "hoa-gạo-tháng-ba-8"}
    pages = [
        client.get("/account/"),
        client.post("/accounts/password/change/", words, follow=True),
        client.post("/accounts/email/", {"action_add": "", "email": "an.pham@example.vn"}, follow=True),
        client.post("/accounts/sessions/", follow=True),
        client.post("/accounts/logout/", follow=True),
    ]
    for page in pages:
        assert english_in(words_of(page.content.decode())) == []


MAILS = [
    "account/email/email_changed",
    "account/email/email_confirm",
    "account/email/email_deleted",
    "account/email/password_changed",
    "account/email/password_reset",
    "account/email/password_set",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/account_already_exists",
    "account/email/password_reset_key",
    "account/email/unknown_account",
    "mfa/email/recovery_codes_generated",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
    "socialaccount/email/account_connected",
    "socialaccount/email/account_disconnected",
]
CONTEXT = {
    "email": "an@example.vn",
    "from_email": "an@example.vn",
    "to_email": "pham@example.vn",
    "deleted_email": "an@example.vn",
    "provider": "Sở Công Thương",
    "activate_url": "https://matxich.vn/x/",
    "password_reset_url": "https://matxich.vn/y/",
    "ip": "10.0.0.1",
    "user_agent": "Mozilla/5.0",
}


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_is_written_in_the_readers_language(name):
    words = {**CONTEXT, "timestamp": timezone.now()}
    with translation.override("vi"):
        vietnamese = [
            render_to_string(f"{name}_{part}.txt", words).strip() for part in ("subject", "message")
        ]
    with translation.override("en"):
        english = [render_to_string(f"{name}_{part}.txt", words).strip() for part in ("subject", "message")]
    assert all(english_in(text) == [] for text in vietnamese)
    assert all(english_in(text) for text in english)
    assert len(vietnamese[1]) > 60


def test_a_mail_follows_its_readers_language_not_the_senders_page(client, an, settings):
    an.language = "en"
    an.save()
    client.post("/accounts/password/reset/", {"email": an.email}, headers={"accept-language": "vi"})
    assert mail.outbox[-1].subject == "[Mắt Xích] Set a new password"


def test_the_joined_accounts_are_shown_in_vietnamese(client, an, sign_in, settings):
    SocialAccount.objects.create(user=an, provider="office", uid="u-1", extra_data={"email": "an@so.vn"})
    settings.OFFICE_SIGN_IN = {
        "APPS": [
            {
                "provider_id": "office",
                "name": "Sở Công Thương",
                "client_id": "c",
                "secret": "s",
                "settings": {"server_url": "https://so.vn"},
            }
        ]
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": settings.OFFICE_SIGN_IN}
    sign_in()
    assert english_in(words_of(client.get("/accounts/3rdparty/").content.decode())) == []
