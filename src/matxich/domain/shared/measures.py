"""The measures a shop states in one cell: part weight, machine tonnage, volume, days, yes or no.

Each reader takes a cell whose meaning is known (its column says so) and returns None where the cell says nothing.
Readers of free text live with the demand; they look for the same quantities behind keywords.
"""

from __future__ import annotations

import re

from matxich.domain.shared.numbers import NumberStyle, find_numbers
from matxich.domain.shared.quantities import PER_MONTH, Quantity, find_quantities
from matxich.domain.shared.text import clean, fold

_YES = {"yes", "y", "co", "x", "v", "1", "true", "dung", "in house", "inhouse", "noi bo", "tai xuong", "tu lam", "trong nha", "ok", "duoc", "ja", "はい", "有", "あり", "有り", "社内", "자체", "예", "있음", "사내", "o"}  # fmt: skip
_NO = {"no", "n", "khong", "0", "false", "sai", "outsource", "outsourced", "outsourcing", "thue ngoai", "gia cong ngoai", "dat ngoai", "ngoai", "subcontract", "subcontracted", "chua", "chua co", "khong co", "thau phu", "無", "なし", "外注", "외주", "아니오", "없음"}  # fmt: skip
HEAVIEST_PRESS_T = 80_000.0
_TONNAGE_LIST = re.compile(r"(?<![\d.,])\d{1,4}(?:,\d{2,4})+(?![\d.,])")
_MACHINE_COUNT = re.compile(
    r"(?<![\d.,])\d{1,3}\s*(?:máy|may\b|chiếc|cái|bộ|machines?|presses|sets?|units?|pcs|台|대)(?:\s*:)?|(?<![\d.,])\d{1,3}\s*[x×*]\s*(?=\d)|[x×*]\s*\d{1,3}(?!\d|[.,]\d|\s*(?:t|tấn|ton))",
    re.IGNORECASE,
)


_BOTH_TICKED = re.compile(r"(?:co|yes|y|有|유) (?:khong|no|n|無|무)")
_NOT_OUTSOURCED = re.compile(
    r"^(?:khong|ko|not?|never)(?: \w+)? (?:thue ngoai|gia cong ngoai|dat ngoai|outsourc\w*|subcontract\w*)"
)
_OWN_FLOOR = re.compile(
    r"\b(?:in ?house|noi bo|tai xuong|tai nha may|trong nha may|tu (?:gia cong|san xuat|lam)|own (?:factory|shop))\b|社内|自社|사내|자체"
)


def read_yes_no(text: str) -> bool | None:
    """Read yes or no as people tick it (Có, x, ✓, in-house, thuê ngoài…); None when it says neither."""
    stripped = text.strip()
    if stripped in {"✓", "✔", "☑", "●", "○"}:
        return True
    if stripped in {"✗", "✘", "-", "×"}:
        return False
    folded = fold(text)
    if folded in _YES or folded in _NO:
        return folded in _YES
    if re.match(r"(?:có|co|yes|x|✓|✔)\s*[(,;:–-]", stripped, re.IGNORECASE):
        return True  # "có (thuê ngoài một phần)"
    first = folded.split(" ")[0] if folded else ""
    if _BOTH_TICKED.fullmatch(folded):
        return None  # "có/không": a template that nobody filled in
    if _NOT_OUTSOURCED.search(folded) or (
        _OWN_FLOOR.search(folded) and not first.startswith(("khong", "no", "chua"))
    ):
        return True
    if any(
        word in folded
        for word in (
            "thue ngoai",
            "gia cong ngoai",
            "outsourc",
            "subcontract",
            "thau phu",
            "dat ngoai",
            "khong co",
            "外注",
            "외주",
        )
    ):
        return False
    return (
        True
        if first in {"yes", "co", "inhouse"} or "in house" in folded or "noi bo" in folded
        else False
        if first in {"no", "khong", "chua"}
        else None
    )


def spread(quantities: list[Quantity]) -> tuple[float | None, float | None]:
    """Return the lowest and the highest value of a list of quantities ("80T, 120T, 350T"); signs open an end."""
    if not quantities:
        return None, None
    lows = [q.low for q in quantities]
    low: float | None = min(lows)
    high: float | None = max(q.high for q in quantities)
    if len(quantities) == 1 and quantities[0].low == quantities[0].high:
        low = None if quantities[0].sign == "≤" else low
        high = None if quantities[0].sign == "≥" else high
    return low, high


def read_weight_kg(
    text: str, style: NumberStyle | None = None, unit: str = "kg"
) -> tuple[float | None, float | None]:
    """Return the lowest and highest weight of a cell in kg; a bare number is in the column's unit.

    >>> read_weight_kg("0,7–113 kg"), read_weight_kg("≤ 25"), read_weight_kg("1,2 tấn")
    ((0.7, 113.0), (None, 25.0), (1200.0, 1200.0))
    """
    factor = {"g": 0.001, "gr": 0.001, "gram": 0.001, "tấn": 1000.0, "t": 1000.0, "ton": 1000.0}.get(
        unit.strip().lower(), 1.0
    )
    scaled = []
    for q in find_quantities(text, style):
        if q.dimension not in {"mass", "tonne", ""}:
            continue
        times = 1000.0 if q.dimension == "tonne" else factor if not q.dimension else 1.0
        scaled.append(_times(q, times))
    return spread(scaled)


def _times(q: Quantity, factor: float) -> Quantity:
    return Quantity(
        q.low * factor,
        q.high * factor,
        q.dimension,
        q.per,
        q.sign,
        q.alternative,
        q.grouped,
        q.unit,
        q.start,
        q.end,
    )


def read_tonnage(text: str, style: NumberStyle | None = None) -> tuple[float | None, float | None]:
    """Return the lowest and highest machine force of a cell in tonnes; a bare number is in tonnes.

    >>> read_tonnage("50-450T"), read_tonnage("80, 120, 350 tấn")
    ((50.0, 450.0), (80.0, 350.0))
    """
    # "80,120,350T" is a list of machines: no press has eighty million tonnes. Counts of machines are no forces.
    text = _TONNAGE_LIST.sub(
        lambda run: (
            run.group().replace(",", "; ")
            if float(run.group().replace(",", "")) > HEAVIEST_PRESS_T
            else run.group()
        ),
        clean(text),
    )
    text = _MACHINE_COUNT.sub(" ", text)
    quantities = [
        q for q in find_quantities(text, style) if q.dimension in {"tonne", ""} and q.high >= 1 and not q.per
    ]
    if any(q.dimension == "tonne" for q in quantities):
        last = max(i for i, q in enumerate(quantities) if q.dimension == "tonne")
        quantities = [q for i, q in enumerate(quantities) if i <= last]
    return spread(quantities)


def read_volume(
    text: str, style: NumberStyle | None = None, *, unit: str = "", period: str = ""
) -> tuple[float | None, float | None, bool]:
    """Return pieces a month, kilograms a month, and whether a period was given or known.

    Args:
        unit: what the column counts where the cell does not say ("kg", "tấn", "pcs/year").
        period: "month" or "year" where the cell does not say; "" leaves a bare quantity unconverted.

    >>> read_volume("1.200 pcs/yr"), read_volume("20 tấn/tháng")
    ((100.0, None, True), (None, 20000.0, True))
    """
    column = find_quantities(f"1 {unit}") if unit else []
    kind = column[0].dimension if column else ""
    fallback = (column[0].per if column else "") or period
    times = column[0].low if column else 1.0  # "nghìn cái/tháng"
    pieces: float | None = None
    kilograms: float | None = None
    known = False
    for q in find_quantities(text, style):
        dimension = q.dimension or kind
        per = q.per or fallback
        high = q.grouped if q.grouped is not None and dimension in {"count", ""} else q.high
        value = high * PER_MONTH.get(per, 1.0) * (1.0 if q.dimension else times)
        known = known or bool(per)
        if dimension in {"mass", "tonne"} and (q.dimension or kind):
            kilograms = max(kilograms or 0.0, value * (1000.0 if dimension == "tonne" else 1.0))
        elif dimension in {"count", ""}:
            pieces = max(pieces or 0.0, value)
    return pieces, kilograms, known


def read_days(text: str, style: NumberStyle | None = None, unit: str = "day") -> float | None:
    """Return a lead time in days (the longer end of a range); a bare number is in the column's unit."""
    factor = next((q.low for q in find_quantities(f"1 {unit}") if q.dimension == "time"), 1.0)
    times = {"time": 1.0, "hour": 1 / 24, "": factor}
    spelt = _SHORT_TIME.sub(
        lambda found: f"{found.group(1)} {'week' if found.group(2) in 'wW' else 'day'}", clean(text)
    )
    days = [q.high * times[q.dimension] for q in find_quantities(spelt, style) if q.dimension in times]
    return max(days) if days else None


_SHORT_TIME = re.compile(r"(\d)\s?([dwDW])(?![A-Za-zÀ-ỹ])")


def read_number(text: str, style: NumberStyle | None = None) -> float | None:
    """Return the first number of a cell, or None."""
    numbers = find_numbers(text, style)
    return numbers[0].value if numbers else None


def read_count(text: str, style: NumberStyle | None = None) -> float | None:
    """Return the first number of a cell that counts things ("2.000" is two thousand); None for "1 tấn" or nothing."""
    for q in find_quantities(text, style):
        if q.dimension in {"count", ""}:
            return q.grouped if q.grouped is not None and q.low == q.high else q.low
    return None
