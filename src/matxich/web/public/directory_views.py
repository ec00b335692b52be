"""The directory: the list, its map, what is offered while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from matxich.catalogue.directory_words import load_concept_names
from matxich.domain.directory.suggesting import Suggestion, suggest
from matxich.domain.directory.understanding import KIND_LABELS, LONGEST
from matxich.files.directory_export import MOST_WORKBOOK_ROWS
from matxich.web.public.directory_asking import Wanted
from matxich.web.public.directory_drawing import directory_map
from matxich.web.public.directory_language import alternates, in_asked_language
from matxich.web.public.directory_page import DirectoryPage, directory_page, source_of
from matxich.web.public.directory_words import said


@require_safe
@in_asked_language
def directory(request: HttpRequest) -> HttpResponse:
    """The list of firms that answer."""
    page = directory_page(Wanted.of(request.GET), timezone.localdate())
    path = reverse("public:directory")
    values = {
        "page": page,
        "title": _title(page),
        "is_illustrative": page.is_illustrative,
        "is_plain": not page.is_asked and page.wanted.page == 1,
        "canonical": request.build_absolute_uri(path),
        "alternates": alternates(request, path),
        "query": page.wanted.query(),
        "map": directory_map(page) if "map" in request.GET else None,
        "shows_map": "map" in request.GET,
        "map_query": page.wanted.query(map="1"),
        "is_workbook_possible": page.total <= MOST_WORKBOOK_ROWS,
        "most_workbook_rows": MOST_WORKBOOK_ROWS,
    }
    return render(request, "public/templates/directory.html", values)


@require_safe
@in_asked_language
def area_map(request: HttpRequest) -> HttpResponse:
    """The map beside the list: fetched by the page where there is room for it."""
    page = directory_page(Wanted.of(request.GET), timezone.localdate())
    return render(request, "components/directory_map/drawn.html", {"map": directory_map(page)})


@require_safe
@in_asked_language
def suggestions(request: HttpRequest) -> JsonResponse:
    """What to offer for what has been typed so far."""
    text = " ".join(request.GET.get("q", "").split())[:LONGEST]
    wanted = Wanted(text)
    source = source_of(wanted.question(), timezone.localdate())
    return JsonResponse(
        {"suggestions": [_offered(one) for one in suggest(source.store, text, load_concept_names())]}
    )


def _offered(one: Suggestion) -> dict[str, str]:
    label = said(one.label)
    if one.kind == "firm":
        address = reverse("public:directory_firm", args=[int(one.code)])
        return {"kind": _("Firm"), "label": label, "detail": one.detail, "address": address}
    count = ngettext("%(count)d firm", "%(count)d firms", one.count or 0) % {"count": one.count or 0}
    detail = f"{one.detail} · {count}" if one.detail else count
    address = reverse("public:directory") + Wanted(label).query()
    return {"kind": said(KIND_LABELS[one.kind]), "label": label, "detail": detail, "address": address}


def _title(page: DirectoryPage) -> str:
    """Return a title that tells one list from another: what was asked, then what it is a list of."""
    asked = [page.wanted.text, *(chip.label for chip in page.chosen)]
    narrowed = ", ".join(filter(None, asked))
    whole = _("Directory of supporting industries")
    title = f"{narrowed} – {whole}" if narrowed else whole
    return f"{title} ({page.wanted.page})" if page.wanted.page > 1 else title
