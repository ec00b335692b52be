"""The gallery: every component with ordinary, long, empty and wrong examples, for whoever builds pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from matxich.web.access import PersonRequest, staff_page


@require_safe
@staff_page()
def gallery(request: PersonRequest) -> HttpResponse:
    """All components."""
    return render(request, "staff/templates/components.html")
