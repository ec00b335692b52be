"""`matxich user create EMAIL --role ROLE`: an invitation whose link is printed; `matxich user list`: who holds a role.

The first administrator comes in this way: there is nobody yet who could invite on a page, and no password is ever
typed into a command line.
"""

from __future__ import annotations

import argparse

from rich.console import Console

from matxich.cli.installation import open_installation
from matxich.cli.main import UNUSABLE
from matxich.locale import translations


def run(options: argparse.Namespace) -> int:
    """Invite, or list."""
    open_installation()
    return _create(options) if options.asked == "create" else _list(options.lang)


def _create(options: argparse.Namespace) -> int:
    from django.conf import settings  # noqa: PLC0415 -- needs the settings
    from django.core.exceptions import ValidationError  # noqa: PLC0415 -- as above
    from django.core.validators import validate_email  # noqa: PLC0415 -- as above
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from matxich.apps.accounts.actions.invitations import DAYS, invite  # noqa: PLC0415 -- needs the apps to be ready
    from matxich.apps.accounts.actions.roles import grant_role  # noqa: PLC0415 -- as above
    from matxich.apps.accounts.models import Role, User  # noqa: PLC0415 -- as above
    from matxich.apps.foundation.actor import COMMAND  # noqa: PLC0415 -- as above
    from matxich.domain.shared.decision import NotAllowedError  # noqa: PLC0415 -- as above

    _ = translations(options.lang).gettext
    email, role, now = options.email.strip().lower(), Role(options.role), timezone.now()
    try:
        validate_email(email)
    except ValidationError:
        return _refuse(_("“{email}” is no e-mail address.").format(email=options.email))
    known = User.objects.filter(email=email).first()
    if known is not None:
        try:
            grant_role(
                known, role, actor=COMMAND, now=now, on=timezone.localdate(now), reason="matxich user create"
            )
        except NotAllowedError as refusal:
            return _refuse(refusal.text.in_language(options.lang))
        print(_("{email} has an account already and now holds the role.").format(email=email))
        return 0
    site = (options.site or settings.SITE_URL).rstrip("/")
    _invitation, link = invite(
        email,
        role=role,
        full_name=options.name,
        language=options.lang,
        actor=COMMAND,
        now=now,
        address=lambda token: f"{site}/invitations/{token}/",
    )
    print(_("Open this link within {days} days to make the account:").format(days=DAYS))
    print(link)
    return 0


def _list(language: str) -> int:
    from django.utils import timezone  # noqa: PLC0415 -- needs the settings

    from matxich.apps.accounts.models import Role, User  # noqa: PLC0415 -- needs the apps to be ready
    from matxich.apps.accounts.queries.roles import holders  # noqa: PLC0415 -- as above

    _ = translations(language).gettext
    found = 0
    for role in Role:
        for user in User.objects.filter(pk__in=holders(role, timezone.localdate())):
            print(f"{role.value:16} {user.email:40} {user.full_name}")
            found += 1
    if not found:
        print(_("Nobody holds a role. Begin with: matxich user create EMAIL --role administrator"))
    return 0


def _refuse(reason: str) -> int:
    Console(stderr=True).print(reason, style="red", markup=False)
    return UNUSABLE
