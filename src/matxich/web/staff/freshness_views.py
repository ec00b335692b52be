"""How fresh and how verified the registry is, by what firms are sorted by, down to the firms behind every figure."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from matxich.apps.registry.queries.audience import active_firms, audience
from matxich.apps.registry.queries.freshness import DIMENSIONS, FreshnessGroup, groups_by, registry_state
from matxich.files.register_export import write_firms, write_groups
from matxich.web.access import PersonRequest, staff_page
from matxich.web.navigation import address_of
from matxich.web.presenters.downloads import workbook
from matxich.web.presenters.tables import Column, Table
from matxich.web.staff.audience_form import NAMES, AudienceForm, in_words, read_filters, value_label
from matxich.web.staff.firm_rows import firm_cells

COLUMNS = (
    Column("name", gettext_lazy("Firm"), order=("name_order", "pk")),
    Column("tax_code", gettext_lazy("Tax code"), order=("tax_code", "pk")),
    Column("stage", gettext_lazy("Stage")),
    Column("grade", gettext_lazy("Best evidence"), order=("best_grade", "pk")),
    Column("confirmed", gettext_lazy("Last confirmed"), order=("confirmed_on", "pk")),
)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group as it is drawn, with the addresses of the firms behind its figures."""

    label: str
    group: FreshnessGroup
    fresh_percent: float
    verified_percent: float
    all_address: str
    fresh_address: str
    verified_address: str


@require_safe
@staff_page()
def freshness(request: PersonRequest) -> HttpResponse:
    """The figures, and one of the ways in which firms are sorted."""
    today = timezone.localdate()
    dimension = _dimension(request)
    plain = reverse("staff:freshness")
    tabs = [
        {"label": NAMES[one], "address": f"{plain}?by={one}", "is_current": one == dimension, "count": None}
        for one in DIMENSIONS
    ]
    context = {
        "state": registry_state(today),
        "today": today,
        "tabs": tabs,
        "dimension": dimension,
        "dimension_name": NAMES[dimension],
        "rows": [_row(dimension, group) for group in groups_by(dimension, today)],
        "overlaps": dimension in {"process", "certificate", "old_district", "unit"},
        "is_illustrative": active_firms().filter(is_illustrative=True).exists(),
    }
    return render(request, "staff/templates/freshness.html", context)


@require_safe
@staff_page()
def freshness_xlsx(request: PersonRequest) -> HttpResponse:
    """The table of the page as a workbook."""
    today, dimension = timezone.localdate(), _dimension(request)
    rows = [
        [
            _label(dimension, group),
            group.firm_count,
            group.fresh_count,
            group.fresh_share,
            group.verified_count,
            group.verified_share,
        ]
        for group in groups_by(dimension, today)
    ]
    target = io.BytesIO()
    write_groups(
        rows,
        target,
        get_language() or "vi",
        by=str(NAMES[dimension]),
        on=today,
        illustrative=active_firms().filter(is_illustrative=True).exists(),
    )
    return workbook(target, f"freshness-{dimension}-{today.isoformat()}.xlsx")


@require_safe
@staff_page()
def freshness_firms(request: PersonRequest) -> HttpResponse:
    """The firms behind a figure."""
    filters = read_filters(request.GET.dict())
    rows = audience(filters, timezone.localdate())
    table = Table(request, columns=COLUMNS, caption=_("Firms"), sort="confirmed").show(rows)
    query = urlencode(filters)
    context = {
        "form": AudienceForm(request.GET),
        "words": in_words(filters),
        "table": table,
        "rows": [(firm, address_of("staff:firm", enterprise_id=firm.pk)) for firm in table.rows],
        "is_filtered": bool(filters),
        "xlsx_address": f"{reverse('staff:freshness_firms_xlsx')}?{query}",
        "campaign_address": f"{reverse('staff:campaign_new')}?{query}",
        "is_illustrative": any(firm.is_illustrative for firm in table.rows),
    }
    return render(request, "staff/templates/freshness_firms.html", context)


@require_safe
@staff_page()
def freshness_firms_xlsx(request: PersonRequest) -> HttpResponse:
    """The firms behind a figure as a workbook."""
    filters, today = read_filters(request.GET.dict()), timezone.localdate()
    rows = audience(filters, today).order_by("confirmed_on", "pk")
    target = io.BytesIO()
    write_firms(
        firm_cells(rows),
        target,
        get_language() or "vi",
        purpose="; ".join(f"{name}: {value}" for name, value in in_words(filters))
        or _("All firms in business"),
        on=today,
        illustrative=rows.filter(is_illustrative=True).exists(),
    )
    return workbook(target, f"firms-{today.isoformat()}.xlsx")


def _dimension(request: PersonRequest) -> str:
    asked = request.GET.get("by", DIMENSIONS[0])
    if asked not in DIMENSIONS:
        raise Http404
    return asked


def _label(dimension: str, group: FreshnessGroup) -> str:
    return group.label.in_language(get_language() or "vi") or value_label(dimension, group.code)


def _row(dimension: str, group: FreshnessGroup) -> GroupRow:
    def address(**more: str) -> str:
        return f"{reverse('staff:freshness_firms')}?{urlencode({dimension: group.code, **more})}"

    return GroupRow(
        _label(dimension, group),
        group,
        round(100 * (group.fresh_share or 0), 1),
        round(100 * (group.verified_share or 0), 1),
        address(),
        address(freshness="fresh"),
        address(verified="yes"),
    )
