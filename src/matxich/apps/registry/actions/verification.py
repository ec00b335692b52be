"""What an officer decides about a claim: accept it with a grade, refuse it, ask about it; more evidence from the firm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.timezone import localdate

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actions.notifications import notify
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import Attachment
from matxich.apps.registry.actions.claims import supersede
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import Claim, Evidence, Verification
from matxich.apps.registry.queries.representation import representatives_of
from matxich.domain.enterprises.versions import may_decide
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import require

_TOLD = {
    Verification.Decision.ACCEPTED: Text("Đã chấp nhận: {what}", "Accepted: {what}"),
    Verification.Decision.REFUSED: Text("Bị từ chối: {what} – {reason}", "Refused: {what} – {reason}"),
    Verification.Decision.ASKED: Text("Cần bổ sung: {what} – {reason}", "More is needed: {what} – {reason}"),
}


def decide(
    claim: Claim,
    decision: str,
    *,
    actor: Actor,
    now: dt.datetime,
    grade: int | None = None,
    reason: str = "",
    expected_version: int | None = None,
) -> Verification:
    """Decide about a claim and return the decision as written down.

    Accepting a proposal puts it in the place of the verified version. Refusing a proposal leaves that one; refusing a
    current claim takes it out. Asking leaves everything as it is and puts the claim back to the firm.

    Raises:
        NotAllowedError: a grade or a reason is missing, or the claim was decided already.
        EditConflictError: it was changed since the page was loaded.
    """
    with transaction.atomic():
        row = Claim.objects.select_for_update().get(pk=claim.pk)
        if expected_version is not None and row.version != expected_version:
            raise EditConflictError(row)
        require(may_decide(row.state, decision, grade, reason))
        before = {"state": row.state, "grade": row.grade, "check_state": row.check_state}
        if decision == Verification.Decision.ACCEPTED:
            _accept(row, int(grade or 0), actor, now)
        elif decision == Verification.Decision.REFUSED:
            _refuse(row, now)
        else:
            row.check_state = Claim.Check.ASKED
        row.version += 1
        row.save()
        made = Verification.objects.create(
            claim=row,
            decision=decision,
            grade=row.grade if decision == Verification.Decision.ACCEPTED else None,
            at=now,
            by_id=actor.user_id,
            reason=reason.strip(),
        )
        record(
            actor,
            f"claim.{_VERBS[decision]}",
            row,
            {name: (old, getattr(row, name)) for name, old in before.items()},
            now=now,
            reason=reason,
            about=row.enterprise,
        )
        refresh([row.enterprise_id], now)
        _tell(row, decision, reason, now)
    return made


_VERBS = {"accepted": "accept", "refused": "refuse", "asked": "ask"}


def _accept(row: Claim, grade: int, actor: Actor, now: dt.datetime) -> None:
    if row.state == Claim.State.PROPOSED:
        held = Claim.objects.select_for_update().filter(line=row.line, state=Claim.State.CURRENT).first()
        if held is not None:
            supersede(held, now)
        row.state, row.current_from = Claim.State.CURRENT, now
    row.grade, row.check_state = grade, Claim.Check.NONE
    row.verified_on, row.verified_by_id = localdate(now), actor.user_id


def _refuse(row: Claim, now: dt.datetime) -> None:
    if row.state == Claim.State.CURRENT:
        row.current_until = now
    row.state, row.check_state = Claim.State.REFUSED, Claim.Check.NONE


def _tell(row: Claim, decision: str, reason: str, now: dt.datetime) -> None:
    told = _TOLD[Verification.Decision(decision)].format(
        what=Text(row.summary_vi, row.summary_en), reason=reason.strip()
    )
    people = representatives_of(row.enterprise_id, localdate(now))
    notify(people, told, f"/desk/{row.enterprise_id}/#claim-{row.pk}", now)


def add_evidence(
    claim: Claim, files: Iterable[Attachment], *, actor: Actor, now: dt.datetime, reason: str = ""
) -> Claim:
    """Put files behind a claim; it waits for an officer again."""
    with transaction.atomic():
        row = Claim.objects.select_for_update().get(pk=claim.pk)
        if row.state not in {Claim.State.CURRENT, Claim.State.PROPOSED}:
            raise EditConflictError(row)
        added = list(files)
        Evidence.objects.bulk_create(
            Evidence(claim=row, attachment=file, added_at=now, added_by_id=actor.user_id) for file in added
        )
        row.check_state, row.submitted_at = Claim.Check.WAITING, now
        row.version += 1
        row.save()
        names = ", ".join(file.name for file in added)
        record(
            actor,
            "claim.evidence",
            row,
            {"evidence": ("", names)},
            now=now,
            reason=reason,
            about=row.enterprise,
        )
    return row
