"""Choosing among the rows of a preview: several at once, or one after a careful look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from matxich.apps.accounts.models import Role
from matxich.apps.registry.actions.importing.beginning import may_choose
from matxich.apps.registry.actions.importing.choosing import choose, choose_firm, choose_joined, choose_new
from matxich.apps.registry.models import Enterprise, ImportBatch, ImportRow
from matxich.apps.registry.queries.finding import find_enterprises
from matxich.apps.registry.queries.imports import candidate_names
from matxich.domain.shared.decision import NotAllowedError
from matxich.web.access import PersonRequest, staff_page
from matxich.web.staff.imports.acting import back, refuse
from matxich.web.staff.imports.batch_views import batch_of
from matxich.web.staff.imports.forms import DecisionForm
from matxich.web.staff.imports.preview import difference_rows, firm_address

#: most rows that one sent form may name
_MOST = 1000


@require_POST
@staff_page(Role.OFFICER)
def choose_rows(request: PersonRequest, batch_id: int) -> HttpResponse:
    """Apply, skip, or call new firms the chosen rows."""
    batch = batch_of(batch_id)
    sent = request.POST.getlist("row")[:_MOST]
    numbers = list(
        batch.rows.filter(pk__in=[one for one in sent if one.isdecimal()]).values_list("number", flat=True)
    )
    act = request.POST.get("act", "")
    if not numbers:
        messages.error(request, _("No row was chosen. Tick the rows first."))
        return back(request, batch)
    try:
        count = _do(request, batch, act, numbers)
    except NotAllowedError as refusal:
        return refuse(request, batch, refusal.text.in_language(request.LANGUAGE_CODE))
    _say(request, count, len(numbers))
    return back(request, batch)


def _do(request: PersonRequest, batch: ImportBatch, act: str, numbers: Sequence[int]) -> int:
    actor, now = request.person.actor, timezone.now()
    if act == "new":
        return choose_new(batch, numbers, actor=actor, now=now)
    return choose(batch, numbers, "skip" if act == "skip" else "apply", actor=actor, now=now)


def _say(request: PersonRequest, count: int, asked: int) -> None:
    messages.success(
        request,
        ngettext("%(n)d row is set so.", "%(n)d rows are set so.", count) % {"n": count},
    )
    if count < asked:
        left = asked - count
        text = ngettext(
            "%(n)d row stays as it is: possible duplicates have to be decided, errors can only be skipped.",
            "%(n)d rows stay as they are: possible duplicates have to be decided, errors can only be skipped.",
            left,
        )
        messages.warning(request, text % {"n": left})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def row(request: PersonRequest, batch_id: int, number: int) -> HttpResponse:
    """One row beside the records that it may be."""
    batch = batch_of(batch_id)
    one = get_object_or_404(batch.rows.select_related("enterprise"), number=number)
    query = request.GET.get("q", "").strip()[:200]
    found = list(find_enterprises(query).order_by("name_order", "pk")[:10]) if query else []
    options = _options(batch, one, found)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    form.fields["decision"].choices = [(option["value"], option["label"]) for option in options]  # type: ignore[attr-defined]
    if form.is_bound and form.is_valid():
        try:
            _decide(request, batch, one, form.cleaned_data["decision"], form.cleaned_data["reason"])
        except NotAllowedError as refusal:
            form.add_error(None, refusal.text.in_language(request.LANGUAGE_CODE))
        else:
            messages.success(request, _("Row %(n)d is decided.") % {"n": number})
            return back(request, batch)
    values = {
        "batch": batch,
        "row": one,
        "differences": difference_rows(one),
        "options": options,
        "form": form,
        "query": query,
        "searched": bool(query) and not found,
        "may_choose": may_choose(batch),
        "firm_address": firm_address(one.enterprise_id),
        "next_address": _next(batch, one),
    }
    return render(request, "staff/imports/templates/row.html", values, status=400 if form.is_bound else 200)


def _options(batch: ImportBatch, one: ImportRow, found: Sequence[Enterprise]) -> list[dict[str, Any]]:
    """Return what may be said of a row: each likely record with its reasons, others found by words, new, skip."""
    if one.outcome == ImportRow.Outcome.ERROR:
        return [{"value": "skip", "label": _("Skip this row")}]
    names = candidate_names([one])
    options: list[dict[str, Any]] = []
    for candidate in one.candidates:
        if "row" in candidate:
            other = batch.rows.filter(number=candidate["row"]).first()
            label = _("The same firm as row %(n)d of the file: %(name)s") % {
                "n": candidate["row"],
                "name": other.name if other else "",
            }
            options.append(
                {"value": f"row-{candidate['row']}", "label": label, "other": other, **_of(candidate)}
            )
        elif (firm := names.get(candidate["enterprise"])) is not None:
            options.append({**_firm(firm), **_of(candidate)})
    known = {option["value"] for option in options}
    if one.enterprise is not None and f"firm-{one.enterprise_id}" not in known:
        options.insert(0, _firm(one.enterprise))
    options += [_firm(firm) for firm in found if f"firm-{firm.pk}" not in {o["value"] for o in options}]
    if one.enterprise is None or one.content.get("by") == "judged":
        options.append({"value": "new", "label": _("A new firm")})
    options.append({"value": "skip", "label": _("Skip this row")})
    return options


def _firm(firm: Enterprise) -> dict[str, Any]:
    label = _("This is %(name)s") % {"name": firm.name}
    return {
        "value": f"firm-{firm.pk}",
        "label": f"{label} ({firm.tax_code})" if firm.tax_code else label,
        "firm": firm,
        "address": firm_address(firm.pk),
    }


def _of(candidate: dict[str, Any]) -> dict[str, Any]:
    return {"percent": round(candidate["score"] * 100), "reasons": candidate["reasons"]}


def _decide(request: PersonRequest, batch: ImportBatch, one: ImportRow, decision: str, reason: str) -> None:
    actor, now = request.person.actor, timezone.now()
    kind, _dash, number = decision.partition("-")
    if kind == "firm":
        firm = get_object_or_404(Enterprise, pk=int(number))
        choose_firm(batch, one.number, firm, actor=actor, now=now, reason=reason)
    elif kind == "row":
        choose_joined(batch, one.number, int(number), actor=actor, now=now, reason=reason)
    elif kind == "new":
        choose_new(batch, [one.number], actor=actor, now=now, reason=reason)
    else:
        choose(batch, [one.number], "skip", actor=actor, now=now)


def _next(batch: ImportBatch, one: ImportRow) -> str:
    """Return the address of the next row that nobody has decided; "" when there is none."""
    after = batch.rows.filter(choice=ImportRow.Choice.ASK, number__gt=one.number).order_by("number").first()
    return reverse("staff:import_row", args=[batch.pk, after.number]) if after else ""
