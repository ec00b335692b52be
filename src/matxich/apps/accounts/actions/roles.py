"""Giving and ending roles, with who, when and why."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from matxich.apps.accounts.models import Role, RoleGrant, User
from matxich.apps.accounts.queries.roles import holders, roles_of
from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.domain.people.roles import may_end, may_grant
from matxich.domain.shared.decision import require


@transaction.atomic
def grant_role(
    user: User,
    role: Role,
    *,
    actor: Actor,
    now: dt.datetime,
    on: dt.date,
    reason: str = "",
    until: dt.date | None = None,
) -> RoleGrant:
    """Give a role from a day on.

    Args:
        until: last day; None = until it is ended.
    Raises:
        NotAllowedError: to oneself, or the role is held already.
    """
    User.objects.select_for_update().get(pk=user.pk)
    held = frozenset(str(one) for one in roles_of(user.pk, on))
    require(may_grant(actor.user_id, user.pk, held, role))
    grant = RoleGrant.objects.create(user=user, role=role, valid_from=on, valid_until=until)
    changes = {"role": (None, str(role)), "valid_from": (None, on), "valid_until": (None, until)}
    record(actor, "role.granted", grant, changes, now=now, reason=reason, about=user)
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, actor: Actor, now: dt.datetime, on: dt.date, reason: str) -> None:
    """End a role at once: `on` is the first day without it.

    Raises:
        NotAllowedError: it is the last administrator's.
    """
    # One lock for all administrators: two of them ending each other's role would otherwise both succeed.
    list(RoleGrant.objects.select_for_update().filter(role=grant.role).order_by("pk"))
    others = [one for one in holders(Role(grant.role), on) if one != grant.user_id]
    require(may_end(grant.role, len(others)))
    before = grant.valid_until
    grant.valid_until = on - dt.timedelta(days=1)
    grant.save(update_fields=["valid_until"])
    changes = {"role": (grant.role, None), "valid_until": (before, grant.valid_until)}
    record(actor, "role.ended", grant, changes, now=now, reason=reason, about=grant.user)
