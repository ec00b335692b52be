"""Claiming a firm: finding it, the code to its registered contact, the request to an officer, a firm that is not there."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actions.attachments import store
from matxich.apps.foundation.models import Attachment
from matxich.apps.places.queries.addresses import resolve_address
from matxich.apps.registry.actions.claiming import ask_officer, begin_firm, enter_code, send_code
from matxich.apps.registry.actions.enterprises import TaxCodeTakenError
from matxich.apps.registry.models import ClaimingRequest, Enterprise
from matxich.apps.registry.queries.claiming import (
    claiming_state,
    contact_for_code,
    find_to_claim,
    limits_on,
    requests_of,
)
from matxich.domain.enterprises.claiming import Answer, masked, may_ask_officer, may_send_code
from matxich.domain.enterprises.tax_code import read_tax_code
from matxich.domain.shared.decision import NotAllowedError
from matxich.files.attachment_kinds import RefusedFileError
from matxich.web.access import PersonRequest, signed_in_page
from matxich.web.desk.claim_forms import AskForm, CodeForm, NewFirmForm
from matxich.web.firm_record.site_views import place_fields
from matxich.web.templatetags.mx_records import in_words

_REQUESTS_SHOWN = 10


@require_safe
@signed_in_page
def search(request: PersonRequest) -> HttpResponse:
    """Find the firm by tax code or name."""
    query = request.GET.get("q", "").strip()[:200]
    code, found = read_tax_code(query), find_to_claim(query) if query else []
    words = {
        "query": query,
        "found": found,
        "own": {firm.pk for firm in request.person.enterprises},
        "is_wrong_code": not found and code is not None and not code.is_valid and code.digits.isdigit(),
        "new_address": f"{reverse('desk:claim_new')}{f'?tax_code={code}' if code and code.is_valid else ''}",
        "requests": requests_of(_user(request).pk)[:_REQUESTS_SHOWN],
    }
    return render(request, "desk/templates/claim.html", words)


@require_safe
@signed_in_page
def firm(request: PersonRequest, firm_id: int) -> HttpResponse:
    """Choose how to prove that the firm is one's own."""
    return _choose(request, get_object_or_404(Enterprise, pk=firm_id), AskForm())


def _choose(request: PersonRequest, row: Enterprise, form: AskForm) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    state, limits = claiming_state(row, _user(request).pk, now, today), limits_on(today)
    contact = contact_for_code(row)
    words = {
        "firm": row,
        "form": form,
        "may_send": may_send_code(state, limits),
        "may_ask": may_ask_officer(state, limits),
        "masked": masked(contact.email) if contact and not state.is_represented else "",
        "hours": limits.code_hours,
        "is_represented": state.is_represented,
        "is_illustrative": row.is_illustrative,
    }
    return render(request, "desk/templates/claim_firm.html", words, status=400 if form.errors else 200)


@require_POST
@signed_in_page
def code_sent(request: PersonRequest, firm_id: int) -> HttpResponse:
    """Send a code to the registered contact."""
    row = get_object_or_404(Enterprise, pk=firm_id)
    made = send_code(
        row, _user(request), actor=request.person.actor, now=timezone.now(), on=timezone.localdate()
    )
    messages.success(request, _("A code is on its way to the registered contact."))
    return redirect("desk:claim_request", made.pk)


@require_POST
@signed_in_page
def asked(request: PersonRequest, firm_id: int) -> HttpResponse:
    """Ask an officer."""
    row, form = get_object_or_404(Enterprise, pk=firm_id), AskForm(request.POST, request.FILES)
    if not form.is_valid():
        return _choose(request, row, form)
    try:
        with transaction.atomic():
            made = ask_officer(
                row,
                _user(request),
                message=form.cleaned_data["message"],
                files=_stored(request, form),
                actor=request.person.actor,
                now=timezone.now(),
                on=timezone.localdate(),
            )
    except RefusedFileError as refusal:
        form.add_error("evidence", in_words(refusal.text))
        return _choose(request, row, form)
    except NotAllowedError as refusal:
        form.add_error(None, in_words(refusal.text))
        return _choose(request, row, form)
    messages.success(request, _("Your request is with the officers. You will be told here and by mail."))
    return redirect("desk:claim_request", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_page
def claim_request(request: PersonRequest, claiming_request_id: int) -> HttpResponse:
    """Where a request stands; while a code is awaited, the field for it."""
    rows = ClaimingRequest.objects.select_related("enterprise", "contact").prefetch_related("files")
    row = get_object_or_404(rows, pk=claiming_request_id, user=_user(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and row.state == ClaimingRequest.State.CODE_SENT and form.is_valid():
        answer = enter_code(
            row,
            form.cleaned_data["code"],
            actor=request.person.actor,
            now=timezone.now(),
            on=timezone.localdate(),
        )
        if answer is Answer.RIGHT:
            messages.success(request, _("You now act for %(firm)s.") % {"firm": row.enterprise})
            return redirect("desk:firm", row.enterprise_id)
        row.refresh_from_db()
        _complain(form, answer, limits_on(timezone.localdate()).most_wrong - row.wrong_count)
    contact = row.contact
    words = {
        "row": row,
        "firm": row.enterprise,
        "form": form,
        "masked": masked(contact.email) if contact and contact.email else "",
        "is_over": row.code_expires_at is not None and row.code_expires_at <= timezone.now(),
        "is_illustrative": row.enterprise.is_illustrative,
    }
    return render(request, "desk/templates/claim_request.html", words, status=400 if form.errors else 200)


def _complain(form: CodeForm, answer: Answer, left: int) -> None:
    if answer is Answer.VOID:
        form.add_error("code", _("This code no longer counts. Have a new one sent, or ask an officer."))
        return
    told = ngettext(
        "This is not the code. %(n)d attempt is left.", "This is not the code. %(n)d attempts are left.", left
    )
    form.add_error("code", told % {"n": left})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_page
def new(request: PersonRequest) -> HttpResponse:
    """Enter a firm that the registry does not have."""
    form = NewFirmForm(
        request.POST or None,
        request.FILES or None,
        initial={"tax_code": request.GET.get("tax_code", "")[:20]},
    )
    holder: Enterprise | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = _begin(request, form)
        except TaxCodeTakenError as taken:
            holder = taken.holder
            form.add_error("tax_code", in_words(taken.text))
        except RefusedFileError as refusal:
            form.add_error("evidence", in_words(refusal.text))
        except NotAllowedError as refusal:
            form.add_error(None, in_words(refusal.text))
        else:
            messages.success(
                request, _("The firm is entered. An officer has to approve it; you will be told.")
            )
            return redirect("desk:claim_request", made.pk)
    words = {"form": form, "holder": holder}
    return render(request, "desk/templates/claim_new.html", words, status=400 if form.errors else 200)


def _begin(request: PersonRequest, form: NewFirmForm) -> ClaimingRequest:
    given = form.cleaned_data
    place = place_fields(resolve_address(given["address"]))
    with transaction.atomic():
        return begin_firm(
            _user(request),
            name=given["name"],
            tax_code=given["tax_code"],
            site={"address": given["address"], **place},
            message=given["message"],
            files=_stored(request, form),
            actor=request.person.actor,
            now=timezone.now(),
            on=timezone.localdate(),
        )


def _stored(request: PersonRequest, form: forms.Form) -> list[Attachment]:
    """Keep the files of a form; raises RefusedFileError for one that is not kept."""
    actor, now = request.person.actor, timezone.now()
    return [store(one.read(), one.name or "?", actor=actor, now=now) for one in form.cleaned_data["evidence"]]


def _user(request: PersonRequest) -> User:
    user = request.person.user
    assert user is not None  # noqa: S101 -- the page is for people who are signed in
    return user
