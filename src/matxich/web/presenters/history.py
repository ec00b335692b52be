"""The history of a record, ready to be read: who, when, what, from what to what, why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from matxich.apps.accounts.models import Role
from matxich.apps.accounts.queries.names import names_of
from matxich.apps.foundation.models import AuditEntry
from matxich.web.presenters.history_words import act_in_words, field_in_words
from matxich.web.presenters.statuses import status_of
from matxich.web.templatetags.mx_records import grade_in_words

#: fields whose values are codes: kind of record's noun and field → kind of `statuses`
_CODED = {
    ("enterprise", "stage"): "stage",
    ("enterprise", "status"): "status",
    ("claim", "state"): "claim",
    ("claim", "check_state"): "check",
    ("authority", "level"): "authority_level",
}
_FIELDS_IN_SHORT = 4


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of an act."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One act."""

    at: dt.datetime
    who: str
    what: str
    reason: str
    changes: list[Changed]

    @property
    def fields_in_short(self) -> str:
        """The names of its fields, the first few."""
        names = [one.field for one in self.changes[:_FIELDS_IN_SHORT]]
        return ", ".join(names) + ("…" if len(self.changes) > _FIELDS_IN_SHORT else "")


def read_history(entries: Iterable[AuditEntry]) -> list[Line]:
    """Return the acts as lines, in the order given; people's names are looked up once for all."""
    rows = list(entries)
    names = names_of(row.actor_id for row in rows)
    return [
        Line(row.at, _who(row, names), act_in_words(row.action), row.reason, _changes(row)) for row in rows
    ]


def _who(row: AuditEntry, names: dict[int, str]) -> str:
    if row.actor_id is None:
        known = {"system": _("the system"), "command": _("the command line"), "link": _("a signed link")}
        return known.get(row.via, row.via)
    name = names.get(row.actor_id) or _("a person no longer kept (no. %(number)s)") % {"number": row.actor_id}
    return _("%(name)s, by import") % {"name": name} if row.via == "import" else name


def _changes(row: AuditEntry) -> list[Changed]:
    noun = row.action.partition(".")[0]
    return [
        Changed(field_in_words(name), *_pair(noun, name, before, after))
        for name, (before, after) in row.changes.items()
    ]


def _pair(noun: str, name: str, before: Any, after: Any) -> tuple[str, str]:
    if before is None and after is None:
        hidden = _("personal data, not kept in the history")
        return hidden, hidden
    return value_in_words(before, _CODED.get((noun, name)), name), value_in_words(
        after, _CODED.get((noun, name)), name
    )


def value_in_words(value: Any, kind: str | None = None, name: str = "") -> str:
    """Return a kept value as people read it: dates and codes in words, lists with commas, "" for nothing."""
    if value is None or value == "":
        return ""
    if kind is not None:
        return str(status_of(kind, str(value))[0])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "role" and value in Role.values:
        return str(Role(value).label)
    if name == "grade" and isinstance(value, int):
        return grade_in_words(value)
    if isinstance(value, list):
        return ", ".join(value_in_words(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {value_in_words(one)}" for key, one in value.items())
    return _moment(value) if isinstance(value, str) else str(value)


def _moment(text: str) -> str:
    """Return a date or time in the reader's form, any other text as it is."""
    try:
        if len(text) == len("2026-11-25") and (day := parse_date(text)):
            return date_format(day, "SHORT_DATE_FORMAT")
        if "T" in text and (moment := parse_datetime(text)):
            return date_format(localtime(moment) if is_aware(moment) else moment, "SHORT_DATETIME_FORMAT")
    except ValueError:
        pass
    return text
