"""How much a line wants and when: volume a month, pieces at once, days to delivery."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matxich.domain.demand.requirement import Requirement
from matxich.domain.demand.source import Source, first, required
from matxich.domain.shared.measures import read_days
from matxich.domain.shared.quantities import PER_MONTH, find_quantities

_LEAD_NEAR = re.compile(
    r"giao|lead|leadtime|l/?t\b|delivery|deliver|thời gian|thoi gian|tiến độ|納期|リードタイム|납기|ship|turnaround|trong vòng|within|cần hàng|nhận hàng|có hàng",
    re.IGNORECASE,
)
_NOT_LEAD = re.compile(
    r"bảo hành|warranty|guarantee|hoạt động|kinh nghiệm|experience|payment|thanh toán|công nợ|hiệu lực|valid|保証|보증",
    re.IGNORECASE,
)
_BATCH_NEAR = re.compile(
    r"lô|batch|lot|moq|đơn hàng|don hang|order|số lượng|so luong|sl\b|qty|quantity|ロット|数量|로트|수량|mẫu|sample|prototype",
    re.IGNORECASE,
)
VOLUME_FIELDS = {"annual_volume": "year", "monthly_volume": "month", "quantity": "", "batch": ""}


def volume(sources: Sequence[Source]) -> Requirement | None:
    """Return the volume a month, in pieces or kilograms; None where the line states no rate."""
    for source in first(sources, ("annual_volume", "monthly_volume", "quantity")):
        column = find_quantities(f"1 {source.unit}") if source.unit else []
        fallback = VOLUME_FIELDS.get(source.field) or (column[0].per if column else "")
        times = column[0].low if column and column[0].low > 1 else 1.0  # "(nghìn cái)", "千個"
        for q in find_quantities(source.text, source.style):
            per = q.per or fallback
            dimension = q.dimension or (
                column[0].dimension
                if column and source.field in VOLUME_FIELDS
                else "count"
                if source.field in VOLUME_FIELDS
                else ""
            )
            if not per or (dimension not in {"count", "mass", "tonne"} and not (q.per and not q.dimension)):
                continue
            high = q.grouped if q.grouped is not None and dimension in {"count", ""} else q.high
            monthly = round(high * times * PER_MONTH[per], 4)
            kilograms = (
                monthly * (1000.0 if dimension == "tonne" else 1.0)
                if dimension in {"mass", "tonne"}
                else None
            )
            value = {
                "pieces_per_month": monthly if kilograms is None else None,
                "kg_per_month": kilograms,
                "per": per,
                "quantity": high * times,
            }
            made = required(
                "capacity",
                value,
                source,
                q.start,
                q.end,
                1.0 if q.per or source.field in VOLUME_FIELDS else 0.8,
            )
            if made:
                return made
    return None


def weighed(capacity: Requirement, weight: Requirement | None) -> Requirement:
    """Return the capacity with the part's weight, by which pieces and tonnes are compared."""
    low, high = (weight.value["low_kg"], weight.value["high_kg"]) if weight else (None, None)
    ends = [end for end in (low, high) if end]
    value = {**capacity.value, "part_weight_kg": sum(ends) / len(ends) if ends else None}
    return Requirement(
        capacity.type, value, capacity.text, capacity.hard, capacity.confidence, capacity.column
    )


def batch(sources: Sequence[Source]) -> Requirement | None:
    """Return how many pieces are taken at once; None where the line does not say."""
    for source in first(sources, ("batch", "quantity")):
        for q in find_quantities(source.text, source.style):
            if (
                q.per
                or q.dimension not in {"count", ""}
                or (
                    source.field == "quantity"
                    and find_quantities(f"1 {source.unit}")
                    and find_quantities(f"1 {source.unit}")[0].per
                )
            ):
                continue
            order = source.is_free and q.dimension == "count" and q.low >= _ORDER
            counted = order or (
                q.dimension == "count" and bool(_BATCH_NEAR.search(source.around(q.start, q.end, 16)))
            )
            named = (
                source.field in {"batch", "quantity"}
                or counted
                or bool(_BATCH_OF.search(source.cleaned[: q.start]))
            )
            if named and q.high >= 1:
                return required(
                    "batch",
                    {"pieces": q.low},
                    source,
                    q.start,
                    q.end,
                    1.0 if source.field == "batch" else 0.6,
                )
    return None


_ORDER = 10  # so many pieces in a sentence without any period are what is ordered
_BATCH_OF = re.compile(
    r"(?:\bbatch(?:es)?|\blots?|\blô|\bmoq|\border(?:s)?(?: quantity)?|\bqty|số lượng|ロット|로트)\s*(?:of|size|:|=|là|nhỏ|khoảng|from|từ)?\s*$",
    re.IGNORECASE,
)


def lead_time(sources: Sequence[Source]) -> Requirement | None:
    """Return the days to delivery; None where the line does not say."""
    for source in first(sources, ("lead_time",)):
        if source.field == "lead_time":
            days = read_days(source.text, source.style, source.unit or "day")
            if days:
                return required("lead_time", {"max_days": days}, source, 0, len(source.cleaned))
            continue
        for q in find_quantities(source.text, source.style):
            near = source.around(q.start, q.end, 22)
            if (
                q.dimension == "time"
                and not q.per
                and q.high <= 400
                and (_LEAD_NEAR.search(near) or q.sign == "≤")
                and not _NOT_LEAD.search(near)
            ):
                return required("lead_time", {"max_days": q.high}, source, q.start, q.end, 0.9)
    return None
