"""What the pages of rounds show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matxich.apps.registry.models import Campaign, CampaignMember, Claim
from matxich.apps.registry.queries.campaigns import Standing, standing_of
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.shared.bilingual import Text
from matxich.files.book import Cell

STANDING_NAMES: dict[str, Promise] = {
    "answered": _("Answered"),
    "opened": _("Opened, not answered"),
    "silent": _("Asked, not opened"),
    "obstacle": _("Could not be asked"),
}
OBSTACLES: dict[str, Promise] = {"no_contact": _("no registered contact with an e-mail address")}
ANSWERS: dict[str, Promise] = {
    "true": _("still true"),
    "changed": _("changed"),
    "gone": _("no longer true"),
}


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A round in the list of rounds."""

    campaign: Campaign
    standing: Standing | None

    @property
    def answered_percent(self) -> float:
        """Length of the bar, 0..100."""
        share = self.standing.answered_share if self.standing else None
        return round(100 * (share or 0), 1)


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """One line as the firm answered it."""

    kind: Text
    title: Text
    answer: str | Promise
    #: line that holds now; None when it was taken back
    claim: Claim | None


def counts(member: CampaignMember) -> dict[str, int]:
    """Return answer → number of lines."""
    given: Mapping[str, str] = member.answer.get("lines", {})
    return {word: sum(one == word for one in given.values()) for word in ANSWERS}


def answered_lines(member: CampaignMember) -> list[AnsweredLine]:
    """Return what the firm answered, line by line, with the newest version of each."""
    given: Mapping[str, str] = member.answer.get("lines", {})
    newest: dict[str, Claim] = {}
    for claim in Claim.objects.filter(enterprise_id=member.enterprise_id, line__in=list(given)).order_by(
        "pk"
    ):
        newest[str(claim.line)] = claim
    kinds = claim_kinds()
    found = [
        AnsweredLine(
            kinds[claim.kind].label,
            Text(claim.summary_vi, claim.summary_en),
            ANSWERS.get(given[line], given[line]),
            claim if claim.state == Claim.State.CURRENT else None,
        )
        for line, claim in newest.items()
    ]
    order = list(kinds)
    return sorted(found, key=lambda one: order.index(one.claim.kind) if one.claim else len(order))


def member_cells(members: QuerySet[CampaignMember]) -> Iterator[list[Cell]]:
    """Yield a row a firm, in the order of `files.register_export.MEMBER_COLUMNS`."""
    for member in members.select_related("enterprise").iterator(chunk_size=2_000):
        words = counts(member)
        firm = member.enterprise
        obstacle = f" ({OBSTACLES[member.obstacle]})" if member.obstacle in OBSTACLES else ""
        standing = standing_of(member)
        yield [
            firm.name,
            firm.tax_code,
            f"{STANDING_NAMES[standing]}{obstacle if standing == 'obstacle' else ''}",
            member.reminded_count,
            timezone.localdate(member.opened_at) if member.opened_at else None,
            timezone.localdate(member.answered_at) if member.answered_at else None,
            *(words[word] if member.answered_at else None for word in ANSWERS),
            firm.confirmed_on,
        ]


def tabs(plain: str, standing: Standing, shown: str) -> list[dict[str, Any]]:
    """Return the standings as tabs with their counts, all firms first."""
    numbers = {name: getattr(standing, f"{name}_count") for name in STANDING_NAMES}
    everything = {"label": _("All"), "address": plain, "is_current": not shown, "count": standing.firm_count}
    return [everything] + [
        {
            "label": label,
            "address": f"{plain}?standing={name}",
            "is_current": shown == name,
            "count": numbers[name],
        }
        for name, label in STANDING_NAMES.items()
    ]
