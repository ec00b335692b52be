"""The result: its lines, one line with its firms, the upgrade board."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from matxich.web.public import runs
from matxich.web.public.line_view import line_view
from matxich.web.public.lines import SORTS, LineList, Wanted, counts, line_list
from matxich.web.public.match_views import drafting, interrupted, waiting
from matxich.web.public.results import Result
from matxich.web.public.runs import Run
from matxich.web.public.with_run import page, with_run

_NOT_YET = {runs.RUNNING: waiting, runs.DRAFT: drafting, runs.INTERRUPTED: interrupted}


@require_safe
@with_run
def match(request: HttpRequest, run: Run) -> HttpResponse:
    """The result with its first line open; before there is one, how far it is or what is missing."""
    state = run.state
    if state in _NOT_YET:
        return _NOT_YET[state](request, run)
    result = Result(run.result_folder)
    listed = line_list(result.heads, Wanted.of(request.GET))
    return _lines(request, run, result, listed, {"is_list": True})


@require_safe
@with_run
def line(request: HttpRequest, run: Run, number: str) -> HttpResponse:
    """One line with its firms and the reasons, the list beside it."""
    if run.state != runs.DONE:
        return redirect("public:match", run.token)
    result = Result(run.result_folder)
    listed = line_list(result.heads, Wanted.of(request.GET), int(number))
    if listed.chosen is None:
        raise Http404(number)
    return _lines(request, run, result, listed, {"is_list": False})


def _lines(
    request: HttpRequest, run: Run, result: Result, listed: LineList, values: dict[str, Any]
) -> HttpResponse:
    chosen = result.line(listed.chosen["line"]) if listed.chosen else None
    shown = line_view(chosen, result.meta, result.document["upgrades"]) if chosen else None
    return page(
        request,
        run,
        "match_result",
        {
            **values,
            "result": result,
            "list": listed,
            "line": shown,
            "counts": counts(result.heads),
            "sorts": SORTS,
        },
    )


@require_safe
@with_run
def upgrades(request: HttpRequest, run: Run) -> HttpResponse:
    """Which single upgrade would unlock most lines, the lines nobody can make, and the weights of the score."""
    if run.state != runs.DONE:
        return redirect("public:match", run.token)
    result = Result(run.result_folder)
    meta = result.meta
    weights = sorted(meta["weights"].items(), key=lambda item: -item[1])
    values = {
        "result": result,
        "upgrades": [
            {**item, "firms": list(zip(item["suppliers"], item["supplier_names"], strict=True))}
            for item in result.document["upgrades"]
        ],
        "gaps": [head for head in result.heads if head["state"] == "gap"],
        "weights": [(meta["type_labels"][code], weight) for code, weight in weights],
        "meta": meta,
    }
    return page(request, run, "match_upgrades", values)
