"""Bringing up to date what is worked out of a firm's claims, and telling the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.timezone import localdate

from matxich.apps.foundation.actions.changes import note_changes
from matxich.apps.registry.facts import current_claims
from matxich.apps.registry.models import Claim, Enterprise
from matxich.domain.enterprises.completeness import completeness

DERIVED = ("completeness_share", "best_grade")
_BATCH = 500


def refresh(enterprise_ids: Iterable[int], now: dt.datetime) -> None:
    """Work out the derived columns of these firms and note that they changed; inside the writing transaction."""
    ids = list(dict.fromkeys(enterprise_ids))
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        claims = current_claims(some)
        rows = list(Enterprise.objects.filter(pk__in=some))
        for row in rows:
            derive(row, claims.get(row.pk, []), localdate(now))
            row.updated_at = now
        Enterprise.objects.bulk_update(rows, [*DERIVED, "updated_at"])
    note_changes("enterprise", ids, now)


def derive(enterprise: Enterprise, claims: list[Claim], on: dt.date) -> None:
    """Set the derived columns of a firm from the claims that hold on a day."""
    enterprise.completeness_share = completeness([(claim.kind, claim.written) for claim in claims]).share
    enterprise.best_grade = max((claim.grade for claim in claims), default=0)
