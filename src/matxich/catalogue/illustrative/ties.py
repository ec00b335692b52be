"""Certificates, customers and markets: what a firm's standing in the region follows from."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from matxich.catalogue.illustrative.words import Sector, Words

#: days that a certificate runs
TERM = 3 * 365
_BODIES = (
    "Tổ chức chứng nhận Ví Dụ Một",
    "Tổ chức chứng nhận Ví Dụ Hai",
    "Vi Du Certification",
    "Trung tâm Chứng nhận Ví Dụ",
)
_SCOPES = (
    "",
    "Gia công chi tiết cơ khí",
    "Sản xuất theo bản vẽ của khách hàng",
    "Manufacturing of parts",
    "Sản xuất và lắp ráp",
)
#: certificates that count as a system's, as people write them
SYSTEMS = ("ISO 9001:2015", "IATF 16949:2016", "ISO 9001", "ISO 13485:2016")


def certificate(
    standard: str, issued: dt.date, number: int, draw: random.Random, *, term: int = TERM
) -> dict[str, str]:
    """Return a certificate as written, from a day for three years."""
    fields = {
        "standard": standard,
        "number": f"VD-{number:06d}",
        "body": draw.choice(_BODIES),
        "issued_on": _day(issued, draw),
        "expires_on": _day(issued + dt.timedelta(days=term - 1), draw),
        "scope": draw.choice(_SCOPES),
    }
    if draw.random() < 0.15:
        del fields["body"]
    return {name: text for name, text in sorted(fields.items()) if text}


def renewed(written: dict[str, str], issued: dt.date, draw: random.Random) -> dict[str, str]:
    """Return the certificate that this one followed: the same standard, scope and body, one term earlier."""
    before = issued - dt.timedelta(days=TERM)
    return {
        **written,
        "number": f"{written['number']}-0",
        "issued_on": _day(before, draw),
        "expires_on": _day(issued - dt.timedelta(days=1), draw),
    }


def _day(day: dt.date, draw: random.Random) -> str:
    """Write a date in one of the ways that offices do."""
    return day.strftime(draw.choice(("%d/%m/%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y")))


def system_standard(sector: Sector, draw: random.Random) -> str:
    """Return a system certificate that suits the sector."""
    suited = [one for one, _ in sector.certificates if one.startswith(("ISO 9001", "IATF", "ISO 13485"))]
    return draw.choices([suited[0], draw.choice(suited)], (75, 25))[0]


def other_standards(sector: Sector, share: float, draw: random.Random) -> list[str]:
    """Return further certificates of the sector that are no quality system's."""
    others = [(name, weight) for name, weight in sector.certificates if not _is_system(name)]
    return [name for name, weight in others if draw.random() * 100 < weight * share]


def _is_system(name: str) -> bool:
    return name.startswith(("ISO 9001", "IATF", "ISO 13485", "ISO 3834"))


def customer(
    buyer: dict[str, str],
    delivered: dt.date | None,
    audited: dt.date | None,
    draw: random.Random,
    *,
    says_all: bool,
) -> dict[str, str]:
    """Return a tie to one of the region's buyers as the supplier writes it."""
    fields = {"name": f"{buyer['name']} (minh họa)", "country": buyer["country"]}
    if says_all or draw.random() < 0.7:
        fields["tier"] = buyer["tier"]
    if says_all or draw.random() < 0.6:
        fields["is_multinational"] = buyer["is_multinational"]
    if delivered is not None:
        fields["delivered_on"] = _day(delivered, draw)
    if audited is not None:
        fields["audited_on"] = _day(audited, draw)
    fields["is_confidential"] = draw.choice(("Có", "Không", ""))
    return {name: text for name, text in sorted(fields.items()) if text}


def buyers_of(sector: str, words: Words, *, demanding: bool | None = None) -> Sequence[dict[str, str]]:
    """Return the buyers who buy from a sector; demanding: multinational ones only, or the others only."""
    found = [one for one in words.buyers if sector in one["sectors"].split("|")]
    if demanding is not None:
        found = [one for one in found if (one["is_multinational"] == "Có") is demanding]
    return found or list(words.buyers)


def markets(sector: Sector, draw: random.Random) -> list[dict[str, str]]:
    """Return one to three export markets, some with their share of sales."""
    count = min(draw.choices((1, 2, 3), (55, 30, 15))[0], len(sector.markets))
    chosen: list[str] = []
    while len(chosen) < count:
        name = draw.choices([one for one, _ in sector.markets], [weight for _, weight in sector.markets])[0]
        if name not in chosen:
            chosen.append(name)
    return [
        {"market": name, **({"share": str(draw.choice((5, 10, 15, 20, 30)))} if draw.random() < 0.5 else {})}
        for name in chosen
    ]
