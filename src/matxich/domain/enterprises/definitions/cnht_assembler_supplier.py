"""Works in supporting industries, version c: supplies parts to an assembler.

>>> from matxich.domain.enterprises.definition import Fact, FirmFacts, Lists
>>> from matxich.domain.enterprises.facts import Customer
>>> lists = Lists(frozenset(), frozenset(), 24)
>>> sold = Customer("Lắp ráp Ví Dụ", tier="assembler", delivered_on=dt.date(2025, 6, 30))
>>> judge(FirmFacts(True, (Fact(5, "customer", sold),)), dt.date(2026, 1, 31), lists).claims
(5,)
>>> judge(FirmFacts(True, (Fact(5, "customer", sold),)), dt.date(2028, 1, 31), lists).level
'fails'
"""

from __future__ import annotations

import datetime as dt

from matxich.domain.enterprises.definition import (
    FAILS,
    MEETS,
    UNKNOWN,
    Definition,
    FirmFacts,
    Lists,
    Verdict,
    claim_ids,
    months_before,
    unless_active,
)
from matxich.domain.shared.bilingual import Text


def judge(facts: FirmFacts, on: dt.date, lists: Lists) -> Verdict:
    """Say whether a firm supplied an assembler within the months before a day."""
    return unless_active(facts, lambda: _judge(facts, on, lists))


def _judge(facts: FirmFacts, on: dt.date, lists: Lists) -> Verdict:
    since = months_before(on, lists.buyer_proof_months)
    assemblers = [fact for fact in facts.of("customer") if fact.item.tier == "assembler"]
    recent = [fact for fact in assemblers if fact.item.delivered_on and since <= fact.item.delivered_on <= on]
    if recent:
        last = max(recent, key=lambda fact: (fact.grade, fact.item.delivered_on))
        return Verdict(
            MEETS,
            _DELIVERED.format(day=f"{last.item.delivered_on:%d/%m/%Y}"),
            claim_ids([last, *recent]),
        )
    if [fact for fact in assemblers if fact.item.delivered_on and fact.item.delivered_on > on]:
        return Verdict(UNKNOWN, _LATER, claim_ids(assemblers))
    if [fact for fact in assemblers if fact.item.delivered_on is None]:
        return Verdict(UNKNOWN, _NO_DAY, claim_ids(assemblers))
    if assemblers:
        return Verdict(FAILS, _LONG_AGO.format(months=lists.buyer_proof_months), claim_ids(assemblers))
    others = facts.of("customer")
    if others and all(fact.item.tier for fact in others):
        return Verdict(FAILS, _OTHERS, claim_ids(others))
    return Verdict(UNKNOWN, _NO_TIER if others else _NO_CUSTOMER, claim_ids(others))


_DELIVERED = Text("Giao hàng cho nhà lắp ráp ngày {day}.", "Delivered to an assembler on {day}.")
_NO_DAY = Text(
    "Có khách hàng là nhà lắp ráp nhưng chưa ghi lần giao gần nhất.",
    "Has an assembler as customer, but does not say when it last delivered.",
)
_LATER = Text(
    "Có giao cho nhà lắp ráp sau ngày này; trước đó thì chưa rõ.",
    "Delivered to an assembler after this day; whether before is not known.",
)
_LONG_AGO = Text(
    "Lần giao cho nhà lắp ráp gần nhất đã quá {months} tháng.",
    "The last delivery to an assembler is more than {months} months ago.",
)
_OTHERS = Text("Không khách hàng nào là nhà lắp ráp.", "None of its customers is an assembler.")
_NO_TIER = Text("Có khách hàng chưa ghi vai trò trong chuỗi.", "Some customers state no place in the chain.")
_NO_CUSTOMER = Text("Chưa khai khách hàng.", "No customer is stated.")
DEFINITION = Definition(
    code="cnht_assembler_supplier",
    family="cnht",
    label=Text("c · Cung cấp cho nhà lắp ráp", "c · Supplies an assembler"),
    rule=Text(
        "Đang hoạt động và có lần giao hàng cho một nhà lắp ráp trong số tháng quy định.",
        "In business, and delivered to an assembler within the months set.",
    ),
    valid_from=None,
    valid_until=None,
    source=Text("Cách hiểu hẹp nhất trong các phương án.", "The narrowest of the ways to take it."),
    reviewed_on=dt.date(2026, 3, 1),
    kinds=("customer",),
    judge=judge,
    order=30,
)
