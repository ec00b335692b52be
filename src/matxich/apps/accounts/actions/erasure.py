"""Forgetting a person: the row stays for the history's numbers, without anything that says who it was."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Q

from matxich.apps.accounts.actions.people import PERSONAL, close_sessions, leaving
from matxich.apps.accounts.actions.roles import end_role
from matxich.apps.accounts.models import Invitation, RoleGrant, User
from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import Message, Notification, SignedLink
from matxich.domain.shared.decision import require


@transaction.atomic
def erase_person(user: User, *, actor: Actor, now: dt.datetime, on: dt.date, reason: str = "") -> None:
    """Erase an account: name, e-mail, keys, sessions, bell, mails to it; end its roles.

    What the person did for the programme stays, under a number. Firms that they act for are the registry's part.

    Raises:
        NotAllowedError: it is the last administrator's.
    """
    require(leaving(user, on))
    for grant in RoleGrant.objects.filter(Q(valid_until=None) | Q(valid_until__gte=on), user=user):
        end_role(grant, actor=actor, now=now, on=on, reason=reason)
    close_sessions(user)
    former = user.email
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=user).delete()
    Notification.objects.filter(user_id=user.pk).delete()
    forget_address(former, now)
    user.email, user.full_name = f"erased-{user.pk}@invalid", ""
    user.is_active, user.erased_at = False, now
    user.set_unusable_password()
    user.save()
    changes = {"email": (former, None), "full_name": (former, None)}
    record(actor, "person.erased", user, changes, now=now, reason=reason, personal=PERSONAL)


def forget_address(address: str, now: dt.datetime) -> None:
    """Take an e-mail address, and what was written to it, out of the outbox and out of invitations."""
    if not address:
        return
    Message.objects.filter(to_address__iexact=address).update(to_address="", body="", secrets=[])
    waiting = (Message.State.WAITING, Message.State.FAILED, Message.State.HELD)
    Message.objects.filter(to_address="", body="", state__in=waiting).update(
        state=Message.State.FAILED, problem="erased"
    )
    invitations = Invitation.objects.filter(email__iexact=address)
    SignedLink.objects.filter(
        purpose="invitation", subject_id__in=list(invitations.values_list("pk", flat=True)), revoked_at=None
    ).update(revoked_at=now)
    invitations.filter(accepted_at=None, revoked_at=None).update(revoked_at=now)
    invitations.update(email="", full_name="")
