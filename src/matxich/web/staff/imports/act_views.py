"""What is done to a whole import, each after a page that says what will happen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from matxich.apps.accounts.models import Role
from matxich.apps.registry.actions.importing.applying import ask_to_apply
from matxich.apps.registry.actions.importing.beginning import discard as discard_import
from matxich.apps.registry.actions.importing.choosing import choose, choose_new
from matxich.apps.registry.actions.importing.undoing import ask_to_undo
from matxich.apps.registry.models import ImportBatch, ImportRow
from matxich.apps.registry.queries.imports import UNDECIDED, Counts, counts
from matxich.domain.shared.decision import ALLOWED, Decision, NotAllowedError
from matxich.web.access import PersonRequest, staff_page
from matxich.web.staff.imports.acting import refuse
from matxich.web.staff.imports.batch_views import batch_of
from matxich.web.staff.imports.forms import ReasonForm
from matxich.web.staff.imports.preview import state_values

State = ImportBatch.State


def _ask(request: PersonRequest, batch: ImportBatch, title: str, values: dict[str, Any]) -> HttpResponse:
    cancel = reverse("staff:import", args=[batch.pk])
    form = values.get("form")
    status = 400 if form is not None and form.is_bound else 200
    told = {"batch": batch, "title": title, "cancel": cancel, "form": None, **values}
    return render(request, "staff/imports/templates/act.html", told, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def apply(request: PersonRequest, batch_id: int, mode: str) -> HttpResponse:
    """Write the preview into the registry: whole, or without the bad rows."""
    if mode not in {"whole", "good"}:
        raise Http404
    batch = batch_of(batch_id)
    if request.method == "POST":
        try:
            ask_to_apply(batch, whole=mode == "whole", actor=request.person.actor, now=timezone.now())
        except NotAllowedError as refusal:
            return refuse(request, batch, refusal.text.in_language(request.LANGUAGE_CODE))
        return redirect("staff:import", batch.pk)
    if batch.state != State.PREVIEW:
        return redirect("staff:import", batch.pk)
    found = state_values(request, batch)
    decision: Decision = found["may_apply_whole" if mode == "whole" else "may_apply_good"]
    title = _("Apply the whole import") if mode == "whole" else _("Apply the good rows")
    consequences = _consequences(batch, counts(batch), mode)
    values = {"consequences": consequences, "label": title, "decision": decision}
    return _ask(request, batch, title, values)


def _consequences(batch: ImportBatch, found: Counts, mode: str) -> list[str]:
    chosen = batch.rows.filter(choice=ImportRow.Choice.APPLY)
    made = chosen.filter(outcome=ImportRow.Outcome.NEW).count()
    changed = chosen.filter(outcome=ImportRow.Outcome.UPDATE).count()
    said = [
        ngettext("%(n)d new record is begun.", "%(n)d new records are begun.", made) % {"n": made},
        ngettext("%(n)d record is updated.", "%(n)d records are updated.", changed) % {"n": changed},
        _("Lines that were verified are not changed: the file's version waits for an officer."),
        _("Nothing is removed from any record."),
    ]
    undecided, skipped = found.by_choice[UNDECIDED], found.by_choice[ImportRow.Choice.SKIP]
    if mode == "whole":
        said.append(_("Everything is written at once. If one row cannot be written, nothing is."))
    elif undecided:
        text = ngettext("%(n)d undecided row is left out.", "%(n)d undecided rows are left out.", undecided)
        said.append(text % {"n": undecided})
    if skipped:
        said.append(ngettext("%(n)d row is skipped.", "%(n)d rows are skipped.", skipped) % {"n": skipped})
    said.append(_("The whole import can be undone while nothing rests on it."))
    return said


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def undo(request: PersonRequest, batch_id: int) -> HttpResponse:
    """Take back everything that an import wrote."""
    batch = batch_of(batch_id)
    if batch.state != State.APPLIED:
        return redirect("staff:import", batch.pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            ask_to_undo(
                batch, actor=request.person.actor, now=timezone.now(), reason=form.cleaned_data["reason"]
            )
        except NotAllowedError as refusal:
            return refuse(request, batch, refusal.text.in_language(request.LANGUAGE_CODE))
        return redirect("staff:import", batch.pk)
    consequences = [
        _("Records that the import began are removed, with what it wrote there."),
        _(
            "Lines that it changed hold again as they did before; its versions stay in the history as withdrawn."
        ),
        _(
            "If something rests on it by now (a decision, newer data, a representative), nothing is done and you are told what."
        ),
        _("The history keeps both: the import, and that it was undone."),
    ]
    values = {
        "consequences": consequences,
        "label": _("Undo the import"),
        "tone": "danger",
        "form": form,
        "decision": ALLOWED,
    }
    return _ask(request, batch, _("Undo the import"), values)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def discard(request: PersonRequest, batch_id: int) -> HttpResponse:
    """Throw an import away that was not applied."""
    batch = batch_of(batch_id)
    if request.method == "POST":
        try:
            discard_import(batch, actor=request.person.actor, now=timezone.now())
        except NotAllowedError as refusal:
            return refuse(request, batch, refusal.text.in_language(request.LANGUAGE_CODE))
        messages.success(request, _("The import of %(file)s was discarded.") % {"file": batch.file.name})
        return redirect("staff:imports")
    consequences = [
        _("Nothing is written into the registry."),
        _("The file and its preview can still be looked at, but not applied any more."),
        _("What you said about possible duplicates stays remembered."),
    ]
    values = {
        "consequences": consequences,
        "label": _("Discard the import"),
        "tone": "danger",
        "decision": ALLOWED,
    }
    return _ask(request, batch, _("Discard the import"), values)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def every_row(request: PersonRequest, batch_id: int, act: str) -> HttpResponse:
    """Decide all rows that are open at once: possible duplicates are new firms, or whatever is undecided is skipped."""
    if act not in {"new", "skip"}:
        raise Http404
    batch = batch_of(batch_id)
    if act == "new":
        rows = batch.rows.filter(outcome=ImportRow.Outcome.DUPLICATE)
    else:
        rows = batch.rows.filter(choice=ImportRow.Choice.ASK)
    numbers = list(rows.values_list("number", flat=True))
    if request.method == "POST":
        try:
            actor, now = request.person.actor, timezone.now()
            if act == "new":
                choose_new(batch, numbers, actor=actor, now=now, reason=request.POST.get("reason", ""))
            else:
                choose(batch, numbers, "skip", actor=actor, now=now)
        except NotAllowedError as refusal:
            return refuse(request, batch, refusal.text.in_language(request.LANGUAGE_CODE))
        return redirect("staff:import", batch.pk)
    count = {"n": len(numbers)}
    if act == "new":
        title = _("All possible duplicates are new firms")
        said = ngettext("%(n)d row becomes a new firm.", "%(n)d rows become new firms.", len(numbers))
        consequences = [
            said % count,
            _("The pairs are remembered as different and are not asked about again."),
        ]
    else:
        title = _("Skip whatever is undecided")
        said = ngettext("%(n)d row is skipped.", "%(n)d rows are skipped.", len(numbers))
        consequences = [said % count, _("The report names each of them with its reason.")]
    return _ask(request, batch, title, {"consequences": consequences, "label": title, "decision": ALLOWED})
