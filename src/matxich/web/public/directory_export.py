"""The list that is shown, taken away whole: every page of it, as CSV or as a workbook."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from matxich.domain.directory.answering import Hit, answer
from matxich.files.book import Cell
from matxich.files.directory_export import MOST_WORKBOOK_ROWS, directory_csv, write_directory_workbook
from matxich.web.public.directory_asking import Wanted
from matxich.web.public.directory_language import in_asked_language
from matxich.web.public.directory_page import Source, exists_illustrative, source_of
from matxich.web.public.directory_rows import Row, ShownCertificate, row_of
from matxich.web.public.directory_words import FACET_NAMES, GRADE_NAMES, code_label

_AT_ONCE = 500
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@in_asked_language
def export_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The whole list as CSV, sent while it is read."""
    wanted, today, language = Wanted.of(request.GET), timezone.localdate(), get_language() or "vi"
    source = source_of(wanted.question(), today)
    site = request.build_absolute_uri("/").rstrip("/")

    def lines() -> Iterator[str]:
        with override(language):  # the response is read after the request's language is gone
            yield from directory_csv(_cells(wanted, source, today, site), language)

    name = _file_name(source, today, "csv")
    return StreamingHttpResponse(
        lines(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
@in_asked_language
def export_xlsx(request: HttpRequest) -> HttpResponse:
    """The whole list as a workbook; as CSV where it would be too large."""
    wanted, today, language = Wanted.of(request.GET), timezone.localdate(), get_language() or "vi"
    question = wanted.question()
    source = source_of(question, today)
    if answer(source.store, wanted.search(question, offset=0, limit=1), facets=()).total > MOST_WORKBOOK_ROWS:
        return redirect(f"{reverse('public:directory_csv')}{wanted.query()}")
    site = request.build_absolute_uri("/").rstrip("/")
    target = io.BytesIO()
    write_directory_workbook(
        _cells(wanted, source, today, site),
        target,
        language,
        purpose=_purpose(wanted, today),
        on=today,
        illustrative=exists_illustrative(source.store),
    )
    name = _file_name(source, today, "xlsx")
    return HttpResponse(
        target.getvalue(),
        content_type=_XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _hits(wanted: Wanted, source: Source) -> Iterator[Hit]:
    question, offset = wanted.question(), 0
    while True:
        found = answer(source.store, wanted.search(question, offset=offset, limit=_AT_ONCE), facets=())
        yield from found.hits
        offset += _AT_ONCE
        if offset >= found.total:
            return


def _cells(wanted: Wanted, source: Source, today: dt.date, site: str) -> Iterator[list[Cell]]:
    for hit in _hits(wanted, source):
        row = row_of(hit, today, get_language() or "vi")
        yield [
            row.name,
            row.other_name,
            row.tax_code,
            "; ".join(text for text, _grade_of in row.lines),
            "; ".join(map(_certificate, row.certificates)),
            row.products,
            row.markets,
            row.size,
            row.ownership,
            row.place,
            row.cluster,
            _grade(row),
            row.confirmed_on,
            _("Illustrative data") if row.is_illustrative else "",
            site + reverse("public:directory_firm", args=[row.id]),
        ]


def _certificate(held: ShownCertificate) -> str:
    if held.expires_on is None:
        return f"{held.name} ({_('expiry not stated')})"
    word = _("expired on") if held.is_expired else _("valid until")
    return f"{held.name} ({word} {held.expires_on.isoformat()})"


def _grade(row: Row) -> str:
    return str(GRADE_NAMES[str(row.grade)]) if row.grade else ""


def _purpose(wanted: Wanted, today: dt.date) -> str:
    parts = [_("as of %(day)s") % {"day": today.isoformat()}]
    if wanted.text:
        parts.append(f"“{wanted.text}”")
    for facet, codes in wanted.chosen.items():
        named = facet in {"district", "commune", "cluster"}
        parts.append(
            f"{FACET_NAMES[facet]}: {', '.join(code if named else code_label(facet, code) for code in codes)}"
        )
    return " · ".join(parts)


def _file_name(source: Source, today: dt.date, ending: str) -> str:
    mark = "-illustrative" if exists_illustrative(source.store) else ""
    return f"matxich-directory-{today.isoformat()}{mark}.{ending}"
