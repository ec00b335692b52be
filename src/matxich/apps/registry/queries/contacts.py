"""Whom to write to at a firm."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from matxich.apps.registry.models import Contact


def writable() -> QuerySet[Contact]:
    """Return the registered contacts that mail may be sent to, each firm's first one first."""
    rows = Contact.objects.filter(is_registered=True, erased_at=None, withdrawn_at=None)
    return rows.exclude(email="").order_by("enterprise_id", "id")


def registered_contact(enterprise_id: int) -> Contact | None:
    """Return the person whom codes and yearly links of a firm are sent to; None when there is none with an address."""
    return writable().filter(enterprise_id=enterprise_id).first()


def registered_contacts(enterprise_ids: Iterable[int]) -> dict[int, Contact]:
    """Return firm → the person to write to; firms without one are left out."""
    found: dict[int, Contact] = {}
    for contact in writable().filter(enterprise_id__in=list(enterprise_ids)):
        found.setdefault(contact.enterprise_id, contact)
    return found
