"""Acts on the whole record: confirming it, agreeing that it is shown, sending it to be checked."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from matxich.apps.registry.actions.claims import confirm_lines
from matxich.apps.registry.actions.enterprises import confirm, move_stage, set_consent
from matxich.apps.registry.facts import record_state
from matxich.apps.registry.models import Claim, Enterprise
from matxich.apps.registry.permissions import may_consent, may_edit, may_move
from matxich.domain.enterprises import registration
from matxich.domain.shared.decision import ALLOWED, require
from matxich.web.access import PersonRequest
from matxich.web.firm_record.forms import ConsentForm
from matxich.web.firm_record.frame import address, is_staff, show


def confirm_all(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """Say that every line is still true."""
    require(registration.may_edit(record_state(enterprise)) & may_edit(request.person.who, enterprise))
    actor, now = request.person.actor, timezone.now()
    with transaction.atomic():
        held = Claim.objects.filter(enterprise=enterprise, state=Claim.State.CURRENT)
        count = confirm_lines(held, actor=actor, now=now)
        confirm(enterprise, actor=actor, now=now)
    messages.success(request, _("The whole record was confirmed today (%(count)d lines).") % {"count": count})
    return redirect(address(request, "firm_lines", enterprise))


def consent(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """Agree that the record is shown once it is published, or take that back; an officer names another basis."""
    require(may_consent(request.person.who, enterprise))
    agreed = enterprise.consented_at is not None or bool(enterprise.consent_basis)
    form = ConsentForm(request.POST or None) if is_staff(request) and not agreed else None
    if request.method == "POST" and (form is None or form.is_valid()):
        basis = form.cleaned_data["basis"] if form else ""
        set_consent(enterprise, not agreed, actor=request.person.actor, now=timezone.now(), basis=basis)
        messages.success(request, _("Saved."))
        return redirect(address(request, "firm_lines", enterprise))
    if agreed:
        told = [
            _("The record disappears from the public directory and from matching at once."),
            _("Officers go on seeing it."),
        ]
    else:
        told = [
            _("Once published, the public sees names, address, lines with their grade and dates."),
            _("Contacts, figures by year and names of customers are never shown."),
            _("This can be taken back at any time."),
        ]
    words = {
        "form": form,
        "title": _("No longer show the record") if agreed else _("Agree that the record is shown"),
        "label": _("No longer show it") if agreed else _("Agree"),
        "tone": "danger" if agreed else "primary",
        "consequences": told,
        "cancel": address(request, "firm_lines", enterprise),
        "decision": ALLOWED,
    }
    return show(request, enterprise, "ask.html", words)


def submit(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """Send the record to be checked, after asking."""
    decision = registration.may_move("submit", record_state(enterprise)) & may_move(
        request.person.who, enterprise, "submit"
    )
    if request.method == "POST":
        require(decision)
        move_stage(enterprise, "submit", actor=request.person.actor, now=timezone.now())
        messages.success(request, _("Sent. An officer will check it; you will be told here."))
        return redirect(address(request, "firm_lines", enterprise))
    words = {
        "form": None,
        "title": _("Send the record to be checked"),
        "label": _("Send"),
        "tone": "primary",
        "consequences": [
            _("With it you confirm that what stands here is true today."),
            _("An officer checks every line that is new or changed, with its evidence."),
            _("You may go on changing lines meanwhile."),
        ],
        "cancel": address(request, "firm_lines", enterprise),
        "decision": decision,
    }
    return show(request, enterprise, "ask.html", words)
