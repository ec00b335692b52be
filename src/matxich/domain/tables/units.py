"""The unit that a heading states: "Khối lượng (kg)", "Qty\\n(pcs/yr)", "Tolerance [mm]", "SL/năm"."""

from __future__ import annotations

import re

from matxich.domain.shared.text import clean

_YEAR = r"(?:năm|nam|years?|yrs?|yr\.|annum|annually|p\.?a\.?|年間?|연간?|년)"
_MONTH = r"(?:tháng|thang|months?|mths?|mo\.?|monthly|月間?|ヶ月|월간?|개월)"
_OTHER = r"(?:ngày|ngay|days?|tuần|tuan|weeks?|wks?|giờ|gio|hours?|hrs?|h|ca|shifts?|quý|quarters?|lô|lo|lot|batch|日|週|時間|일|주|시간)"
_AMOUNT = (
    r"(?:mm[²2³3]?|cm[²2³3]?|dm[²2³3]?|m[²2³3]?|µm|μm|um|micron|inch(?:es)?|in|kgs?|g|gr|grams?|gam|mg|lbs?|tấn|tan|tonnes?|tons?|tf?|kn|mpa|bar|kw"
    r"|hrc|hb|hv|%|pcs?\.?|pces?|pieces?|ea|units?|sets?|cái|cai|chiếc|chiec|bộ|bo|sp|sản phẩm|san pham|chi tiết|chi tiet|con|tấm|đôi|cặp"
    r"|lít|người|nguoi|persons?|people|usd|vnd|vnđ|đồng|đ|dong|triệu đồng|eur|jpy|krw|[$€¥₩]"
    r"|個|本|枚|台|セット|トン|キロ|人|名|円|ドル|개|대|세트|톤|명|원|달러"
    r"|ngày làm việc|working days?|営業日)"
)
#: units that are no other word at the end of a heading ("Tên chi tiết" ends in no unit)
_SAFE = r"(?:mm|cm|µm|μm|um|inch(?:es)?|kgs?|gr?|gam|lbs?|tấn|tonnes?|tons?|kn|hrc|%|pcs?\.?|ea|usd|vnd|vnđ|cái|chiếc|個|本|枚|台|トン|개|대|톤)"
_PERIOD = rf"(?:{_YEAR}|{_MONTH}|{_OTHER})"
_PARTED = r"\s*(?:/|per|mỗi|một|\bp\b)\s*"
#: "(千個)", "(nghìn cái)", "(x1000 pcs)"
_TIMES = r"(?:(?:[x×]?\s?1[.,]?000|k|nghìn|ngàn|nghin|thousand|triệu|million|[千万百]|만|천)\s?)?"
_UNIT = re.compile(
    rf"^(?:{_TIMES}{_AMOUNT}(?:{_PARTED}(?:{_PERIOD}|{_AMOUNT}))?|/?\s*{_PERIOD}(?:{_PARTED}{_AMOUNT})?)$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?:[\s,;:_\-]+(?P<unit>{_SAFE}(?:/{_PERIOD})?)|(?:\s*/\s*|\s+per\s+)(?P<period>{_PERIOD}))$",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(rf"(?:^|[\s/(]|per ){_YEAR}(?:$|[\s)])", re.IGNORECASE)
_HAS_MONTH = re.compile(rf"(?:^|[\s/(]|per ){_MONTH}(?:$|[\s)])", re.IGNORECASE)
_BARE_PERIOD = re.compile(rf"^/?\s*(?:{_YEAR}|{_MONTH})$", re.IGNORECASE)
#: words before a unit that add nothing: "(đơn vị: mm)", "(unit: kg)", "(tính bằng mm)"
_LEAD = re.compile(r"^(?:đơn vị|đvt|unit|in|theo|tính bằng|单位|単位|단위)\s*:?\s+", re.IGNORECASE)


def unit_of(text: str) -> str:
    """Return the unit when a text is nothing but a unit, else "".

    >>> unit_of("pcs/yr"), unit_of("đơn vị: mm"), unit_of("DxRxC")
    ('pcs/yr', 'mm', '')
    """
    cleaned = clean(text).strip(" .:")
    shorter = _LEAD.sub("", cleaned)
    return shorter if _UNIT.match(shorter) else cleaned if _UNIT.match(cleaned) else ""


def split_trailing_unit(text: str) -> tuple[str, str]:
    """Part a heading from a unit at its end without brackets ("Weight kg", "Số lượng/năm"); unit "" when none.

    >>> split_trailing_unit("Khối lượng, kg"), split_trailing_unit("Công suất/năm"), split_trailing_unit("Material")
    (('Khối lượng', 'kg'), ('Công suất', 'năm'), ('Material', ''))
    """
    cleaned = clean(text)
    found = _TRAILING.search(cleaned)
    if not found or not found.start():
        return cleaned, ""
    return cleaned[: found.start()].strip(), found.group("unit") or found.group("period")


def period_of(unit: str) -> str:
    """Return "year" or "month" when a unit states one of the two, else ""."""
    if _HAS_YEAR.search(unit):
        return "year"
    return "month" if _HAS_MONTH.search(unit) else ""


def without_bare_period(unit: str) -> str:
    """Return "" for a unit that is only a period ("năm"), which says how often but not of what; else the unit."""
    return "" if _BARE_PERIOD.match(unit) else unit
