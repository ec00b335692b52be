"""The versions of the programme's definitions side by side, how many firms each counts, and by which claims."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from matxich.apps.registry.models import Claim, Enterprise
from matxich.apps.registry.queries.definitions import NOW, THEN, Count, counts, judged, lists_on
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.definition import FAILS, FAMILIES, MEETS, UNKNOWN, Verdict, definitions
from matxich.domain.shared.alphabet import sort_key
from matxich.domain.shared.bilingual import same
from matxich.files.book import LevelCell
from matxich.files.definition_book import write_definition_book
from matxich.web.access import PersonRequest, staff_page
from matxich.web.navigation import address_of
from matxich.web.presenters.downloads import workbook
from matxich.web.presenters.pages import changed
from matxich.web.presenters.tables import Column, Table
from matxich.web.templatetags.mx import LEVELS

READINGS: dict[str, str | Promise] = {
    THEN: gettext_lazy("as known then"),
    NOW: gettext_lazy("as known now"),
}
_LEVELS = (MEETS, UNKNOWN, FAILS)
#: claims named on a page for one firm
_CLAIMS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One firm of the list as it is drawn."""

    firm: Enterprise
    verdict: Verdict
    claims: Sequence[Claim]
    more_count: int
    address: str


@require_safe
@staff_page()
def definition_counts(request: PersonRequest) -> HttpResponse:
    """Show every version with its rule and its numbers on a day, in both readings."""
    on, problem = _day(request)
    found = counts(on)
    by_code: dict[str, dict[str, Count]] = {}
    for one in found:
        by_code.setdefault(one.definition.code, {})[one.reading] = one
    families = [
        {
            "label": label,
            "versions": [
                (definitions()[code], numbers[THEN], numbers[NOW])
                for code, numbers in by_code.items()
                if definitions()[code].family == family
            ],
        }
        for family, label in FAMILIES.items()
    ]
    values = {
        "on": on,
        "problem": problem,
        "families": families,
        "total": sum((one.meets + one.fails + one.unknown) for one in found[:1]),
        "is_illustrative": any(one.illustrative for one in found),
        **_in_force(on, request.LANGUAGE_CODE),
    }
    return render(request, "staff/templates/definitions.html", values)


@require_safe
@staff_page()
def definition_firms(request: PersonRequest, code: str) -> HttpResponse:
    """Show the firms that a version counts, does not count or cannot judge, each with the claims that decided."""
    definition = definitions().get(code)
    if definition is None:
        raise Http404
    on, problem = _day(request)
    reading = request.GET.get("reading", THEN)
    reading = reading if reading in READINGS else THEN
    level = request.GET.get("level", MEETS)
    level = level if level in _LEVELS else MEETS
    all_rows = [(row, verdicts[code]) for row, verdicts in judged([code], on, reading)]
    rows = [(row, verdict) for row, verdict in all_rows if verdict.level == level]
    rows.sort(key=lambda pair: (sort_key(pair[0].name), pair[0].pk))
    illustrative = any(row.is_illustrative for row, _verdict in rows)
    if request.GET.get("format") == "xlsx":
        return _workbook(request, code, on, reading, rows, illustrative=illustrative)
    table = Table(
        request,
        columns=(
            Column("name", gettext_lazy("Firm")),
            Column("tax_code", gettext_lazy("Tax code")),
            Column("reason", gettext_lazy("Why")),
            Column("claims", gettext_lazy("Claims that decided")),
        ),
        caption=_("Firms"),
    ).show(rows)
    values = {
        "definition": definition,
        "is_valid": definition.is_valid(on),
        "on": on,
        "problem": problem,
        "reading": reading,
        "level": level,
        "table": table,
        "lines": _lines(table.rows),
        "readings": [
            {
                "label": label,
                "address": changed(request.GET, reading=one, page=None),
                "is_current": one == reading,
                "count": None,
            }
            for one, label in READINGS.items()
        ],
        "readings_name": _("How it is read"),
        "levels": [
            {
                "label": LEVELS[one],
                "address": changed(request.GET, level=one, page=None),
                "is_current": one == level,
                "count": sum(verdict.level == one for _row, verdict in all_rows),
            }
            for one in _LEVELS
        ],
        "levels_name": _("Verdict"),
        "download": changed(request.GET, format="xlsx", page=None),
        "back": f"{reverse('staff:definitions')}?on={on.isoformat()}",
        "is_illustrative": illustrative,
    }
    return render(request, "staff/templates/definition.html", values)


def _in_force(on: dt.date, language: str | None) -> dict[str, object]:
    """Return the lists that the rules look at, in words."""
    lists, tree = lists_on(on), load_vocabulary().tree("certificate")
    labels = [tree.get(code).label if code in tree else same(code) for code in lists.system_certificates]
    return {
        "certificates": ", ".join(sorted(label.in_language(language or "vi") for label in labels)),
        "months": lists.buyer_proof_months,
        "sectors": ", ".join(sorted(lists.priority_sectors)),
    }


def _day(request: PersonRequest) -> tuple[dt.date, str]:
    """Return the day that the address asks for, today without one; and what is wrong with what it says."""
    asked, today = request.GET.get("on", ""), timezone.localdate()
    if not asked:
        return today, ""
    try:
        day = parse_date(asked)
    except ValueError:
        day = None
    if day is None or not dt.date(2016, 1, 1) <= day <= today:
        return today, _("Choose a day from 1 January 2016 to today; today is shown.")
    return day, ""


def _lines(rows: Iterable[tuple[Enterprise, Verdict]]) -> list[Line]:
    shown = list(rows)
    claims = _claims(claim for _row, verdict in shown for claim in verdict.claims[:_CLAIMS_SHOWN])
    return [
        Line(
            row,
            verdict,
            [claims[one] for one in verdict.claims[:_CLAIMS_SHOWN] if one in claims],
            max(0, len(verdict.claims) - _CLAIMS_SHOWN),
            address_of("staff:firm", enterprise_id=row.pk) or "",
        )
        for row, verdict in shown
    ]


def _claims(ids: Iterable[int]) -> dict[int, Claim]:
    asked = sorted(set(ids))
    found: dict[int, Claim] = {}
    for start in range(0, len(asked), 500):
        found.update(Claim.objects.in_bulk(asked[start : start + 500]))
    return found


def _workbook(
    request: PersonRequest,
    code: str,
    on: dt.date,
    reading: str,
    rows: Sequence[tuple[Enterprise, Verdict]],
    *,
    illustrative: bool,
) -> HttpResponse:
    language = "vi" if request.LANGUAGE_CODE == "vi" else "en"
    claims = _claims(claim for _row, verdict in rows for claim in verdict.claims)
    content = io.BytesIO()
    write_definition_book(
        content,
        language,
        definitions()[code],
        (
            (
                row.name,
                row.tax_code,
                LevelCell(str(LEVELS[verdict.level]), verdict.level),
                verdict.reason.in_language(language),
                "; ".join(_said(claims[one], language) for one in verdict.claims if one in claims),
                ", ".join(str(one) for one in verdict.claims),
                _("yes") if row.is_illustrative else _("no"),
            )
            for row, verdict in rows
        ),
        on=on,
        reading=str(READINGS[reading]),
        illustrative=illustrative,
    )
    return workbook(content, f"{code}-{on.isoformat()}-{reading}.xlsx")


def _said(claim: Claim, language: str) -> str:
    return claim.summary_vi if language == "vi" else claim.summary_en
