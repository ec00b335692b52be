"""Bringing up to date what is worked out of a firm's claims, and telling the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.utils.timezone import localdate

from matxich.apps.foundation.actions.changes import note_changes
from matxich.apps.foundation.queries.parameters import value_on
from matxich.apps.registry.facts import current_claims, typed_items
from matxich.apps.registry.models import Claim, Enterprise
from matxich.domain.enterprises.completeness import completeness
from matxich.domain.enterprises.size_class import INDUSTRY, Threshold, read_thresholds, size_class

DERIVED = ("completeness_share", "best_grade", "size_class")
_BATCH = 500
Thresholds = Mapping[str, Sequence[Threshold]]


def refresh(enterprise_ids: Iterable[int], now: dt.datetime) -> None:
    """Work out the derived columns of these firms and note that they changed; inside the writing transaction."""
    ids, on = list(dict.fromkeys(enterprise_ids)), localdate(now)
    thresholds = size_thresholds(on)
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        claims = current_claims(some)
        rows = list(Enterprise.objects.filter(pk__in=some))
        for row in rows:
            derive(row, claims.get(row.pk, []), thresholds)
            row.updated_at = now
        Enterprise.objects.bulk_update(rows, [*DERIVED, "updated_at"])
    note_changes("enterprise", ids, now)


def size_thresholds(on: dt.date) -> Thresholds:
    """Return the limits of the size classes in force on a day."""
    return read_thresholds(value_on("size_class_thresholds", on))


def derive(enterprise: Enterprise, claims: list[Claim], thresholds: Thresholds) -> None:
    """Set the derived columns of a firm from the claims that hold."""
    enterprise.completeness_share = completeness([(claim.kind, claim.written) for claim in claims]).share
    enterprise.best_grade = max((claim.grade for claim in claims), default=0)
    figures = {
        one.measure: one.value for one in sorted(typed_items(claims, "figure"), key=lambda one: one.year)
    }
    enterprise.size_class = size_class(
        figures.get("workers"), figures.get("revenue_vnd"), figures.get("capital_vnd"), INDUSTRY, thresholds
    )
