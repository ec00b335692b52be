"""The first page: what this is, and where to begin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from matxich.web.public.match_form import empty_form
from matxich.web.public.runs import sweep


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: two files in, and how the answers read."""
    sweep()  # after a restart nothing else would
    return render(request, "public/templates/home.html", {"form": empty_form()})
