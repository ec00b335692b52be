"""What the pages of the authority table show: lines under their task, and the history of one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from matxich.apps.foundation.actions.audit import label
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.places.models import Authority
from matxich.web.presenters.history import Line as HistoryLine
from matxich.web.presenters.history import read_history


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is listed."""

    row: Authority
    body: str
    #: "holds", "ended" or "to_come", on the day asked for
    state: str


@dataclass(frozen=True, slots=True)
class Task:
    """One task with its lines, in the order of their levels and days."""

    code: str
    name: str
    lines: tuple[Line, ...]


def table_of(rows: Iterable[Authority], on: dt.date) -> list[Task]:
    """Return the lines under their tasks."""
    found: dict[str, list[Authority]] = {}
    for row in rows:
        found.setdefault(row.task_code, []).append(row)
    return [
        Task(code, in_words(lines[0].task_vi, lines[0].task_en), tuple(_line(row, on) for row in lines))
        for code, lines in found.items()
    ]


def _line(row: Authority, on: dt.date) -> Line:
    if row.valid_from > on:
        state = "to_come"
    elif row.valid_until is not None and row.valid_until <= on:
        state = "ended"
    else:
        state = "holds"
    return Line(row, in_words(row.body_vi, row.body_en), state)


def in_words(vi: str, en: str) -> str:
    """Return a name in the reader's language; the Vietnamese one where nobody gave the other."""
    return vi if get_language() == "vi" else en or vi


def history_of(row: Authority) -> list[HistoryLine]:
    """Return what happened to a line, newest first."""
    return read_history(AuditEntry.objects.filter(subject_type=label(row), subject_id=row.pk))
