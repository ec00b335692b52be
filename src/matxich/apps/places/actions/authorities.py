"""Adds, ends and corrects lines of the authority table. Nothing is deleted; every change says why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.places.facts import term_of
from matxich.apps.places.models import Authority
from matxich.catalogue.authorities import known_authorities
from matxich.domain.places.authorities import Term, may_end, may_stand
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import Decision, require

#: what a person may enter
FIELDS = (
    "task_code",
    "task_vi",
    "task_en",
    "level",
    "body_vi",
    "body_en",
    "valid_from",
    "valid_until",
    "legal_basis",
    "note",
    "is_verified",
)


class ChangedMeanwhileError(Exception):
    """Somebody else changed the line since it was opened; nothing was written."""

    def __init__(self, authority: Authority) -> None:
        #: the line as it is now
        self.authority = authority
        self.text = Text(
            "Trong lúc bạn sửa, người khác đã sửa dòng này. Hãy xem nội dung hiện tại rồi ghi lại.",
            "Somebody else changed this line while you did. Look at what it says now, then save again.",
        )
        super().__init__(self.text.en)


class ReasonMissingError(ValueError):
    """A change to the table came without its reason."""


def add(values: Mapping[str, Any], *, actor: Actor, reason: str, now: dt.datetime) -> Authority:
    """Add a line.

    Args:
        values: by the names in FIELDS; those left out are empty.
        actor: who adds it.
        reason: why, for the history; not blank.
        now: the moment that the history shows.

    Raises:
        NotAllowedError: another body has the task at that level on one of these days, or the dates are turned round.
        ReasonMissingError: no reason is given.
    """
    _need_reason(reason)
    with transaction.atomic():
        row = Authority(**{name: values[name] for name in FIELDS if name in values})
        require(_may_stand(row))
        row.save()
        record(
            actor,
            "authority.add",
            row,
            {name: (None, getattr(row, name)) for name in FIELDS},
            reason=reason,
            now=now,
        )
    return row


def end(
    authority_id: int, on: dt.date, *, actor: Actor, reason: str, version: int | None = None, now: dt.datetime
) -> Authority:
    """End a line on a day, the first on which it no longer holds.

    Raises:
        Authority.DoesNotExist: there is no such line.
        NotAllowedError: it has ended already, or would end before it begins.
        ChangedMeanwhileError: the line is no longer the version that was looked at.
        ReasonMissingError: no reason is given.
    """
    _need_reason(reason)
    with transaction.atomic():
        row = _locked(authority_id, version)
        require(may_end(term_of(row), on))
        _change(row, {"valid_until": on}, "authority.end", actor, reason, now)
    return row


def correct(
    authority_id: int,
    values: Mapping[str, Any],
    *,
    actor: Actor,
    reason: str,
    version: int | None = None,
    now: dt.datetime,
) -> Authority:
    """Correct a line; what it said before stays in the history.

    Args:
        authority_id: number of the line.
        values: by the names in FIELDS; those left out stay.
        actor: who corrects it.
        reason: why; not blank.
        version: of the line as it was looked at; None: whatever it is now.
        now: the moment that the history shows.

    Raises:
        Authority.DoesNotExist: there is no such line.
        NotAllowedError: the line cannot stand beside the others like this.
        ChangedMeanwhileError: the line is no longer the version that was looked at.
        ReasonMissingError: no reason is given.
    """
    _need_reason(reason)
    with transaction.atomic():
        row = _locked(authority_id, version)
        changes = {name: values[name] for name in FIELDS if name in values}
        _change(row, changes, "authority.correct", actor, reason, now)
    return row


def load_known(*, actor: Actor, now: dt.datetime) -> int:
    """Add the catalogue's lines that were never loaded, and return how many; what people changed stays as it is."""
    loaded = set(Authority.objects.exclude(catalogue_code="").values_list("catalogue_code", flat=True))
    new = [entry for entry in known_authorities() if entry.code not in loaded]
    with transaction.atomic():
        for entry in new:
            row = Authority(
                task_code=entry.task_code,
                task_vi=entry.task.vi,
                task_en=entry.task.en,
                level=entry.level,
                body_vi=entry.body.vi,
                body_en=entry.body.en,
                valid_from=entry.valid_from,
                valid_until=entry.valid_until,
                legal_basis=entry.legal_basis,
                note=entry.note,
                is_verified=entry.is_verified,
                catalogue_code=entry.code,
            )
            row.save()
            record(
                actor,
                "authority.add",
                row,
                {name: (None, getattr(row, name)) for name in FIELDS},
                now=now,
            )
    return len(new)


def _change(
    row: Authority, values: Mapping[str, Any], action: str, actor: Actor, reason: str, now: dt.datetime
) -> None:
    changes = {name: (getattr(row, name), value) for name, value in values.items()}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        return
    for name, (_, value) in changes.items():
        setattr(row, name, value)
    require(_may_stand(row))
    row.version += 1
    row.save()
    record(actor, action, row, changes, reason=reason, now=now)


def _may_stand(row: Authority) -> Decision:
    others: list[Term] = [
        term_of(other)
        for other in Authority.objects.filter(task_code=row.task_code, level=row.level).exclude(pk=row.pk)
    ]
    return may_stand(term_of(row), others)


def _locked(authority_id: int, version: int | None) -> Authority:
    row = Authority.objects.select_for_update().get(pk=authority_id)
    if version is not None and row.version != version:
        raise ChangedMeanwhileError(row)
    return row


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissingError("a change to the authority table needs its reason")
