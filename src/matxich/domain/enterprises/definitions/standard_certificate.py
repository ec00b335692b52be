"""Meets international standards, version a: holds a system certificate that is in force and was checked.

>>> from matxich.domain.enterprises.definition import Fact, FirmFacts, Lists
>>> from matxich.domain.enterprises.model import Certificate
>>> from matxich.domain.shared.grade import Grade
>>> lists = Lists(frozenset(), frozenset({"iso_9001"}), 24)
>>> held = Certificate("iso_9001", "ISO 9001", expires_on=dt.date(2026, 12, 31))
>>> checked = FirmFacts(True, (Fact(4, "certificate", held, Grade.DOCUMENT_CHECKED),))
>>> judge(checked, dt.date(2026, 12, 31), lists).level, judge(checked, dt.date(2027, 1, 1), lists).level
('meets', 'fails')
>>> judge(FirmFacts(True, (Fact(4, "certificate", held),)), dt.date(2026, 1, 31), lists).level
'unknown'
"""

from __future__ import annotations

import datetime as dt

from matxich.domain.enterprises.definition import (
    FAILS,
    MEETS,
    UNKNOWN,
    Definition,
    Fact,
    FirmFacts,
    Lists,
    Verdict,
    claim_ids,
    unless_active,
)
from matxich.domain.shared.bilingual import Text


def judge(facts: FirmFacts, on: dt.date, lists: Lists) -> Verdict:
    """Say whether a firm held a checked system certificate on a day."""
    return unless_active(facts, lambda: _judge(facts, on, lists))


def _judge(facts: FirmFacts, on: dt.date, lists: Lists) -> Verdict:
    certificates = facts.of("certificate")
    systems = [fact for fact in certificates if fact.item.code in lists.system_certificates]
    in_force = [
        fact for fact in systems if _began(fact, on) and fact.item.expires_on and fact.item.expires_on >= on
    ]
    checked = [fact for fact in in_force if fact.is_checked]
    if checked:
        last = max(checked, key=lambda fact: fact.item.expires_on)
        reason = _HELD.format(text=last.item.text, day=f"{last.item.expires_on:%d/%m/%Y}")
        return Verdict(MEETS, reason, claim_ids([last, *checked]))
    if in_force:
        return Verdict(UNKNOWN, _UNCHECKED.format(text=in_force[0].item.text), claim_ids(in_force))
    endless = [fact for fact in systems if _began(fact, on) and fact.item.expires_on is None]
    if endless:
        return Verdict(UNKNOWN, _NO_END.format(text=endless[0].item.text), claim_ids(endless))
    if systems:
        return Verdict(FAILS, _ENDED, claim_ids(systems))
    # A list that was given is taken as the whole list; none given says nothing.
    return Verdict(FAILS, _OTHERS, claim_ids(certificates)) if certificates else Verdict(UNKNOWN, _NONE)


def _began(fact: Fact, on: dt.date) -> bool:
    return fact.item.issued_on is None or fact.item.issued_on <= on


_HELD = Text("{text} đã kiểm tra, còn hạn đến {day}.", "{text} checked, in force until {day}.")
_UNCHECKED = Text("{text} còn hạn nhưng chưa ai kiểm tra.", "{text} is in force, but nobody has checked it.")
_NO_END = Text("{text} chưa ghi ngày hết hạn.", "{text} states no last day.")
_ENDED = Text(
    "Chứng nhận hệ thống không còn hoặc chưa có hiệu lực.", "No system certificate was in force on this day."
)
_OTHERS = Text(
    "Chỉ có chứng nhận không thuộc nhóm hệ thống.", "Holds only certificates that are no system's."
)
_NONE = Text("Chưa khai chứng nhận.", "No certificate is stated.")
DEFINITION = Definition(
    code="standard_certificate",
    family="standard",
    label=Text("a · Chứng nhận hệ thống", "a · System certificate"),
    rule=Text(
        "Đang hoạt động và có ít nhất một chứng nhận hệ thống còn hạn, đã được kiểm tra.",
        "In business, and holds at least one system certificate that is in force and was checked.",
    ),
    valid_from=None,
    valid_until=None,
    source=Text(
        "Nửa đầu của cách nói trong các kế hoạch: “hệ thống sản xuất và sản phẩm đạt tiêu chuẩn quốc tế”.",
        "The first half of the plans' wording: “production system and products at international standard”.",
    ),
    reviewed_on=dt.date(2026, 3, 1),
    kinds=("certificate",),
    judge=judge,
    order=10,
)
