"""What people have judged, and taking a judgement back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from matxich.apps.accounts.models import Role
from matxich.apps.registry.actions.duplicates import forget_judgement
from matxich.apps.registry.models import DuplicateJudgement
from matxich.apps.registry.queries.duplicates import judgements, people, sides
from matxich.domain.shared.decision import ALLOWED, refused
from matxich.web.access import PersonRequest, staff_page
from matxich.web.presenters.tables import Column, Table
from matxich.web.staff.duplicates.shared_page import firm_address, tabs
from matxich.web.staff.imports.forms import ReasonForm

COLUMNS = (
    Column("left", gettext_lazy("One record")),
    Column("right", gettext_lazy("The other record")),
    Column("verdict", gettext_lazy("Judged"), order=("verdict", "id")),
    Column("at", gettext_lazy("When"), order=("at", "id")),
    Column("reason", gettext_lazy("Reason")),
    Column("act", gettext_lazy("Actions")),
)
_MERGED = refused(
    "Hai hồ sơ này đã gộp: hãy hoàn tác lần gộp.", "These two records were merged: undo the merge instead."
)


@require_safe
@staff_page(Role.OFFICER)
def judged(request: PersonRequest) -> HttpResponse:
    """What was judged about two records, the newest first."""
    table = Table(request, columns=COLUMNS, caption=_("Judgements"), sort="-at").show(judgements())
    firms = sides(table.rows)
    names = people([row.by_id for row in table.rows])
    rows = [
        {
            "judgement": row,
            "by": names.get(row.by_id or 0, ""),
            "sides": [
                {
                    "firm": firms.get(one),
                    "address": firm_address(firms[one].pk) if one in firms else "",
                    "identity": one,
                }
                for one in (row.left, row.right)
            ],
            "is_same": row.verdict == DuplicateJudgement.Verdict.SAME,
        }
        for row in table.rows
    ]
    values = {"table": table, "rows": rows, "tabs": tabs("judgements"), "tabs_name": _("Lists of duplicates")}
    return render(request, "staff/duplicates/templates/judged.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def take_back(request: PersonRequest, duplicate_judgement_id: int) -> HttpResponse:
    """Take a judgement back that was a mistake."""
    row = get_object_or_404(judgements(), pk=duplicate_judgement_id)
    is_same = row.verdict == DuplicateJudgement.Verdict.SAME
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and not is_same:
        forget_judgement(
            row, actor=request.person.actor, now=timezone.now(), reason=form.cleaned_data["reason"]
        )
        messages.success(
            request, _("The judgement is taken back. The next search may ask about the pair again.")
        )
        return redirect("staff:judgements")
    firms = sides([row])
    values = {
        "named": [firms[one].name for one in (row.left, row.right) if one in firms],
        "consequences": [_("The pair may be found and asked about again.")],
        "label": _("Take the judgement back"),
        "tone": "danger",
        "form": form,
        "decision": _MERGED if is_same else ALLOWED,
        "cancel": reverse("staff:judgements"),
    }
    status = 400 if form.is_bound else 200
    return render(request, "staff/duplicates/templates/different.html", values, status=status)
