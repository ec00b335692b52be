"""How much of the registry was confirmed lately and how much is verified: all of it, and by what firms are sorted by."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from matxich.apps.places.queries.units import labels
from matxich.apps.registry.models import Claim
from matxich.apps.registry.models.enterprise import Stage
from matxich.apps.registry.queries.audience import UNKNOWN, active_firms, confirm_months, is_fresh
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.freshness import fresh_since
from matxich.domain.places.grouping import Grouping
from matxich.domain.shared.bilingual import Text, same
from matxich.domain.shared.grade import Grade

#: what the registry can be sorted by: the names of filters of `queries.audience`
DIMENSIONS = ("process", "certificate", "old_district", "unit", "size", "stage")
_COLUMNS = {"size": "size_class", "stage": "stage"}
_PLACES = {
    "old_district": ("old_district_code", Grouping.OLD_DISTRICT),
    "unit": ("new_unit_code", Grouping.TODAY),
}
_VERIFIED = Q(best_grade__gt=Grade.SELF_DECLARED)
_NOT_KNOWN = Text("Chưa rõ", "Not known")


@dataclass(frozen=True, slots=True)
class FreshnessGroup:
    """Firms of one kind, in numbers. A firm may stand in several groups: it has several processes and sites."""

    #: value of the filter; `UNKNOWN` for firms of which it is not known; "" for all
    code: str
    #: "" where the page has the word (sizes, stages)
    label: Text
    firm_count: int
    #: confirmed within the period
    fresh_count: int
    #: firms with a line that somebody beside themselves has checked
    verified_count: int

    @property
    def fresh_share(self) -> float | None:
        """Share confirmed within the period, 0..1; None without any firm."""
        return self.fresh_count / self.firm_count if self.firm_count else None

    @property
    def verified_share(self) -> float | None:
        """Share with a verified line, 0..1; None without any firm."""
        return self.verified_count / self.firm_count if self.firm_count else None


@dataclass(frozen=True, slots=True)
class RegistryState:
    """The whole registry on a day."""

    all: FreshnessGroup
    #: still fresh, and to be confirmed within the next weeks
    due_count: int
    stale_count: int
    never_count: int
    #: how many months a confirmation holds
    months: int


def registry_state(on: dt.date) -> RegistryState:
    """Return how fresh and how verified the active firms are on a day."""
    found = active_firms().aggregate(
        firms=Count("pk"),
        verified=Count("pk", filter=_VERIFIED),
        **{word: Count("pk", filter=is_fresh(word, on)) for word in ("fresh", "due", "stale", "never")},
    )
    whole = FreshnessGroup("", Text("", ""), found["firms"], found["fresh"], found["verified"])
    return RegistryState(whole, found["due"], found["stale"], found["never"], confirm_months(on))


def groups_by(dimension: str, on: dt.date) -> list[FreshnessGroup]:
    """Return the groups of a dimension, those with most firms first, what is not known last.

    Raises:
        KeyError: it is none of `DIMENSIONS`.
    """
    if dimension in _COLUMNS:
        found = _by_column(_COLUMNS[dimension], on)
    elif dimension in _PLACES:
        found = _by_place(dimension, on)
    else:
        found = _by_concept(dimension, on)
    if dimension == "stage":
        order = list(Stage)
        return sorted(found, key=lambda one: order.index(Stage(one.code)))
    return sorted(found, key=lambda one: (one.code == UNKNOWN, -one.firm_count, one.label.vi))


def _by_column(column: str, on: dt.date) -> list[FreshnessGroup]:
    counted = (
        active_firms()
        .order_by()
        .values(column)
        .annotate(
            firms=Count("pk"),
            fresh=Count("pk", filter=is_fresh("fresh", on)),
            verified=Count("pk", filter=_VERIFIED),
        )
        .values_list(column, "firms", "fresh", "verified")
    )
    return [
        FreshnessGroup(code or UNKNOWN, Text("", "") if code else _NOT_KNOWN, *numbers)
        for code, *numbers in counted
    ]


def _by_place(dimension: str, on: dt.date) -> list[FreshnessGroup]:
    column, grouping = _PLACES[dimension]
    names = labels(grouping)
    firms = active_firms().values_list("pk", "confirmed_on", "best_grade", f"sites__{column}")
    members: dict[str, dict[int, tuple[bool, bool]]] = defaultdict(dict)
    since = fresh_since(on, confirm_months(on))
    for firm, confirmed_on, grade, code in firms.iterator(chunk_size=5_000):
        members[code or UNKNOWN][firm] = (
            confirmed_on is not None and confirmed_on >= since,
            grade > Grade.SELF_DECLARED,
        )
    return [_group(code, _place_name(code, names), found.values()) for code, found in members.items()]


def _place_name(code: str, names: dict[str, Text]) -> Text:
    if code == UNKNOWN:
        return _NOT_KNOWN
    return names.get(code, same(code))  # a unit of another region


def _by_concept(dimension: str, on: dt.date) -> list[FreshnessGroup]:
    """Processes are gathered under their most general one: the groups of the vocabulary's tree."""
    kind = _CONCEPTS[dimension]
    tree = load_vocabulary().tree(dimension)
    since = fresh_since(on, confirm_months(on))
    firms = {
        firm: (confirmed_on is not None and confirmed_on >= since, grade > Grade.SELF_DECLARED)
        for firm, confirmed_on, grade in active_firms()
        .values_list("pk", "confirmed_on", "best_grade")
        .iterator()
    }
    roots = {code: _roots(code, dimension) for code in tree.concepts}
    members: dict[str, set[int]] = defaultdict(set)
    claims = Claim.objects.filter(kind=kind, state=Claim.State.CURRENT).filter(
        Q(expires_on=None) | Q(expires_on__gte=on)
    )
    seen: set[int] = set()
    for firm, codes in claims.order_by().values_list("enterprise_id", "codes").iterator(chunk_size=5_000):
        if firm in firms:
            for code in codes.split("|"):
                for root in roots.get(code, ()):
                    members[root].add(firm)
                    seen.add(firm)
    members[UNKNOWN] = firms.keys() - seen
    return [
        _group(code, tree.label(code) if code != UNKNOWN else _NOT_KNOWN, (firms[firm] for firm in found))
        for code, found in members.items()
        if found
    ]


_CONCEPTS = {"process": "process", "certificate": "certificate"}


def _roots(code: str, kind: str) -> tuple[str, ...]:
    tree = load_vocabulary().tree(kind)
    every = (code, *tree.ancestors(code))
    return tuple(dict.fromkeys(one for one in every if not tree.get(one).parents))


def _group(code: str, label: Text, firms: Iterable[tuple[bool, bool]]) -> FreshnessGroup:
    found = list(firms)
    return FreshnessGroup(
        code, label, len(found), sum(fresh for fresh, _ in found), sum(verified for _, verified in found)
    )
