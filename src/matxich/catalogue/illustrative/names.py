"""Names, tax codes, people and addresses of invented firms."""

from __future__ import annotations

import random
from collections.abc import Sequence

from stdnum.vn import mst

from matxich.catalogue.illustrative.drawn import DrawnContact, DrawnSite, Place
from matxich.catalogue.illustrative.words import Sector, Words
from matxich.domain.shared.text import fold

#: (Vietnamese, English, weight)
FORMS = (
    ("Công ty TNHH", "{} Co., Ltd", 52),
    ("Công ty CP", "{} JSC", 30),
    ("Công ty TNHH MTV", "{} One Member Co., Ltd", 10),
    ("Doanh nghiệp tư nhân", "{} Private Enterprise", 4),
    ("Hợp tác xã", "{} Cooperative", 4),
)
_SHORT = {
    "Công ty TNHH": ("Cty TNHH", "TNHH"),
    "Công ty CP": ("CTCP", "Cty CP"),
    "Công ty TNHH MTV": ("Cty TNHH MTV", "TNHH MTV"),
    "Doanh nghiệp tư nhân": ("DNTN",),
    "Hợp tác xã": ("HTX",),
}
#: no tax office gives numbers that begin so, and the check digit is wrong beside
_PREFIX = "019"
_UNIT_NUMBERS = (2, 3, 5, 7, 8, 12, 15, 18, 21, 24)


def wrong_tax_code(number: int, *, branch: int = 0) -> str:
    """Return a tax code whose check digit is wrong by design: no firm can have it.

    Args:
        number: 0..999,999, different for each firm.
        branch: 1..999 for a branch.

    >>> wrong_tax_code(12), wrong_tax_code(12, branch=1)
    ('0190000127', '0190000127-001')
    """
    nine = f"{_PREFIX}{number:06d}"
    right = mst.calc_check_digit(nine)
    code = nine + next(digit for digit in "7418529630" if digit != right)
    return f"{code}-{branch:03d}" if branch else code


def brand(place: int, words: Words) -> str:
    """Return the brand of the firm at a place: the first words in turn, so that neighbours differ.

    The first few thousand are all different; then the trade word and the form tell firms apart, and last a number.
    """
    first, second = words.brands["first"], words.brands["second"]
    at = place % (len(first) * len(second))
    return f"{first[at % len(first)]} {second[(at // len(first) + at) % len(second)]}"


def firm_name(place: int, sector: Sector, words: Words, draw: random.Random) -> tuple[str, str]:
    """Return a firm's name in Vietnamese and English."""
    form, english, _ = draw.choices(FORMS, [one[2] for one in FORMS])[0]
    trade, trade_en = draw.choice(sector.trades)
    own = brand(place, words)
    again = place // (len(words.brands["first"]) * len(words.brands["second"]))
    number = f" {again + 1}" if again else ""
    plain = fold(own).title()
    return f"{form} {trade} {own}{number}", english.format(f"{plain} {trade_en}{number}")


def written_otherwise(name: str, draw: random.Random) -> str:
    """Return a name as somebody else writes it: short form, no accents, upper case."""
    form = next((one for one in sorted(_SHORT, key=len, reverse=True) if name.startswith(f"{one} ")), "")
    rest = name.removeprefix(form).strip()
    short = f"{draw.choice(_SHORT[form])} {rest}" if form else rest
    kind = draw.random()
    if kind < 0.3:
        return fold(short).upper()
    return short.replace("Cơ khí", "CK").replace("chính xác", "CX") if kind < 0.6 else short.upper()


def sites(place: Place, others: Sequence[Place], words: Words, draw: random.Random) -> tuple[DrawnSite, ...]:
    """Return a head office, and for one firm in four a factory elsewhere, in a cluster or not."""
    cluster = _cluster(place, words, draw)
    office = DrawnSite("head_office", address(place, words, draw, cluster), cluster)
    if draw.random() > 0.25:
        return (office,)
    away = draw.choice(others)
    there = _cluster(away, words, draw)
    return (office, DrawnSite("factory", address(away, words, draw, there), there))


def _cluster(place: Place, words: Words, draw: random.Random) -> str:
    near = [one for one in words.clusters if one["district"] == place.district and one["ward"] == place.ward]
    if near and draw.random() < 0.8:
        return near[0]["name"]
    return ""


def address(place: Place, words: Words, draw: random.Random, cluster: str = "") -> str:
    """Return an address in the words of before or since the reform, as people write it."""
    number = draw.choice(_UNIT_NUMBERS)
    road = draw.choice(words.districts[place.district][1])
    if cluster:
        start = f"Lô {draw.choice('ABCD')}{number}, {cluster}"
    elif road.startswith(("thôn", "làng")):
        start = f"{road} {number}"
    else:
        start = f"Số {number} {road}"
    kind = draw.random()
    if kind < 0.08 and "," in place.old_words:
        where = place.old_words.partition(", ")[2]  # the ward is left out
    else:
        where = place.new_words if kind < 0.45 else place.old_words
    whole = f"{start}, {where}"
    return fold(whole).title() if kind > 0.96 and not cluster else whole


def people(
    place: int, own: str, words: Words, draw: random.Random, *, agreed: bool
) -> tuple[DrawnContact, ...]:
    """Return one or two invented contacts; the first is the registered one, unless the firm has none."""
    count = draw.choices((0, 1, 2), (8, 62, 30))[0]
    domain = fold(own).replace(" ", "")
    return tuple(_person(place, at, domain, words, draw, agreed=agreed) for at in range(count))


def _person(
    place: int, at: int, domain: str, words: Words, draw: random.Random, *, agreed: bool
) -> DrawnContact:
    parts = [draw.choice(words.people[name]) for name in ("family", "middle", "given")]
    mailbox = f"{fold(parts[2])}.{fold(parts[0])}" if at else "lienhe"
    return DrawnContact(
        full_name=" ".join(parts),
        position=draw.choice(words.people["position"]),
        email=f"{mailbox}{place}@{domain}.example",
        # Subscriber numbers of Hanoi never begin with a zero.
        phone=f"+8424{place % 1_000_000:07d}{at}"[:13],
        is_registered=at == 0,
        has_consent=agreed,
    )
