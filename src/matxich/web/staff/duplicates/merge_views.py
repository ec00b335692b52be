"""Merging two records, choosing them by hand, and parting them again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from matxich.apps.accounts.models import Role
from matxich.apps.registry.actions.merging import merge, side_of, undo_merge
from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.queries.duplicates import MergePreview, merge_preview, merges, people
from matxich.apps.registry.queries.finding import find_enterprises
from matxich.domain.enterprises.merging import has_other_code, may_merge
from matxich.domain.shared.decision import ALLOWED, NotAllowedError
from matxich.web.access import PersonRequest, staff_page
from matxich.web.presenters.tables import Column, Table
from matxich.web.staff.duplicates.forms import ByHandForm, MergeForm
from matxich.web.staff.duplicates.shared_page import beside, firm_address, tabs
from matxich.web.staff.imports.forms import ReasonForm

_FOUND = 8
COLUMNS = (
    Column("kept", gettext_lazy("Kept record")),
    Column("gone", gettext_lazy("Went into it")),
    Column("at", gettext_lazy("When"), order=("at", "id")),
    Column("state", gettext_lazy("State")),
)


@require_safe
@staff_page(Role.OFFICER)
def by_hand(request: PersonRequest) -> HttpResponse:
    """Look for two firms that the search did not put together."""
    form = ByHandForm(request.GET)
    form.is_valid()
    sides: dict[str, list[Enterprise]] = {}
    chosen: dict[str, Enterprise | None] = {}
    for name in ("one", "two"):
        number, text = request.GET.get(f"{name}_id", ""), form.cleaned_data.get(name, "")
        chosen[name] = Enterprise.objects.filter(pk=number).first() if number.isdecimal() else None
        found = find_enterprises(text).order_by("name_order", "pk") if text else Enterprise.objects.none()
        sides[name] = list(found[:_FOUND])
    one, two = chosen["one"], chosen["two"]
    if one is not None and two is not None:
        return redirect("staff:duplicates_merging", one.pk, two.pk)
    values = {"form": ByHandForm(initial=form.cleaned_data), "sides": sides, "asked": form.cleaned_data}
    return render(request, "staff/duplicates/templates/by_hand.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def merging(request: PersonRequest, kept_id: int, gone_id: int) -> HttpResponse:
    """What merging would do; a sent form does it."""
    kept, gone = get_object_or_404(Enterprise, pk=kept_id), get_object_or_404(Enterprise, pk=gone_id)
    sides = side_of(kept), side_of(gone)
    other_codes = has_other_code(*sides)
    form = MergeForm(request.POST if request.method == "POST" else None, other_codes=other_codes)
    if form.is_bound and form.is_valid():
        try:
            done = merge(
                kept,
                gone,
                actor=request.person.actor,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
                codes_confirmed=bool(form.cleaned_data.get("codes_confirmed")),
            )
        except NotAllowedError as refusal:
            form.add_error(None, refusal.text.in_language(request.LANGUAGE_CODE))
        else:
            messages.success(
                request,
                _("%(gone)s went into %(kept)s.") % {"gone": gone.name, "kept": kept.name},
            )
            return redirect("staff:merge", done.pk)
    preview = merge_preview(kept, gone)
    values = {
        "kept": kept,
        "gone": gone,
        "sides": beside(kept, gone),
        "preview": preview,
        "consequences": _consequences(kept, gone, preview),
        "form": form,
        "decision": may_merge(*sides, reason="-", codes_confirmed=True),
        "label": _("Merge the two records"),
        "cancel": reverse("staff:duplicates"),
        "is_illustrative": kept.is_illustrative or gone.is_illustrative,
    }
    status = 400 if form.is_bound else 200
    return render(request, "staff/duplicates/templates/merging.html", values, status=status)


def _consequences(kept: Enterprise, gone: Enterprise, preview: MergePreview) -> list[str]:
    said = [
        _("“%(kept)s” is kept, with its name, its stage and its address.") % {"kept": kept.name},
        _("“%(gone)s” becomes another name of it; its old address leads to the kept record.")
        % {"gone": gone.name},
    ]
    if gone.tax_code and not kept.tax_code:
        said.append(_("The kept record takes the tax code %(code)s.") % {"code": gone.tax_code})
    elif gone.tax_code and gone.tax_code != kept.tax_code:
        said.append(_("The tax code %(code)s is kept as a former one.") % {"code": gone.tax_code})
    counted: list[tuple[int, Any]] = [
        (preview.line_count, ngettext("%(n)d line moves.", "%(n)d lines move.", preview.line_count)),
        (
            len(preview.clashes),
            ngettext(
                "%(n)d line stands in both: the better graded, then the newer version holds.",
                "%(n)d lines stand in both: the better graded, then the newer version holds.",
                len(preview.clashes),
            ),
        ),
        (preview.site_count, ngettext("%(n)d site moves.", "%(n)d sites move.", preview.site_count)),
        (
            preview.contact_count,
            ngettext("%(n)d contact moves.", "%(n)d contacts move.", preview.contact_count),
        ),
        (
            preview.representative_count,
            ngettext(
                "%(n)d representative may act for the kept record.",
                "%(n)d representatives may act for the kept record.",
                preview.representative_count,
            ),
        ),
        (
            preview.campaign_count,
            ngettext("%(n)d campaign entry moves.", "%(n)d campaign entries move.", preview.campaign_count),
        ),
    ]
    said += [text % {"n": count} for count, text in counted if count]
    said.append(_("It can be undone as long as nothing that moved was changed."))
    return said


@require_safe
@staff_page(Role.OFFICER)
def merges_list(request: PersonRequest) -> HttpResponse:
    """Every merge, the newest first."""
    table = Table(request, columns=COLUMNS, caption=_("Merges"), sort="-at").show(merges())
    values = {"table": table, "tabs": tabs("merges"), "tabs_name": _("Lists of duplicates")}
    return render(request, "staff/duplicates/templates/merges.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def merge_page(request: PersonRequest, merge_id: int) -> HttpResponse:
    """One merge; a sent form parts the records again."""
    row = get_object_or_404(merges(), pk=merge_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            undo_merge(
                row, actor=request.person.actor, now=timezone.now(), reason=form.cleaned_data["reason"]
            )
        except NotAllowedError as refusal:
            form.add_error(None, refusal.text.in_language(request.LANGUAGE_CODE))
        else:
            messages.success(request, _("The two records stand apart again."))
            return redirect("staff:merge", row.pk)
    names = people([row.by_id, row.undone_by_id])
    values = {
        "merge": row,
        "by": names.get(row.by_id or 0, ""),
        "undone_by": names.get(row.undone_by_id or 0, ""),
        "kept_address": firm_address(row.kept_id),
        "gone_address": firm_address(row.gone_id),
        "row_count": len({(step["model"], step["pk"]) for step in row.moved.get("steps", ())}),
        "form": form,
        "decision": ALLOWED,
        "label": _("Part the two records again"),
        "consequences": [
            _("Every row that moved goes back to where it was, and the judgement is taken back."),
            _("What was added to the kept record since then stays there."),
            _("If something that moved was changed since then, nothing is done and you are told what."),
        ],
        "cancel": reverse("staff:merges"),
        "is_illustrative": row.kept.is_illustrative,
    }
    status = 400 if form.is_bound else 200
    return render(request, "staff/duplicates/templates/merge.html", values, status=status)
