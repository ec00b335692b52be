"""Everybody tries every address: what a view says of its audience is what happens.

An address that is new is covered by itself through the `access` of its view (`matxich.web.access`). One without
`access` has to be named below, as open to the public or as kept by allauth.
"""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from matxich.apps.accounts.models import Role
from matxich.web.access import Access
from tests.web.everyone import Address, Somebody, World, addresses, everybody

#: open to everybody, on purpose
PUBLIC = {
    "health",
    "set_language",
    "set_appearance",
    "invitations:open",
    "accounts:purposes",
    # allauth: ways in, and what is said on them
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    "openid_connect_login",
    "openid_connect_callback",
    # allauth: former addresses, which lead to the new ones
    "accounts/social/login/cancelled/",
    "accounts/social/login/error/",
    "accounts/social/signup/",
    "accounts/social/connections/",
}
#: whole lists of public pages
PUBLIC_LISTS = ("public:",)
#: allauth's pages of one's own account: for whoever is signed in
OF_ALLAUTH = {
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "mfa_reauthenticate_webauthn",
    "socialaccount_connections",
    "usersessions_list",
}
#: allauth refuses whoever lacks the way in that such a page asks for; nobody here has a password or a key
NEEDS_A_KEY = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
EVERYBODY = ["anonymous", "own firm", "other firm", "inactive", *(str(role) for role in Role)]
HOW_TO = (
    "has no `access`: wrap the view by a function of matxich.web.access, "
    "or name the address in PUBLIC of tests/web/test_everyone_everywhere.py if everybody may open it"
)


def access_of(address: Address) -> Access | None:
    """Who may open an address; None = everybody."""
    if address.access is not None:
        return address.access
    return Access("signed_in") if address.name in OF_ALLAUTH else None


def may_open(somebody: Somebody, access: Access | None) -> bool:
    """What the view's own word means for one person."""
    if access is None:
        return True
    if not somebody.is_known:
        return False
    if access.audience == "signed_in":
        return True
    if access.audience == "desk":
        return somebody.is_own
    assert access.audience in {"staff", "jury"}, (
        f"unknown audience {access.audience!r}: say here what it means"
    )
    return bool(somebody.roles & access.roles)


def ask(client: Client, method: str, path: str) -> HttpResponseBase:
    """Ask for a page and undo whatever it did."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.get(path) if method == "GET" else client.post(path)
        if answer.streaming:
            list(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def is_sent_to_sign_in(answer: HttpResponseBase) -> bool:
    """Whether the answer leads to the sign-in page."""
    return answer.status_code == 302 and answer.headers["Location"].startswith(reverse(settings.LOGIN_URL))


def complaint(somebody: Somebody, address: Address, method: str, answer: HttpResponseBase) -> str:
    """What is wrong with an answer; "" when it is as the view says."""
    status, access = answer.status_code, access_of(address)
    told = f"{method} {address.path} ({address.name}) by {somebody.who}: {status}"
    if status >= 500:
        return f"{told}, an error"
    if may_open(somebody, access):
        if is_sent_to_sign_in(answer) and access is not None:
            return f"{told}, sent to sign in"
        # Over its own form a view may refuse an act that this person or state does not allow; opening it may not fail.
        is_refused = (
            status == 403 and method == "GET" and access is not None and address.name not in NEEDS_A_KEY
        )
        return f"{told}, refused" if is_refused else ""
    if status == 405:
        return ""  # nobody may ask for it in this way
    if somebody.is_known:
        return "" if status == 403 else f"{told}, not refused"
    return "" if is_sent_to_sign_in(answer) else f"{told}, not sent to sign in"


@pytest.mark.django_db
@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_may_open_what_the_view_says_and_nothing_else(who):
    world = World()
    somebody = everybody(world.enterprise)[who]
    client = Client()
    if somebody.user is not None:
        client.force_login(somebody.user)
    wrong = []
    for address in addresses(world):
        for method in ("GET", "POST"):
            try:
                answer = ask(client, method, address.path)
            except Exception as problem:  # noqa: BLE001 -- every failing page is listed, not only the first
                wrong.append(f"{method} {address.path} ({address.name}) by {who}: {problem!r}")
                continue
            wrong.append(complaint(somebody, address, method, answer))
    assert "\n".join(filter(None, wrong)) == ""


@pytest.mark.django_db
def test_every_address_says_who_may_open_it():
    silent = [
        f"{address.name} ({address.path}) {HOW_TO}"
        for address in addresses(World())
        if access_of(address) is None
        and address.name not in PUBLIC
        and not address.name.startswith(PUBLIC_LISTS)
    ]
    assert silent == []


@pytest.mark.django_db
def test_no_address_is_named_here_that_the_site_no_longer_has():
    names = {address.name for address in addresses(World())}
    assert (PUBLIC | OF_ALLAUTH) - names - {"openid_connect_login", "openid_connect_callback"} == set()


@pytest.mark.django_db
def test_staff_without_a_second_factor_are_sent_to_set_one_up(settings):
    settings.STAFF_SECOND_FACTOR = True
    world = World()
    officer = everybody(world.enterprise)[str(Role.OFFICER)]
    client = Client()
    client.force_login(officer.user)
    opened = []
    for address in addresses(world):
        if may_open(officer, address.access) and address.access and address.access.audience == "staff":
            answer = ask(client, "GET", address.path)
            if answer.status_code != 405 and answer.headers.get("Location") != reverse("mfa_index"):
                opened.append(address.path)
    assert opened == []
