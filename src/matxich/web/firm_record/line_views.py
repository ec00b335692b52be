"""One line: adding it, changing it, saying that it is still true, taking it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from matxich.apps.foundation.actions.attachments import store
from matxich.apps.registry.actions.claims import UnusableClaimError, confirm_lines, propose, withdraw
from matxich.apps.registry.actions.verification import add_evidence
from matxich.apps.registry.facts import record_state
from matxich.apps.registry.models import Claim, Enterprise
from matxich.apps.registry.permissions import may_edit
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises import registration
from matxich.domain.enterprises.claim_kind import ClaimKind, claim_kinds
from matxich.domain.shared.decision import ALLOWED, require
from matxich.files.attachment_kinds import RefusedFileError
from matxich.web.access import PersonRequest
from matxich.web.firm_people.forms import ReasonForm
from matxich.web.firm_record.forms import LineForm, in_words, initial_of
from matxich.web.firm_record.frame import address, is_staff, show, source
from matxich.web.firm_record.record import file_row


def new(request: PersonRequest, enterprise: Enterprise, kind: str) -> HttpResponse:
    """Add a line of a kind; the profile, of which there is one, is changed instead."""
    claim_kind = claim_kinds().get(kind)
    if claim_kind is None:
        raise Http404(kind)
    _may(request, enterprise)
    if claim_kind.single:
        held = Claim.objects.filter(enterprise=enterprise, kind=kind, state=Claim.State.CURRENT).first()
        if held is not None:
            return redirect(address(request, "firm_line", enterprise, line=held.line))
    return _form(request, enterprise, claim_kind, None)


def change(request: PersonRequest, enterprise: Enterprise, line: uuid.UUID) -> HttpResponse:
    """Offer a new version of a line."""
    _may(request, enterprise)
    held = _held(enterprise, line)
    return _form(request, enterprise, claim_kinds()[held.kind], held)


def _may(request: PersonRequest, enterprise: Enterprise) -> None:
    require(registration.may_edit(record_state(enterprise)) & may_edit(request.person.who, enterprise))


def _held(enterprise: Enterprise, line: uuid.UUID) -> Claim:
    rows = Claim.objects.filter(enterprise=enterprise, line=line)
    held = rows.filter(state=Claim.State.CURRENT).first() or rows.filter(state=Claim.State.PROPOSED).first()
    if held is None:
        raise Http404(line)
    return held


def _form(
    request: PersonRequest, enterprise: Enterprise, kind: ClaimKind, held: Claim | None
) -> HttpResponse:
    form = LineForm(
        request.POST or None,
        request.FILES or None,
        kind=kind,
        needs_reason=is_staff(request) and held is not None,
        initial=initial_of(held.written, held.version) if held else None,
    )
    if request.method == "POST" and form.is_valid():
        kept = _keep(request, enterprise, kind, held, form)
        if kept is not None:
            _told(request, kind, kept, held)
            again = "again" in request.POST
            where = (
                address(request, "firm_line_new", enterprise, kind=kind.code)
                if again
                else f"{address(request, 'firm_lines', enterprise)}#kind-{kind.code}"
            )
            return redirect(where)
    proposal = (
        Claim.objects.filter(line=held.line, state=Claim.State.PROPOSED).first() if held is not None else None
    )
    words: dict[str, Any] = {
        "form": form,
        "kind": kind,
        "held": held,
        "proposal": proposal,
        "files": [file_row(file) for file in held.evidence_files.all()] if held else [],
        "versions": Claim.objects.filter(line=held.line).order_by("-id") if held else [],
    }
    return show(request, enterprise, "line.html", words)


def _keep(
    request: PersonRequest, enterprise: Enterprise, kind: ClaimKind, held: Claim | None, form: LineForm
) -> Claim | None:
    """Keep what was sent; None when the form now says what is wrong, and then nothing was kept."""
    actor, now = request.person.actor, timezone.now()
    try:
        with transaction.atomic():
            files = [
                store(one.read(), one.name or "?", actor=actor, now=now)
                for one in form.cleaned_data["evidence"]
            ]
            claim = propose(
                enterprise,
                kind.code,
                form.written,
                actor=actor,
                now=now,
                source=source(request),
                line=held.line if held else None,
                expected_version=form.cleaned_data["version"] if held else None,
                evidence=files,
                reason=form.cleaned_data.get("reason", ""),
            )
            if files and claim.check_state == Claim.Check.NONE:
                claim = add_evidence(claim, [], actor=actor, now=now)
            return claim
    except UnusableClaimError as refusal:
        form.complain(refusal.problems)
    except RefusedFileError as refusal:
        form.add_error("evidence", in_words(refusal.text))
    return None


def _told(request: PersonRequest, kind: ClaimKind, kept: Claim, held: Claim | None) -> None:
    found = kind.read(kept.written, load_vocabulary())
    understood = in_words(found.summary)
    if kept.state == Claim.State.PROPOSED:
        messages.success(
            request,
            _("Sent to the officers: %(line)s. What was verified holds until they have decided.")
            % {"line": understood},
        )
    elif held is not None and held.pk == kept.pk:
        messages.success(request, _("Nothing was changed; the line counts as confirmed today."))
    else:
        messages.success(request, _("Kept. Understood as: %(line)s") % {"line": understood})
    for problem in found.problems:
        messages.warning(request, in_words(problem.text))


def still_true(request: PersonRequest, enterprise: Enterprise, line: uuid.UUID) -> HttpResponse:
    """Say that a line is still true."""
    _may(request, enterprise)
    held = _held(enterprise, line)
    confirm_lines([held], actor=request.person.actor, now=timezone.now())
    messages.success(request, _("Confirmed today: %(line)s") % {"line": summary_of(held)})
    return redirect(f"{address(request, 'firm_lines', enterprise)}#kind-{held.kind}")


def withdraw_line(request: PersonRequest, enterprise: Enterprise, line: uuid.UUID) -> HttpResponse:
    """Take a line back, after asking."""
    _may(request, enterprise)
    held = _held(enterprise, line)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw(held, actor=request.person.actor, now=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, _("Taken back: %(line)s") % {"line": summary_of(held)})
        return redirect(f"{address(request, 'firm_lines', enterprise)}#kind-{held.kind}")
    words = {
        "form": form,
        "title": _("Take back: %(line)s") % {"line": summary_of(held)},
        "label": _("Take the line back"),
        "tone": "danger",
        "consequences": [
            _("The line is no longer shown, searched or matched, from now on."),
            _("Its versions stay in the history. It can be entered again at any time."),
        ],
        "cancel": address(request, "firm_lines", enterprise),
        "decision": ALLOWED,
    }
    return show(request, enterprise, "ask.html", words)


def summary_of(claim: Claim) -> str:
    """Return a line in one line of the reader's language."""
    return claim.summary_vi if get_language() == "vi" else claim.summary_en
