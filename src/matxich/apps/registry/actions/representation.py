"""Who acts for a firm: a colleague invited by one who does, and the end of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from matxich.apps.accounts.actions import invitations
from matxich.apps.accounts.actions.invitations import Address
from matxich.apps.accounts.models import Invitation, User
from matxich.apps.accounts.who import Who
from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import SignedLink
from matxich.apps.registry.models import ClaimingRequest, Enterprise, Representative
from matxich.apps.registry.permissions import may_represent
from matxich.apps.registry.queries.representation import represents
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import require


def words(enterprise: Enterprise) -> Text:
    """Return what a mail says an invitation to a firm is for."""
    return Text(f"để đại diện cho {enterprise.name}", f"to act for {enterprise.name_en or enterprise.name}")


@transaction.atomic
def invite_colleague(
    enterprise: Enterprise,
    email: str,
    *,
    who: Who,
    actor: Actor,
    now: dt.datetime,
    address: Address,
    full_name: str = "",
    language: str = "vi",
) -> tuple[Invitation, str]:
    """Invite somebody to act for a firm; return the invitation and the address of its link.

    Raises:
        NotAllowedError: whoever asks neither acts for the firm nor is an officer.
    """
    require(may_represent(who, enterprise))
    return invitations.invite(
        email,
        actor=actor,
        now=now,
        address=address,
        full_name=full_name,
        enterprise_id=enterprise.pk,
        purpose_words=words(enterprise),
        language=language,
    )


@transaction.atomic
def accept_invitation(
    invitation: Invitation,
    link: SignedLink,
    user: User | None,
    *,
    now: dt.datetime,
    on: dt.date,
    full_name: str = "",
    password: str | None = None,
    language: str = "vi",
) -> User:
    """Take up an invitation of either kind: for a role, or to act for a firm.

    Raises:
        NotAllowedError: as `accounts.actions.invitations.accept`.
    """
    accepted = invitations.accept(
        invitation,
        link,
        user,
        now=now,
        on=on,
        full_name=full_name,
        password=password,
        language=language,
    )
    if invitation.enterprise_id is not None:
        enterprise = Enterprise.objects.get(pk=invitation.enterprise_id)
        represent(
            accepted,
            enterprise,
            proof="invitation",
            actor=Actor(accepted.pk, via="link"),
            now=now,
            on=on,
            approved_by_id=invitation.invited_by_id or None,
        )
    return accepted


@transaction.atomic
def represent(
    user: User,
    enterprise: Enterprise,
    *,
    proof: str,
    actor: Actor,
    now: dt.datetime,
    on: dt.date,
    approved_by_id: int | None = None,
) -> Representative | None:
    """Let a person act for a firm from a day on; None when they do already.

    Args:
        proof: "code", "officer" or "invitation".
    """
    if represents(user.pk, enterprise.pk, on):
        return None
    row = Representative.objects.create(
        user=user, enterprise=enterprise, valid_from=on, proof=proof, approved_by_id=approved_by_id
    )
    changes = {"user": (None, user.pk), "proof": (None, proof), "valid_from": (None, on)}
    record(actor, "representative.added", row, changes, now=now, about=enterprise)
    return row


@transaction.atomic
def end_representation(
    row: Representative, *, who: Who, actor: Actor, now: dt.datetime, on: dt.date, reason: str
) -> None:
    """End that a person acts for a firm, at once: `on` is the first day without it.

    Raises:
        NotAllowedError: whoever asks neither acts for the firm nor is an officer.
    """
    require(may_represent(who, row.enterprise))
    _end(row, actor, now, on, reason)


@transaction.atomic
def end_all_of(user: User, *, actor: Actor, now: dt.datetime, on: dt.date, reason: str) -> list[Enterprise]:
    """End everything a person represents, and empty what they wrote when claiming; return the firms left."""
    held = Representative.objects.filter(Q(valid_until=None) | Q(valid_until__gte=on), user=user)
    firms = []
    for row in held.select_related("enterprise"):
        _end(row, actor, now, on, reason)
        firms.append(row.enterprise)
    ClaimingRequest.objects.filter(user=user).update(message="")
    return firms


def _end(row: Representative, actor: Actor, now: dt.datetime, on: dt.date, reason: str) -> None:
    before = row.valid_until
    row.valid_until = on - dt.timedelta(days=1)
    row.save(update_fields=["valid_until"])
    changes = {"user": (row.user_id, None), "valid_until": (before, row.valid_until)}
    record(actor, "representative.ended", row, changes, now=now, reason=reason, about=row.enterprise)
