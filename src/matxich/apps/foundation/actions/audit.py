"""Writing the history, in the same transaction as the act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import AuditEntry

Changes = Mapping[str, tuple[Any, Any]]


def record(
    actor: Actor,
    action: str,
    subject: models.Model,
    changes: Changes | None = None,
    *,
    now: dt.datetime,
    reason: str = "",
    about: models.Model | None = None,
    personal: Collection[str] = (),
) -> AuditEntry:
    """Append one act to the history.

    Args:
        action: "<noun>.<verb>".
        changes: field → (before, after); fields that did not change are left out.
        about: the record on whose page it is to be shown too.
        personal: fields whose values are personal data: written down by name only.
    """
    made = entry(actor, action, subject, changes, now=now, reason=reason, about=about, personal=personal)
    made.save()
    return made


def entry(
    actor: Actor,
    action: str,
    subject: models.Model,
    changes: Changes | None = None,
    *,
    now: dt.datetime,
    reason: str = "",
    about: models.Model | None = None,
    personal: Collection[str] = (),
) -> AuditEntry:
    """Return one act as `record` writes it, not yet written: for whoever writes thousands in one transaction."""
    kept = {
        name: [None, None] if name in personal else [plain(before), plain(after)]
        for name, (before, after) in (changes or {}).items()
        if before != after
    }
    return AuditEntry(
        at=now,
        actor_id=actor.user_id,
        via=actor.via,
        action=action,
        subject_type=label(subject),
        subject_id=subject.pk,
        about_type=label(about) if about is not None else "",
        about_id=about.pk if about is not None else None,
        changes=kept,
        reason=reason.strip(),
    )


def label(row: models.Model) -> str:
    """Return how a kind of record is named in the history: "registry.enterprise"."""
    return row._meta.label_lower  # noqa: SLF001 -- Django's own documented name for it


def differences(
    before: models.Model | Mapping[str, Any], after: Mapping[str, Any], names: Iterable[str]
) -> dict[str, tuple[Any, Any]]:
    """Return field → (before, after) of the named fields that differ."""
    found = {}
    for name in names:
        old = before[name] if isinstance(before, Mapping) else getattr(before, name)
        if old != after[name]:
            found[name] = (old, after[name])
    return found


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value
