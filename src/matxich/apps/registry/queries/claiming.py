"""Claiming a firm: finding it, which way of proving is open, and the requests that wait for an officer."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from matxich.apps.foundation.queries.parameters import value_on
from matxich.apps.registry.models import ClaimingRequest, Contact, Enterprise, EnterpriseName, FormerTaxCode
from matxich.apps.registry.models.enterprise import Status
from matxich.apps.registry.queries.contacts import registered_contact
from matxich.apps.registry.queries.representation import representatives_of
from matxich.domain.enterprises.claiming import ClaimingState, Limits
from matxich.domain.enterprises.tax_code import read_tax_code
from matxich.domain.shared.text import fold

#: firms shown of those that a name fits
MOST_FOUND = 20
#: letters without which a name finds half the registry
FEWEST_LETTERS = 3
#: digits from which a text is a tax code, be its check digit right or (illustrative firms) wrong on purpose
_CODE_DIGITS = 9
_DAY = dt.timedelta(days=1)
State = ClaimingRequest.State


def find_to_claim(words: str) -> list[Enterprise]:
    """Return the firms that a tax code (now or before) or a name means; nothing for too few letters.

    Only names and tax codes are looked at, and only they are shown: contacts are not found by this.
    """
    code = read_tax_code(words)
    if code is not None and code.digits.isdigit() and len(code.digits) >= _CODE_DIGITS:
        former = FormerTaxCode.objects.filter(tax_code=str(code)).values("enterprise_id")
        rows = Enterprise.objects.filter(Q(tax_code=str(code)) | Q(pk__in=former)).select_related(
            "merged_into"
        )
        found = {row.pk: row for row in map(_kept, rows)}
        return sorted(found.values(), key=lambda row: row.tax_code != str(code))
    folded = fold(words)
    if len(folded.replace(" ", "")) < FEWEST_LETTERS:
        return []
    holds, alias = Q(), Q()
    for word in folded.split():
        holds &= Q(name_folded__contains=word)
        alias &= Q(name_folded__contains=word)
    named = EnterpriseName.objects.filter(alias).values("enterprise_id")
    rows = Enterprise.objects.filter(holds | Q(pk__in=named)).exclude(status=Status.MERGED)
    return list(rows[:MOST_FOUND])


def _kept(row: Enterprise) -> Enterprise:
    """Return the record that goes on where one went into another."""
    seen = {row.pk}
    while row.merged_into is not None and row.merged_into.pk not in seen:
        row = row.merged_into
        seen.add(row.pk)
    return row


def limits_on(on: dt.date) -> Limits:
    """Return how much is allowed, as in force on a day."""
    return Limits(
        codes_a_day=int(value_on("claiming_codes_per_day", on)),
        requests_a_day=int(value_on("claiming_requests_per_day", on)),
        most_wrong=int(value_on("claiming_most_wrong_codes", on)),
        code_hours=int(value_on("claiming_code_hours", on)),
    )


def contact_for_code(enterprise: Enterprise) -> Contact | None:
    """Return the registered contact that a code goes to; None without one."""
    return registered_contact(enterprise.pk)


def claiming_state(enterprise: Enterprise, user_id: int, now: dt.datetime, on: dt.date) -> ClaimingState:
    """Return what the policy of claiming looks at."""
    people = representatives_of(enterprise.pk, on)
    coded = ClaimingRequest.objects.exclude(code_hash="").filter(created_at__gt=now - _DAY)
    mine = ClaimingRequest.objects.filter(enterprise=enterprise, user_id=user_id, state=State.WAITING)
    return ClaimingState(
        status=enterprise.status,
        has_contact=contact_for_code(enterprise) is not None,
        is_represented=bool(people),
        is_own=user_id in people,
        has_open_request=mine.exists(),
        codes_sent=max(coded.filter(user_id=user_id).count(), coded.filter(enterprise=enterprise).count()),
        requests_sent=requests_sent(user_id, now),
    )


def requests_sent(user_id: int, now: dt.datetime) -> int:
    """Return how many requests a person has sent to officers within a day."""
    rows = ClaimingRequest.objects.filter(user_id=user_id, code_hash="", created_at__gt=now - _DAY)
    return rows.count()


def requests_of(user_id: int) -> QuerySet[ClaimingRequest]:
    """Return a person's requests, the last first."""
    rows = ClaimingRequest.objects.filter(user_id=user_id).select_related("enterprise")
    return rows.order_by("-created_at", "-pk")


def claiming_requests(state: str = "", enterprise_id: int | None = None) -> QuerySet[ClaimingRequest]:
    """Return requests with person and firm: those that wait with the longest waiting first, others the last first.

    Args:
        state: "waiting", "decided" (by an officer), or "" for all.
    """
    rows = ClaimingRequest.objects.select_related("enterprise", "user")
    if enterprise_id is not None:
        rows = rows.filter(enterprise_id=enterprise_id)
    if state == "waiting":
        return rows.filter(state=State.WAITING).order_by("created_at", "pk")
    if state == "decided":
        rows = rows.filter(state__in=(State.APPROVED, State.REFUSED))
    return rows.order_by("-created_at", "-pk")
