"""How a round of asking stands: who was asked, opened, answered, did not, could not be asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from matxich.apps.foundation.models import Job
from matxich.apps.registry.models import Campaign, CampaignMember

#: standing of a firm in a round → condition; each firm has exactly one
STANDINGS: dict[str, Q] = {
    "answered": Q(answered_at__isnull=False),
    "opened": Q(answered_at=None, opened_at__isnull=False),
    "silent": Q(answered_at=None, opened_at=None, obstacle=""),
    "obstacle": Q(answered_at=None, opened_at=None) & ~Q(obstacle=""),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A round in numbers."""

    answered_count: int
    #: opened the link and has not answered
    opened_count: int
    #: was asked, and neither opened nor answered
    silent_count: int
    #: could not be asked
    obstacle_count: int

    @property
    def firm_count(self) -> int:
        """All firms of the round."""
        return self.answered_count + self.opened_count + self.silent_count + self.obstacle_count

    @property
    def answered_share(self) -> float | None:
        """Share of the firms that have answered, 0..1; None without any firm."""
        return self.answered_count / self.firm_count if self.firm_count else None


def standings(campaign_ids: list[int]) -> dict[int, Standing]:
    """Return how rounds stand; a round without firms is left out."""
    counts = {f"{name}_count": Count("pk", filter=condition) for name, condition in STANDINGS.items()}
    rows = CampaignMember.objects.filter(campaign_id__in=campaign_ids).order_by().values("campaign_id")
    found = rows.annotate(**counts).values_list("campaign_id", *counts)
    return {campaign_id: Standing(*numbers) for campaign_id, *numbers in found}


def standing(campaign: Campaign) -> Standing:
    """Return how a round stands."""
    return standings([campaign.pk]).get(campaign.pk, Standing(0, 0, 0, 0))


def standing_of(member: CampaignMember) -> str:
    """Return the standing of one firm: a key of `STANDINGS`."""
    if member.answered_at is not None:
        return "answered"
    if member.opened_at is not None:
        return "opened"
    return "obstacle" if member.obstacle else "silent"


def silent(campaign: Campaign) -> QuerySet[CampaignMember]:
    """Return the firms that were asked and have not answered, those that opened the link among them."""
    return CampaignMember.objects.filter(campaign=campaign, answered_at=None, link__isnull=False)


def last_asked_on(campaign: Campaign) -> dt.date | None:
    """Return the day on which the round last wrote to anybody; None while it has not."""
    last = CampaignMember.objects.filter(campaign=campaign).aggregate(last=Max("link__created_at"))["last"]
    return timezone.localdate(last) if last else None


def running_job(campaign: Campaign) -> Job | None:
    """Return the job that writes mails of this round now; None when none does."""
    kinds = ("campaign_asking", "campaign_reminding")
    rows = Job.objects.filter(
        kind__in=kinds, payload__campaign=campaign.pk, state__in=(Job.State.QUEUED, Job.State.RUNNING)
    )
    return rows.order_by("-id").first()
