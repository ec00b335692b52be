"""Contact persons of a firm: personal data, so the history names fields and never values."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction

from matxich.apps.accounts.actions.erasure import forget_address
from matxich.apps.foundation.actions.audit import differences, record
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import Contact, Enterprise
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import NotAllowedError

PERSONAL = ("full_name", "position", "email", "phone")
#: purpose of the catalogue that a contact is kept for unless something else is said
PURPOSE = "firm_contact"

_ERASED = Text(
    "Dữ liệu của người liên hệ này đã được xóa.", "The data of this contact person have been erased."
)


@dataclass(frozen=True, slots=True)
class ContactFields:
    """What is kept of a contact person."""

    full_name: str = ""
    position: str = ""
    email: str = ""
    #: E.164 where it can be read
    phone: str = ""
    language: str = "vi"
    #: whether codes and yearly links go to this address
    is_registered: bool = False
    #: code of a purpose in catalogue/personal_data.toml
    purpose: str = PURPOSE
    #: law or consent, in words; "" = the purpose's own
    basis: str = ""


@transaction.atomic
def add_contact(
    enterprise: Enterprise,
    fields: ContactFields,
    *,
    actor: Actor,
    now: dt.datetime,
    consented: bool = False,
    reason: str = "",
) -> Contact:
    """Keep a new contact person.

    Args:
        consented: the person has agreed to it.
    """
    contact = Contact.objects.create(
        enterprise=enterprise, consented_at=now if consented else None, **asdict(fields)
    )
    changes = {name: (None, value) for name, value in asdict(fields).items() if value not in ("", False)}
    record(
        actor,
        "contact.added",
        contact,
        changes,
        now=now,
        reason=reason,
        about=enterprise,
        personal=PERSONAL,
    )
    return contact


@transaction.atomic
def change_contact(
    contact: Contact,
    fields: ContactFields,
    *,
    actor: Actor,
    now: dt.datetime,
    reason: str = "",
    expected_version: int | None = None,
) -> Contact:
    """Correct a contact person.

    Raises:
        EditConflictError: somebody changed it since the page was loaded.
        NotAllowedError: it has been erased.
    """
    current = _open(contact)
    if expected_version is not None and current.version != expected_version:
        raise EditConflictError(current)
    after = asdict(fields)
    changes = differences(current, after, after)
    if not changes:
        return current
    for name, (_before, value) in changes.items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    record(
        actor,
        "contact.changed",
        current,
        changes,
        now=now,
        reason=reason,
        about=current.enterprise,
        personal=PERSONAL,
    )
    return current


@transaction.atomic
def give_consent(contact: Contact, *, actor: Actor, now: dt.datetime, basis: str = "") -> None:
    """Write down that the person agrees.

    Args:
        basis: how it was given ("signed form of 12/03/2026"); "" = on the page itself.
    """
    current = _open(contact)
    before = current.consented_at
    current.consented_at, current.withdrawn_at = now, None
    current.basis = basis or current.basis
    _save(current)
    record(
        actor,
        "contact.consented",
        current,
        {"consented_at": (before, now)},
        now=now,
        about=current.enterprise,
    )


@transaction.atomic
def withdraw_consent(contact: Contact, *, actor: Actor, now: dt.datetime, reason: str = "") -> None:
    """Write down that the person no longer agrees: nothing is sent to them any more."""
    current = _open(contact)
    current.withdrawn_at, current.is_registered = now, False
    _save(current)
    record(
        actor,
        "contact.withdrew",
        current,
        {"withdrawn_at": (None, now)},
        now=now,
        reason=reason,
        about=current.enterprise,
    )


@transaction.atomic
def erase_contact(contact: Contact, *, actor: Actor, now: dt.datetime, reason: str) -> None:
    """Forget a contact person: the row stays empty for the history's number, mails to the address lose it."""
    current = _open(contact)
    changes = {name: (getattr(current, name), "") for name in PERSONAL}
    former = current.email
    for name in PERSONAL:
        setattr(current, name, "")
    current.is_registered, current.basis, current.erased_at = False, "", now
    _save(current)
    still = Contact.objects.filter(email__iexact=former).exists() if former else True
    if not still:
        forget_address(former, now)
    record(
        actor,
        "contact.erased",
        current,
        changes,
        now=now,
        reason=reason,
        about=current.enterprise,
        personal=PERSONAL,
    )


def _open(contact: Contact) -> Contact:
    current = Contact.objects.select_for_update().select_related("enterprise").get(pk=contact.pk)
    if current.erased_at is not None:
        raise NotAllowedError(_ERASED)
    return current


def _save(contact: Contact) -> None:
    contact.version += 1
    contact.save()
