"""Which frame these pages stand in, and who writes: the firm itself from its desk, or an officer on its behalf."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from matxich.apps.registry.models import Enterprise
from matxich.web.access import PersonRequest
from matxich.web.staff.firm_views import tabs_of


def namespace(request: PersonRequest) -> str:
    """Return "desk" or "staff"."""
    return request.resolver_match.namespace if request.resolver_match else "staff"


def is_staff(request: PersonRequest) -> bool:
    """Say whether an officer writes: corrections of staff need a reason."""
    return namespace(request) == "staff"


def source(request: PersonRequest) -> str:
    """Return the source of what is written here, as claims keep it."""
    return "officer" if is_staff(request) else "self"


def address(request: PersonRequest, name: str, enterprise: Enterprise, **words: Any) -> str:
    """Return the address of one of these pages in the frame that the request is in."""
    return reverse(f"{namespace(request)}:{name}", kwargs={"enterprise_id": enterprise.pk, **words})


def show(
    request: PersonRequest, enterprise: Enterprise, template: str, words: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page in its frame."""
    frame: dict[str, Any] = {
        "base": f"components/page/{namespace(request)}.html",
        "firm": enterprise,
        "is_staff_frame": is_staff(request),
        "is_illustrative": enterprise.is_illustrative,
        "lines_address": address(request, "firm_lines", enterprise),
        "sites_address": address(request, "firm_sites", enterprise),
        "history_address": address(request, "firm_history", enterprise),
    }
    if is_staff(request) and request.resolver_match:
        frame["tabs"] = tabs_of(request, enterprise, f"staff:{request.resolver_match.url_name}")
    return render(request, f"firm_record/templates/{template}", {**frame, **words}, status=status)
