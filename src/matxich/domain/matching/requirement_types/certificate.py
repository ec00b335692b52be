"""A certificate, valid on the day of the match; one that contains it will do (IATF 16949 contains ISO 9001).

A firm that sent certificates but not this one fails; a firm that sent none is unknown. A lapsed one is shown as
expired, with its date."""

from __future__ import annotations

import datetime as dt
import functools

import numpy as np
from numpy.typing import NDArray

from matxich.domain.matching.columns import EPOCH, NO_EXPIRY, NOT_HELD, Registry, certificate_group
from matxich.domain.matching.levels import EXPIRED_CLOSENESS, UNKNOWN_PRIOR, Comparison, Level, looked_up
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts, listed
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

#: closeness of a certificate whose end is not stated, and of a stand-alone relative (ISO 13485 for ISO 9001)
UNDATED, RELATED = 0.9, 0.6


@functools.lru_cache(maxsize=512)
def holders(vocabulary: Vocabulary, asked: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the certificates that satisfy any of the asked ones, and those that are merely near."""
    tree = vocabulary.tree("certificate")
    meeting = {special for code in asked for special in tree.descendants(code)}
    grown = True
    while grown:
        more = {
            code for code, concept in tree.concepts.items() if set(concept.listed("contains")) & meeting
        } - meeting
        meeting, grown = meeting | more, bool(more)
    near = {
        code for code, concept in tree.concepts.items() if set(concept.listed("near")) & set(asked)
    } - meeting
    return tuple(sorted(meeting)), tuple(sorted(near))


#: what a firm holds of what is asked, from worst to best: it fails, is unknown, lapsed, near, held undated, held
_LEVELS = np.array(
    [Level.FAILS, Level.UNKNOWN, Level.EXPIRED, Level.NEAR, Level.MEETS, Level.MEETS], np.uint8
)
_CLOSENESS = np.array([0, UNKNOWN_PRIOR, EXPIRED_CLOSENESS, RELATED, UNDATED, 1], np.float32)
#: firms compared at once
_BLOCK = 65_536
_LACKED, _SILENT, _LAPSED, _NEARBY, _, _HELD = range(6)


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    asked = tuple(wanted["any_of"])
    found = offers.by_firm(
        ("certificate", asked, offers.on), lambda: _held_by_firm(asked, offers.registry, max(offers.day, 1))
    )
    return looked_up(found, _LEVELS, _CLOSENESS)


def _held_by_firm(asked: tuple[str, ...], registry: Registry, day: int) -> NDArray[np.uint8]:
    """Return, firm by firm, the best that it holds of what is asked, as a place in `_LEVELS`."""
    meeting, near = holders(registry.vocabulary, asked)
    groups = 0
    for code in asked:
        groups |= certificate_group(registry.vocabulary, code)
    lists = (registry.firms["lists_certificates"] & np.uint8(groups)) != 0
    found = np.where(lists, np.uint8(_LACKED), np.uint8(_SILENT))
    certificates = registry.firms["certificates"]
    for start in range(0, registry.firm_count, _BLOCK):
        firms = slice(start, start + _BLOCK)
        for code in (*meeting, *near):
            until = certificates[registry.certificate_rows[code], firms]
            if until.max() != NOT_HELD:
                held = _satisfied(until, day) if code in meeting else (until >= day) * np.uint8(_NEARBY)
                np.maximum(found[firms], held, out=found[firms])
    return found


def _satisfied(until: NDArray[np.uint16], day: int) -> NDArray[np.uint8]:
    """Return what a certificate that satisfies the demand is worth, firm by firm; 0 where it is not held."""
    held: NDArray[np.uint8] = (until != NOT_HELD) * np.uint8(_LAPSED)
    held += (until >= day) * np.uint8(_HELD - _LAPSED)
    held -= (until == NO_EXPIRY).view(np.uint8)
    return held


def _asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
    return concepts(vocabulary, "certificate", wanted["any_of"])


def _held(wanted: Wanted, offer: Offers) -> Text:
    codes = tuple(dict.fromkeys(c.code for c in offer.the_firm.certificates))
    return listed(offer.registry.vocabulary, "certificate", codes)


def _sentence(wanted: Wanted, offer: Offers, level: Level) -> Text | None:
    vocabulary = offer.registry.vocabulary
    asked = _asked(wanted, vocabulary)
    meeting, near = holders(vocabulary, tuple(wanted["any_of"]))
    days = {code: int(offer.certificate(code)[0]) for code in (*meeting, *near)}
    held = {
        code: day
        for code, day in days.items()
        if day != NOT_HELD and (code in meeting or level is Level.NEAR)
    }
    if level is Level.UNKNOWN:
        return _UNKNOWN.format(asked=asked)
    if level is Level.FAILS:
        return _FAILS.format(asked=asked, held=_held(wanted, offer))
    if not held:
        return None
    code = max(held, key=lambda c: held[c])
    label = vocabulary.tree("certificate").label(code)
    if level is Level.NEAR:
        return _NEAR.format(label=label, asked=asked)
    when = _date(held[code])
    if level is Level.EXPIRED:
        return _EXPIRED.format(label=label, date=when or Text("?", "?"))
    contains = "" if code in wanted["any_of"] else " ⊇ "
    suffix = Text(f"{contains}{asked.vi}", f"{contains}{asked.en}") if contains else Text("", "")
    return (_VALID if when else _UNDATED_TEXT).format(label=label, suffix=suffix, date=when or Text("", ""))


def _date(day: int) -> Text | None:
    if day == NO_EXPIRY:
        return None
    date = EPOCH + dt.timedelta(days=day)
    return Text(date.strftime("%d/%m/%Y"), date.isoformat())


_VALID = Text("Có {label}{suffix}, hiệu lực đến {date}", "Holds {label}{suffix}, valid until {date}")
_UNDATED_TEXT = Text(
    "Có {label}{suffix}, chưa rõ ngày hết hạn", "Holds {label}{suffix}, expiry date not stated"
)
_EXPIRED = Text("{label} đã hết hạn ngày {date}", "{label} expired on {date}")
_NEAR = Text(
    "Có {label}, gần với {asked} nhưng không thay thế", "Holds {label}, close to {asked} but no substitute"
)
_FAILS = Text("Chưa có {asked}; đang có: {held}", "No {asked}; holds: {held}")
_UNKNOWN = Text("Chưa khai chứng nhận; yêu cầu {asked}", "No certificate stated; asked {asked}")

TYPE = RequirementType(
    code="certificate",
    label=Text("Chứng nhận", "Certificate"),
    weight=3.0,
    compare=_compare,
    asked=_asked,
    held=_held,
    demand_fields=("any_of", "none_of"),
    offer_columns=("certificates", "lists_certificates"),
    mendable=True,
    near_excludes=True,
    question=Text(
        "Quý công ty có {asked} còn hiệu lực không? Vui lòng gửi bản chụp.",
        "Do you hold a valid {asked}? Please send a copy.",
    ),
    sentence=_sentence,
)
