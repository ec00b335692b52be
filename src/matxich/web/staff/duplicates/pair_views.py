"""The pairs that wait for a judgement, and one of them side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.models import Job
from matxich.apps.registry.actions.duplicates import ask_to_find, judge_different
from matxich.apps.registry.actions.merging import side_of
from matxich.apps.registry.models import DuplicatePair, Enterprise
from matxich.apps.registry.models.enterprise import Stage
from matxich.apps.registry.queries.duplicates import last_search, pairs
from matxich.domain.enterprises.merging import has_other_code
from matxich.domain.shared.decision import ALLOWED
from matxich.web.access import PersonRequest, staff_page
from matxich.web.presenters.progress import progress_answer
from matxich.web.presenters.tables import Bulk, BulkAction, Column, Table
from matxich.web.staff.duplicates.forms import DifferentForm, WordsForm
from matxich.web.staff.duplicates.shared_page import beside, firm_address, tabs

COLUMNS = (
    Column("score", gettext_lazy("Likely"), order=("score", "id"), is_number=True),
    Column("first", gettext_lazy("One record")),
    Column("second", gettext_lazy("The other record")),
    Column("found", gettext_lazy("Found"), order=("found_at", "id")),
    Column("look", gettext_lazy("Actions")),
)
_MOST = 1000


@require_safe
@staff_page(Role.OFFICER)
def duplicates(request: PersonRequest) -> HttpResponse:
    """The pairs that wait, the surest first."""
    form = WordsForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    actions = (BulkAction("different", _("They are different firms"), icon="circle-x"),)
    bulk = Bulk(reverse("staff:duplicates_different"), actions)
    caption = _("Pairs of records that may be one firm")
    table = Table(request, columns=COLUMNS, caption=caption, sort="-score", bulk=bulk).show(pairs(text))
    search_job = last_search()
    values = {
        "table": table,
        "rows": [
            {
                "pair": one,
                "percent": round(one.score * 100),
                "first_address": firm_address(one.first_id),
                "second_address": firm_address(one.second_id),
            }
            for one in table.rows
        ],
        "filter_form": WordsForm(initial={"q": text}),
        "is_filtered": bool(text),
        "tabs": tabs("duplicates"),
        "tabs_name": _("Lists of duplicates"),
        "search_job": search_job,
        "searching": search_job is not None and search_job.state in {Job.State.QUEUED, Job.State.RUNNING},
        "poll": reverse("staff:duplicates_progress"),
        "text": _("The records are being compared with one another:"),
        "is_illustrative": any(one.first.is_illustrative or one.second.is_illustrative for one in table.rows),
    }
    return render(request, "staff/duplicates/templates/list.html", values)


@require_POST
@staff_page(Role.OFFICER)
def search(request: PersonRequest) -> HttpResponse:
    """Look for duplicates anew."""
    ask_to_find(timezone.now(), actor=request.person.actor)
    return redirect("staff:duplicates")


@require_safe
@staff_page(Role.OFFICER)
def progress(request: PersonRequest) -> HttpResponse:
    """Tell how far the search is."""
    job = last_search()
    if job is None:
        return JsonResponse({"state": "done", "done": 0, "total": 0}, headers={"Cache-Control": "no-store"})
    return progress_answer(job)


@require_POST
@staff_page(Role.OFFICER)
def different(request: PersonRequest) -> HttpResponse:
    """Say of the chosen pairs that they are different firms, after a page that asks."""
    numbers = [one for one in request.POST.getlist("row")[:_MOST] if one.isdecimal()]
    chosen = list(pairs().filter(pk__in=numbers))
    if not chosen:
        messages.error(request, _("No pair was chosen. Tick the pairs first."))
        return redirect("staff:duplicates")
    form = DifferentForm(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        count = judge_different(
            chosen,
            actor=request.person.actor,
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
        text = ngettext(
            "%(n)d pair is remembered as different.", "%(n)d pairs are remembered as different.", count
        )
        messages.success(request, text % {"n": count})
        return redirect("staff:duplicates")
    text = ngettext(
        "%(n)d pair is judged as two different firms.",
        "%(n)d pairs are judged as two different firms each.",
        len(chosen),
    )
    values = {
        "consequences": [text % {"n": len(chosen)}, _("They are never asked about again.")],
        "named": [f"{one.first.name} – {one.second.name}" for one in chosen[:20]],
        "label": _("They are different firms"),
        "form": form,
        "decision": ALLOWED,
        "carried": [("row", [str(one.pk) for one in chosen])],
        "cancel": reverse("staff:duplicates"),
    }
    return render(request, "staff/duplicates/templates/different.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def pair(request: PersonRequest, duplicate_pair_id: int) -> HttpResponse:
    """Two records side by side with what speaks for and against; a sent form says that they are different."""
    row = get_object_or_404(DuplicatePair.objects.select_related("first", "second"), pk=duplicate_pair_id)
    after = (
        pairs().exclude(pk=row.pk).filter(score__lte=row.score).first() or pairs().exclude(pk=row.pk).first()
    )
    onward = reverse("staff:duplicate", args=[after.pk]) if after else reverse("staff:duplicates")
    form = DifferentForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        judge_different(
            [row], actor=request.person.actor, now=timezone.now(), reason=form.cleaned_data["reason"]
        )
        messages.success(
            request,
            _("%(one)s and %(two)s are remembered as different firms.")
            % {"one": row.first.name, "two": row.second.name},
        )
        return redirect(onward)
    values = {
        "pair": row,
        "percent": round(row.score * 100),
        "sides": beside(row.first, row.second),
        "keeping": _keeping(row),
        "form": form,
        "other_codes": has_other_code(side_of(row.first), side_of(row.second)),
        "next_address": onward if after else "",
        "is_illustrative": row.first.is_illustrative or row.second.is_illustrative,
    }
    return render(request, "staff/duplicates/templates/pair.html", values)


def _keeping(row: DuplicatePair) -> list[tuple[Enterprise, Enterprise]]:
    """Return (kept, gone) both ways, first the one that keeps the record which has come further."""
    stages = list(Stage.values)

    def far(firm: Enterprise) -> tuple[int, int, float]:
        return stages.index(firm.stage), firm.best_grade, firm.completeness_share

    one, two = row.first, row.second
    return [(one, two), (two, one)] if far(one) >= far(two) else [(two, one), (one, two)]
