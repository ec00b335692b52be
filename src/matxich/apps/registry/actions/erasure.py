"""Forgetting a person who acts for firms: the firms' records stay whole."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from matxich.apps.accounts.actions.erasure import erase_person
from matxich.apps.accounts.models import User
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.actions.contacts import erase_contact
from matxich.apps.registry.actions.representation import end_all_of
from matxich.apps.registry.models import Contact


@transaction.atomic
def erase_account(
    user: User,
    *,
    actor: Actor,
    now: dt.datetime,
    on: dt.date,
    contact_ids: frozenset[int] = frozenset(),
    reason: str = "",
) -> None:
    """Erase an account and, of the contacts with its e-mail, those that are named.

    Raises:
        NotAllowedError: it is the last administrator's.
    """
    end_all_of(user, actor=actor, now=now, on=on, reason=reason)
    for contact in contacts_of_address(user.email):
        if contact.pk in contact_ids:
            erase_contact(contact, actor=actor, now=now, reason=reason)
    erase_person(user, actor=actor, now=now, on=on, reason=reason)


def contacts_of_address(email: str) -> list[Contact]:
    """Return the contact persons kept with an e-mail address."""
    return list(Contact.objects.filter(email__iexact=email, erased_at=None).select_related("enterprise"))
