"""The authority table: who does which task since when; lines are added, ended and corrected, never deleted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matxich.apps.places.actions import authorities as actions
from matxich.apps.places.models import Authority
from matxich.apps.places.permissions import EDITORS, may_edit_authorities
from matxich.apps.places.queries.authorities import in_force, tasks
from matxich.domain.shared.decision import NotAllowedError
from matxich.web.access import PersonRequest, staff_page
from matxich.web.staff.authorities_form import AuthorityForm, EndForm
from matxich.web.staff.authorities_page import history_of, in_words, table_of


@require_safe
@staff_page()
def authorities(request: PersonRequest) -> HttpResponse:
    """The table as it stands on a day, or with every line it ever had."""
    on = _day(request.GET.get("on", ""), timezone.localdate())
    shows_all = request.GET.get("all") == "1"
    rows = Authority.objects.all() if shows_all else in_force(on)
    plain = reverse("staff:authorities")
    views = [
        {"label": _("On a day"), "address": plain, "is_current": not shows_all, "count": None},
        {"label": _("Every line"), "address": f"{plain}?all=1", "is_current": shows_all, "count": None},
    ]
    values = {
        "views": views,
        "views_name": _("Lines shown"),
        "tasks": table_of(rows, on),
        "on": on,
        "shows_all": shows_all,
        "unverified_count": rows.filter(is_verified=False).count(),
        "may_edit": may_edit_authorities(request.person.roles),
    }
    return render(request, "staff/templates/authorities.html", values)


@require_safe
@staff_page()
def authority(request: PersonRequest, number: int) -> HttpResponse:
    """One line with its history, and its end."""
    row = get_object_or_404(Authority, pk=number)
    return _line(request, row, EndForm(initial={"version": row.version}))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*EDITORS)
def addition(request: PersonRequest) -> HttpResponse:
    """Add a line."""
    form = AuthorityForm(request.POST) if request.method == "POST" else AuthorityForm()
    if form.is_bound and form.is_valid():
        try:
            row = actions.add(
                form.values(),
                actor=request.person.actor,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except NotAllowedError as refusal:
            form.add_error(None, refusal.text.in_language(request.LANGUAGE_CODE))
        else:
            messages.success(request, _("The line was added."))
            return redirect("staff:authority", row.pk)
    return _form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*EDITORS)
def correction(request: PersonRequest, number: int) -> HttpResponse:
    """Correct a line; what it said before stays in its history."""
    row = get_object_or_404(Authority, pk=number)
    form = AuthorityForm(request.POST) if request.method == "POST" else AuthorityForm.of(row)
    if form.is_bound and form.is_valid():
        try:
            actions.correct(
                row.pk,
                form.values(),
                actor=request.person.actor,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                now=timezone.now(),
            )
        except NotAllowedError as refusal:
            form.add_error(None, refusal.text.in_language(request.LANGUAGE_CODE))
        except actions.ChangedMeanwhileError as change:
            row = change.authority
            form = _over_newer(request, row)
            form.add_error(None, change.text.in_language(request.LANGUAGE_CODE))
        else:
            messages.success(request, _("The line was corrected."))
            return redirect("staff:authority", row.pk)
    return _form(request, form, row)


@require_POST
@staff_page(*EDITORS)
def closure(request: PersonRequest, number: int) -> HttpResponse:
    """End a line on a day."""
    row = get_object_or_404(Authority, pk=number)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end(
                row.pk,
                form.cleaned_data["on"],
                actor=request.person.actor,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                now=timezone.now(),
            )
        except (NotAllowedError, actions.ChangedMeanwhileError) as refusal:
            form.add_error(None, refusal.text.in_language(request.LANGUAGE_CODE))
        else:
            messages.success(request, _("The line was ended."))
            return redirect("staff:authority", row.pk)
    row.refresh_from_db()
    return _line(request, row, form, status=400)


def _line(request: PersonRequest, row: Authority, end_form: EndForm, *, status: int = 200) -> HttpResponse:
    values = {
        "row": row,
        "name": in_words(row.body_vi, row.body_en),
        "task": in_words(row.task_vi, row.task_en),
        "end_form": end_form,
        "has_ended": row.valid_until is not None and row.valid_until <= timezone.localdate(),
        "history": history_of(row),
        "may_edit": may_edit_authorities(request.person.roles),
    }
    return render(request, "staff/templates/authority.html", values, status=status)


def _form(request: PersonRequest, form: AuthorityForm, row: Authority | None) -> HttpResponse:
    values: dict[str, Any] = {
        "form": form,
        "row": row,
        "name": in_words(row.body_vi, row.body_en) if row else "",
        "known_tasks": "" if row else _known_tasks(),
    }
    status = 400 if form.is_bound else 200
    return render(request, "staff/templates/authority_form.html", values, status=status)


def _known_tasks() -> str:
    """Return the tasks there are, in a sentence."""
    listed = "; ".join(f"{code}: {in_words(vi, en)}" for code, vi, en in tasks())
    return _("Known tasks: %(listed)s.") % {"listed": listed} if listed else ""


def _over_newer(request: PersonRequest, row: Authority) -> AuthorityForm:
    """Return what was entered, to be saved over the newer line the next time, now that it has been seen."""
    data = request.POST.copy()
    data["version"] = str(row.version)
    form = AuthorityForm(data)
    form.full_clean()
    return form


def _day(text: str, otherwise: dt.date) -> dt.date:
    try:
        return parse_date(text) or otherwise
    except ValueError:
        return otherwise
