"""Draws one supplier of the region: who it is, where, what it claims, and how far its record has come."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matxich.catalogue.illustrative import lines as written
from matxich.catalogue.illustrative import names, ties
from matxich.catalogue.illustrative.drawn import DrawnFirm, DrawnLine, Place
from matxich.catalogue.illustrative.history import Days, days_of, followed, line
from matxich.catalogue.illustrative.standing import Standing
from matxich.catalogue.illustrative.words import Sector, Words

#: of a thousand firms
_BRANCHES, _CHANGED_CODES = 8, 20
_CONSENT_ON_PAPER = "Văn bản đồng ý của doanh nghiệp (minh họa)"


@dataclass(frozen=True)
class Region:
    """What all firms of one draw share."""

    slug: str
    seed: int
    today: dt.date
    words: Words
    places: Sequence[Place]
    #: weight of each place, added up
    reach: Sequence[float]


def draw_supplier(at: int, standing: Standing, region: Region) -> DrawnFirm:
    """Return the supplier at a place of the region; the same for the same region, standing and place."""
    draw = random.Random(f"firm {region.seed} {at}")
    sector = draw.choices(region.words.sectors, [one.share for one in region.words.sectors])[0]
    stage = draw.choices([one[0] for one in standing.stages], [one[1] for one in standing.stages])[0]
    fullness = draw.choices(("rich", "middle", "thin"), standing.fullness)[0]
    if stage == "imported":
        fullness = "thin"  # what an old list knew
    days = days_of(stage, region.today, draw)
    name, name_en = names.firm_name(at, sector, region.words, draw)
    place = draw.choices(region.places, cum_weights=region.reach)[0]
    agreed = stage == "published" or draw.random() < 0.4
    by_paper = agreed and draw.random() < 0.15
    branch = draw.randrange(1000) < _BRANCHES and at > 0 and not standing.is_double
    firm = DrawnFirm(
        name=name,
        name_en=name_en if draw.random() < 0.8 else "",
        tax_code=names.wrong_tax_code(at - 1, branch=1) if branch else names.wrong_tax_code(at),
        roles=("supplier", "exhibitor") if draw.random() < 0.2 else ("supplier",),
        stage=stage,
        status=standing.status,
        status_since=_since(days, draw) if standing.status != "active" else None,
        created_at=days.created,
        stage_since=days.stage_since,
        consented_at=days.stage_since if agreed and not by_paper else None,
        consent_basis=_CONSENT_ON_PAPER if by_paper else "",
        confirmed_on=days.confirmed_on,
        names=_other_names(name, sector, draw),
        former_tax_codes=(names.wrong_tax_code(800_000 + at % 100_000),)
        if draw.randrange(1000) < _CHANGED_CODES
        else (),
        head_office=names.wrong_tax_code(at - 1) if branch else "",
        sites=tuple(
            replace(one, is_confirmed=days.checked is not None and draw.random() < 0.7)
            for one in names.sites(place, region.places, region.words, draw)
        ),
        contacts=names.people(at, names.brand(at, region.words), region.words, draw, agreed=agreed),
    )
    if standing.is_empty:
        return firm
    return replace(firm, lines=tuple(_lines(standing, sector, fullness, days, region, draw)))


def draw_double(at: int, of: DrawnFirm, region: Region) -> DrawnFirm:
    """Return a second entry of a firm that stands there already, as an old list had it."""
    draw = random.Random(f"double {region.seed} {at}")
    days = days_of("imported", region.today, draw)
    kept = [one for one in of.lines if one.kind == "process"][:2] or [
        one for one in of.lines if one.kind == "product"
    ][:1]
    return DrawnFirm(
        name=names.written_otherwise(of.name, draw),
        name_en="",
        tax_code="",
        roles=("supplier",),
        stage="imported",
        status="active",
        status_since=None,
        created_at=days.created,
        stage_since=days.stage_since,
        sites=of.sites[:1],
        contacts=tuple(replace(one, has_consent=False) for one in of.contacts[:1]),
        lines=tuple(line(one.kind, one.versions[-1].written, days, draw) for one in kept),
    )


def _since(days: Days, draw: random.Random) -> dt.date:
    room = max(1, (days.today - days.stage_since.date()).days - 1)
    return days.stage_since.date() + dt.timedelta(days=draw.randrange(0, min(room, 500)))


def _other_names(
    name: str, sector: Sector, draw: random.Random
) -> tuple[tuple[str, str, dt.date | None], ...]:
    kind = draw.random()
    if kind < 0.06:
        trade = draw.choice(sector.trades)[0]
        former = (
            name.replace("Công ty CP", "Công ty TNHH")
            if "Công ty CP" in name
            else f"Cơ sở {trade} {name.rsplit(maxsplit=1)[-1]}"
        )
        return (("former", former, dt.date(draw.randrange(2012, 2021), draw.randrange(1, 13), 1)),)
    if kind < 0.11:
        return (("alias", names.written_otherwise(name, draw), None),)
    return ()


def _lines(
    standing: Standing, sector: Sector, fullness: str, days: Days, region: Region, draw: random.Random
) -> list[DrawnLine]:
    strong = standing.is_strong
    ownership = draw.choices(
        ("Trong nước", "FDI Nhật Bản", "FDI Hàn Quốc", "Liên doanh", "Nhà nước"),
        (62, 16, 10, 8, 4) if strong else (90, 3, 2, 3, 2),
    )[0]
    found = [
        line("profile", written.profile(sector, ownership, standing.is_trader, fullness, draw), days, draw)
    ]
    processes = (
        [] if standing.is_trader else written.process_lines(region.slug, region.seed, sector, fullness, draw)
    )
    # A record that was checked has at least one capability that an officer accepted.
    sure = 3 if days.was_visited else 2
    found += [
        line("process", fields, days, draw, grade=None if at else sure)
        for at, (_, fields) in enumerate(processes)
    ]
    found += [
        line("machine", fields, days, draw)
        for fields in written.machines([one for one, _ in processes], fullness, draw)
    ]
    if standing.is_trader or fullness != "thin" or draw.random() < 0.5:
        coded = 0.9 if strong else 0.6
        found += [
            line("product", fields, days, draw, grade=None if at or processes else sure)
            for at, fields in enumerate(written.products(sector, region.words, fullness, coded, draw))
        ]
    found += _certificates(standing, sector, days, draw)
    found += _customers(standing, sector, days, region.words, draw)
    exports = draw.random() < (0.7 if strong else 0.2)
    if exports:
        found += [line("market", fields, days, draw) for fields in ties.markets(sector, draw)]
    if fullness != "thin" or draw.random() < 0.6:
        years = range(region.today.year - 6, region.today.year)
        for fields in written.figures(years, written.worker_count(strong, draw), exports, fullness, draw):
            reported = dt.date(int(fields["year"]) + 1, draw.randrange(2, 7), draw.randrange(1, 29))
            if reported < region.today:
                found.append(line("figure", fields, days, draw, said_on=reported))
    return [one for one in found if one.versions[0].written]


def _certificates(standing: Standing, sector: Sector, days: Days, draw: random.Random) -> list[DrawnLine]:
    found = []
    number = draw.randrange(1_000_000)
    if standing.code in {"international", "certified"}:
        # All days of three years are as likely: some run out within the next month, and some the day before others.
        issued = days.today - dt.timedelta(days=draw.randrange(20, ties.TERM - 2))
        fields = ties.certificate(ties.system_standard(sector, draw), issued, number, draw)
        grade = 3 if days.was_visited else 2
        if issued > days.created.date():
            before = ties.renewed(fields, issued, draw)
            changed = issued + dt.timedelta(days=draw.randrange(1, 8))
            found.append(followed("certificate", before, fields, changed, days, draw, grade=grade))
        else:
            found.append(line("certificate", fields, days, draw, grade=grade))
    elif standing.code == "lapsed":
        ended = days.today - dt.timedelta(days=draw.randrange(1, 500))
        fields = ties.certificate("ISO 9001:2015", ended - dt.timedelta(days=ties.TERM - 1), number, draw)
        found.append(line("certificate", fields, days, draw, grade=2))
    elif standing.code == "claimed":
        issued = days.today - dt.timedelta(days=draw.randrange(20, ties.TERM - 40))
        fields = ties.certificate("ISO 9001", issued, number, draw)
        if draw.random() < 0.2:
            del fields["expires_on"]
        found.append(line("certificate", fields, days, draw, grade=1))
    share = 1.6 if standing.is_strong else 0.5
    for at, standard in enumerate(ties.other_standards(sector, share, draw), start=1):
        issued = days.today - dt.timedelta(days=draw.randrange(20, ties.TERM + 200))
        fields = ties.certificate(standard, issued, (number + at) % 1_000_000, draw)
        found.append(line("certificate", fields, days, draw, said_on=issued + dt.timedelta(days=10)))
    return found


def _customers(
    standing: Standing, sector: Sector, days: Days, words: Words, draw: random.Random
) -> list[DrawnLine]:
    if standing.code == "international":
        return _proven(sector, days, words, draw)
    count = draw.choices((0, 1, 2, 3), (15, 45, 28, 12) if standing.is_strong else (50, 32, 13, 5))[0]
    # Whoever is no international supplier sells to home firms, or nobody has looked at its proofs yet.
    home = standing.code == "certified" and draw.random() < 0.7
    buyers = ties.buyers_of(sector.code, words, demanding=False if home else None)
    found = []
    for buyer in draw.sample(list(buyers), min(count, len(buyers))):
        delivered = days.today - dt.timedelta(days=draw.randrange(10, 1200)) if draw.random() < 0.75 else None
        fields = ties.customer(buyer, delivered, None, draw, says_all=False)
        demanding = buyer["is_multinational"] == "Có"
        found.append(line("customer", fields, days, draw, said_on=delivered, grade=1 if demanding else None))
    return found


def _proven(sector: Sector, days: Days, words: Words, draw: random.Random) -> list[DrawnLine]:
    """Return the customers of a firm at international standard: one with a checked delivery or audit, and others."""
    demanding = list(ties.buyers_of(sector.code, words, demanding=True))
    first, *others = draw.sample(demanding, min(draw.choice((1, 2, 2, 3)), len(demanding)))
    delivered = days.today - dt.timedelta(days=draw.randrange(45, 640))
    audited = delivered - dt.timedelta(days=draw.randrange(10, 400)) if draw.random() < 0.4 else None
    fields = ties.customer(first, delivered, audited, draw, says_all=True)
    grade = draw.choices((2, 3, 4), (60, 15, 25))[0]
    told = delivered + dt.timedelta(days=draw.randrange(3, 12))
    if days.checked is not None and told > days.checked.date() + dt.timedelta(days=30):
        earlier = days.created.date() - dt.timedelta(days=draw.randrange(5, 300))
        before = {**fields, "delivered_on": f"{earlier:%d/%m/%Y}"}
        before.pop("audited_on", None)
        found = [followed("customer", before, fields, told, days, draw, grade=grade)]
    else:
        found = [line("customer", fields, days, draw, grade=grade)]
    for buyer in others:
        sold = days.today - dt.timedelta(days=draw.randrange(20, 900))
        found.append(
            line("customer", ties.customer(buyer, sold, None, draw, says_all=False), days, draw, said_on=sold)
        )
    return found
