"""Reading the history: of one record, or of everything with filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from matxich.apps.foundation.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the history is asked for; an empty field narrows nothing."""

    #: acts of these people; None = of everybody, an empty set = of nobody
    actor_ids: Collection[int] | None = None
    #: whole ("role.granted") or the noun alone ("role")
    action: str = ""
    #: "<app>.<model>"
    subject_type: str = ""
    subject_id: int | None = None
    #: first and last moment, the last one left out
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def entries(wanted: Wanted) -> QuerySet[AuditEntry]:
    """Return the entries asked for, the last written first."""
    found: QuerySet[AuditEntry] = AuditEntry.objects.order_by("-pk")
    if wanted.actor_ids is not None:
        found = found.filter(actor_id__in=list(wanted.actor_ids))
    if wanted.action:
        found = found.filter(Q(action=wanted.action) | Q(action__startswith=f"{wanted.action}."))
    if wanted.subject_type:
        subject, about = Q(subject_type=wanted.subject_type), Q(about_type=wanted.subject_type)
        if wanted.subject_id is not None:
            subject &= Q(subject_id=wanted.subject_id)
            about &= Q(about_id=wanted.subject_id)
        found = found.filter(subject | about)
    if wanted.since:
        found = found.filter(at__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__lt=wanted.until)
    return found


def page_after(
    found: QuerySet[AuditEntry], cursor: int | None, size: int
) -> tuple[list[AuditEntry], int | None]:
    """Return the next entries below a cursor, and the cursor after them; None when nothing follows.

    A cursor is the number of the last entry seen: what is written meanwhile moves no page.
    """
    if cursor is not None:
        found = found.filter(pk__lt=cursor)
    rows = list(found[: size + 1])
    return rows[:size], rows[size - 1].pk if len(rows) > size else None


def history_of(subject_type: str, subject_id: int, *, most: int) -> list[AuditEntry]:
    """Return what happened to a record or is told on its page, the last first."""
    return list(entries(Wanted(subject_type=subject_type, subject_id=subject_id))[:most])


def kinds_of_records() -> list[str]:
    """Return which kinds of records the history tells of."""
    return sorted(set(AuditEntry.objects.order_by().values_list("subject_type", flat=True).distinct()))


def actions() -> list[str]:
    """Return which acts the history tells of."""
    return sorted(set(AuditEntry.objects.order_by().values_list("action", flat=True).distinct()))
