"""One import: how far it is, its preview, what happened, its report."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from matxich.apps.accounts.models import Role
from matxich.apps.registry.models import ImportBatch
from matxich.apps.registry.queries.imports import people_of
from matxich.web.access import PersonRequest, staff_page
from matxich.web.presenters.downloads import workbook
from matxich.web.presenters.progress import progress_answer
from matxich.web.staff.imports.preview import WITH_ROWS, firm_address, state_values
from matxich.web.staff.imports.report_file import is_invented, report_workbook

State = ImportBatch.State
WORKING = {State.READING, State.APPLYING, State.UNDOING}


def batch_of(batch_id: int) -> ImportBatch:
    """Return an import with its file and job; a 404 when there is none."""
    return get_object_or_404(ImportBatch.objects.select_related("file", "job"), pk=batch_id)


@require_safe
@staff_page(Role.OFFICER)
def batch(request: PersonRequest, batch_id: int) -> HttpResponse:
    """The import as it stands."""
    row = batch_of(batch_id)
    people = people_of([row])
    values: dict[str, Any] = {
        "batch": row,
        "is_illustrative": row.is_illustrative,
        "applied_by": people.get(row.applied_by_id or 0, ""),
        "undone_by": people.get(row.undone_by_id or 0, ""),
    }
    if row.state in WORKING:
        return render(request, "staff/imports/templates/working.html", {**values, **_work(row)})
    if row.state not in WITH_ROWS:
        return render(request, "staff/imports/templates/failed.html", values)
    values |= state_values(request, row)
    values["is_illustrative"] = is_invented(row)
    values["obstacles"] = [
        {**one, "address": firm_address(one["enterprise"])} for one in row.problem.get("obstacles", ())
    ]
    return render(request, "staff/imports/templates/batch.html", values)


def _work(row: ImportBatch) -> dict[str, object]:
    job = row.job
    texts = {
        State.READING: _("The file is being read and compared with the registry:"),
        State.APPLYING: _("The rows are being written into the registry:"),
        State.UNDOING: _("The import is being undone:"),
    }
    has_failed = job is None or job.state == job.State.FAILED
    return {
        "job": job,
        "text": texts[State(row.state)],
        "has_failed": has_failed,
        "poll": reverse("staff:import_progress", args=[row.pk]),
    }


@require_safe
@staff_page(Role.OFFICER)
def progress(request: PersonRequest, batch_id: int) -> HttpResponse:
    """Tell how far the work on an import is."""
    row = batch_of(batch_id)
    if row.state not in WORKING or row.job is None:
        return JsonResponse({"state": "done", "done": 0, "total": 0}, headers={"Cache-Control": "no-store"})
    return progress_answer(row.job)


@require_safe
@staff_page(Role.OFFICER)
def report(request: PersonRequest, batch_id: int, language: str) -> HttpResponse:
    """The sender's rows with what would happen, or what happened, beside each."""
    row = batch_of(batch_id)
    if row.state not in WITH_ROWS or language not in {"vi", "en"}:
        raise Http404
    site = f"{request.scheme}://{request.get_host()}"
    mark = "-illustrative" if is_invented(row) else ""
    name = f"matxich-import-{row.pk}{mark}-{language}.xlsx"
    return workbook(report_workbook(row, language, site), name)
