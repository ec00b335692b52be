"""The lines of two records that become one: every version moves, and of two that state the same one holds."""

from __future__ import annotations

import datetime as dt

from matxich.apps.registry.actions.merge_ledger import Ledger
from matxich.apps.registry.models import Claim, Enterprise
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.enterprises.merging import HeldLine, clashes


def unite_lines(stays: Enterprise, goes: Enterprise, ledger: Ledger, now: dt.datetime) -> None:
    """Move the claims of one record to another; a line that both have becomes one line with all its versions."""
    theirs = list(Claim.objects.select_for_update().filter(enterprise=goes).order_by("id"))
    ours = list(Claim.objects.select_for_update().filter(enterprise=stays).order_by("id"))
    by_id = {claim.pk: claim for claim in (*theirs, *ours)}
    merged_lines = {}
    for clash in clashes(held_lines(ours), held_lines(theirs)):
        winner, loser = by_id[clash.kept.id], by_id[clash.gone.id]
        merged_lines[loser.line] = winner.line
        if clash.gone_wins:
            winner, loser = loser, winner
        ledger.change(
            loser,
            state=Claim.State.SUPERSEDED,
            check_state=Claim.Check.NONE,
            current_until=now,
        )
    waiting = {claim.line: claim for claim in ours if claim.state == Claim.State.PROPOSED}
    for claim in theirs:
        line = merged_lines.get(claim.line, claim.line)
        other = waiting.get(line)
        if claim.state == Claim.State.PROPOSED and other is not None:
            older = min(claim, other, key=lambda one: (one.submitted_at, one.pk))
            ledger.change(older, state=Claim.State.SUPERSEDED, check_state=Claim.Check.NONE)
        ledger.change(claim, enterprise_id=stays.pk, line=line)


def held_lines(claims: list[Claim]) -> list[HeldLine]:
    """Return the current claims as the rule of clashes sees them."""
    kinds = claim_kinds()
    return [
        HeldLine(
            claim.pk,
            claim.kind,
            "" if kinds[claim.kind].single else claim.line_key,
            claim.grade,
            claim.confirmed_on,
        )
        for claim in claims
        if claim.state == Claim.State.CURRENT
    ]
