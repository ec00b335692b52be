"""The contact person corrects their own details through the firm's link."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db import transaction

from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.mail import queue_message
from matxich.apps.foundation.models import SignedLink
from matxich.apps.registry.actions.contacts import ContactFields, change_contact
from matxich.apps.registry.letters import address_changed
from matxich.apps.registry.models import Contact
from matxich.apps.registry.queries.contacts import registered_contact


def contact_of(link: SignedLink) -> Contact | None:
    """Return the person whom the link was sent to, while they are still the firm's registered contact.

    Who is no longer sees nothing of who has come after them.
    """
    contact = registered_contact(link.subject_id)
    return contact if contact is not None and contact.pk == link.payload.get("contact") else None


def correct_contact(
    link: SignedLink, *, full_name: str, position: str, phone: str, email: str, version: int, now: dt.datetime
) -> Contact | None:
    """Keep what the person says of themselves; None when the link's person is no longer the registered contact.

    A new address is told to the old one, so that nobody can lead a firm's mail away unnoticed.

    Raises:
        EditConflictError: somebody changed it since the page was loaded.
    """
    with transaction.atomic():
        contact = contact_of(link)
        if contact is None:
            return None
        fields = ContactFields(
            full_name=contact.full_name,
            position=contact.position,
            email=contact.email,
            phone=contact.phone,
            language=contact.language,
            is_registered=True,
            purpose=contact.purpose,
            basis=contact.basis,
        )
        after = replace(
            fields, full_name=full_name, position=position, phone=phone, email=email or contact.email
        )
        if after == fields:
            return contact
        former, person = contact.email, contact.full_name
        changed = change_contact(contact, after, actor=Actor(via="link"), now=now, expected_version=version)
        if after.email != former:
            letter = address_changed(contact.language, person=person, firm=contact.enterprise.name)
            queue_message(
                f"contact_moved:{contact.pk}:{changed.version}",
                "contact_moved",
                former,
                letter.subject,
                letter.body,
                language=letter.language,
                now=now,
                about=contact.enterprise,
            )
    return changed
