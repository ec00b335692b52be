"""A product line, with the codes it is counted under."""

from __future__ import annotations

import re
from collections.abc import Mapping

from matxich.domain.enterprises.cells import codes
from matxich.domain.enterprises.claim_kind import ClaimField, ClaimKind, ClaimProblem, Read
from matxich.domain.enterprises.claim_reading import listed, needed
from matxich.domain.enterprises.encoding import encode
from matxich.domain.enterprises.facts import Product
from matxich.domain.enterprises.stated import claimed
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

_NAME = Text("Sản phẩm", "Product")
FIELDS = (
    ClaimField("name", _NAME, required=True, example="Vỏ hộp số xe máy"),
    ClaimField("vsic", Text("Mã ngành VSIC", "VSIC code"), example="2930"),
    ClaimField("hs", Text("Mã HS", "HS code"), example="8714.10"),
    ClaimField(
        "priority_code",
        Text(
            "Mã trong danh mục sản phẩm CNHT ưu tiên",
            "Code in the list of priority supporting-industry products",
        ),
        example="IV.2",
    ),
)
_VSIC, _HS = re.compile(r"[A-U]?\d{2,5}"), re.compile(r"\d{4}(?:\d{2}){0,2}")


def read(written: Mapping[str, str], vocabulary: Vocabulary) -> Read:
    """Read one product line; a code that cannot be one is an error, an empty one is not stated."""
    problems = needed(written, "name", _NAME)
    vsic = written.get("vsic", "").strip().upper()
    hs = re.sub(r"[.\s]", "", written.get("hs", ""))
    if vsic and not _VSIC.fullmatch(vsic):
        problems.append(ClaimProblem("vsic", _BAD_VSIC.format(t=vsic)))
    if hs and not _HS.fullmatch(hs):
        problems.append(ClaimProblem("hs", _BAD_HS.format(t=written.get("hs", ""))))
    name = written.get("name", "").strip()
    said = claimed(vocabulary, name)
    product = Product(
        name=name,
        vsic=vsic,
        hs=hs,
        priority_code=written.get("priority_code", "").strip(),
        part_families=codes(said, "part_family"),
        industries=codes(said, "industry"),
    )
    shown = listed([name, f"VSIC {vsic}" if vsic else "", f"HS {hs}" if hs else ""])
    return Read(
        typed={"items": [encode(product)]},
        codes=(*product.part_families, *product.industries),
        summary=Text(shown, shown),
        problems=tuple(problems),
    )


def key(found: Read, written: Mapping[str, str]) -> str:
    """A product is told by its name."""
    return fold(written.get("name", ""))


_BAD_VSIC = Text(
    "“{t}” không phải mã VSIC: cần 2 đến 5 chữ số, ví dụ 2930.",
    "“{t}” is no VSIC code: 2 to 5 digits, such as 2930.",
)
_BAD_HS = Text(
    "“{t}” không phải mã HS: cần 4, 6 hoặc 8 chữ số, ví dụ 8714.10.",
    "“{t}” is no HS code: 4, 6 or 8 digits, such as 8714.10.",
)
KIND = ClaimKind(
    code="product",
    label=_NAME,
    plural=Text("Sản phẩm", "Products"),
    fields=FIELDS,
    read=read,
    key=key,
    evidence=Text("Ảnh sản phẩm, hóa đơn bán hàng", "Photos of the product, sales invoices"),
    order=40,
)
