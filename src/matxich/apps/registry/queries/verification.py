"""The queue of lines to verify: oldest first, narrowed, counted, and what lies before and after one of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from matxich.apps.foundation.queries.parameters import value_on
from matxich.apps.registry.models import Claim, Enterprise, Evidence, Verification
from matxich.apps.registry.models.enterprise import Stage, Status
from matxich.apps.registry.queries.audience import narrowed
from matxich.apps.registry.queries.finding import find_enterprises
from matxich.domain.shared.decision import ALLOWED, Decision, refused
from matxich.domain.shared.working_days import working_days_before, working_days_between

#: filters that may be given, each with one value
FILTERS = ("kind", "process", "source", "change", "evidence", "firm", "before")
#: values of the filters with few of them
CHANGES, EVIDENCE, BEFORE = ("new", "proposed"), ("yes", "no"), ("mine", "others", "nobody")
_HELD = (Claim.State.CURRENT, Claim.State.PROPOSED)
_SEVERAL_FIRMS = refused(
    "Các dòng đã chọn thuộc nhiều doanh nghiệp. Hãy chọn các dòng của một doanh nghiệp.",
    "The chosen lines belong to several firms. Choose lines of one firm.",
)
_NOTHING = refused("Chưa chọn dòng nào còn chờ kiểm tra.", "No line that still waits was chosen.")


def waiting_claims() -> QuerySet[Claim]:
    """Return the claims that wait for an officer, the one that has waited longest first.

    A record that was never sent in is its firm's own draft: its lines wait for the firm. Those of firms that are no longer
    in business wait for nobody.
    """
    rows = Claim.objects.filter(
        check_state=Claim.Check.WAITING, state__in=_HELD, enterprise__status=Status.ACTIVE
    ).exclude(enterprise__stage__in=(Stage.IMPORTED, Stage.CLAIMED))
    return rows.order_by("submitted_at", "pk")


def narrowed_queue(filters: Mapping[str, str], user_id: int | None, on: dt.date) -> QuerySet[Claim]:
    """Return the queue as filters narrow it; names and values nobody knows are passed over.

    Args:
        filters: of `FILTERS`; "firm" is a name or tax code, "before" who decided about the line earlier.
        user_id: whose own earlier decisions "mine" are.
        on: the day by which a firm's processes hold.
    """
    rows = waiting_claims()
    for name, value in filters.items():
        if value and name in FILTERS:
            rows = rows.filter(_condition(name, value, user_id, on))
    return rows


def _condition(name: str, value: str, user_id: int | None, on: dt.date) -> Q:
    if name in {"kind", "source"}:
        return Q(**{name: value})
    if name == "firm":
        return Q(enterprise__in=find_enterprises(value).order_by().values("pk"))
    if name == "process":
        firms = narrowed(Enterprise.objects.all(), {"process": value}, on)
        return Q(enterprise__in=firms.order_by().values("pk"))
    if name == "evidence":
        there = Q(Exists(Evidence.objects.filter(claim=OuterRef("pk"))))
        return there if value == "yes" else ~there
    if name == "change":
        return Q(supersedes=None) if value == "new" else Q(supersedes__isnull=False)
    made = Verification.objects.filter(claim__line=OuterRef("line"))
    if value == "mine":
        return Q(Exists(made.filter(by_id=user_id)))
    if value == "others":
        return Q(Exists(made.exclude(by_id=user_id)))
    return ~Q(Exists(made)) if value == "nobody" else Q()


def counts_by_kind(rows: QuerySet[Claim]) -> dict[str, int]:
    """Return kind → how many of these wait; a kind with none is left out."""
    found = rows.order_by().values("kind").annotate(count=Count("pk"))
    return {row["kind"]: row["count"] for row in found}


def beside(rows: QuerySet[Claim], claim: Claim) -> tuple[int | None, int | None]:
    """Return the numbers of the claims before and after one in a queue; the first one is after the last.

    The claim itself need not be in the queue: what it stood between is found by when it was submitted.
    """
    earlier = Q(submitted_at__lt=claim.submitted_at) | Q(submitted_at=claim.submitted_at, pk__lt=claim.pk)
    later = Q(submitted_at__gt=claim.submitted_at) | Q(submitted_at=claim.submitted_at, pk__gt=claim.pk)
    before = rows.filter(earlier).order_by("-submitted_at", "-pk").values_list("pk", flat=True).first()
    after = rows.filter(later).values_list("pk", flat=True).first()
    if after is None:
        after = rows.exclude(pk=claim.pk).values_list("pk", flat=True).first()
    return before, after


@dataclass(frozen=True, slots=True)
class Deadline:
    """In how many working days a line is to be checked, and how long things have waited."""

    #: working days
    within: int
    on: dt.date
    holidays: frozenset[dt.date]

    def waited(self, since: dt.date) -> int:
        """Return the working days since a day."""
        return working_days_between(since, self.on, self.holidays)

    def is_late(self, since: dt.date) -> bool:
        """Say whether what came on a day should have been checked by now."""
        return self.waited(since) > self.within

    @property
    def late_until(self) -> dt.date:
        """What came on this day or earlier is late."""
        return working_days_before(self.on, self.within + 1, self.holidays)


def deadline_on(on: dt.date) -> Deadline:
    """Return the deadline of checking, as in force on a day."""
    holidays = frozenset(dt.date.fromisoformat(day) for day in value_on("public_holidays", on))
    return Deadline(int(value_on("desk_check_working_days", on)), on, holidays)


def held_version(claim: Claim) -> Claim | None:
    """Return the version that a claim is compared with: the one that holds, or that it took the place of."""
    if claim.state == Claim.State.PROPOSED:
        held = Claim.objects.filter(line=claim.line, state=Claim.State.CURRENT).first()
        return held or claim.supersedes
    return claim.supersedes


def other_lines(claim: Claim, most: int) -> list[Claim]:
    """Return the firm's other lines of the kind that hold, the best evidenced first."""
    rows = Claim.objects.filter(enterprise=claim.enterprise_id, kind=claim.kind, state=Claim.State.CURRENT)
    return list(rows.exclude(line=claim.line).order_by("-grade", "pk")[:most])


def decisions_about(claim: Claim) -> list[Verification]:
    """Return what was decided about all versions of a line, the last first."""
    rows = Verification.objects.filter(claim__line=claim.line).select_related("claim")
    return list(rows.order_by("-at", "-pk"))


def sharing_evidence(claim: Claim) -> list[Claim]:
    """Return the firm's other waiting lines that stand on a file that this one stands on too."""
    files = Evidence.objects.filter(claim=claim).values("attachment_id")
    same = Evidence.objects.filter(attachment_id__in=files).values("claim_id")
    rows = waiting_claims().filter(enterprise=claim.enterprise_id, pk__in=same)
    return list(rows.exclude(pk=claim.pk))


def shared_files(claims: Sequence[Claim]) -> frozenset[int]:
    """Return the numbers of the files that all of these claims stand on."""
    found: dict[int, set[int]] = defaultdict(set)
    for claim_id, file_id in Evidence.objects.filter(claim__in=claims).values_list(
        "claim_id", "attachment_id"
    ):
        found[claim_id].add(file_id)
    return (
        frozenset.intersection(*(frozenset(found[claim.pk]) for claim in claims)) if claims else frozenset()
    )


def chosen_claims(ids: Collection[int]) -> list[Claim]:
    """Return those of the chosen claims that still wait, with their firms."""
    return list(waiting_claims().filter(pk__in=ids).select_related("enterprise"))


def may_accept_together(claims: Sequence[Claim]) -> Decision:
    """Say whether lines may be accepted in one go: they wait, and belong to one firm."""
    if not claims:
        return _NOTHING
    return ALLOWED if len({claim.enterprise_id for claim in claims}) == 1 else _SEVERAL_FIRMS
