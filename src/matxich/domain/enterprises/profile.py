"""The row of a firm in the suppliers' sheet → who it is: status, ownership, place, markets, maker or trader."""

from __future__ import annotations

import re

from matxich.domain.enterprises.cells import Cells, codes
from matxich.domain.enterprises.model import Firm
from matxich.domain.enterprises.stated import claimed
from matxich.domain.shared.dates import read_date
from matxich.domain.shared.numbers import find_numbers
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

_CEASED = r"\b(ceased|closed|dissolved|bankrupt|inactive|giai the|pha san|ngung hoat dong|ngung han|da dong cua|dong cua|cham dut|dong (?:mst|ma so thue)|khong (?:con )?hoat dong|no longer (?:operating|active|in business)|not (?:active|operating)|dung san xuat|da ngung|dung hoat dong|ngung san xuat|liquidat\w*|out of business)\b|廃業|倒産|解散|폐업|해산"
_SUSPENDED = r"\b(suspended|tam ngung|tam dung|paused|on hold|temporarily closed|tam dong cua|tam nghi|chua hoat dong|chua di vao hoat dong)\b|休業|휴업"
_NO_MAKER = r"\b(?:khong|ko|chua|not?|does not) (?:tu |truc tiep )?(?:san xuat|manufactur\w*|make)\b"
_MAKER = r"\b(san xuat|sx|nsx|nha san xuat|manufactur\w*|maker|producer|factory|nha may|xuong|gia cong|che tao|oem|fabricat\w*)\b|メーカー|製造|제조|생산"
_TRADER = r"\b(thuong mai|tm|trader|trading|dai ly|nha phan phoi|phan phoi|distribut\w*|agent|reseller|nhap khau|buon ban|broker|importer)\b|商社|卸|무역|유통|대리점"
_OWNERSHIP = (
    ("joint", r"\b(lien doanh|joint venture|joint|jv)\b|合弁|합작"),
    ("state", r"\b(nha nuoc|state owned|state|soe|quoc doanh)\b|国営|국영"),
    ("fdi", r"\b(fdi|nuoc ngoai|foreign|100 von nuoc ngoai|dau tu nuoc ngoai)\b|外資|외국"),
    (
        "domestic",
        r"\b(trong nuoc|viet nam|vietnam\w*|vn|domestic|local|tu nhan|private|noi dia|co phan|tnhh|dn viet|noi)\b|ベトナム|베트남|民間",
    ),
)
#: what a cell about ownership may name without meaning a foreign owner
_NOT_ABROAD = {"vn", "vietnam", "domestic", "fdi_in_vietnam"}
_STATED_DOMESTIC = (
    r"\b(trong nuoc|viet nam|vietnam\w*|vn|domestic|local|tu nhan|private|noi dia|dn viet|noi)\b"
)
_NATIONALITIES = (
    ("jp", r"\bjapanese\b|日系|일본계"),
    ("kr", r"\bkorean\b|韓系|韓国系|한국계"),
    ("tw", r"\btaiwanese\b|台湾系|대만계"),
    ("cn", r"\bchinese\b|中国系|중국계"),
    ("de", r"\bgerman\b|独系|독일계"),
    ("us", r"\bamerican\b|米系|미국계"),
)


def read_profile(cells: Cells, vocabulary: Vocabulary, *, supplier_id: str, extra: dict[str, str]) -> Firm:
    """Read who a firm is; its capabilities come from the other rows. Nothing is read from its name."""
    description = "; ".join(part for part in (cells.text("description"), cells.text("products")) if part)
    said = claimed(vocabulary, description)
    address = ", ".join(
        cells.text(name) for name in ("address", "commune", "district", "province") if cells.text(name)
    )
    ownership = read_ownership(cells.text("ownership"), vocabulary)
    return Firm(
        supplier_id=supplier_id,
        name=cells.text("name") or cells.text("name_en") or supplier_id,
        name_en=cells.text("name_en"),
        tax_code=cells.text("tax_code"),
        address=address,
        places=named_places(address, vocabulary),
        status=read_status(cells.text("status")),
        ownership=ownership,
        workers=_workers(cells),
        markets=codes(vocabulary.find(cells.text("export_markets"), ("market",), prefer="market"), "market"),
        languages=codes(
            vocabulary.find(cells.text("languages"), ("language",), prefer="language"), "language"
        ),
        is_maker=read_maker(cells.text("kind")),
        description=description,
        inspection=tuple(code for code in codes(said, "machine") if is_measuring(vocabulary, code)),
        part_families=codes(said, "part_family"),
        industries=codes(said, "industry"),
        confirmed_on=read_date(cells.text("updated_on")),
        extra=extra,
    )


def is_measuring(vocabulary: Vocabulary, machine: str) -> bool:
    """Say whether a machine type measures instead of making."""
    tree = vocabulary.tree("machine")
    return "measuring_equipment" in tree and tree.is_a(machine, "measuring_equipment")


def named_places(address: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the codes of the places that an address names, the most special ones."""
    tree = vocabulary.tree("place")
    return tree.most_special(codes(vocabulary.find(address, ("place",), prefer="place"), "place"))


def _workers(cells: Cells) -> int | None:
    numbers = find_numbers(cells.text("workers"), cells.style("workers"))
    return int(max(n.value for n in numbers)) if numbers else None


def read_status(text: str) -> str:
    """Return "ceased", "suspended" or "active" (also when nothing is said)."""
    folded = fold(text)
    if re.search(_SUSPENDED, folded):
        return "suspended"
    return "ceased" if re.search(_CEASED, folded) else "active"


def read_maker(text: str) -> bool | None:
    """Return True for a maker (also one that trades besides), False for a mere trader, None when not said.

    >>> read_maker("Sản xuất và thương mại"), read_maker("Thương mại"), read_maker("")
    (True, False, None)
    """
    folded = fold(text)
    if re.search(_NO_MAKER, folded):
        return False
    if re.search(_MAKER, folded):
        return True
    return False if re.search(_TRADER, folded) else None


def read_ownership(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the kinds of ownership and the foreign countries that a cell names ("100 % vốn Nhật" → fdi, jp)."""
    folded = fold(text)
    kinds = [kind for kind, pattern in _OWNERSHIP if re.search(pattern, folded)]
    named = [
        code
        for code in codes(vocabulary.find(text, ("market",), prefer="market"), "market")
        if code not in _NOT_ABROAD
    ]
    adjectives = [code for code, pattern in _NATIONALITIES if re.search(pattern, folded)]
    countries = list(dict.fromkeys((*named, *adjectives)))
    if countries and (not kinds or (kinds == ["domestic"] and not re.search(_STATED_DOMESTIC, folded))):
        kinds = ["fdi"]  # "Công ty TNHH 100 % vốn Nhật": the legal form is local, the money is not
    if len(kinds) > 1 and "domestic" in kinds:
        kinds.remove("domestic")  # "liên doanh Việt Nam – Nhật Bản", "doanh nghiệp FDI tại Việt Nam"
    return (*kinds, *countries)
