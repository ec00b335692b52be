"""Rows → domain values, the only crossing: what rules and matching see of a firm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q

from matxich.apps.registry.models import Claim, Enterprise, Site
from matxich.apps.registry.models.enterprise import Status
from matxich.domain.enterprises.encoding import decode
from matxich.domain.enterprises.facts import Customer, Market, Product, Profile, YearFigure
from matxich.domain.enterprises.inference import complete
from matxich.domain.enterprises.model import Certificate, Firm, Machine, ProcessLine
from matxich.domain.enterprises.profile import named_places
from matxich.domain.enterprises.registration import RecordState
from matxich.domain.shared.grade import Grade
from matxich.domain.vocabulary.vocabulary import Vocabulary

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


def firm_of(
    enterprise: Enterprise, claims: Sequence[Claim], sites: Sequence[Site], vocabulary: Vocabulary
) -> Firm:
    """Return a firm as matching sees it, from the claims that hold; what nobody stated stays unknown."""
    profile = next(iter(typed_items(claims, "profile")), Profile())
    products = typed_items(claims, "product")
    certificates = typed_items(claims, "certificate")
    workers = [one for one in typed_items(claims, "figure") if one.measure == "workers"]
    address = "; ".join(site.address for site in sites)
    said = [profile.description, *(product.name for product in products)]
    firm = Firm(
        supplier_id=str(enterprise.pk),
        name=enterprise.name,
        name_en=enterprise.name_en,
        tax_code=enterprise.tax_code,
        address=address,
        places=named_places(address, vocabulary),
        status="active" if enterprise.status == Status.ACTIVE else "ceased",
        ownership=profile.ownership,
        workers=int(max(workers, key=lambda one: one.year).value) if workers else None,
        markets=tuple(dict.fromkeys(one.code for one in typed_items(claims, "market"))),
        languages=profile.languages,
        is_maker=profile.is_maker,
        description="; ".join(part for part in said if part),
        inspection=profile.inspection,
        part_families=tuple(
            dict.fromkeys(
                (*profile.part_families, *(code for product in products for code in product.part_families))
            )
        ),
        industries=tuple(
            dict.fromkeys(
                (*profile.industries, *(code for product in products for code in product.industries))
            )
        ),
        confirmed_on=enterprise.confirmed_on,
        lines=tuple(line for line in typed_items(claims, "process") if line.processes),
        certificates=tuple(certificates),
        machines=tuple(typed_items(claims, "machine")),
        lists_certificates=bool(certificates),
    )
    return complete(firm, vocabulary)
