"""The page that says what each column was taken for, and takes corrections."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from matxich.web.public import runs
from matxich.web.public.match_views import begin_and_wait
from matxich.web.public.results import Result
from matxich.web.public.runs import KINDS, Run
from matxich.web.public.understood import Table, correctable, corrections, half
from matxich.web.public.with_run import page, with_run

SEVERITIES = ("error", "warning", "info")
#: remarks shown at once
_MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@with_run
def understood(request: HttpRequest, run: Run) -> HttpResponse:
    """Show every sheet and column with its meaning; a sent form corrects them and matches again."""
    if run.state not in {runs.DONE, runs.DRAFT}:
        return redirect("public:match", run.token)
    result = Result(run.result_folder) if run.state == runs.DONE else None
    read = result.read() if result else {}
    tables = _tables(read, run)
    if not tables:
        return redirect("public:match", run.token)
    if request.method == "POST":
        run.facts.corrections = corrections(tables, request.POST, run)
        begin_and_wait(run)
        return redirect("public:match", run.token)
    files = [
        {
            "kind": kind,
            "name": run.facts.names[kind],
            "tables": correctable(tables.get(kind, []), kind, run),
            "read": read.get(kind),
        }
        for kind in KINDS
        if kind in run.facts.names
    ]
    values = {"files": files, "result": result, **_remarks(request, read.get("findings", []))}
    return page(request, run, "match_understood", values)


def _tables(read: dict[str, Any], run: Run) -> dict[str, list[Table]]:
    if read:
        return {kind: read[kind]["tables"] for kind in KINDS}
    return half(run)


def _remarks(request: HttpRequest, every: list[dict[str, Any]]) -> dict[str, Any]:
    wanted = request.GET.get("severity", "")
    counts = {name: sum(item["severity"] == name for item in every) for name in SEVERITIES}
    listed = [item for item in every if wanted not in SEVERITIES or item["severity"] == wanted]
    listed.sort(key=lambda item: SEVERITIES.index(item["severity"]))
    return {
        "severity": wanted,
        "counts": counts,
        "remark_count": len(every),
        "remarks": listed[:_MOST],
        "hidden_count": max(0, len(listed) - _MOST),
    }
