"""Rows → what the public may see of a firm. Contacts, customers' names and figures are never read here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from matxich.apps.places.queries.gazetteer import gazetteer
from matxich.apps.registry.facts import current_claims, firm_of, sites_of, typed_items
from matxich.apps.registry.models import (
    Claim,
    Enterprise,
    EnterpriseName,
    EnterpriseRole,
    FormerTaxCode,
    Site,
)
from matxich.apps.registry.queries.directory_size import public_enterprises
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.directory.entry import Entry, EntryCertificate, EntryLine, Spot
from matxich.domain.enterprises.model import Firm
from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.grouping import Grouping, possible_units
from matxich.domain.places.units import Unit
from matxich.domain.shared.bilingual import same
from matxich.domain.shared.grade import Grade

_BATCH = 500


def directory_entries(on: dt.date, ids: Sequence[int] | None = None) -> Iterator[Entry]:
    """Yield the firms of the directory, in the order of their numbers: published, in business, agreed to.

    Args:
        on: the day on which names and roles hold.
        ids: only these, those that are not public left out; None for all.
    """
    public = public_enterprises()
    numbers = list(
        (public if ids is None else public.filter(pk__in=ids)).order_by("pk").values_list("pk", flat=True)
    )
    known = gazetteer()
    for start in range(0, len(numbers), _BATCH):
        yield from _batch(numbers[start : start + _BATCH], known, on)


def _batch(ids: list[int], known: Gazetteer, on: dt.date) -> Iterator[Entry]:
    claims, sites = current_claims(ids), sites_of(ids)
    names = _by_firm(
        EnterpriseName.objects.filter(enterprise_id__in=ids).values_list("enterprise_id", "name")
    )
    codes = _by_firm(
        FormerTaxCode.objects.filter(enterprise_id__in=ids).values_list("enterprise_id", "tax_code")
    )
    held = EnterpriseRole.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=on), enterprise_id__in=ids, valid_from__lte=on
    )
    roles = _by_firm(held.values_list("enterprise_id", "role"))
    for row in Enterprise.objects.filter(pk__in=ids).order_by("pk"):
        own = row.pk
        yield entry_of(
            row,
            claims.get(own, []),
            sites.get(own, []),
            known,
            aliases=names[own],
            former_codes=codes[own],
            roles=roles[own],
        )


def _by_firm(pairs: Iterable[tuple[int, str]]) -> defaultdict[int, tuple[str, ...]]:
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for enterprise_id, value in pairs:
        if value not in found[enterprise_id]:
            found[enterprise_id] = (*found[enterprise_id], value)
    return found


def entry_of(
    enterprise: Enterprise,
    claims: Sequence[Claim],
    sites: Sequence[Site],
    known: Gazetteer,
    *,
    aliases: tuple[str, ...] = (),
    former_codes: tuple[str, ...] = (),
    roles: tuple[str, ...] = (),
) -> Entry:
    """Return what the public may see of one firm.

    Args:
        claims: those that hold.
        sites: all of them; warehouses are not counted as places of the firm.
        known: the region's units.
    """
    firm = firm_of(enterprise, claims, sites, load_vocabulary())
    places = [site for site in sites if site.kind != Site.Kind.WAREHOUSE]
    return Entry(
        enterprise_id=str(enterprise.pk),
        name=enterprise.name,
        name_en=enterprise.name_en,
        aliases=aliases,
        tax_code=enterprise.tax_code,
        former_codes=former_codes,
        description=firm.description,
        lines=_lines(firm),
        certificates=tuple(
            EntryCertificate(one.code, one.expires_on, one.grade) for one in firm.certificates if one.code
        ),
        machines=tuple(dict.fromkeys(one.code for one in firm.machines if one.code)),
        products=tuple(dict.fromkeys(one.name for one in typed_items(claims, "product") if one.name)),
        part_families=firm.part_families,
        industries=firm.industries,
        markets=firm.markets,
        languages=firm.languages,
        roles=roles,
        ownership=firm.ownership,
        size_class=enterprise.size_class,
        districts=_spots(places, known, Grouping.OLD_DISTRICT),
        communes=_spots(places, known, Grouping.TODAY),
        clusters=tuple(
            dict.fromkeys(Spot(site.cluster, same(site.cluster)) for site in places if site.cluster)
        ),
        places=firm.places,
        grade=Grade(enterprise.best_grade) if enterprise.best_grade else None,
        confirmed_on=enterprise.confirmed_on,
        completeness_share=enterprise.completeness_share,
        is_illustrative=enterprise.is_illustrative,
    )


def _lines(firm: Firm) -> tuple[EntryLine, ...]:
    return tuple(
        EntryLine(
            tuple(dict.fromkeys((*line.processes, *line.finishes))),
            line.materials,
            line.grade,
            is_stated=line.origin == "row",
        )
        for line in firm.lines
    )


def _spots(sites: Sequence[Site], known: Gazetteer, grouping: Grouping) -> tuple[Spot, ...]:
    """Return the units of a grouping that sites certainly lie in; what is to be confirmed counts nowhere."""
    found: dict[str, Spot] = {}
    for site in sites:
        unit = _smallest(site, known, grouping)
        units = possible_units(known, unit, grouping) if unit else ()
        if len(units) == 1:
            found[units[0].code] = Spot(units[0].code, units[0].label)
    return tuple(found.values())


def _smallest(site: Site, known: Gazetteer, grouping: Grouping) -> Unit | None:
    """Return the smallest unit known of a site, of the grouping's own side where it is known."""
    before = known.before(site.old_ward_code or site.old_district_code)
    today = known.today(site.new_unit_code)
    return (today or before) if grouping is Grouping.TODAY else (before or today)
