"""People for the tests of pages: staff in a role, the representative of a firm, somebody with nothing yet."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from matxich.apps.accounts.models import Role, RoleGrant, User
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.registry.actions.enterprises import create_enterprise
from matxich.apps.registry.models import Enterprise, Representative

LONG_AGO = dt.date(2020, 1, 1)


def person(name: str = "Lê Thị Mới", *roles: Role) -> User:
    """A user who holds these roles; staff where one of them is."""
    user = User.objects.create_user(f"nguoi{User.objects.count() + 1}@example.vn", full_name=name)
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, valid_from=LONG_AGO)
    return user


def firm(name: str = "Công ty TNHH Cơ khí Lá Sen", tax_code: str = "") -> Enterprise:
    """A firm's record."""
    return create_enterprise(name=name, actor=COMMAND, now=timezone.now(), tax_code=tax_code)


def represents(user: User, *firms: Enterprise) -> User:
    """Let the user act for these firms."""
    for one in firms:
        Representative.objects.create(user=user, enterprise=one, valid_from=LONG_AGO, proof="officer")
    return user
