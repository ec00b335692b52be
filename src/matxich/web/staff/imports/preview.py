"""What the page of one import shows of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matxich.apps.registry.actions.importing.beginning import may_choose
from matxich.apps.registry.models import ImportBatch, ImportRow
from matxich.apps.registry.queries.imports import UNDECIDED, Counts, candidate_names, counts, rows
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import ALLOWED, Decision, refused
from matxich.web.access import PersonRequest
from matxich.web.navigation import address_of
from matxich.web.presenters.tables import Bulk, BulkAction, Column, Table
from matxich.web.staff.imports.forms import RowFilterForm

State, Outcome, Choice = ImportBatch.State, ImportRow.Outcome, ImportRow.Choice
#: states in which the page shows rows
WITH_ROWS = (State.PREVIEW, State.APPLIED, State.UNDONE, State.DISCARDED)
LABELS = {
    Outcome.NEW: gettext_lazy("New"),
    Outcome.UPDATE: gettext_lazy("Update"),
    Outcome.SAME: gettext_lazy("Unchanged"),
    Outcome.DUPLICATE: gettext_lazy("Possible duplicates"),
    Outcome.ERROR: gettext_lazy("Errors"),
}
_WHATS = {
    "added": gettext_lazy("added"),
    "changed": gettext_lazy("changed"),
    "proposed": gettext_lazy("proposed, an officer decides"),
    "confirmed": gettext_lazy("confirmed"),
}
_NONE_UNDECIDED = refused("Không có dòng nào chưa quyết định.", "No row is undecided.")


def tabs(batch: ImportBatch, found: Counts, wanted: str) -> list[dict[str, Any]]:
    """Return one tab for all rows and one for each outcome."""
    plain = reverse("staff:import", args=[batch.pk])
    every = [{"label": _("All"), "address": plain, "is_current": not wanted, "count": found.total}]
    return every + [
        {
            "label": label,
            "address": f"{plain}?outcome={outcome}",
            "is_current": wanted == outcome,
            "count": found.by_outcome[outcome],
        }
        for outcome, label in LABELS.items()
        if found.by_outcome[outcome] or wanted == outcome
    ]


def row_table(request: PersonRequest, batch: ImportBatch, outcome: str) -> dict[str, Any]:
    """Return the filters and the table of rows that the address asks for."""
    form = RowFilterForm(request.GET)
    form.is_valid()
    asked = {"q": "", "choice": "", **form.cleaned_data}
    chooses = may_choose(batch).allowed
    columns = [
        Column("number", _("No."), is_number=True),
        Column("firm", _("Firm in the file")),
        Column("outcome", _("What it is")),
        Column("what", _what_label(batch, chooses=chooses)),
        Column("choice", _("Chosen to be") if chooses else _("The firm's record")),
    ]
    bulk = None
    if chooses:
        actions = [
            BulkAction("apply", _("Apply"), icon="check"),
            BulkAction("skip", _("Skip"), icon="circle-minus"),
        ]
        if outcome in {"", Outcome.DUPLICATE}:
            actions.append(BulkAction("new", _("They are new firms"), icon="plus"))
        bulk = Bulk(reverse("staff:import_rows", args=[batch.pk]), tuple(actions))
    table = Table(request, columns=columns, caption=_("Rows of the file"), bulk=bulk)
    table.show(rows(batch, outcome=outcome, choice=asked["choice"], text=asked["q"]))
    is_filtered = bool(asked["q"] or asked["choice"])
    return {
        "table": table,
        "filter_form": RowFilterForm(initial=asked),
        "is_filtered": is_filtered,
        "kept_query": [("outcome", outcome)] if outcome else [],
        "reset": f"{request.path}?outcome={outcome}" if outcome else request.path,
        "shown": shown(table.rows),
        "chooses": chooses,
    }


def _what_label(batch: ImportBatch, *, chooses: bool) -> str:
    if batch.state == State.UNDONE:
        return _("What happened, before it was undone")
    return _("What it would do") if chooses else _("What happened")


def shown(found: Sequence[ImportRow]) -> list[dict[str, Any]]:
    """Return rows with their differences in words and the firms that they may be."""
    names = candidate_names(found)
    return [
        {
            "row": row,
            "differences": difference_rows(row),
            "confirmed_count": sum(one["what"] == "confirmed" for one in row.differences),
            "first_candidate": _first(row, names),
            "more_candidates": max(0, len(row.candidates) - 1),
            "firm_address": firm_address(row.enterprise_id),
            "joins": row.content.get("joins"),
            "by": row.content.get("by", ""),
        }
        for row in found
    ]


def difference_rows(row: ImportRow) -> list[dict[str, Any]]:
    """Return the differences of a row for the component that shows them, confirmations left out."""
    return [
        {**one, "what_label": _WHATS[one["what"]]} for one in row.differences if one["what"] != "confirmed"
    ]


def firm_address(number: int | None) -> str:
    """Return where a record's page is; "" without a record or a page."""
    return (address_of("staff:firm", enterprise_id=number) or "") if number is not None else ""


def _first(row: ImportRow, names: dict[int, Any]) -> dict[str, Any] | None:
    if row.outcome != Outcome.DUPLICATE or not row.candidates:
        return None
    one = row.candidates[0]
    firm = names.get(one.get("enterprise", 0))
    return {**one, "firm": firm, "percent": round(one["score"] * 100)}


def state_values(request: PersonRequest, batch: ImportBatch) -> dict[str, Any]:
    """Return everything that the page of an import with rows shows."""
    found = counts(batch)
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in Outcome.values else ""
    undecided = found.by_choice[UNDECIDED]
    chosen = found.by_choice[Choice.APPLY]
    return {
        "counts": found,
        "undecided": undecided,
        "chosen": chosen,
        "tabs": tabs(batch, found, outcome),
        "tabs_name": _("Kinds of rows"),
        "outcome": outcome,
        "may_apply_whole": _whole(undecided, chosen),
        "may_apply_good": ALLOWED if chosen else _nothing(),
        "may_settle": ALLOWED if found.by_outcome[Outcome.DUPLICATE] else _NONE_UNDECIDED,
        "may_skip": ALLOWED if undecided else _NONE_UNDECIDED,
        **row_table(request, batch, outcome),
    }


def _nothing() -> Decision:
    return refused("Không có dòng nào được chọn để ghi.", "No row is chosen to be applied.")


def _whole(undecided: int, chosen: int) -> Decision:
    if not chosen:
        return _nothing()
    if not undecided:
        return ALLOWED
    text = Text(
        "Còn {n} dòng chưa quyết định: chọn, bỏ qua, hoặc ghi riêng các dòng tốt.",
        "{n} rows are undecided: decide them, skip them, or apply the good rows alone.",
    )
    return Decision(text.format(n=undecided))
