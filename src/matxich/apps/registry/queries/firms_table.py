"""The registry as officers list it: searched, narrowed, and what waits on each firm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from matxich.apps.registry.models import (
    Claim,
    ClaimingRequest,
    DuplicatePair,
    Enterprise,
    EnterpriseName,
    EnterpriseRole,
    FormerTaxCode,
)
from matxich.apps.registry.models.enterprise import Stage, Status
from matxich.apps.registry.queries.audience import FILTERS, narrowed
from matxich.apps.registry.queries.finding import find_enterprises
from matxich.domain.shared.grade import Grade

#: filters beside those of campaigns, which a list of firms narrowed by them can be asked with
OWN_FILTERS = ("q", "status", "grade", "confirmed_before", "origin", "illustrative")
ALL_FILTERS = (*OWN_FILTERS, *FILTERS)
ORIGINS = ("self", "import", "officer", "generated")
_WAITS = Q(check_state=Claim.Check.WAITING, state__in=(Claim.State.CURRENT, Claim.State.PROPOSED))


def firms(filters: Mapping[str, str], on: dt.date) -> QuerySet[Enterprise]:
    """Return the records that fit; those merged into others only when asked for by status.

    Args:
        filters: of `ALL_FILTERS`; values nobody knows find nothing, a day that is none is passed over.
        on: the day by which freshness and certificates are judged.
    """
    rows = narrowed(Enterprise.objects.all(), filters, on)
    status = filters.get("status", "")
    rows = rows.filter(status=status) if status else rows.exclude(status=Status.MERGED)
    if words := filters.get("q", ""):
        rows = rows.filter(_merged(words) if status == Status.MERGED else _found(words))
    if grade := filters.get("grade", ""):
        rows = rows.filter(best_grade=int(grade)) if grade in _GRADES else rows.none()
    if day := _day(filters.get("confirmed_before", "")):
        rows = rows.filter(Q(confirmed_on__lt=day) | Q(confirmed_on=None))
    if origin := filters.get("origin", ""):
        rows = rows.filter(origin=origin)
    if illustrative := filters.get("illustrative", ""):
        rows = rows.filter(is_illustrative=illustrative == "yes")
    return rows


_GRADES = {"0", *(str(int(grade)) for grade in Grade)}


def _found(words: str) -> Q:
    return Q(pk__in=find_enterprises(words).order_by().values("pk"))


def _merged(words: str) -> Q:
    return Q(name__icontains=words) | Q(tax_code__startswith=words)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def waiting_counts(enterprise_ids: Collection[int]) -> dict[int, int]:
    """Return firm → lines that wait for an officer; firms without any are left out."""
    rows = Claim.objects.filter(_WAITS, enterprise_id__in=enterprise_ids).order_by().values("enterprise_id")
    return {row["enterprise_id"]: row["count"] for row in rows.annotate(count=Count("pk"))}


def submitted_firms() -> QuerySet[Enterprise]:
    """Return the firms in business that sent their record in, the one that has waited longest first."""
    rows = Enterprise.objects.filter(stage=Stage.SUBMITTED, status=Status.ACTIVE)
    return rows.order_by("stage_since", "pk")


@dataclass(frozen=True, slots=True)
class WaitsOnFirm:
    """What has to be done about one firm."""

    waiting_count: int
    #: lines that an officer asked about, and that wait for the firm
    asked_count: int
    claiming_count: int
    duplicate_count: int


def waits_on(enterprise: Enterprise) -> WaitsOnFirm:
    """Return what waits on a firm."""
    claims = Claim.objects.filter(enterprise=enterprise)
    pairs = DuplicatePair.objects.filter(Q(first=enterprise) | Q(second=enterprise))
    requests = ClaimingRequest.objects.filter(enterprise=enterprise, state=ClaimingRequest.State.WAITING)
    asked = claims.filter(
        check_state=Claim.Check.ASKED, state__in=(Claim.State.CURRENT, Claim.State.PROPOSED)
    )
    return WaitsOnFirm(claims.filter(_WAITS).count(), asked.count(), requests.count(), pairs.count())


@dataclass(frozen=True, slots=True)
class KindCount:
    """The lines of one kind that a firm holds."""

    kind: str
    held_count: int
    #: of these, graded above self-declared
    checked_count: int
    waiting_count: int


def counts_of_kinds(enterprise: Enterprise) -> dict[str, KindCount]:
    """Return kind → how many lines a firm holds, has had checked, and has waiting."""
    held = Q(state=Claim.State.CURRENT)
    rows = Claim.objects.filter(enterprise=enterprise).order_by().values("kind")
    found = rows.annotate(
        held=Count("pk", filter=held),
        checked=Count("pk", filter=held & Q(grade__gt=Grade.SELF_DECLARED)),
        waiting=Count("pk", filter=_WAITS),
    )
    return {
        row["kind"]: KindCount(row["kind"], row["held"], row["checked"], row["waiting"])
        for row in found
        if row["held"] or row["waiting"]
    }


def same_names(name_folded: str, tax_code: str) -> list[Enterprise]:
    """Return records that have this very name, now or before, or had this tax code: at a first look the same firm."""
    named = EnterpriseName.objects.filter(enterprise=OuterRef("pk"), name_folded=name_folded)
    held = Q(name_folded=name_folded) | Q(Exists(named))
    if tax_code:
        held |= Q(tax_code__startswith=tax_code[:10])
        held |= Q(Exists(FormerTaxCode.objects.filter(enterprise=OuterRef("pk"), tax_code=tax_code)))
    return list(Enterprise.objects.filter(held).exclude(status=Status.MERGED)[:10])


def roles_of(enterprise_ids: Collection[int], on: dt.date) -> dict[int, list[EnterpriseRole]]:
    """Return firm → the parts it plays on a day."""
    rows = EnterpriseRole.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), enterprise_id__in=enterprise_ids, valid_from__lte=on
    )
    found: dict[int, list[EnterpriseRole]] = {}
    for row in rows:
        found.setdefault(row.enterprise_id, []).append(row)
    return found
