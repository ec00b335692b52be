"""Which roles a person holds on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from matxich.apps.accounts.models import Role, RoleGrant

#: roles whose holders work on pages below /staff/
STAFF = frozenset({Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR})


def roles_of(user_id: int, on: dt.date) -> frozenset[Role]:
    """Return the roles that a user holds on a day."""
    held = RoleGrant.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), user_id=user_id, valid_from__lte=on
    )
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def holders(role: Role, on: dt.date) -> list[int]:
    """Return the numbers of the active users who hold a role on a day."""
    held = RoleGrant.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), role=role, valid_from__lte=on, user__is_active=True
    )
    return list(held.values_list("user_id", flat=True).distinct())
