"""Works in supporting industries, version a: makes at least one product of the priority list.

>>> from matxich.domain.enterprises.definition import Fact, FirmFacts, Lists
>>> from matxich.domain.enterprises.facts import Product
>>> lists = Lists(frozenset({"III", "V"}), frozenset(), 24)
>>> firm = FirmFacts(True, (Fact(7, "product", Product("Vỏ hộp số", priority_code="V.2")),))
>>> judge(firm, dt.date(2026, 1, 31), lists).level, judge(firm, dt.date(2026, 1, 31), lists).claims
('meets', (7,))
>>> judge(FirmFacts(True), dt.date(2026, 1, 31), lists).level
'unknown'
"""

from __future__ import annotations

import datetime as dt
import re

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

_GROUP = re.compile(r"\s*([IVXLC]+)\b", re.IGNORECASE)


def judge(facts: FirmFacts, on: dt.date, lists: Lists) -> Verdict:
    """Say whether a firm made a priority product on a day."""
    return unless_active(facts, lambda: _judge(facts, lists))


def _judge(facts: FirmFacts, lists: Lists) -> Verdict:
    products = facts.of("product")
    listed = [fact for fact in products if _group(fact.item.priority_code) in lists.priority_sectors]
    if listed:
        return Verdict(
            MEETS,
            _LISTED.format(name=listed[0].item.name, code=listed[0].item.priority_code),
            claim_ids(listed),
        )
    coded = [fact for fact in products if fact.item.priority_code]
    if products and len(coded) == len(products):
        return Verdict(FAILS, _NOT_LISTED, claim_ids(coded))
    return Verdict(UNKNOWN, _NO_CODE if products else _NO_PRODUCT, claim_ids(products))


def _group(code: str) -> str:
    found = _GROUP.match(code)
    return found[1].upper() if found else ""


_LISTED = Text(
    "“{name}” thuộc danh mục ưu tiên (mã {code}).", "“{name}” is on the priority list (code {code})."
)
_NOT_LISTED = Text(
    "Mọi sản phẩm đều có mã, không mã nào thuộc danh mục.", "Every product has a code, none is on the list."
)
_NO_CODE = Text(
    "Có sản phẩm chưa ghi mã danh mục: cần hỏi doanh nghiệp.",
    "Some products state no code of the list: to be asked.",
)
_NO_PRODUCT = Text("Chưa khai sản phẩm nào.", "No product is stated.")
DEFINITION = Definition(
    code="cnht_priority_product",
    family="cnht",
    label=Text("a · Sản phẩm trong danh mục", "a · Product on the list"),
    rule=Text(
        "Đang hoạt động và khai ít nhất một sản phẩm thuộc danh mục sản phẩm công nghiệp hỗ trợ ưu tiên phát triển.",
        "In business, and states at least one product of the list of priority supporting-industry products.",
    ),
    valid_from=dt.date(2016, 1, 1),
    valid_until=None,
    source=Text(
        "Nghị định 111/2015/NĐ-CP, sửa đổi bởi 205/2025/NĐ-CP; cách đếm là đề xuất của phần mềm.",
        "Decree 111/2015, amended by 205/2025; the way of counting is this software's proposal.",
    ),
    reviewed_on=dt.date(2026, 3, 1),
    kinds=("product",),
    judge=judge,
    order=10,
)
