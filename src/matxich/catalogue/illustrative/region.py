"""Draws a whole region, firm by firm: its suppliers, its buyers, and those who help."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator, Sequence

from matxich.catalogue.illustrative import names
from matxich.catalogue.illustrative.drawn import DrawnFirm, Place
from matxich.catalogue.illustrative.firms import Region, draw_double, draw_supplier
from matxich.catalogue.illustrative.history import days_of, line
from matxich.catalogue.illustrative.standing import standings
from matxich.catalogue.illustrative.words import load_words

DEFAULT_SEED = 2026
_BUYERS_FROM, _OTHERS_FROM = 900_000, 910_000


def region(slug: str, seed: int, today: dt.date, places: Sequence[Place]) -> Region:
    """Return what a draw begins with.

    Args:
        places: wards of the region; those of a district that the word lists do not name are left out.

    Raises:
        ValueError: none of the places is of a district that the word lists name.
    """
    words = load_words(slug)
    known = sorted(
        (one for one in places if one.district in words.districts),
        key=lambda one: (one.district, one.ward, one.new_words),
    )
    if not known:
        raise ValueError("no ward of the region is known: load its places first")
    with_cluster = {(one["district"], one["ward"]): int(one["weight"]) for one in words.clusters}
    wards = {name: sum(1 for one in known if one.district == name) for name in words.districts}
    weights = [
        words.districts[one.district][0] / wards[one.district]
        + with_cluster.get((one.district, one.ward), 0) / 3
        for one in known
    ]
    return Region(slug, seed, today, words, known, list(itertools.accumulate(weights)))


def draw_firms(drawn: Region, count: int) -> Iterator[DrawnFirm]:
    """Yield `count` suppliers, then the region's buyers, banks, institutes, trainers, consultants, cluster investors."""
    ranks = standings(count, drawn.seed)
    originals = [at for at, one in enumerate(ranks) if not one.is_double and not one.is_empty]
    for at, standing in enumerate(ranks):
        if standing.is_double and originals:
            of = random.Random(f"of {drawn.seed} {at}").choice(originals)
            yield draw_double(at, draw_supplier(of, ranks[of], drawn), drawn)
        else:
            yield draw_supplier(at, standing, drawn)
    yield from draw_others(drawn)


def draw_others(drawn: Region) -> Iterator[DrawnFirm]:
    """Yield the firms and bodies that are no suppliers."""
    for at, row in enumerate(drawn.words.buyers):
        marked = {**row, "role": "buyer", "name": f"{row['name']} (minh họa)"}
        marked["name_en"] = f"{row['name_en']} (illustrative)"
        yield _other(_BUYERS_FROM + at, marked, drawn)
    for at, row in enumerate(drawn.words.others):
        yield _other(_OTHERS_FROM + at, row, drawn)


def _other(number: int, row: dict[str, str], drawn: Region) -> DrawnFirm:
    draw = random.Random(f"other {drawn.seed} {number}")
    days = days_of(draw.choice(("published", "published", "claimed")), drawn.today, draw)
    place = draw.choices(drawn.places, cum_weights=drawn.reach)[0]
    profile = {"ownership": row.get("ownership", "Trong nước")}
    if row["role"] == "buyer":
        profile["kind"] = "Nhà sản xuất"
    return DrawnFirm(
        name=row["name"],
        name_en=row["name_en"],
        tax_code=names.wrong_tax_code(number),
        roles=(row["role"],),
        stage=days.stage,
        status="active",
        status_since=None,
        created_at=days.created,
        stage_since=days.stage_since,
        consented_at=days.stage_since if days.stage == "published" else None,
        confirmed_on=days.confirmed_on,
        sites=names.sites(place, drawn.places, drawn.words, draw)[:1],
        contacts=names.people(number, row["name"].partition(" (")[0], drawn.words, draw, agreed=True),
        lines=(line("profile", profile, days, draw),),
    )
