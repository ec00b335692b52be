"""What waits: for officers, and for a firm's own people. Oldest first is for the queues; here are counts and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from matxich.apps.registry.models import Claim, ClaimingRequest, DuplicatePair, Enterprise, ImportBatch
from matxich.apps.registry.models.enterprise import Stage, Status
from matxich.apps.registry.queries.verification import waiting_claims
from matxich.domain.shared.grade import Grade


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many things of one kind wait, and since when the oldest does."""

    #: "claims", "claiming_requests", "submitted_firms", "imports", "duplicates"
    kind: str
    count: int
    #: None when nothing waits
    since: dt.datetime | None


def officer_waiting() -> list[Waiting]:
    """Return what waits for officers, kind by kind; a kind without anything is there with 0."""
    claims = waiting_claims().order_by()
    requests = ClaimingRequest.objects.filter(state=ClaimingRequest.State.WAITING)
    firms = Enterprise.objects.filter(stage=Stage.SUBMITTED, status=Status.ACTIVE)
    imports = ImportBatch.objects.filter(state=ImportBatch.State.PREVIEW)
    return [
        _waiting("claims", claims.aggregate(count=Count("pk"), since=Min("submitted_at"))),
        _waiting("claiming_requests", requests.aggregate(count=Count("pk"), since=Min("created_at"))),
        _waiting("submitted_firms", firms.aggregate(count=Count("pk"), since=Min("stage_since"))),
        _waiting("imports", imports.aggregate(count=Count("pk"), since=Min("created_at"))),
        _waiting("duplicates", DuplicatePair.objects.aggregate(count=Count("pk"), since=Min("found_at"))),
    ]


def firm_waiting(enterprise_ids: Collection[int]) -> dict[int, int]:
    """Return firm → number of lines that an officer asked about and that wait for the firm; firms with none are left out."""
    rows = (
        Claim.objects.filter(
            enterprise_id__in=enterprise_ids,
            check_state=Claim.Check.ASKED,
            state__in=(Claim.State.CURRENT, Claim.State.PROPOSED),
        )
        .order_by()
        .values("enterprise_id")
        .annotate(count=Count("pk"))
    )
    return {row["enterprise_id"]: row["count"] for row in rows}


def _waiting(kind: str, found: dict[str, object]) -> Waiting:
    since = found["since"]
    return Waiting(kind, int(str(found["count"])), since if isinstance(since, dt.datetime) else None)


@dataclass(frozen=True, slots=True)
class RegistryFigures:
    """The registry in four numbers, without records that went into others."""

    firm_count: int
    published_count: int
    #: firms with a line that somebody beside themselves has checked
    checked_count: int
    #: firms that nobody has ever confirmed
    unconfirmed_count: int


def registry_figures() -> RegistryFigures:
    """Return how many firms there are, and how many are published, checked, never confirmed."""
    found = Enterprise.objects.exclude(status=Status.MERGED).aggregate(
        firms=Count("pk"),
        published=Count("pk", filter=Q(stage=Stage.PUBLISHED)),
        checked=Count("pk", filter=Q(best_grade__gt=Grade.SELF_DECLARED)),
        unconfirmed=Count("pk", filter=Q(confirmed_on=None)),
    )
    return RegistryFigures(found["firms"], found["published"], found["checked"], found["unconfirmed"])
