"""The first page of staff: what waits, since when, and where to handle it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from matxich.apps.registry.queries.waiting import Waiting, officer_waiting, registry_figures
from matxich.web.access import PersonRequest, staff_page
from matxich.web.navigation import address_of

#: kind of `queries.waiting` → what it is, and the page on which it is handled
QUEUES: dict[str, tuple[Promise, str]] = {
    "claims": (_("Lines to verify"), "staff:verification"),
    "claiming_requests": (_("People who say that a firm is theirs"), "staff:claiming_requests"),
    "submitted_firms": (_("Firms that sent in their record"), "staff:submitted_firms"),
    "imports": (_("Imports to decide on"), "staff:imports"),
    "duplicates": (_("Records that may be the same firm"), "staff:duplicates"),
}


@dataclass(frozen=True, slots=True)
class Queue:
    """One line of the page."""

    label: Promise
    waiting: Waiting
    #: "" while there is no page for it
    address: str


@require_safe
@staff_page()
def home(request: PersonRequest) -> HttpResponse:
    """The queues, those with something in them first, the longest waiting on top."""
    queues = [_queue(one) for one in officer_waiting()]
    busy = sorted((one for one in queues if one.waiting.since), key=lambda one: str(one.waiting.since))
    words = {
        "busy": busy,
        "idle": [one for one in queues if not one.waiting.since],
        "figures": registry_figures(),
        "registry_address": address_of("staff:firms") or "",
    }
    return render(request, "staff/templates/home.html", words)


def _queue(waiting: Waiting) -> Queue:
    label, url_name = QUEUES[waiting.kind]
    return Queue(label, waiting, address_of(url_name) or "")
