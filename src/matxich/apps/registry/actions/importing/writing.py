"""Writing prepared firms in bulk, by the rules by which single ones are written, with their history.

What was made and changed is written down per row, so that the whole import can be undone exactly.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.timezone import localdate

from matxich.apps.foundation.actions.audit import entry
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.many_rows import insert_many, update_many
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.registry.actions.contacts import PERSONAL
from matxich.apps.registry.actions.importing.prepared import Prepared
from matxich.apps.registry.actions.refresh import derive, size_thresholds
from matxich.apps.registry.import_facts import portions
from matxich.apps.registry.models import (
    Claim,
    Enterprise,
    EnterpriseRole,
)
from matxich.domain.enterprises.importing.comparing import ClaimStep, Outcome

_BATCH = 500


@dataclass(slots=True)
class Writer:
    """Writes portions of prepared firms inside the import's transaction."""

    actor: Actor
    now: dt.datetime
    reason: str

    def write(self, some: Sequence[Prepared]) -> list[int]:
        """Write some firms and return the numbers of the records that were there before and say something new now."""
        firms = self._enterprises(some)
        for one, firm in zip(some, firms, strict=True):
            one.row.applied = {"enterprise": firm.pk, "created": one.held is None}
        entries = self._identities(some, firms)
        entries += self._parts(some, firms)
        entries += self._claims(some, firms)
        insert_many(entries)
        return [
            firm.pk
            for one, firm in zip(some, firms, strict=True)
            if one.held is not None and one.found.outcome is not Outcome.SAME
        ]

    def _entry(
        self,
        action: str,
        subject: models.Model,
        changes: Any,
        about: models.Model | None = None,
        **words: Any,
    ) -> AuditEntry:
        return entry(
            self.actor, action, subject, changes, now=self.now, reason=self.reason, about=about, **words
        )

    def _enterprises(self, some: Sequence[Prepared]) -> list[Enterprise]:
        """Begin the new records; return the record of each, new or locked."""
        made = [one.enterprise for one in some if one.enterprise is not None]
        thresholds = size_thresholds(localdate(self.now))
        for one in some:
            if one.enterprise is not None:
                derive(one.enterprise, [claim for claim, _ in one.claims], thresholds)
        insert_many(made)
        role, since = EnterpriseRole.Role.SUPPLIER, localdate(self.now)
        insert_many([EnterpriseRole(enterprise=firm, role=role, valid_from=since) for firm in made])
        ids = [one.held.id for one in some if one.held is not None]
        there = {firm.pk: firm for firm in Enterprise.objects.select_for_update().filter(pk__in=ids)}
        firms: list[Enterprise] = []
        for one in some:
            if one.enterprise is not None:
                firms.append(one.enterprise)
            elif one.held is not None:
                firms.append(there[one.held.id])
        return firms

    def _identities(self, some: Sequence[Prepared], firms: Sequence[Enterprise]) -> list[AuditEntry]:
        entries, changed = [], []
        for one, firm in zip(some, firms, strict=True):
            if one.held is None:
                named = {name: getattr(firm, name) for name in ("name", "name_en", "tax_code", "status")}
                one.row.applied["made"] = named
                entries.append(self._entry("enterprise.create", firm, _told(one, named)))
                continue
            if not one.found.identity:
                continue
            for name, (_, after) in one.found.identity.items():
                setattr(firm, name, after)
            if "status" in one.found.identity:
                one.row.applied["status_since"] = firm.status_since.isoformat() if firm.status_since else None
                firm.status_since = localdate(self.now)
            firm.version += 1
            changed.append(firm)
            one.row.applied["identity"] = {name: list(both) for name, both in one.found.identity.items()}
            entries.append(self._entry("enterprise.identity", firm, one.found.identity))
        if changed:
            fields = ["name_en", "tax_code", "status", "status_since", "version"]
            update_many(changed, fields)
        return entries

    def _parts(self, some: Sequence[Prepared], firms: Sequence[Enterprise]) -> list[AuditEntry]:
        """Write names, codes, sites and contacts."""
        entries: list[AuditEntry] = []
        for name in ("names", "codes", "sites", "contacts"):
            made: list[Any] = []
            for one, firm in zip(some, firms, strict=True):
                for part in getattr(one, name):
                    part.enterprise = firm
                    made.append(part)
            insert_many(made)
            for one, firm in zip(some, firms, strict=True):
                parts = getattr(one, name)
                if parts:
                    one.row.applied[name] = [part.pk for part in parts]
                if one.held is not None:
                    entries += [self._part_entry(name, part, firm) for part in parts]
        return entries

    def _part_entry(self, name: str, part: Any, firm: Enterprise) -> AuditEntry:
        if name == "contacts":
            told = {field: ("", getattr(part, field)) for field in PERSONAL if getattr(part, field)}
            return self._entry("contact.add", part, told, firm, personal=PERSONAL)
        if name == "sites":
            return self._entry("site.add", part, {"address": ("", part.address)}, firm)
        if name == "codes":
            return self._entry("enterprise.tax_code", part, {"tax_code": ("", part.tax_code)}, firm)
        return self._entry("enterprise.alias", part, {"name": ("", part.name)}, firm)

    def _claims(self, some: Sequence[Prepared], firms: Sequence[Enterprise]) -> list[AuditEntry]:
        touched = [step.held.id for one in some for _, step in one.claims if step.held is not None]
        held = {claim.pk: claim for claim in _in_portions(Claim.objects.select_for_update(), touched)}
        said = {
            number: day
            for portion in portions(n for one in some for n in one.confirmed)
            for number, day in Claim.objects.filter(pk__in=portion).values_list("pk", "confirmed_on")
        }
        waiting = self._waiting(held.values())
        made: list[Claim] = []
        changed: dict[int, Claim] = {}
        days: dict[dt.date, list[int]] = defaultdict(list)
        entries: list[AuditEntry] = []
        for one, firm in zip(some, firms, strict=True):
            undo: list[dict[str, Any]] = []
            for claim, step in one.claims:
                claim.enterprise = firm
                before = held[step.held.id] if step.held else None
                if before is not None:
                    undo += _set_aside(before, claim, waiting, changed, self.now)
                made.append(claim)
            confirmed = _still_true(one, said)
            one.row.applied |= {"before": undo, "confirmed": confirmed}
            if one.confirmed_on is not None:
                days[one.confirmed_on] += [number for number, _, _ in confirmed]
            if confirmed:
                told = {"claims": ("", len(confirmed)), "confirmed_on": ("", one.confirmed_on)}
                entries.append(self._entry("enterprise.confirm_lines", firm, told))
        # The version that held goes first: a line has one current version at a time.
        fields = ["state", "check_state", "current_until", "version"]
        update_many(list(changed.values()), fields)
        insert_many(made)
        for day, numbers in days.items():
            for portion in portions(numbers):
                Claim.objects.filter(pk__in=portion).update(confirmed_on=day, version=models.F("version") + 1)
        for one, firm in zip(some, firms, strict=True):
            one.row.applied["claims"] = [claim.pk for claim, _ in one.claims]
            if one.held is not None:
                entries += [self._claim_entry(claim, step, firm) for claim, step in one.claims]
        return entries

    def _waiting(self, held: Iterable[Claim]) -> dict[Any, Claim]:
        """Return the proposals that wait on these lines: a newer proposal takes their place."""
        lines = [claim.line for claim in held]
        found: dict[Any, Claim] = {}
        for start in range(0, len(lines), _BATCH):
            rows = Claim.objects.select_for_update().filter(
                line__in=lines[start : start + _BATCH], state=Claim.State.PROPOSED
            )
            found.update({row.line: row for row in rows})
        return found

    def _claim_entry(self, claim: Claim, step: ClaimStep, firm: Enterprise) -> AuditEntry:
        held = step.held.written if step.held else {}
        action = "claim.add" if step.held is None else "claim.change"
        if claim.state == Claim.State.PROPOSED:
            action = "claim.propose"
        names = sorted({*held, *claim.written})
        changes = {f"{claim.kind}.{one}": (held.get(one, ""), claim.written.get(one, "")) for one in names}
        return self._entry(action, claim, changes, firm)


def _still_true(one: Prepared, said: dict[int, dt.date | None]) -> list[tuple[int, str | None, str]]:
    """Return the lines that the file confirms on a later day than anybody before: (number, day before, day now)."""
    on = one.confirmed_on
    if on is None:
        return []
    known = ((number, said[number]) for number in one.confirmed if number in said)
    return [
        (number, before.isoformat() if before else None, on.isoformat())
        for number, before in known
        if before is None or before < on
    ]


def _told(one: Prepared, named: dict[str, str]) -> dict[str, tuple[Any, Any]]:
    """Return all that a new record begins with, as one act of its history; people by their number only."""
    told: dict[str, tuple[Any, Any]] = {name: ("", text) for name, text in named.items()}
    told["address"] = ("", "; ".join(site.address for site in one.sites))
    told["names"] = ("", "; ".join(name.name for name in one.names))
    told["contacts"] = (0, len(one.contacts))
    for claim, _ in one.claims:
        before, so_far = told.get(claim.kind, ("", ""))
        told[claim.kind] = (before, f"{so_far}; {claim.summary_vi}" if so_far else claim.summary_vi)
    return told


def _in_portions(rows: Any, numbers: Sequence[int]) -> Iterable[Claim]:
    for start in range(0, len(numbers), _BATCH):
        yield from rows.filter(pk__in=numbers[start : start + _BATCH])


def _set_aside(
    before: Claim, claim: Claim, waiting: dict[Any, Claim], changed: dict[int, Claim], now: dt.datetime
) -> list[dict[str, Any]]:
    """Put a new version on the line of the one that holds; return how those it takes the place of stood."""
    claim.line = before.line
    undo = []
    if before.line in waiting:
        undo.append(_stood(waiting[before.line]))
        _end(waiting.pop(before.line), changed)
    if claim.state == Claim.State.CURRENT:
        undo.append(_stood(before))
        before.current_until = now
        _end(before, changed)
    return undo


def _stood(claim: Claim) -> dict[str, Any]:
    return {"claim": claim.pk, "state": claim.state, "check_state": claim.check_state}


def _end(claim: Claim, changed: dict[int, Claim]) -> None:
    claim.state, claim.check_state = Claim.State.SUPERSEDED, Claim.Check.NONE
    claim.version += 1
    changed[claim.pk] = claim
