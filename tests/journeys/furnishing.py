"""A whole site for the tests of its pages: `python -m tests.journeys.furnishing FILE` fills the data folder of the environment.

One of each thing that an address may name stands beside a small illustrative region. Written into FILE, as JSON: who
opens which page, with the cookie of their session.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: (address, who, cookie) for pages of the browser; what could not be opened, for the test to complain of
Told = dict[str, Any]
SMALL_REGION = 40
#: lead elsewhere or nowhere: changes of language and look, and the office's own sign-in, which is not set up here
NO_PAGES = {"set_language", "set_appearance", "openid_connect_login", "openid_connect_callback"}


@dataclass
class Scene:
    """The pages of one person at one of the site's doors."""

    cookie: str | None
    #: name of an address → path that shows its page
    pages: dict[str, str] = field(default_factory=dict)


def main(target: Path) -> None:
    """Make the site and write down its pages."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matxich.config.settings")
    import django

    django.setup()
    from matxich.cli.demo import add_demo
    from matxich.cli.main import main as command
    from matxich.config.serve import prepare

    prepare()
    assert command(["region", "load", "hanoi"]) == 0
    add_demo(firms=SMALL_REGION)
    target.write_text(json.dumps(_told(), ensure_ascii=False), encoding="utf-8")


def _told() -> Told:
    from django.test import Client

    from matxich.apps.foundation.models import Job
    from matxich.web.access import Access
    from tests.journeys.furnished import Furnished, asked
    from tests.web.everyone import addresses, everybody
    from tests.web.test_everyone_everywhere import access_of

    world = Furnished()
    people = everybody(world.enterprise)
    _sign_up_with_keys(people["own firm"].user)
    Job.objects.filter(pk=world.job.pk).update(created_by_id=people["own firm"].user.pk)
    world.request = asked(world, people["other firm"].user)
    clients: dict[str, Any] = {}
    scenes: dict[str, Scene] = {}
    for who in ("anonymous", "own firm", "other firm", *_STAFF):
        clients[who] = Client(
            SERVER_NAME="127.0.0.1", HTTP_ACCEPT_LANGUAGE="vi", raise_request_exception=False
        )
        if people[who].user is not None:
            clients[who].force_login(people[who].user)
            _remember_signing_in(clients[who])
        cookie = clients[who].cookies.get("sessionid")
        scenes[who] = Scene(cookie.value if cookie else None)
    refused: list[str] = []
    seen: set[tuple[str, str]] = set()
    for address in addresses(world):
        if address.name in NO_PAGES:
            continue
        who = _who(address.name, access_of(address) or Access("public"))
        status, path, is_page = _try(clients[who], address.path)
        if status in {404, 403, 400} or status >= 500:
            refused.append(f"{address.name}: {status} at {path} for {who}")
        elif is_page and (who, path.split("?")[0]) not in seen:
            seen.add((who, path.split("?")[0]))
            scenes[who].pages[address.name or address.path] = path
    return {
        "scenes": {who: {"cookie": one.cookie, "pages": one.pages} for who, one in scenes.items()},
        "refused": refused,
    }


#: who opens a page of staff: the first of these that may
_STAFF = ("officer", "administrator", "auditor", "leader", "council_member")
#: pages of somebody who acts for no firm of that name yet
_NEWCOMER = ("desk:claim",)


def _who(name: str, access: Any) -> str:
    if access.audience == "public":
        return "anonymous"
    if access.audience in {"staff", "jury"}:
        return next(role for role in _STAFF if role in {str(one) for one in access.roles})
    return "other firm" if name.startswith(_NEWCOMER) else "own firm"


def _try(client: Any, path: str) -> tuple[int, str, bool]:
    """Open an address as a browser does and undo what it did: its last status, where it led, whether it shows a page."""
    from django.db import transaction

    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.get(path, follow=True)
        led = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        is_page = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
        is_page = is_page and b"<html" in answer.content
        if answer.streaming:
            list(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code, led, is_page and answer.status_code == 200


def _sign_up_with_keys(user: Any) -> None:
    """Give somebody a password, an authenticator app and recovery codes, so that each has its pages."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user.set_password("hoa-sen-trong-dam-2026")
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


def _remember_signing_in(client: Any) -> None:
    """Let the session be one of somebody who has just given their password."""
    from django.utils import timezone

    session = client.session
    session["account_authentication_user_id"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": "password", "at": timezone.now().timestamp() + 3000, "reauthenticated": True}
    ]
    session.save()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
