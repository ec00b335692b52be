"""Works in supporting industries, version b: says of itself that it makes parts or does such work.

>>> from matxich.domain.enterprises.definition import Fact, FirmFacts, Lists
>>> from matxich.domain.enterprises.model import ProcessLine
>>> lists = Lists(frozenset(), frozenset(), 24)
>>> line = ProcessLine(("cnc_turning",), "Tiện CNC", in_house=True)
>>> judge(FirmFacts(True, (Fact(3, "process", line),)), dt.date(2026, 1, 31), lists).claims
(3,)
>>> bought = ProcessLine(("cnc_turning",), "Tiện CNC", in_house=False)
>>> judge(FirmFacts(True, (Fact(3, "process", bought),)), dt.date(2026, 1, 31), lists).level
'unknown'
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
    unless_active,
)
from matxich.domain.shared.bilingual import Text


def judge(facts: FirmFacts, on: dt.date, lists: Lists) -> Verdict:
    """Say whether a firm declared supporting-industry work of its own on a day."""
    return unless_active(facts, lambda: _judge(facts))


def _judge(facts: FirmFacts) -> Verdict:
    traders = [fact for fact in facts.of("profile") if fact.item.is_maker is False]
    if traders:
        return Verdict(FAILS, _TRADER, claim_ids(traders))
    lines = [fact for fact in facts.of("process") if fact.item.processes and fact.item.in_house is not False]
    if lines:
        return Verdict(MEETS, _LINE.format(text=lines[0].item.text), claim_ids(lines))
    products = facts.of("product")
    if products:
        return Verdict(MEETS, _PRODUCT.format(name=products[0].item.name), claim_ids(products))
    return Verdict(UNKNOWN, _NOTHING)


_TRADER = Text("Khai chỉ thương mại, không sản xuất.", "States that it trades and does not make.")
_LINE = Text("Tự khai công đoạn “{text}” làm tại xưởng.", "States the process “{text}” of its own.")
_PRODUCT = Text("Tự khai sản phẩm “{name}”.", "States the product “{name}”.")
_NOTHING = Text(
    "Chưa khai công đoạn nào của mình hay sản phẩm nào.", "States neither a process of its own nor a product."
)
DEFINITION = Definition(
    code="cnht_self_declared",
    family="cnht",
    label=Text("b · Tự khai", "b · Self-declared"),
    rule=Text(
        "Đang hoạt động, không phải chỉ thương mại, và tự khai ít nhất một công đoạn làm tại xưởng hoặc một sản phẩm.",
        "In business, no mere trader, and states at least one process of its own or one product.",
    ),
    valid_from=None,
    valid_until=None,
    source=Text(
        "Cách hiểu của các cuộc khảo sát; không văn bản nào định nghĩa.",
        "As surveys take it; no text defines it.",
    ),
    reviewed_on=dt.date(2026, 3, 1),
    kinds=("profile", "process", "product"),
    judge=judge,
    order=20,
)
