"""People with their roles, for the pages that administer them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from matxich.apps.accounts.models import Invitation, Role, RoleGrant, User


def people(*, search: str = "", role: str = "", state: str = "", on: dt.date) -> QuerySet[User]:
    """Return people by e-mail.

    Args:
        search: a part of the name or the e-mail.
        role: "" = whatever they hold; "none" = who holds no role.
        state: "active", "inactive", "erased" or "".
    """
    found = User.objects.all()
    if search:
        found = found.filter(Q(email__icontains=search) | Q(full_name__icontains=search))
    held = RoleGrant.objects.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)
    if role == "none":
        found = found.exclude(pk__in=held.values("user_id"))
    elif role:
        found = found.filter(pk__in=held.filter(role=role).values("user_id"))
    states = {
        "active": Q(is_active=True),
        "inactive": Q(is_active=False, erased_at=None),
        "erased": Q(erased_at__isnull=False),
    }
    return found.filter(states[state]) if state in states else found


def roles_by_person(user_ids: Iterable[int], on: dt.date) -> dict[int, list[Role]]:
    """Return the roles held on a day, by person; nobody without one is in it."""
    held = RoleGrant.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on, user_id__in=list(user_ids)
    )
    found: dict[int, list[Role]] = defaultdict(list)
    for user_id, role in held.values_list("user_id", "role").order_by("role").distinct():
        found[user_id].append(Role(role))
    return dict(found)


def with_second_factor(user_ids: Iterable[int]) -> set[int]:
    """Return who of these has an authenticator app or a security key."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    rows = Authenticator.objects.filter(user_id__in=list(user_ids), type__in=kinds)
    return set(rows.values_list("user_id", flat=True))


def grants_of(user_id: int) -> list[RoleGrant]:
    """Return all role grants of a person, the newest first, those that ended too."""
    return list(RoleGrant.objects.filter(user_id=user_id).order_by("-valid_from", "-pk"))


def sessions_of(user: User) -> list[UserSession]:
    """Return a person's open sessions, the latest used first."""
    sessions: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(sessions, key=lambda one: one.last_seen_at, reverse=True)


def open_invitations() -> QuerySet[Invitation]:
    """Return the staff invitations that wait or have run out unanswered, the newest first."""
    return Invitation.objects.filter(accepted_at=None, revoked_at=None, enterprise_id=None)


def names(user_ids: Iterable[int]) -> dict[int, str]:
    """Return how people are called, by number; an erased person has no name and is not in it."""
    rows = User.objects.filter(pk__in=list(user_ids), erased_at=None)
    return {user.pk: str(user) for user in rows}
