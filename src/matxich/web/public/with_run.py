"""What every page of a match begins with: find the match, or say that it is no longer there."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from matxich.web.public.runs import Run, open_run

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Run, P], HttpResponse]


def with_run(view: View[P]) -> Callable[..., HttpResponse]:
    """Give the view the run of its token; without one, answer 404 with a page that says what became of it."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        run = open_run(token)
        response = gone(request) if run is None else view(request, run, *args, **kwargs)
        # Somebody's part list: in no shared cache, in no search engine.
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def gone(request: HttpRequest) -> HttpResponse:
    """Answer that a match was deleted, or never was."""
    return render(request, "public/templates/match_gone.html", {"hours": settings.RUN_HOURS}, status=404)


def page(request: HttpRequest, run: Run, name: str, values: dict[str, Any]) -> HttpResponse:
    """Render a page of a match."""
    return render(request, f"public/templates/{name}.html", {"run": run, **values})
