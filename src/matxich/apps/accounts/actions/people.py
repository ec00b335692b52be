"""Making, closing and opening accounts, and the keys to them."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from matxich.apps.accounts.models import Role, User
from matxich.apps.accounts.queries.roles import holders, roles_of
from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.domain.people.roles import may_leave
from matxich.domain.shared.decision import Decision, require

#: what of a person never stands in the history with its value
PERSONAL = ("email", "full_name")


class AddressTakenError(Exception):
    """Somebody has an account with this e-mail already."""

    def __init__(self, user: User) -> None:
        self.user = user
        super().__init__("there is an account with this e-mail")


@transaction.atomic
def create_person(
    email: str,
    *,
    actor: Actor,
    now: dt.datetime,
    full_name: str = "",
    language: str = "vi",
    password: str | None = None,
) -> User:
    """Make an account whose e-mail counts as verified: whoever calls this has seen it answer, or vouches for it.

    Args:
        password: None = nobody signs in until one is set by mail.
    Raises:
        AddressTakenError: there is one with this e-mail.
    """
    address = email.strip().lower()
    taken = User.objects.filter(email=address).first()
    if taken is not None:
        raise AddressTakenError(taken)
    user = User.objects.create_user(
        address, password, full_name=full_name.strip(), language=language, joined_at=now
    )
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    changes = {"email": (None, address), "full_name": (None, user.full_name)}
    record(actor, "person.created", user, changes, now=now, personal=PERSONAL)
    return user


def rename(user: User, *, full_name: str, language: str, actor: Actor, now: dt.datetime) -> None:
    """Correct the name, and choose the language of mails."""
    changes = {"full_name": (user.full_name, full_name.strip()), "language": (user.language, language)}
    if all(before == after for before, after in changes.values()):
        return
    with transaction.atomic():
        user.full_name, user.language = full_name.strip(), language
        user.save(update_fields=["full_name", "language"])
        record(actor, "person.corrected", user, changes, now=now, personal=PERSONAL)


def leaving(user: User, on: dt.date) -> Decision:
    """Say whether an account may be closed or erased: not the last administrator's."""
    others = [one for one in holders(Role.ADMINISTRATOR, on) if one != user.pk]
    return may_leave(frozenset(str(role) for role in roles_of(user.pk, on)), len(others))


@transaction.atomic
def deactivate(user: User, *, actor: Actor, now: dt.datetime, on: dt.date, reason: str) -> None:
    """Close an account: nobody signs in with it, and who is signed in is out. Its roles stay for the day it is opened.

    Raises:
        NotAllowedError: it is the last administrator's.
    """
    require(leaving(user, on))
    user.is_active = False
    user.save(update_fields=["is_active"])
    close_sessions(user)
    record(actor, "person.deactivated", user, {"is_active": (True, False)}, now=now, reason=reason)


@transaction.atomic
def reactivate(user: User, *, actor: Actor, now: dt.datetime, reason: str) -> None:
    """Open a closed account again; an erased one stays closed."""
    if user.erased_at is not None:
        return
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor, "person.reactivated", user, {"is_active": (False, True)}, now=now, reason=reason)


@transaction.atomic
def end_sessions(user: User, *, actor: Actor, now: dt.datetime, reason: str = "") -> int:
    """Sign a person out everywhere; return out of how many sessions."""
    count = close_sessions(user)
    record(actor, "person.signed_out", user, {"sessions": (count, 0)}, now=now, reason=reason)
    return int(count)


@transaction.atomic
def reset_second_factor(user: User, *, actor: Actor, now: dt.datetime, reason: str) -> int:
    """Take away all second factors of a person who has lost them, and sign them out; return how many there were."""
    count, _by_model = Authenticator.objects.filter(user=user).delete()
    close_sessions(user)
    record(actor, "person.second_factor_reset", user, {"second_factors": (count, 0)}, now=now, reason=reason)
    return int(count)


def close_sessions(user: User) -> int:
    """End every session of a person without a word in the history; return how many."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)
