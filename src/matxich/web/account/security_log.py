"""What happens to the safety of an account, written into the history: sign-ins, passwords, second factors."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as office
from django.utils import timezone

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor


def connect() -> None:
    """Listen; once, when the site starts."""
    plain = (
        (account.user_logged_in, "person.signed_in"),
        (account.password_changed, "person.password_changed"),
        (account.password_set, "person.password_changed"),
        (account.password_reset, "person.password_changed"),
    )
    for signal, action in plain:
        signal.connect(_writer(action), weak=False, dispatch_uid=f"matxich.{action}.{id(signal)}")
    account.email_changed.connect(_email_changed, dispatch_uid="matxich.email")
    factors = (
        (mfa.authenticator_added, "person.second_factor_added"),
        (mfa.authenticator_removed, "person.second_factor_removed"),
        (mfa.authenticator_reset, "person.recovery_codes_made"),
    )
    for signal, action in factors:
        signal.connect(_factor_writer(action), weak=False, dispatch_uid=f"matxich.{action}")
    office.social_account_added.connect(_office_joined, dispatch_uid="matxich.office.added")
    office.social_account_removed.connect(_office_separated, dispatch_uid="matxich.office.removed")


def _writer(action: str) -> Any:
    def write(sender: Any, user: User, **said: Any) -> None:
        record(Actor(user.pk), action, user, now=timezone.now())

    return write


def _factor_writer(action: str) -> Any:
    def write(sender: Any, user: User, authenticator: Any, **said: Any) -> None:
        kind = str(authenticator.type)
        change = (kind, None) if action.endswith("removed") else (None, kind)
        record(Actor(user.pk), action, user, {"kind_of_factor": change}, now=timezone.now())

    return write


def _email_changed(
    sender: Any, user: User, from_email_address: Any, to_email_address: Any, **said: Any
) -> None:
    changes = {"email": (getattr(from_email_address, "email", None), to_email_address.email)}
    record(Actor(user.pk), "person.email_changed", user, changes, now=timezone.now(), personal=("email",))


def _office_joined(sender: Any, sociallogin: Any, **said: Any) -> None:
    user = sociallogin.user
    record(Actor(user.pk), "person.office_joined", user, now=timezone.now())


def _office_separated(sender: Any, socialaccount: Any, **said: Any) -> None:
    user = socialaccount.user
    record(Actor(user.pk), "person.office_separated", user, now=timezone.now())
