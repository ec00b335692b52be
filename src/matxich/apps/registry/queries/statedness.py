"""What other firms of the same trade state: why it pays to state it too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from matxich.apps.registry.models import Claim, Enterprise
from matxich.apps.registry.queries.directory_size import public_enterprises
from matxich.domain.enterprises.completeness import Part


@dataclass(frozen=True, slots=True)
class Peers:
    """Published firms that do one of the same processes."""

    firm_count: int
    #: those of them that state it
    stating_count: int


def peers_that_state(enterprise: Enterprise, parts: Sequence[Part]) -> dict[str, Peers]:
    """Return, per part of a profile, how many comparable firms state it; empty when there are none to compare with."""
    codes = {
        code
        for claim in Claim.objects.filter(enterprise=enterprise, kind="process", state=Claim.State.CURRENT)
        for code in claim.code_list
    }
    if not codes or not parts:
        return {}
    same = Q()
    for code in codes:
        same |= Q(codes__contains=f"|{code}|")
    current = Claim.objects.filter(state=Claim.State.CURRENT)
    peers = set(
        current.filter(same, kind="process", enterprise__in=public_enterprises())
        .exclude(enterprise=enterprise)
        .values_list("enterprise_id", flat=True)
    )
    if not peers:
        return {}
    found = {}
    for part in parts:
        rows = current.filter(kind=part.kind, enterprise_id__in=peers)
        if part.field:
            rows = rows.filter(written__has_key=part.field)
        found[part.code] = Peers(len(peers), rows.values("enterprise_id").distinct().count())
    return found
