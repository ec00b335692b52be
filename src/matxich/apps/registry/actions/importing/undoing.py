"""Undoing a whole import, as long as nothing has been built on it.

What it made of a record that was there is taken back: its versions of lines become withdrawn and those they superseded
hold again. A record that it began is removed with what it wrote there, if nothing else speaks of it. The history keeps
all of it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models, transaction

from matxich.apps.foundation.actions.audit import entry, record
from matxich.apps.foundation.actions.changes import note_changes
from matxich.apps.foundation.actions.jobs import ask_for
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.many_rows import insert_many, update_many
from matxich.apps.foundation.models import AuditEntry, Job
from matxich.apps.registry.actions.importing.beginning import locked
from matxich.apps.registry.actions.importing.obstacles import PARTS, obstacles, written_rows
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.import_facts import portions
from matxich.apps.registry.models import (
    Claim,
    DuplicatePair,
    Enterprise,
    EnterpriseRole,
    ImportBatch,
    ImportRow,
)
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import NotAllowedError

UNDO_JOB = "import_undo"
Keep = Callable[[int, int], None]
_NEEDS_REASON = Text("Hãy ghi lý do hoàn tác.", "Write why it is undone.")
_STANDS = Text(
    "Chưa hoàn tác được: {n} việc đã dựa trên lần nhập này. Việc đầu tiên: {first}",
    "It cannot be undone: {n} things rest on this import. The first: {first}",
)


def ask_to_undo(batch: ImportBatch, *, actor: Actor, now: dt.datetime, reason: str) -> Job:
    """Ask for an applied import to be undone; whether anything rests on it is found out by the job.

    Raises:
        NotNowError: it is not applied, or is being undone already.
        NotAllowedError: no reason is given.
    """
    if not reason.strip():
        raise NotAllowedError(_NEEDS_REASON)
    with transaction.atomic():
        row = locked(batch, ImportBatch.State.APPLIED)
        payload = {"batch": row.pk, "by": actor.user_id, "reason": reason.strip()}
        row.state, row.problem = ImportBatch.State.UNDOING, {}
        row.job = ask_for(UNDO_JOB, payload, now, actor=actor)
        row.save(update_fields=["state", "problem", "job"])
    return row.job


def undo_import(job: Job, keep: Keep, now: dt.datetime) -> None:
    """Take back everything that the import of a job wrote, or say what rests on it and leave it as it is."""
    batch = ImportBatch.objects.get(pk=job.payload["batch"])
    if batch.state != ImportBatch.State.UNDOING:
        return
    actor, reason = Actor(job.payload["by"], "import"), job.payload["reason"]
    keep(0, 0)
    with transaction.atomic():
        row = locked(batch, ImportBatch.State.UNDOING)
        found = obstacles(row)
        if found:
            row.state = ImportBatch.State.APPLIED
            told = _STANDS.format(n=len(found), first=found[0].text)
            row.problem = {**told.as_dict(), "obstacles": [one.as_dict() for one in found]}
            row.save(update_fields=["state", "problem"])
        else:
            undone = _Undoing(row, actor, now, reason)
            undone.run()
            row.state = ImportBatch.State.UNDONE
            row.undone_at, row.undone_by_id = now, actor.user_id
            row.save(update_fields=["state", "undone_at", "undone_by_id"])
            counts = {"removed": ("", len(undone.removed)), "restored": ("", len(undone.restored))}
            record(actor, "import.undo", row, counts, now=now, reason=reason)
        keep(1, 1)


class _Undoing:
    def __init__(self, batch: ImportBatch, actor: Actor, now: dt.datetime, reason: str) -> None:
        self.actor, self.now, self.reason = actor, now, reason
        self.rows = written_rows(batch)[::-1]
        self.removed: list[int] = []
        self.restored: list[int] = []

    def run(self) -> None:
        """Restore the records that were there, then remove those that were begun."""
        made = [row.applied["enterprise"] for row in self.rows if row.applied["created"]]
        there = [row for row in self.rows if not row.applied["created"]]
        entries = [*self._claims(there), *self._parts(there), *self._identities(there)]
        entries += self._remove(made)
        insert_many(entries)
        self.restored = [row.applied["enterprise"] for row in there]
        changed = [row.applied["enterprise"] for row in there if row.applied.get("claims")]
        refresh(changed, self.now)
        note_changes("enterprise", [*made, *(set(self.restored) - set(changed))], self.now)

    def _entry(
        self, action: str, subject: models.Model, changes: Any, about: models.Model | None
    ) -> AuditEntry:
        return entry(self.actor, action, subject, changes, now=self.now, reason=self.reason, about=about)

    def _claims(self, rows: Sequence[ImportRow]) -> Iterator[AuditEntry]:
        """Withdraw the versions that were made, then let those hold again that they superseded."""
        made = [number for row in rows for number in row.applied.get("claims", ())]
        withdrawn: list[Claim] = []
        for claim in _claims_of(made):
            if claim.state == Claim.State.CURRENT:
                claim.current_until = self.now
            claim.state, claim.check_state = Claim.State.WITHDRAWN, Claim.Check.NONE
            claim.version += 1
            withdrawn.append(claim)
            changes = {f"{claim.kind}.{name}": (text, "") for name, text in claim.written.items()}
            yield self._entry("claim.withdraw", claim, changes, claim.enterprise)
        fields = ["state", "check_state", "current_until", "version"]
        update_many(withdrawn, fields)
        stood = {one["claim"]: one for row in rows for one in row.applied.get("before", ())}
        restored: list[Claim] = []
        for claim in _claims_of(list(stood)):
            before = stood[claim.pk]
            changes = {"state": (claim.state, before["state"])}
            claim.state, claim.check_state = before["state"], before["check_state"]
            claim.current_until = None
            claim.version += 1
            restored.append(claim)
            yield self._entry("claim.restore", claim, changes, claim.enterprise)
        update_many(restored, fields)
        self._unconfirm(rows)

    def _unconfirm(self, rows: Sequence[ImportRow]) -> None:
        days: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for row in rows:
            for number, before, after in row.applied.get("confirmed", ()):
                days[before, after].append(number)
        for (before, after), numbers in days.items():
            for some in portions(numbers):
                # Whoever confirmed it later than the import has the last word.
                Claim.objects.filter(pk__in=some, confirmed_on=after).update(
                    confirmed_on=before, version=models.F("version") + 1
                )

    def _parts(self, rows: Sequence[ImportRow]) -> Iterator[AuditEntry]:
        """Remove the names, codes, sites and contacts that were added."""
        for name, objects in PARTS.items():
            for some in portions(number for row in rows for number in row.applied.get(name, ())):
                for part in objects.filter(pk__in=some).select_related("enterprise"):
                    told = {} if name == "contacts" else {name: (str(part), "")}
                    yield self._entry(f"{name}.remove", part, told, part.enterprise)
                objects.filter(pk__in=some).delete()

    def _identities(self, rows: Sequence[ImportRow]) -> Iterator[AuditEntry]:
        changed: list[Enterprise] = []
        kept = {row.applied["enterprise"]: row.applied for row in rows if row.applied.get("identity")}
        for some in portions(kept):
            for firm in Enterprise.objects.select_for_update().filter(pk__in=some):
                applied = kept[firm.pk]
                changes = {name: (after, before) for name, (before, after) in applied["identity"].items()}
                for name, (_, before) in changes.items():
                    setattr(firm, name, before)
                if "status" in changes:
                    since = applied.get("status_since")
                    firm.status_since = dt.date.fromisoformat(since) if since else None
                firm.version += 1
                changed.append(firm)
                yield self._entry("enterprise.identity", firm, changes, None)
        fields = ["name_en", "tax_code", "status", "status_since", "version"]
        update_many(changed, fields)

    def _remove(self, made: Sequence[int]) -> Iterator[AuditEntry]:
        for some in portions(made, 200):
            firms = list(Enterprise.objects.filter(pk__in=some))
            for firm in firms:
                changes = {"name": (firm.name, ""), "tax_code": (firm.tax_code, "")}
                yield self._entry("enterprise.remove", firm, changes, None)
            self.removed += [firm.pk for firm in firms]
            DuplicatePair.objects.filter(models.Q(first__in=some) | models.Q(second__in=some)).delete()
            ImportRow.objects.filter(enterprise__in=some).update(enterprise=None)
            # A branch may have been begun together with its head office.
            Enterprise.objects.filter(head_office__in=some, pk__in=made).update(head_office=None)
            Claim.objects.filter(enterprise__in=some).exclude(supersedes=None).update(supersedes=None)
            # Nothing points at these, or it would stand in the way: they need not be looked through one by one.
            for objects in (Claim.objects, EnterpriseRole.objects, *PARTS.values()):
                objects.filter(enterprise__in=some)._raw_delete(using=DEFAULT_DB_ALIAS)  # noqa: SLF001 -- delete() would load every row to look for more
            Enterprise.objects.filter(pk__in=some).delete()


def _claims_of(numbers: Sequence[int]) -> Iterator[Claim]:
    for some in portions(numbers):
        yield from (
            Claim.objects.select_for_update(of=("self",)).filter(pk__in=some).select_related("enterprise")
        )
