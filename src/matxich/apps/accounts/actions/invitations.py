"""Inviting by link: staff in a role, a firm's people to represent it. The link is mailed, expires, can be called back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from matxich.apps.accounts.actions.invitation_mail import write_invitation
from matxich.apps.accounts.actions.people import AddressTakenError, create_person
from matxich.apps.accounts.actions.roles import grant_role
from matxich.apps.accounts.models import Invitation, Role, User
from matxich.apps.accounts.queries.roles import roles_of
from matxich.apps.foundation.actions.audit import label, record
from matxich.apps.foundation.actions.links import find_link, make_link, use_link
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import SignedLink
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import NotAllowedError

PURPOSE = "invitation"
#: how long a link waits
DAYS = 14

#: makes the address out of the secret part of a link
Address = Callable[[str], str]

USED = Text("Lời mời này đã được nhận.", "This invitation has been accepted already.")
OVER = Text(
    "Lời mời này không còn hiệu lực; hãy đề nghị gửi lại.",
    "This invitation is no longer valid; ask for a new one.",
)


@transaction.atomic
def invite(
    email: str,
    *,
    actor: Actor,
    now: dt.datetime,
    address: Address,
    full_name: str = "",
    role: Role | None = None,
    enterprise_id: int | None = None,
    purpose_words: Text | None = None,
    language: str = "vi",
) -> tuple[Invitation, str]:
    """Invite somebody and put the mail into the outbox; return the invitation and the address of its link.

    Args:
        purpose_words: what it is for, in the mail ("to represent Công ty …"); None = the role's name.
        language: of the mail.
    """
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        full_name=full_name.strip(),
        role=role or "",
        enterprise_id=enterprise_id,
        invited_by_id=actor.user_id or 0,
        created_at=now,
        expires_at=now + dt.timedelta(days=DAYS),
    )
    changes = {
        "email": (None, invitation.email),
        "role": (None, str(role or "") or None),
        "enterprise_id": (None, enterprise_id),
    }
    record(actor, "invitation.sent", invitation, changes, now=now, personal=("email",))
    return invitation, _send(invitation, now, address, purpose_words, language)


@transaction.atomic
def resend(
    invitation: Invitation,
    *,
    actor: Actor,
    now: dt.datetime,
    address: Address,
    purpose_words: Text | None = None,
    language: str = "vi",
) -> str:
    """Send a new link in place of the former one; return its address.

    Raises:
        NotAllowedError: it has been accepted.
    """
    if invitation.accepted_at is not None:
        raise NotAllowedError(USED)
    _call_back(invitation, now)
    invitation.revoked_at, invitation.expires_at = None, now + dt.timedelta(days=DAYS)
    invitation.save(update_fields=["revoked_at", "expires_at"])
    record(actor, "invitation.sent_again", invitation, now=now)
    return _send(invitation, now, address, purpose_words, language)


@transaction.atomic
def revoke(invitation: Invitation, *, actor: Actor, now: dt.datetime, reason: str = "") -> None:
    """Call an invitation back: its link opens nothing any more.

    Raises:
        NotAllowedError: it has been accepted.
    """
    if invitation.accepted_at is not None:
        raise NotAllowedError(USED)
    _call_back(invitation, now)
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    record(actor, "invitation.revoked", invitation, now=now, reason=reason)


def find_invitation(token: str, now: dt.datetime) -> tuple[Invitation, SignedLink] | None:
    """Return the open invitation of a link; None when it is unknown, expired, called back or accepted."""
    link = find_link(token, PURPOSE, now)
    if link is None or link.used_at is not None:
        return None
    invitation = Invitation.objects.filter(pk=link.subject_id, accepted_at=None, revoked_at=None).first()
    return (invitation, link) if invitation is not None and invitation.expires_at > now else None


@transaction.atomic
def accept(
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
    """Take an invitation up, with the account it was sent to or a new one, and give its role.

    Args:
        user: the signed-in owner of the address; None makes the account, with `full_name` and `password`.
    Raises:
        NotAllowedError: somebody was faster, or the account is not the invited one.
    """
    if not use_link(link, now):
        raise NotAllowedError(USED)
    if user is None:
        try:
            user = create_person(
                invitation.email,
                actor=Actor(via="link"),
                now=now,
                full_name=full_name,
                language=language,
                password=password,
            )
        except AddressTakenError as taken:
            raise NotAllowedError(
                Text(
                    "Đã có tài khoản với địa chỉ e-mail này; hãy đăng nhập rồi nhận lời mời.",
                    "There is an account with this e-mail; sign in, then accept.",
                )
            ) from taken
    elif user.email != invitation.email:
        raise NotAllowedError(
            Text(
                f"Lời mời này gửi cho {invitation.email}, còn bạn đang đăng nhập bằng {user.email}.",
                f"This invitation was sent to {invitation.email}; you are signed in as {user.email}.",
            )
        )
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    record(Actor(user.pk, via="link"), "invitation.accepted", invitation, now=now, about=user)
    if invitation.role and Role(invitation.role) not in roles_of(user.pk, on):
        # Given by whoever invited: nobody gives a role to themselves by accepting.
        giver = Actor(invitation.invited_by_id or None, via="link")
        grant_role(user, Role(invitation.role), actor=giver, now=now, on=on)
    return user


def _send(
    invitation: Invitation, now: dt.datetime, address: Address, purpose_words: Text | None, language: str
) -> str:
    link, token = make_link(PURPOSE, invitation, now=now, days=DAYS)
    target = address(token)
    write_invitation(invitation, target, link.pk, purpose_words, language, now)
    return target


def _call_back(invitation: Invitation, now: dt.datetime) -> None:
    links = SignedLink.objects.filter(
        purpose=PURPOSE, subject_type=label(invitation), subject_id=invitation.pk
    )
    links.filter(revoked_at=None).update(revoked_at=now)
