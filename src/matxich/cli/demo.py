"""The demonstration: the illustrative region with its accounts, whose password is made here and kept in the data folder."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from matxich.apps.accounts.models import User
from matxich.apps.registry.actions.demo_people import DEMO_PEOPLE, make_demo_people, seat_demo_people
from matxich.apps.registry.actions.illustrating import illustrate
from matxich.apps.registry.models import Enterprise
from matxich.catalogue.illustrative.region import DEFAULT_SEED
from matxich.domain.shared.bilingual import Text

_FILE = "demo-accounts.txt"
#: without letters and digits that are taken for one another
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_HEAD = Text(
    "Tài khoản dùng thử, mật khẩu chung: {password}",
    "Accounts to try it with, one password for all: {password}",
)


def add_demo(
    *,
    firms: int = 1000,
    seed: int = DEFAULT_SEED,
    force: bool = False,
    progress: Callable[[int], None] = lambda count: None,
) -> tuple[int, Text | None]:
    """Add the illustrative region and, on a local installation, its accounts.

    Returns:
        How many records were added; the accounts with their password in words, None on a site that others reach.

    Raises:
        NotAllowedError: firms are there already, or the places are not loaded.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    people = make_demo_people(password, now=now, on=today) if settings.IS_LOCAL else {}
    officer = people.get(DEMO_PEOPLE[0].email)
    count = illustrate(
        firms=firms,
        seed=seed,
        today=today,
        now=now,
        force=force,
        officer_id=officer.pk if officer else None,
        progress=progress,
    )
    if not people:
        return count, None
    seat_demo_people(on=today)
    path = _path()
    path.touch(mode=0o600)
    path.write_text(password + "\n", encoding="utf-8")
    return count, demo_accounts()


def is_unused() -> bool:
    """Return whether nobody has put a firm or a person into this installation yet."""
    return not Enterprise.objects.exists() and not User.objects.exists()


def demo_accounts() -> Text | None:
    """Return the accounts with their password in words; None where there are none, or the site is not local."""
    path = _path()
    if not settings.IS_LOCAL or not path.is_file():
        return None
    head = _HEAD.format(password=path.read_text(encoding="utf-8").strip())
    return Text(
        "\n".join([head.vi, *(f"  {one.email:28} {one.part.vi}" for one in DEMO_PEOPLE)]),
        "\n".join([head.en, *(f"  {one.email:28} {one.part.en}" for one in DEMO_PEOPLE)]),
    )


def forget_accounts() -> None:
    """Remove the kept password."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(settings.DATA_DIR) / _FILE
