"""A customer, with the delivery and the audit that prove the tie."""

from __future__ import annotations

from collections.abc import Mapping

from matxich.domain.enterprises.cells import codes
from matxich.domain.enterprises.claim_kind import (
    CHOICE,
    CONCEPT,
    DATE,
    YES_NO,
    ClaimField,
    ClaimKind,
    ClaimProblem,
    Read,
)
from matxich.domain.enterprises.claim_reading import YES_NO as ANSWERS
from matxich.domain.enterprises.claim_reading import listed, needed
from matxich.domain.enterprises.encoding import encode
from matxich.domain.enterprises.facts import Customer
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.dates import read_date
from matxich.domain.shared.measures import read_yes_no
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

_NAME = Text("Khách hàng", "Customer")
TIERS = (
    ("assembler", Text("Nhà lắp ráp", "Assembler")),
    ("tier1", Text("Nhà cung cấp cấp 1", "Tier-1 supplier")),
    ("tier2", Text("Nhà cung cấp cấp 2", "Tier-2 supplier")),
    ("trader", Text("Thương mại", "Trader")),
    ("other", Text("Khác", "Other")),
)
FIELDS = (
    ClaimField("name", _NAME, required=True, public=False, example="Công ty Lắp ráp Ví Dụ"),
    ClaimField("country", Text("Nước", "Country"), CONCEPT, example="Nhật Bản", concept="market"),
    ClaimField("tier", Text("Vai trò trong chuỗi", "Place in the chain"), CHOICE, choices=TIERS),
    ClaimField("is_multinational", Text("Tập đoàn đa quốc gia hoặc FDI", "Multinational or FDI"), YES_NO, choices=ANSWERS),
    ClaimField("delivered_on", Text("Lần giao hàng gần nhất", "Last delivery"), DATE, public=False, example="30/09/2026"),
    ClaimField("audited_on", Text("Lần đạt đánh giá của khách", "Last audit passed"), DATE, public=False, example="12/05/2026"),
    ClaimField("is_confidential", Text("Không công khai tên", "Keep the name confidential"), YES_NO, public=False, choices=ANSWERS),
)  # fmt: skip


def read(written: Mapping[str, str], vocabulary: Vocabulary) -> Read:
    """Read one customer; without a word about it the name is confidential."""
    problems = needed(written, "name", _NAME)
    days = {}
    for name in ("delivered_on", "audited_on"):
        text = written.get(name, "").strip()
        days[name] = read_date(text, latest=False)
        if text and days[name] is None:
            problems.append(ClaimProblem(name, _NO_DATE.format(t=text)))
    country = codes(vocabulary.find(written.get("country", ""), ("market",), prefer="market"), "market")
    tier = written.get("tier", "").strip()
    multinational = written.get("is_multinational", "").strip()
    confidential = written.get("is_confidential", "").strip()
    customer = Customer(
        name=written.get("name", "").strip(),
        country=country[0] if country else "",
        tier=tier if tier in dict(TIERS) else "",
        is_multinational=read_yes_no(multinational) if multinational else None,
        delivered_on=days["delivered_on"],
        audited_on=days["audited_on"],
        is_confidential=read_yes_no(confidential) is not False if confidential else True,
    )
    label = dict(TIERS).get(customer.tier, Text("", ""))
    return Read(
        typed={"items": [encode(customer)]},
        codes=(customer.country,) if customer.country else (),
        summary=Text(listed([customer.name, label.vi]), listed([customer.name, label.en])),
        problems=tuple(problems),
    )


def key(found: Read, written: Mapping[str, str]) -> str:
    """A customer is told by its name."""
    return fold(written.get("name", ""))


_NO_DATE = Text(
    "Không đọc được ngày “{t}”. Hãy viết ngày/tháng/năm, ví dụ 30/09/2026.",
    "“{t}” is not a date that can be read. Write day/month/year, such as 30/09/2026.",
)
KIND = ClaimKind(
    code="customer",
    label=_NAME,
    plural=Text("Khách hàng", "Customers"),
    fields=FIELDS,
    read=read,
    key=key,
    evidence=Text("Đơn đặt hàng, biên bản đánh giá", "Purchase order, audit report"),
    order=50,
)
