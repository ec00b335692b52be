"""What the pages of the authority table show: lines under their task, and the history of one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actions.audit import label
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.places.models import Authority
from matxich.web.staff.authorities_form import AuthorityForm

_ACTS: dict[str, Promise] = {
    "authority.add": gettext_lazy("Added"),
    "authority.end": gettext_lazy("Ended"),
    "authority.correct": gettext_lazy("Corrected"),
}


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


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after, as readers see it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act on a line, as the history component shows it."""

    at: dt.datetime
    who: str
    what: str
    reason: str
    changes: tuple[Change, ...]

    @property
    def fields_in_short(self) -> str:
        """The names of the fields."""
        return ", ".join(change.field for change in self.changes)


def history_of(row: Authority) -> list[HistoryLine]:
    """Return what happened to a line, newest first; two queries."""
    entries = list(AuditEntry.objects.filter(subject_type=label(row), subject_id=row.pk))
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={one.actor_id for one in entries})}
    return [
        HistoryLine(
            at=entry.at,
            who=names.get(entry.actor_id or 0, _("the system")),
            what=str(_ACTS.get(entry.action, entry.action)),
            reason=entry.reason,
            changes=tuple(
                Change(
                    str(AuthorityForm.base_fields[field].label), _shown(field, before), _shown(field, after)
                )
                for field, (before, after) in entry.changes.items()
                if _shown(field, before) != _shown(field, after)
            ),
        )
        for entry in entries
    ]


def _shown(field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field == "level":
        return str(dict(Authority.Level.choices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field in {"valid_from", "valid_until"}:
        return formats.date_format(dt.date.fromisoformat(value), "SHORT_DATE_FORMAT")
    return str(value)
