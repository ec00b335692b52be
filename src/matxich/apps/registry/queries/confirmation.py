"""What a firm is asked when it is asked whether its record is still true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from matxich.apps.registry.models import CampaignMember, Claim
from matxich.domain.enterprises.claim_kind import ClaimField, ClaimKind, claim_kinds
from matxich.domain.shared.bilingual import Text

#: sources of lines that the firm itself wrote: it sees all of them, of others only what the public may see
OWN_SOURCES = frozenset({"self", "link"})


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One line as the firm is asked about it."""

    claim: Claim
    kind: ClaimKind
    #: the line in short; empty where that would tell what is not shown
    title: Text
    #: the fields that are shown and may be changed, with what stands there
    fields: tuple[tuple[ClaimField, str], ...]
    #: "true", "changed" or "gone" when it was answered in this round; "" when not yet
    answer: str
    #: a change of it waits for an officer
    waits: bool


def asked_lines(member: CampaignMember, since: dt.date) -> list[AskedLine]:
    """Return the lines that hold, in the order of pages, with the answers given in this round.

    What is said of a year that is over stays true and is not asked about.

    Args:
        since: a line that was confirmed on this day or later needs no answer any more.
    """
    kinds = claim_kinds()
    order = list(kinds)
    rows = Claim.objects.filter(
        enterprise_id=member.enterprise_id, state=Claim.State.CURRENT, year__isnull=True
    )
    waiting = set(
        Claim.objects.filter(enterprise_id=member.enterprise_id, state=Claim.State.PROPOSED).values_list(
            "line", flat=True
        )
    )
    given: Mapping[str, str] = member.answer.get("lines", {})
    found = [
        AskedLine(
            row,
            kinds[row.kind],
            _title(row),
            tuple((field, row.written.get(field.name, "")) for field in shown_fields(row)),
            given.get(str(row.line), "")
            or ("true" if row.confirmed_on and row.confirmed_on >= since else ""),
            row.line in waiting,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (order.index(one.claim.kind), one.claim.pk))


def _title(claim: Claim) -> Text:
    shown = {field.name for field in shown_fields(claim)}
    hides = any(text.strip() for name, text in claim.written.items() if name not in shown)
    return Text("", "") if hides else Text(claim.summary_vi, claim.summary_en)


def shown_fields(claim: Claim) -> tuple[ClaimField, ...]:
    """Return the fields of a line that whoever holds the firm's link may see."""
    kind = claim_kinds()[claim.kind]
    return kind.fields if claim.source in OWN_SOURCES else kind.public_fields
