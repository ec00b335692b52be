"""Answer a search over any store of forms: tiers in order, totals, facets counted without their own filter.

The store only answers conditions; what they mean together is decided here, so that the index on disk and a walk through
the firms give the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from matxich.domain.directory.conditions import Condition, Except, Mark, both, either
from matxich.domain.directory.facets import COARSE, FACETS, value_code, value_label
from matxich.domain.directory.plan import Plan, Tier, widest
from matxich.domain.shared.bilingual import Text

#: by what a list may be sorted: "relevance" is the tiers, then the standing
SORTS = ("relevance", "name", "confirmed", "size")


class Store(Protocol):
    """Firms that conditions can be asked of."""

    def count(self, condition: Condition) -> int:
        """Return how many firms meet it."""

    def page(
        self, condition: Condition, order: str, offset: int, limit: int
    ) -> tuple[int, list[Mapping[str, Any]]]:
        """Return how many firms meet it, and the displays of one stretch of them, in one of `form.ORDERS`."""

    def facet_counts(self, condition: Condition, facets: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """Return by facet and value how many firms meet the condition and have the value."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked of the directory."""

    plan: Plan
    #: by facet the codes chosen; several of one facet mean any of them
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One firm of an answer."""

    display: Mapping[str, Any]
    tier: str
    #: why it is here
    reason: Text


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, with how many firms of the answer have it."""

    code: str
    #: the label that the value carries; None when the vocabulary or the page names it
    label: Text | None
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found."""

    total: int
    hits: tuple[Hit, ...]
    #: by facet, the most frequent first; a chosen value is there even when nobody has it
    facets: Mapping[str, tuple[FacetValue, ...]]
    #: the tiers that were let in because the question as it was asked found too little
    widened: tuple[Tier, ...] = ()


def answer(store: Store, search: Search, *, facets: Sequence[str] = FACETS) -> Answer:
    """Answer a search.

    Args:
        facets: those to be counted; none for an export.
    """
    tiers, widened = _tiers(store, search.plan)
    union = widest(tiers, tiers)
    filters = {
        facet: either(Mark(f"{facet}={code}") for code in codes)
        for facet, codes in search.chosen.items()
        if codes
    }
    whole = both(union, *filters.values())
    counted = _facets(store, union, filters, search, facets)
    if search.sort == "relevance":
        total = store.count(whole)
        hits = _by_tier(store, tiers, both(*filters.values()), total, search)
    else:
        total, shown = store.page(whole, search.sort, search.offset, search.limit)
        hits = [Hit(display, "", Text("", "")) for display in shown]
    return Answer(total, tuple(hits), counted, widened)


def _tiers(store: Store, plan: Plan) -> tuple[tuple[Tier, ...], tuple[Tier, ...]]:
    """Return the tiers in use, and those of them that were let in.

    Decided on the question alone: a filter only ever takes firms away, so that the counts beside it come true.
    """
    tiers: tuple[Tier, ...] = plan.tiers
    if not plan.wider or (plan.sure is not None and store.count(plan.sure)):
        return tiers, ()
    found = store.count(widest(tiers, tiers))
    widened: tuple[Tier, ...] = ()
    for step in plan.wider:
        if found >= step.below:
            continue
        tiers = (*tiers, *step.tiers)
        more = store.count(widest(tiers, tiers))
        if more > found:
            widened = (*widened, *step.tiers)
        found = more
    return tiers, widened


def _by_tier(
    store: Store, tiers: Sequence[Tier], filters: Condition, total: int, search: Search
) -> list[Hit]:
    hits: list[Hit] = []
    passed: list[Tier] = []
    offset, left = search.offset, min(search.limit, max(0, total - search.offset))
    for tier in tiers:
        if not left:
            break
        condition = both(tier.condition, filters)
        if passed:
            condition = Except(condition, widest(passed, tiers))
        if offset:
            size = store.count(condition)
            shown = store.page(condition, "standing", offset, left)[1] if offset < size else []
        else:
            size, shown = store.page(condition, "standing", 0, left)
        hits += [Hit(display, tier.code, tier.reason) for display in shown]
        left -= len(shown)
        offset = max(0, offset - size)
        passed.append(tier)
    return hits


def _facets(
    store: Store, union: Condition, filters: Mapping[str, Condition], search: Search, facets: Sequence[str]
) -> dict[str, tuple[FacetValue, ...]]:
    free = [facet for facet in facets if facet not in filters]
    fields = [COARSE.get(facet, facet) for facet in free]
    found = store.facet_counts(both(union, *filters.values()), fields) if free else {}
    counts = {facet: found[field] for facet, field in zip(free, fields, strict=True)}
    for facet in facets:
        if facet in filters:
            others = [condition for other, condition in filters.items() if other != facet]
            counts[facet] = store.facet_counts(both(union, *others), [facet])[facet]
    return {facet: _values(counts[facet], search.chosen.get(facet, ())) for facet in facets}


def _values(counts: Mapping[str, int], chosen: Sequence[str]) -> tuple[FacetValue, ...]:
    merged: dict[str, tuple[Text | None, int]] = {}
    for value, count in sorted(counts.items()):
        code = value_code(value)
        label, before = merged.get(code, (None, 0))
        merged[code] = (value_label(value) or label, before + count)
    for code in chosen:
        merged.setdefault(code, (None, 0))
    values = [FacetValue(code, label, count, code in chosen) for code, (label, count) in merged.items()]
    return tuple(sorted(values, key=lambda value: (-value.count, value.code)))
