"""Files to take away: templates, sample, results."""

from __future__ import annotations

import io
import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from matxich.files.result_workbook import write_result
from matxich.web.public import runs
from matxich.web.public.results import Result
from matxich.web.public.runs import KINDS, Run
from matxich.web.public.sample_files import sample_file, template_file
from matxich.web.public.with_run import with_run

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty workbook to fill."""
    _check(kind)
    return _file(template_file(kind), f"matxich-{kind}.xlsx", _XLSX)


@require_safe
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    """One workbook of the illustrative sample."""
    _check(kind)
    return _file(sample_file(kind), f"matxich-sample-{kind}.xlsx", _XLSX)


@require_safe
@with_run
def result_json(request: HttpRequest, run: Run) -> HttpResponse:
    """The whole result as the documented JSON."""
    if run.state != runs.DONE:
        return redirect("public:match", run.token)
    text = json.dumps(Result(run.result_folder).whole(), ensure_ascii=False)
    return _file(text.encode(), f"{_name(run)}.json", "application/json")


@require_safe
@with_run
def result_xlsx(request: HttpRequest, run: Run, language: str) -> HttpResponse:
    """The result as the workbook that an officer forwards."""
    if run.state != runs.DONE:
        return redirect("public:match", run.token)
    target = io.BytesIO()
    write_result(Result(run.result_folder).whole(), target, language)
    return _file(target.getvalue(), f"{_name(run)}-{language}.xlsx", _XLSX)


def _name(run: Run) -> str:
    mark = "-sample" if run.facts.illustrative else ""
    return f"matxich-{run.on.isoformat()}{mark}"


def _check(kind: str) -> None:
    if kind not in KINDS:
        raise Http404(kind)


def _file(data: bytes, name: str, media_type: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
