"""The authority table as it stands on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from matxich.apps.places.models import Authority


def in_force(on: dt.date) -> QuerySet[Authority]:
    """Return the lines that hold on a day, by task."""
    return Authority.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), valid_from__lte=on)


def responsible(task_code: str, on: dt.date) -> list[Authority]:
    """Return who has a task on a day: one line a level, empty when the table does not say."""
    return list(in_force(on).filter(task_code=task_code))


def tasks() -> list[tuple[str, str, str]]:
    """Return (code, name in Vietnamese, name in English) of every task the table knows, by code."""
    found = {row[0]: row for row in Authority.objects.values_list("task_code", "task_vi", "task_en")}
    return [found[code] for code in sorted(found)]
