"""Search over all records, published or not: by a name now or before, tax code, or a contact's e-mail."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from matxich.apps.registry.queries.finding import find_enterprises
from matxich.web.access import PersonRequest, staff_page
from matxich.web.navigation import address_of
from matxich.web.presenters.tables import Column, Table

COLUMNS = (
    Column("name", _("Firm"), order=("name_order", "pk")),
    Column("tax_code", _("Tax code"), order=("tax_code", "pk")),
    Column("stage", _("Stage")),
    Column("status", _("In business")),
    Column("confirmed", _("Last confirmed"), order=("confirmed_on", "pk")),
)


@require_safe
@staff_page()
def search(request: PersonRequest) -> HttpResponse:
    """What fits the words, or how to search."""
    query = request.GET.get("q", "").strip()[:200]
    table = Table(request, columns=COLUMNS, caption=_("Firms that fit"), sort="name")
    if query:
        table.show(find_enterprises(query))
    rows = [(firm, _record(firm.pk)) for firm in table.rows]
    return render(request, "staff/templates/search.html", {"query": query, "table": table, "rows": rows})


def _record(enterprise_id: int) -> str | None:
    """Return the page of a record: its overview, else its lines."""
    pages = (address_of(name, enterprise_id=enterprise_id) for name in ("staff:firm", "staff:firm_lines"))
    return next((page for page in pages if page), None)
