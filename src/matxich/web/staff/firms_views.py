"""The registry as a table: searched, narrowed and sorted by the address, and taken away as it is shown."""

from __future__ import annotations

import datetime as dt
import io
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.permissions import may_work_on_registry
from matxich.apps.registry.queries.firms_table import firms, roles_of, waiting_counts
from matxich.files.register_export import write_firms
from matxich.files.register_rows import firms_csv
from matxich.web.access import PersonRequest, staff_page
from matxich.web.navigation import address_of
from matxich.web.presenters.downloads import workbook
from matxich.web.presenters.tables import Bulk, Column, Table
from matxich.web.public.directory_words import SIZE_NAMES
from matxich.web.staff.audience_form import read_filters
from matxich.web.staff.firm_rows import firm_cells
from matxich.web.staff.firms_bulk import bulk_actions
from matxich.web.staff.firms_forms import FirmsFilter, firm_filters_in_words, read_firm_filters

COLUMNS = (
    Column("name", gettext_lazy("Firm"), order=("name_order", "pk")),
    Column("tax_code", gettext_lazy("Tax code"), order=("tax_code", "pk")),
    Column("stage", gettext_lazy("Stage"), order=("stage", "stage_since", "pk")),
    Column("size", gettext_lazy("Size"), order=("size_class", "pk")),
    Column("grade", gettext_lazy("Best evidence"), order=("best_grade", "pk")),
    Column("complete", gettext_lazy("Complete"), order=("completeness_share", "pk"), is_number=True),
    Column("waiting", gettext_lazy("Lines that wait"), is_number=True),
    Column("confirmed", gettext_lazy("Last confirmed"), order=("confirmed_on", "pk")),
)


@require_safe
@staff_page()
def table(request: PersonRequest) -> HttpResponse:
    """The firms that fit."""
    today, filters = timezone.localdate(), read_firm_filters(request.GET.dict())
    officer = may_work_on_registry(request.person.who)
    bulk = Bulk(reverse("staff:firms_bulk"), bulk_actions(officer)) if officer else None
    shown = _table(request, bulk).show(firms(filters, today))
    ids = [firm.pk for firm in shown.rows]
    counts, roles = waiting_counts(ids), roles_of(ids, today)
    form = FirmsFilter(request.GET)
    query = _query(request)
    words = {
        "form": form,
        "more_is_open": any(name not in {bound.name for bound in form.main} for name in filters),
        "is_filtered": bool(filters),
        "sort": request.GET.get("sort", ""),
        "table": shown,
        "rows": [
            {
                "firm": firm,
                "address": reverse("staff:firm", args=[firm.pk]),
                "size": SIZE_NAMES.get(firm.size_class, ""),
                "waiting_count": counts.get(firm.pk, 0),
                "roles": [role.get_role_display() for role in roles.get(firm.pk, [])],
            }
            for firm in shown.rows
        ],
        "officer": officer,
        "csv_address": f"{reverse('staff:firms_csv')}{query}",
        "xlsx_address": f"{reverse('staff:firms_xlsx')}{query}",
        "campaign_address": _campaign_address(request),
        "is_illustrative": any(firm.is_illustrative for firm in shown.rows),
    }
    return render(request, "staff/templates/firms.html", words)


def _table(request: PersonRequest, bulk: Bulk | None) -> Table:
    return Table(request, columns=COLUMNS, caption=_("Firms"), sort="name", bulk=bulk)


def _query(request: PersonRequest) -> str:
    """Return filters and sort of the address, without its page."""
    kept = read_firm_filters(request.GET.dict())
    if sort := request.GET.get("sort", ""):
        kept["sort"] = sort
    return f"?{urlencode(kept)}" if kept else ""


def _campaign_address(request: PersonRequest) -> str:
    """Return where a round of asking begins with those of the filters that it knows; "" while there is no such page."""
    address = address_of("staff:campaign_new")
    return f"{address}?{urlencode(read_filters(request.GET.dict()))}" if address else ""


def _wanted(request: PersonRequest, today: dt.date) -> QuerySet[Enterprise]:
    """Return all firms of the list, on whatever page, in the order in which they are shown."""
    rows = firms(read_firm_filters(request.GET.dict()), today)
    return rows.order_by(*_table(request, None).order())


@require_safe
@staff_page()
def xlsx(request: PersonRequest) -> HttpResponse:
    """The whole list as a workbook."""
    today = timezone.localdate()
    rows, target = _wanted(request, today), io.BytesIO()
    illustrative = rows.filter(is_illustrative=True).exists()
    write_firms(
        firm_cells(rows),
        target,
        get_language() or "vi",
        purpose=firm_filters_in_words(read_firm_filters(request.GET.dict())) or _("All firms"),
        on=today,
        illustrative=illustrative,
    )
    return workbook(target, f"{_name(today, illustrative=illustrative)}.xlsx")


@require_safe
@staff_page()
def csv(request: PersonRequest) -> HttpResponse:
    """The whole list as CSV."""
    today = timezone.localdate()
    rows = _wanted(request, today)
    illustrative = rows.filter(is_illustrative=True).exists()
    mark = _("Illustrative data") if illustrative else ""
    lines = firms_csv(firm_cells(rows), get_language() or "vi", mark=mark)
    name = f"{_name(today, illustrative=illustrative)}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse("".join(lines), content_type="text/csv; charset=utf-8", headers=headers)


def _name(today: dt.date, *, illustrative: bool) -> str:
    return f"matxich-firms-{today.isoformat()}{'-illustrative' if illustrative else ''}"
