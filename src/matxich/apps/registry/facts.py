"""Rows → domain values, the only crossing: what rules and matching see of a firm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q

from matxich.apps.registry.models import Claim, Enterprise, Site
from matxich.domain.enterprises.encoding import decode
from matxich.domain.enterprises.facts import Customer, Market, Product, Profile, YearFigure
from matxich.domain.enterprises.model import Certificate, Machine, ProcessLine
from matxich.domain.enterprises.registration import RecordState
from matxich.domain.shared.grade import Grade

#: kind of claim → the dataclass of its items
ITEMS: dict[str, type[Any]] = {
    "process": ProcessLine,
    "certificate": Certificate,
    "machine": Machine,
    "product": Product,
    "customer": Customer,
    "market": Market,
    "figure": YearFigure,
    "profile": Profile,
}
#: kinds without which there is nothing to check or to show
CAPABILITIES = ("process", "machine", "product")


def items(claim: Claim) -> list[Any]:
    """Return the typed items of a claim, those that carry a grade with the claim's own."""
    found = [decode(ITEMS[claim.kind], values) for values in claim.typed.get("items", ())]
    if claim.kind in {"process", "certificate"}:
        return [_graded(item, Grade(claim.grade)) for item in found]
    return found


def _graded(item: Any, grade: Grade) -> Any:
    values = {name: getattr(item, name) for name in item.__dataclass_fields__}
    return type(item)(**{**values, "grade": grade})


def current_claims(enterprise_ids: Iterable[int]) -> dict[int, list[Claim]]:
    """Return the claims that hold, by firm."""
    found: dict[int, list[Claim]] = defaultdict(list)
    rows = Claim.objects.filter(enterprise_id__in=list(enterprise_ids), state=Claim.State.CURRENT)
    for claim in rows.order_by("id"):
        found[claim.enterprise_id].append(claim)
    return found


def sites_of(enterprise_ids: Iterable[int]) -> dict[int, list[Site]]:
    """Return the sites, by firm."""
    found: dict[int, list[Site]] = defaultdict(list)
    for site in Site.objects.filter(enterprise_id__in=list(enterprise_ids)).order_by("id"):
        found[site.enterprise_id].append(site)
    return found


def record_state(enterprise: Enterprise) -> RecordState:
    """Return what the policy of stages looks at."""
    counts = Claim.objects.filter(
        enterprise=enterprise, state__in=(Claim.State.CURRENT, Claim.State.PROPOSED)
    ).aggregate(
        capabilities=Count("id", filter=Q(kind__in=CAPABILITIES, state=Claim.State.CURRENT)),
        waiting=Count("id", filter=Q(check_state=Claim.Check.WAITING)),
        checked=Count("id", filter=Q(grade__gt=Grade.SELF_DECLARED, state=Claim.State.CURRENT)),
    )
    return RecordState(
        stage=enterprise.stage,
        status=enterprise.status,
        has_consent=enterprise.consented_at is not None or bool(enterprise.consent_basis),
        has_tax_code=bool(enterprise.tax_code),
        capability_count=counts["capabilities"],
        waiting_count=counts["waiting"],
        checked_count=counts["checked"],
    )


def typed_items(claims: Sequence[Claim], kind: str) -> list[Any]:
    """Return the items of all claims of one kind."""
    return [item for claim in claims if claim.kind == kind for item in items(claim)]
