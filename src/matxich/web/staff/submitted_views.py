"""Firms that sent their record in: the one that has waited longest first, with how many of its lines wait."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from matxich.apps.accounts.models import Role
from matxich.apps.registry.queries.firms_table import submitted_firms, waiting_counts
from matxich.apps.registry.queries.verification import deadline_on
from matxich.web.access import PersonRequest, staff_page
from matxich.web.presenters.tables import Column, Table

COLUMNS = (
    Column("waited", gettext_lazy("Waiting"), order=("stage_since", "pk")),
    Column("firm", gettext_lazy("Firm"), order=("name_order", "pk")),
    Column("tax_code", gettext_lazy("Tax code"), order=("tax_code", "pk")),
    Column("lines", gettext_lazy("Lines that wait"), is_number=True),
    Column("complete", gettext_lazy("Complete"), order=("completeness_share", "pk"), is_number=True),
    Column("confirmed", gettext_lazy("Last confirmed"), order=("confirmed_on", "pk")),
)


@require_safe
@staff_page(Role.OFFICER)
def submitted(request: PersonRequest) -> HttpResponse:
    """The queue of records."""
    deadline = deadline_on(timezone.localdate())
    table = Table(request, columns=COLUMNS, caption=_("Records sent in"), sort="waited").show(
        submitted_firms()
    )
    counts = waiting_counts([firm.pk for firm in table.rows])
    rows = [
        {
            "firm": firm,
            "address": reverse("staff:firm", args=[firm.pk]),
            "waited": deadline.waited(timezone.localdate(firm.stage_since)),
            "is_late": deadline.is_late(timezone.localdate(firm.stage_since)),
            "waiting_count": counts.get(firm.pk, 0),
        }
        for firm in table.rows
    ]
    words = {
        "table": table,
        "rows": rows,
        "within": deadline.within,
        "is_illustrative": any(firm.is_illustrative for firm in table.rows),
    }
    return render(request, "staff/templates/submitted.html", words)
