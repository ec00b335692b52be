"""Meets international standards, version b: version a, and a proof that a demanding buyer takes what it makes.

>>> from matxich.domain.enterprises.definition import Fact, FirmFacts, Lists
>>> from matxich.domain.enterprises.facts import Customer
>>> from matxich.domain.enterprises.model import Certificate
>>> from matxich.domain.shared.grade import Grade
>>> lists = Lists(frozenset(), frozenset({"iso_9001"}), 24)
>>> held = Fact(4, "certificate", Certificate("iso_9001", "ISO 9001", expires_on=dt.date(2027, 1, 1)), Grade.SITE_VERIFIED)
>>> sold = Customer("Ví Dụ", is_multinational=True, delivered_on=dt.date(2025, 6, 30))
>>> proven = FirmFacts(True, (held, Fact(5, "customer", sold, Grade.DOCUMENT_CHECKED)))
>>> judge(proven, dt.date(2026, 1, 31), lists).claims
(4, 5)
>>> judge(FirmFacts(True, (held, Fact(5, "customer", sold))), dt.date(2026, 1, 31), lists).level
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
    months_before,
)
from matxich.domain.enterprises.definitions.standard_certificate import judge as judge_certificate
from matxich.domain.shared.bilingual import Text

#: markets in which no export is proven
_HOME = frozenset({"", "domestic"})


def judge(facts: FirmFacts, on: dt.date, lists: Lists) -> Verdict:
    """Say whether a firm held a checked system certificate on a day and a demanding buyer took its parts."""
    held = judge_certificate(facts, on, lists)
    if held.level == FAILS:
        return held
    sold = _sold(facts, on, lists)
    if FAILS in (held.level, sold.level):
        return sold
    level = MEETS if held.level == sold.level == MEETS else UNKNOWN
    reason = Text(f"{held.reason.vi} {sold.reason.vi}", f"{held.reason.en} {sold.reason.en}")
    return Verdict(level, reason, tuple(dict.fromkeys((*held.claims[:1], *sold.claims, *held.claims))))


def _sold(facts: FirmFacts, on: dt.date, lists: Lists) -> Verdict:
    customers = facts.of("customer")
    audited = [fact for fact in customers if fact.item.audited_on and fact.item.audited_on <= on]
    since = months_before(on, lists.buyer_proof_months)
    demanding = [fact for fact in customers if _is_demanding(fact)]
    recent = [fact for fact in demanding if fact.item.delivered_on and since <= fact.item.delivered_on <= on]
    proofs = [fact for fact in (*recent, *audited) if fact.is_checked]
    if proofs:
        reason = _DELIVERED if proofs[0] in recent else _AUDITED
        day = proofs[0].item.delivered_on if proofs[0] in recent else proofs[0].item.audited_on
        return Verdict(MEETS, reason.format(day=f"{day:%d/%m/%Y}"), claim_ids(proofs))
    if recent or audited:
        return Verdict(UNKNOWN, _UNCHECKED, claim_ids([*recent, *audited]))
    if not customers:
        return Verdict(UNKNOWN, _NONE)
    if any(fact.item.delivered_on is None or fact.item.delivered_on > on for fact in demanding) or any(
        _is_open(fact) for fact in customers
    ):
        return Verdict(UNKNOWN, _NOT_SAID, claim_ids(customers))
    return Verdict(FAILS, _NO_PROOF.format(months=lists.buyer_proof_months), claim_ids(customers))


def _is_demanding(fact: Fact) -> bool:
    """A multinational, an FDI firm, or a buyer abroad."""
    return fact.item.is_multinational is True or fact.item.country not in _HOME


def _is_open(fact: Fact) -> bool:
    """Nothing says whether the buyer is demanding."""
    return fact.item.is_multinational is None and not fact.item.country


_DELIVERED = Text(
    "Giao hàng cho khách đa quốc gia, FDI hoặc xuất khẩu ngày {day}, đã kiểm tra.",
    "Delivered to a multinational, FDI or export customer on {day}, checked.",
)
_AUDITED = Text(
    "Đạt đánh giá của khách hàng ngày {day}, đã kiểm tra.", "Passed a customer's audit on {day}, checked."
)
_UNCHECKED = Text(
    "Lần giao hàng hoặc đánh giá chưa ai kiểm tra.", "Nobody has checked the delivery or the audit."
)
_NONE = Text("Chưa khai khách hàng.", "No customer is stated.")
_NOT_SAID = Text(
    "Chưa ghi khách hàng nào là đa quốc gia, FDI, xuất khẩu, hoặc chưa ghi lần giao.",
    "Does not say which customer is multinational, FDI or abroad, or when it delivered.",
)
_NO_PROOF = Text(
    "Không có lần giao nào trong {months} tháng và không có đánh giá của khách.",
    "No such delivery within {months} months, and no customer's audit.",
)
DEFINITION = Definition(
    code="standard_certificate_and_buyer",
    family="standard",
    label=Text("b · Chứng nhận và bên mua", "b · Certificate and buyer"),
    rule=Text(
        "Đạt phương án a, và đã giao hàng cho khách đa quốc gia, FDI hoặc xuất khẩu trong số tháng quy định, hoặc đạt đánh giá của khách; có kiểm tra.",
        "Meets version a, and delivered to a multinational, FDI or export customer within the months set, or passed a customer's audit; checked.",
    ),
    valid_from=None,
    valid_until=None,
    source=Text(
        "Cả câu của các kế hoạch: “… đủ năng lực cung ứng vào mạng lưới sản xuất toàn cầu”; cách đếm là đề xuất của phần mềm.",
        "The plans' whole sentence: “… able to supply global production networks”; the way of counting is this software's proposal.",
    ),
    reviewed_on=dt.date(2026, 3, 1),
    kinds=("certificate", "customer"),
    judge=judge,
    order=20,
)
