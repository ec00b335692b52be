"""What the pages of duplicates show: pairs, records side by side, what a merge would move, what was judged and merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from matxich.apps.accounts.models import User
from matxich.apps.foundation.models import Job
from matxich.apps.registry.actions.duplicates import FIND_JOB
from matxich.apps.registry.actions.merge_lines import held_lines
from matxich.apps.registry.models import Claim, DuplicateJudgement, DuplicatePair, Enterprise, Merge
from matxich.apps.registry.queries.finding import find_enterprises
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.enterprises.merging import clashes
from matxich.domain.shared.bilingual import Text


def pairs(text: str = "") -> QuerySet[DuplicatePair]:
    """Return the pairs that wait, the surest first; with words only those of which a firm fits."""
    found = DuplicatePair.objects.select_related("first", "second").order_by("-score", "id")
    if text.strip():
        firms = find_enterprises(text).values("pk")
        found = found.filter(Q(first__in=firms) | Q(second__in=firms))
    return found


@dataclass(frozen=True, slots=True)
class FirmCard:
    """A record as it stands beside another one."""

    firm: Enterprise
    names: tuple[str, ...]
    former_codes: tuple[str, ...]
    addresses: tuple[str, ...]
    contacts: tuple[str, ...]
    #: (label of the kind, how many lines hold)
    lines: tuple[tuple[Text, int], ...]
    representative_count: int


def card(firm: Enterprise) -> FirmCard:
    """Return what is shown of one record."""
    kinds = claim_kinds()
    counted = (
        Claim.objects.filter(enterprise=firm, state=Claim.State.CURRENT)
        .order_by()
        .values_list("kind")
        .annotate(count=Count("pk"))
    )
    order = list(kinds)
    return FirmCard(
        firm=firm,
        names=tuple(firm.names.values_list("name", flat=True)),
        former_codes=tuple(firm.former_tax_codes.values_list("tax_code", flat=True)),
        addresses=tuple(firm.sites.values_list("address", flat=True)),
        contacts=tuple(
            " · ".join(part for part in (one.full_name, one.phone, one.email) if part)
            for one in firm.contacts.filter(erased_at=None)
        ),
        lines=tuple(
            (kinds[kind].plural, count)
            for kind, count in sorted(counted, key=lambda one: order.index(one[0]))
        ),
        representative_count=firm.representatives.filter(valid_until=None).count(),
    )


@dataclass(frozen=True, slots=True)
class LineClash:
    """A line that both records state, and which version would hold."""

    kind: Text
    holds: Claim
    earlier: Claim


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do."""

    line_count: int
    clashes: tuple[LineClash, ...]
    site_count: int
    contact_count: int
    representative_count: int
    campaign_count: int


def merge_preview(kept: Enterprise, gone: Enterprise) -> MergePreview:
    """Return what would move from one record to the other."""
    rows = {
        firm.pk: list(Claim.objects.filter(enterprise=firm, state=Claim.State.CURRENT).order_by("id"))
        for firm in (kept, gone)
    }
    by_id = {claim.pk: claim for claims in rows.values() for claim in claims}
    found = []
    for clash in clashes(held_lines(rows[kept.pk]), held_lines(rows[gone.pk])):
        ours, theirs = by_id[clash.kept.id], by_id[clash.gone.id]
        holds, earlier = (theirs, ours) if clash.gone_wins else (ours, theirs)
        found.append(LineClash(claim_kinds()[ours.kind].label, holds, earlier))
    return MergePreview(
        line_count=len(rows[gone.pk]),
        clashes=tuple(found),
        site_count=gone.sites.count(),
        contact_count=gone.contacts.count(),
        representative_count=gone.representatives.count(),
        campaign_count=gone.campaign_members.count(),
    )


def judgements() -> QuerySet[DuplicateJudgement]:
    """Return what people have judged about two records, the newest first."""
    return DuplicateJudgement.objects.filter(
        left__startswith="enterprise:", right__startswith="enterprise:"
    ).order_by("-at", "-id")


def sides(rows: Iterable[DuplicateJudgement]) -> dict[str, Enterprise]:
    """Return the records that judgements are about, by identity."""
    names = {one for row in rows for one in (row.left, row.right)}
    firms = Enterprise.objects.in_bulk([int(name.partition(":")[2]) for name in names])
    return {f"enterprise:{number}": firm for number, firm in firms.items()}


def merges() -> QuerySet[Merge]:
    """Return every merge, the newest first."""
    return Merge.objects.select_related("kept", "gone").order_by("-at", "-id")


def people(numbers: Iterable[int | None]) -> dict[int, str]:
    """Return the names of people, by number."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=[one for one in numbers if one])}


def last_search() -> Job | None:
    """Return the newest search for duplicates; None when there was none."""
    return Job.objects.filter(kind=FIND_JOB).order_by("-id").first()
