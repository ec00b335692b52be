"""What a person said of two records, or of a row of a file and a record: remembered for ever, changed only by a person."""

from __future__ import annotations

import datetime as dt

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.models import DuplicateJudgement


def judge(
    one: str, two: str, verdict: str, *, actor: Actor, now: dt.datetime, reason: str = ""
) -> DuplicateJudgement:
    """Write down a verdict about two sides ("enterprise:12", "row:…"); a later word of a person replaces an earlier.

    Call it in the transaction of what follows from it.
    """
    left, right = sorted((one, two))
    row, made = DuplicateJudgement.objects.get_or_create(
        left=left,
        right=right,
        defaults={"verdict": verdict, "by_id": actor.user_id, "at": now, "reason": reason.strip()},
    )
    before = "" if made else row.verdict
    if not made and before != verdict:
        row.verdict, row.by_id, row.at, row.reason = verdict, actor.user_id, now, reason.strip()
        row.save()
    if before != verdict:
        changes = {"verdict": (before, str(verdict)), "sides": ("", f"{left} {right}")}
        record(actor, "duplicate.judge", row, changes, now=now, reason=reason)
    return row
