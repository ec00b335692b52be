"""Claims: offering a version of a line, confirming, withdrawing, deciding. Nothing is ever overwritten."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import Attachment
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import Claim, Enterprise, Evidence
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.claim_kind import ClaimKind, ClaimProblem, Read, claim_kinds
from matxich.domain.enterprises.versions import Disposition, cleaned, disposition
from matxich.domain.shared.grade import Grade


class UnusableClaimError(ValueError):
    """What was written cannot be kept as a claim; `problems` say which field, why and what to do."""

    def __init__(self, problems: Sequence[ClaimProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.text.en for problem in problems))


def propose(
    enterprise: Enterprise,
    kind: str,
    written: Mapping[str, str],
    *,
    actor: Actor,
    now: dt.datetime,
    source: str,
    source_note: str = "",
    line: uuid.UUID | None = None,
    expected_version: int | None = None,
    evidence: Iterable[Attachment] = (),
    reason: str = "",
    refreshing: bool = True,
) -> Claim:
    """Offer a new line, or a new version of one, and return the version that was kept.

    A version that says nothing new confirms the one that holds. A change to a verified line waits for an officer
    unless its source is trusted; everything else holds at once, self-declared, and waits to be checked.

    Args:
        line: the line it is a version of; None finds one of the same key, or begins a new line.
        expected_version: version of the current claim on the page that was filled; None skips the check.
        refreshing: False when the caller refreshes many firms at its end.

    Raises:
        UnusableClaimError: a needed field is empty or cannot be read.
        EditConflictError: somebody changed the line meanwhile.
    """
    claim_kind = claim_kinds()[kind]
    fields = cleaned(written)
    found = claim_kind.read(fields, load_vocabulary())
    if not found.usable:
        raise UnusableClaimError([one for one in found.problems if one.severity == "error"])
    files = list(evidence)
    try:
        with transaction.atomic():
            held = _held(enterprise, claim_kind, found, fields, line)
            _expect(held, expected_version)
            what = disposition(held.written if held else None, held.grade if held else 0, fields, source)
            if what is Disposition.UNCHANGED and held is not None:
                kept = _unchanged(held, files, actor, now)
            else:
                kept = _new_version(
                    enterprise,
                    claim_kind,
                    found,
                    fields,
                    held,
                    what,
                    actor,
                    now,
                    source,
                    source_note,
                    reason,
                    line,
                )
                _attach(kept, files, actor, now)
            if refreshing:
                refresh([enterprise.pk], now)
    except IntegrityError as problem:  # two people sent a version of one line at the same moment
        winner = Claim.objects.filter(line=line).order_by("-id").first() if line else None
        if winner is None:
            raise
        raise EditConflictError(winner) from problem
    return kept


def _held(
    enterprise: Enterprise, kind: ClaimKind, found: Read, fields: Mapping[str, str], line: uuid.UUID | None
) -> Claim | None:
    rows = Claim.objects.select_for_update().filter(
        enterprise=enterprise, kind=kind.code, state=Claim.State.CURRENT
    )
    if line is not None:
        # Whoever waited for the row may find that it was superseded meanwhile: then the newer one is what holds.
        return rows.filter(line=line).first() or rows.filter(line=line).first()
    if kind.single:
        return rows.first()
    return rows.filter(line_key=line_key(kind, found, fields)).first()


def line_key(kind: ClaimKind, found: Read, fields: Mapping[str, str]) -> str:
    """Return what tells the line from the firm's others, as the column holds it."""
    return kind.key(found, fields)[:300]


def _expect(held: Claim | None, version: int | None) -> None:
    if version is not None and held is not None and held.version != version:
        raise EditConflictError(held)


def _unchanged(held: Claim, files: list[Attachment], actor: Actor, now: dt.datetime) -> Claim:
    held.confirmed_on = localdate(now)
    if files:
        _attach(held, files, actor, now)
        held.check_state, held.submitted_at = Claim.Check.WAITING, now
    held.version += 1
    held.save()
    record(actor, "claim.confirm", held, now=now, about=held.enterprise)
    return held


def fill(claim: Claim, kind: ClaimKind, found: Read, fields: Mapping[str, str]) -> None:
    """Set the columns of a claim that follow from what was written."""
    claim.kind, claim.written, claim.typed = kind.code, dict(fields), dict(found.typed)
    claim.line_key = line_key(kind, found, fields)
    claim.codes = _joined(found.codes)
    claim.year, claim.valid_from, claim.expires_on = found.year, found.valid_from, found.expires_on
    claim.summary_vi, claim.summary_en = found.summary.vi[:400], found.summary.en[:400]


def _joined(codes: Sequence[str]) -> str:
    text = "|"
    for code in codes:
        if len(text) + len(code) + 1 > 400:
            break
        text += f"{code}|"
    return text if codes else ""


def _new_version(
    enterprise: Enterprise,
    kind: ClaimKind,
    found: Read,
    fields: dict[str, str],
    held: Claim | None,
    what: Disposition,
    actor: Actor,
    now: dt.datetime,
    source: str,
    source_note: str,
    reason: str,
    line: uuid.UUID | None,
) -> Claim:
    claim = Claim(
        enterprise=enterprise,
        line=line or uuid.uuid4(),
        source=source,
        source_note=source_note[:300],
        grade=Grade.SELF_DECLARED,
        check_state=Claim.Check.WAITING,
        submitted_at=now,
        confirmed_on=localdate(now),
        created_at=now,
        created_by_id=actor.user_id,
        supersedes=held,
    )
    fill(claim, kind, found, fields)
    if held is not None:
        claim.line = held.line
        # The counter goes on through the versions of a line: a page that shows an older one is told so.
        claim.version = held.version + 1
        _end_proposal(held.line, now)
    if what is Disposition.CURRENT:
        claim.state, claim.current_from = Claim.State.CURRENT, now
        if held is not None:
            supersede(held, now)
    else:
        claim.state = Claim.State.PROPOSED
        if held is not None:  # whoever else has the page open is told that a change waits already
            held.version += 1
            held.save(update_fields=["version"])
    claim.save()
    before = held.written if held is not None else {}
    names = sorted({*before, *fields})
    record(
        actor,
        "claim.add" if held is None else "claim.change" if what is Disposition.CURRENT else "claim.propose",
        claim,
        {f"{kind.code}.{name}": (before.get(name, ""), fields.get(name, "")) for name in names},
        now=now,
        reason=reason,
        about=enterprise,
    )
    return claim


def _end_proposal(line: uuid.UUID, now: dt.datetime) -> None:
    """A newer proposal takes the place of one that still waits."""
    Claim.objects.filter(line=line, state=Claim.State.PROPOSED).update(
        state=Claim.State.SUPERSEDED, check_state=Claim.Check.NONE
    )


def supersede(held: Claim, now: dt.datetime) -> None:
    """End the version that held."""
    held.state, held.current_until, held.check_state = Claim.State.SUPERSEDED, now, Claim.Check.NONE
    held.version += 1
    held.save()


def _attach(claim: Claim, files: Iterable[Attachment], actor: Actor, now: dt.datetime) -> None:
    there = set(claim.evidence.values_list("attachment_id", flat=True)) if claim.pk else set()
    Evidence.objects.bulk_create(
        Evidence(claim=claim, attachment=file, added_at=now, added_by_id=actor.user_id)
        for file in files
        if file.pk not in there
    )


def confirm_lines(claims: Iterable[Claim], *, actor: Actor, now: dt.datetime) -> int:
    """Say of these current claims that they are still true; return how many that was."""
    ids = [claim.pk for claim in claims]
    with transaction.atomic():
        rows = list(Claim.objects.select_for_update().filter(pk__in=ids, state=Claim.State.CURRENT))
        for row in rows:
            row.confirmed_on = localdate(now)
            row.version += 1
            record(actor, "claim.confirm", row, now=now, about=row.enterprise)
        Claim.objects.bulk_update(rows, ["confirmed_on", "version"], batch_size=500)
        refresh({row.enterprise_id for row in rows}, now)
    return len(rows)


def withdraw(
    claim: Claim, *, actor: Actor, now: dt.datetime, reason: str = "", expected_version: int | None = None
) -> Claim:
    """Take a line back: it held until now, and its versions stay in the history.

    Raises:
        EditConflictError: it is no longer current, or was changed since the page was loaded.
    """
    with transaction.atomic():
        row = Claim.objects.select_for_update().get(pk=claim.pk)
        _expect(row, expected_version)
        if row.state not in {Claim.State.CURRENT, Claim.State.PROPOSED}:
            raise EditConflictError(row)
        _end_proposal(row.line, now)
        if row.state == Claim.State.CURRENT:
            row.current_until = now
        row.state, row.check_state = Claim.State.WITHDRAWN, Claim.Check.NONE
        row.version += 1
        row.save()
        record(
            actor,
            "claim.withdraw",
            row,
            {f"{row.kind}.{name}": (text, "") for name, text in row.written.items()},
            now=now,
            reason=reason,
            about=row.enterprise,
        )
        refresh([row.enterprise_id], now)
    return row
