"""Firms by what an officer asks for: the filters of campaigns and of the freshness pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from matxich.apps.foundation.queries.parameters import value_on
from matxich.apps.registry.models import Claim, Enterprise, EnterpriseRole, Site
from matxich.apps.registry.models.enterprise import Status
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.freshness import DUE_DAYS, fresh_since
from matxich.domain.shared.grade import Grade

#: kind of concept that a filter names → kind of claim that carries it
_CONCEPTS = {"process": "process", "certificate": "certificate", "industry": "profile"}
#: filter → column of a site
_PLACES = {"old_district": "old_district_code", "unit": "new_unit_code"}
#: filters that are columns of the firm
_COLUMNS = {"size": "size_class", "stage": "stage"}
#: every filter that may be given, each with one value
FILTERS = (*_CONCEPTS, *_PLACES, *_COLUMNS, "freshness", "verified", "role")
#: values of the filter "freshness"
FRESHNESS = ("fresh", "due", "stale", "never", "not_fresh")
#: stands for "not known" where a filter names a concept, a place or a column
UNKNOWN = "-"


def confirm_months(on: dt.date) -> int:
    """Return how many months a confirmation holds, as in force on a day."""
    return int(value_on("reconfirmation_months", on))


def active_firms() -> QuerySet[Enterprise]:
    """Return the firms in business, which freshness is counted of and campaigns ask."""
    return Enterprise.objects.filter(status=Status.ACTIVE)


def audience(filters: Mapping[str, str], on: dt.date) -> QuerySet[Enterprise]:
    """Return the active firms that all filters hold for; a filter without a value holds for all.

    Args:
        filters: name of `FILTERS` → value; names that are none are passed over.
        on: freshness and certificates are judged on this day.
    """
    return narrowed(active_firms(), filters, on)


def narrowed(rows: QuerySet[Enterprise], filters: Mapping[str, str], on: dt.date) -> QuerySet[Enterprise]:
    """Return those of the firms that all filters hold for, as in `audience`, whatever their status."""
    for name, value in filters.items():
        if value:
            rows = rows.filter(_condition(name, value, on))
    return rows


def _condition(name: str, value: str, on: dt.date) -> Q:
    if name in _CONCEPTS:
        return _has_concept(name, value, on)
    if name in _PLACES:
        sites = Site.objects.filter(enterprise=OuterRef("pk"))
        wanted = "" if value == UNKNOWN else value
        held = Q(Exists(sites.filter(**{_PLACES[name]: wanted})))
        return held | ~Q(Exists(sites)) if value == UNKNOWN else held
    if name in _COLUMNS:
        return Q(**{_COLUMNS[name]: "" if value == UNKNOWN else value})
    if name == "freshness":
        return is_fresh(value, on)
    if name == "verified":
        return (
            Q(best_grade__gt=Grade.SELF_DECLARED)
            if value == "yes"
            else Q(best_grade__lte=Grade.SELF_DECLARED)
        )
    if name == "role":
        roles = EnterpriseRole.objects.filter(enterprise=OuterRef("pk"), role=value)
        return Q(Exists(roles.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)))
    return Q()


def is_fresh(word: str, on: dt.date) -> Q:
    """Return the condition that a firm is as fresh as a word of `FRESHNESS` says; a word that is none holds for all."""
    since = fresh_since(on, confirm_months(on))
    due_until = fresh_since(on + dt.timedelta(days=DUE_DAYS + 1), confirm_months(on))
    fresh, never = Q(confirmed_on__gte=since), Q(confirmed_on=None)
    return {
        "fresh": fresh,
        "due": fresh & Q(confirmed_on__lt=due_until),
        "stale": Q(confirmed_on__lt=since),
        "never": never,
        "not_fresh": Q(confirmed_on__lt=since) | never,
    }.get(word, Q())


def _has_concept(kind: str, code: str, on: dt.date) -> Q:
    claims = Claim.objects.filter(enterprise=OuterRef("pk"), kind=_CONCEPTS[kind], state=Claim.State.CURRENT)
    claims = claims.filter(Q(expires_on=None) | Q(expires_on__gte=on))
    if code == UNKNOWN:
        return ~Q(Exists(claims.exclude(codes="")))
    tree = load_vocabulary().tree(kind)
    codes = tree.descendants(code) | {code} if code in tree else {code}
    any_of = Q()
    for one in codes:
        any_of |= Q(codes__contains=f"|{one}|")
    return Q(Exists(claims.filter(any_of)))
