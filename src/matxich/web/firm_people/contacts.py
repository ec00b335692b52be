"""Contact persons of a firm: adding, correcting, consent, handing out their data, forgetting them."""

from __future__ import annotations

import json

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from matxich.apps.foundation.actions.audit import record
from matxich.apps.registry.actions.contacts import (
    add_contact,
    change_contact,
    erase_contact,
    give_consent,
    withdraw_consent,
)
from matxich.apps.registry.models import Contact, Enterprise
from matxich.apps.registry.permissions import may_keep_contacts
from matxich.apps.registry.queries.personal_data import contact_row, mails_to
from matxich.catalogue.personal_data import Purpose, purposes
from matxich.domain.shared.decision import require
from matxich.web.access import PersonRequest
from matxich.web.firm_people.forms import ContactForm, ReasonForm
from matxich.web.firm_people.frame import address, confirmed, show


def new(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """Keep a new contact person."""
    require(may_keep_contacts(request.person.who, enterprise))
    form = ContactForm(request.POST or None, initial={"language": "vi"})
    if request.method == "POST" and form.is_valid():
        add_contact(
            enterprise,
            form.contact_fields(),
            actor=request.person.actor,
            now=timezone.now(),
            consented=form.cleaned_data["consented"],
        )
        messages.success(request, _("The contact person is kept."))
        return redirect(address(request, "firm_people", enterprise))
    return show(request, enterprise, "contact.html", {"form": form, "purpose": _purpose()})


def change(request: PersonRequest, enterprise: Enterprise, contact_id: int) -> HttpResponse:
    """Correct a contact person."""
    require(may_keep_contacts(request.person.who, enterprise))
    contact = _contact(enterprise, contact_id)
    names = ("full_name", "position", "email", "phone", "language", "is_registered", "version")
    form = ContactForm(request.POST or None, initial={name: getattr(contact, name) for name in names})
    del form.fields["consented"]
    if request.method == "POST" and form.is_valid():
        change_contact(
            contact,
            form.contact_fields(contact),
            actor=request.person.actor,
            now=timezone.now(),
            expected_version=form.cleaned_data["version"],
        )
        messages.success(request, _("Saved."))
        return redirect(address(request, "firm_people", enterprise))
    words = {
        "form": form,
        "contact": contact,
        "purpose": _purpose(),
        **{
            f"{what}_address": address(request, f"firm_contact_{what}", enterprise, contact_id=contact.pk)
            for what in ("consent", "withdrawal", "export", "erasure")
        },
    }
    return show(request, enterprise, "contact.html", words)


def consent(request: PersonRequest, enterprise: Enterprise, contact_id: int) -> HttpResponse:
    """Write down that the person agrees."""
    require(may_keep_contacts(request.person.who, enterprise))
    give_consent(_contact(enterprise, contact_id), actor=request.person.actor, now=timezone.now())
    messages.success(request, _("The consent is written down."))
    return redirect(address(request, "firm_contact", enterprise, contact_id=contact_id))


def withdraw(request: PersonRequest, enterprise: Enterprise, contact_id: int) -> HttpResponse:
    """Write down that the person no longer agrees."""
    contact = _contact(enterprise, contact_id)

    def act(reason: str) -> None:
        withdraw_consent(contact, actor=request.person.actor, now=timezone.now(), reason=reason)

    return confirmed(
        request,
        enterprise,
        ReasonForm(request.POST or None),
        act,
        title=_("Consent withdrawn: %(name)s") % {"name": contact},
        label=_("Write it down"),
        consequences=[_("No codes and links are sent to this person any more. The data stay until erased.")],
        done=_("The withdrawal is written down."),
        decision=may_keep_contacts(request.person.who, enterprise),
    )


def export(request: PersonRequest, enterprise: Enterprise, contact_id: int) -> HttpResponse:
    """Hand out everything that is kept of a contact person, as JSON; the history says that it was done."""
    require(may_keep_contacts(request.person.who, enterprise))
    contact, now = _contact(enterprise, contact_id), timezone.now()
    document = {
        "as_of": now,
        "contact": contact_row(contact),
        "mails": mails_to(contact.email),
        "purpose": _purpose().purpose.as_dict(),
        "basis": _purpose().basis.as_dict(),
    }
    record(request.person.actor, "contact.exported", contact, now=now, about=enterprise)
    text = json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return HttpResponse(
        text,
        content_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="contact-{contact.pk}.json"',
            "Cache-Control": "no-store",
        },
    )


def erase(request: PersonRequest, enterprise: Enterprise, contact_id: int) -> HttpResponse:
    """Forget a contact person."""
    contact = _contact(enterprise, contact_id)

    def act(reason: str) -> None:
        erase_contact(contact, actor=request.person.actor, now=timezone.now(), reason=reason)

    return confirmed(
        request,
        enterprise,
        ReasonForm(request.POST or None),
        act,
        title=_("Erase the contact person %(name)s") % {"name": contact},
        label=_("Erase"),
        consequences=[
            _("Name, position, e-mail and telephone are erased. This cannot be undone."),
            _("The address and the text of mails to this person are erased."),
            _("The record of the firm stays whole; the history says only that a contact was erased."),
        ],
        done=_("The contact person is erased."),
        decision=may_keep_contacts(request.person.who, enterprise),
    )


def _contact(enterprise: Enterprise, contact_id: int) -> Contact:
    contact: Contact = get_object_or_404(
        Contact.objects.select_related("enterprise"), pk=contact_id, enterprise=enterprise, erased_at=None
    )
    return contact


def _purpose() -> Purpose:
    return next(one for one in purposes(timezone.localdate()) if one.code == "firm_contact")
