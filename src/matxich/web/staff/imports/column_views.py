"""What the columns of a file were taken for, and correcting that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matxich.apps.accounts.models import Role
from matxich.apps.registry.actions.importing.beginning import correct_columns, may_choose
from matxich.apps.registry.actions.importing.reading import overrides_of
from matxich.apps.registry.models import ImportBatch
from matxich.catalogue.headings import load_headings
from matxich.domain.shared.decision import ALLOWED, Decision, NotAllowedError
from matxich.domain.tables.model import Grid
from matxich.web.access import PersonRequest, staff_page
from matxich.web.public.understood import UNUSED, bare_sheet
from matxich.web.staff.imports.acting import refuse
from matxich.web.staff.imports.batch_views import batch_of
from matxich.web.staff.imports.preview import WITH_ROWS

State = ImportBatch.State
SEVERITIES = ("error", "warning", "info")
_MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def columns(request: PersonRequest, batch_id: int) -> HttpResponse:
    """Show every sheet and column with its meaning; a sent form corrects them and reads the file again."""
    batch = batch_of(batch_id)
    tables = _tables(batch)
    if not tables and batch.state not in WITH_ROWS:
        return redirect("staff:import", batch.pk)
    if request.method == "POST":
        told = dict(_corrections(tables, request.POST))
        if not told:
            return refuse(request, batch, _("No column was changed, so nothing was read again."))
        try:
            correct_columns(batch, told, actor=request.person.actor, now=timezone.now())
        except NotAllowedError as refusal:
            return refuse(request, batch, refusal.text.in_language(request.LANGUAGE_CODE))
        return redirect("staff:import", batch.pk)
    values = {
        "batch": batch,
        "tables": _correctable(tables, batch),
        "may_correct": _may_correct(batch),
        **_remarks(request, batch),
    }
    return render(request, "staff/imports/templates/columns.html", values)


def _may_correct(batch: ImportBatch) -> Decision:
    return ALLOWED if batch.state == State.FAILED else may_choose(batch)


def _tables(batch: ImportBatch) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = list(batch.understood.get("tables", ()))
    for one in batch.understood.get("bare", ()):
        grid = Grid(batch.file.name, one["sheet"], tuple(tuple(row) for row in one["rows"]))
        found.append(bare_sheet(grid, "suppliers"))
    return found


def _correctable(tables: list[dict[str, Any]], batch: ImportBatch) -> list[dict[str, Any]]:
    corrected = overrides_of(batch)
    return [
        {
            **table,
            "choices": _choices(table["kind"]),
            "columns": [
                {
                    **column,
                    "name": f"c.{number}.{column['index']}",
                    "chosen": column["field"],
                    "corrected": (table["sheet"], column["index"]) in corrected,
                    "unsure": column["field"] and column.get("confidence", 1) < 0.9,
                }
                for column in table["columns"]
            ],
        }
        for number, table in enumerate(tables)
    ]


def _choices(kind: str) -> list[tuple[str, dict[str, str]]]:
    headings = load_headings()
    labels = ((name, headings.label(kind, name)) for name in headings.fields(kind))
    return [(name, label.as_dict()) for name, label in labels if label]


def _corrections(tables: list[dict[str, Any]], sent: QueryDict) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield (sheet, column) with the meaning that was chosen, where that is another one than before."""
    for number, table in enumerate(tables):
        allowed = {name for name, _label in _choices(table["kind"])}
        for column in table["columns"]:
            chosen = sent.get(f"c.{number}.{column['index']}")
            name = "" if chosen == UNUSED else chosen
            if name is not None and name != column["field"] and (name in allowed or not name):
                yield (table["sheet"], column["index"]), name


def _remarks(request: PersonRequest, batch: ImportBatch) -> dict[str, Any]:
    every = batch.understood.get("findings", [])
    wanted = request.GET.get("severity", "")
    listed = [one for one in every if wanted not in SEVERITIES or one["severity"] == wanted]
    return {
        "severity": wanted,
        "counts": {name: sum(one["severity"] == name for one in every) for name in SEVERITIES},
        "remark_count": len(every),
        "remarks": listed[:_MOST],
        "hidden_count": max(0, len(listed) - _MOST),
    }
