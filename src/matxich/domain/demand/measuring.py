"""What a line says in numbers about the part: size, weight, tolerance, roughness, volume, batch, lead time.

In a column of its own a bare number counts; in free text a number counts only with its unit and, where the unit
could mean several things ("350 tấn"), with a word beside it that tells which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from matxich.domain.demand.requirement import Requirement
from matxich.domain.demand.source import Source
from matxich.domain.shared.clauses import Mood
from matxich.domain.shared.geometry import Box, read_boxes, read_roughness, read_tolerances
from matxich.domain.shared.measures import read_days, read_tonnage, read_weight_kg
from matxich.domain.shared.quantities import PER_MONTH, Quantity, find_quantities

_MACHINE_NEAR = re.compile(
    r"máy|may |ép|dập|dap|press|clamp|machine|lực|luc |force|khóa|型締|プレス|成形機|사출기|프레스|형체|ton(?:nage)?\b",
    re.IGNORECASE,
)
_WEIGHT_NEAR = re.compile(
    r"nặng|khối lượng|trọng lượng|khoi luong|trong luong|weight|weigh|wt|mass|重量|質量|중량|무게|/\s?(?:pc|cái|chiếc|sp|unit|ea)",
    re.IGNORECASE,
)
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
_TRAVEL_NEAR = re.compile(r"hành trình|travel|stroke|ストローク|이송", re.IGNORECASE)
_HOLE_BEFORE = re.compile(r"(?:lỗ|ren|holes?|bore|thread|穴|孔|구멍|홀|\d\s?[x×-])\s*$", re.IGNORECASE)
_OFFER_WORD = re.compile(r"hành trình|travel|bàn máy|table", re.IGNORECASE)
_FORCE_BEFORE = re.compile(
    r"(?:máy(?: ép| dập| đúc)?|lực(?: khóa| kẹp| dập)?|press|clamp(?:ing)?|force|machine|型締力?|プレス|형체력|프레스)\s*(?:≥|>|từ|min\.?|tối thiểu|:)?\s*$",
    re.IGNORECASE,
)
SIZE_FIELDS = ("size", "length", "width", "height", "thickness", "diameter")
VOLUME_FIELDS = {"annual_volume": "year", "monthly_volume": "month", "quantity": "", "batch": ""}


def read_measuring(sources: Sequence[Source]) -> list[Requirement]:
    """Return the numeric requirements of a line, at most one of each type."""
    size = _size(sources)
    nominal = size.value["box_mm"][0] if size else None
    read = (
        size,
        _weight(sources),
        _tolerance(sources, nominal),
        _roughness(sources),
        _volume(sources),
        _batch(sources),
        _lead_time(sources),
    )
    result = [found for found in read if found is not None]
    weight = next((r for r in result if r.type == "part_weight"), None)
    return [_weighed(r, weight) if r.type == "capacity" else r for r in result]


def required(
    type_code: str, value: dict[str, Any], source: Source, start: int, end: int, confidence: float = 1.0
) -> Requirement | None:
    """Return a requirement from a place of a cell, its mood applied; None where the words waive or refuse it."""
    mood = source.mood(start)
    if mood in {Mood.WAIVED, Mood.REFUSED}:
        return None
    return Requirement(
        type_code, value, source.cleaned[start:end], mood is not Mood.WISHED, confidence, source.heading
    )


def first(sources: Sequence[Source], fields: Sequence[str]) -> list[Source]:
    """Return the cells of these fields first, then the free ones."""
    return [s for s in sources if s.field in fields] + [
        s for s in sources if s.is_free and s.field not in fields
    ]


def _size(sources: Sequence[Source]) -> Requirement | None:
    edges: list[float] = []
    used: list[Source] = []
    for source in (s for s in sources if s.field in SIZE_FIELDS):
        boxes = read_boxes(source.text, source.style, source.unit or "mm")
        if boxes:
            box = max(boxes, key=lambda b: b.edges_mm)
            if source.field == "size" or (len(box.edges_mm) > 1 and source.field != "diameter"):
                return required("size", _box_value(box), source, box.start, box.end)
        lengths = _lengths(source)
        if boxes and source.field == "diameter":
            lengths = [boxes[0].edges_mm[-1]]
        if lengths:
            edges.extend([max(lengths)] * (2 if source.field == "diameter" else 1))
            used.append(source)
    if edges:
        text = "; ".join(f"{s.heading}: {s.text}" if s.heading else s.text for s in used)
        value = {"box_mm": sorted(edges, reverse=True)[:3], "round": any(s.field == "diameter" for s in used)}
        return Requirement("size", value, text, used[0].mood(0) is not Mood.WISHED, 0.9, used[0].heading)
    for source in (s for s in sources if s.is_free):
        for box in read_boxes(source.text, source.style):
            hole = box.is_round and _HOLE_BEFORE.search(source.cleaned[: box.start])
            if (
                box.edges_mm[0] >= 1
                and not hole
                and not _TRAVEL_NEAR.search(source.around(box.start, box.start))
            ):
                return required("size", _box_value(box), source, box.start, box.end, 0.9)
    return None


def _box_value(box: Box) -> dict[str, Any]:
    return {"box_mm": [round(edge, 3) for edge in box.edges_mm], "round": box.is_round}


def _lengths(source: Source) -> list[float]:
    factor = {"cm": 10.0, "m": 1000.0}.get(source.unit.lower(), 1.0)
    return [
        q.high * (1.0 if q.dimension else factor)
        for q in find_quantities(source.text, source.style)
        if q.dimension in {"length", ""}
    ]


def _weight(sources: Sequence[Source]) -> Requirement | None:
    for source in (s for s in sources if s.field == "weight"):
        low, high = read_weight_kg(source.text, source.style, source.unit or "kg")
        if low is not None or high is not None:
            return _doubted(
                required("part_weight", {"low_kg": low, "high_kg": high}, source, 0, len(source.cleaned)),
                find_quantities(source.text, source.style),
            )
    for source in (s for s in sources if s.is_free):
        named = [q for q in find_quantities(source.text, source.style) if _is_weight(q, source)]
        if named:
            factor = {"tonne": 1000.0}
            low = min(q.low * factor.get(q.dimension, 1.0) for q in named)
            high = max(q.high * factor.get(q.dimension, 1.0) for q in named)
            sign = named[0].sign if len(named) == 1 else ""
            value = {"low_kg": None if sign == "≤" else low, "high_kg": None if sign == "≥" else high}
            return _doubted(required("part_weight", value, source, named[0].start, named[-1].end, 0.9), named)
    return None


def _doubted(weight: Requirement | None, quantities: Sequence[Quantity]) -> Requirement | None:
    """Return the weight with its other reading ("1.500 kg": 1500 or 1.5), which the buyer is asked about."""
    if weight is None or len(quantities) != 1 or quantities[0].alternative is None:
        return weight
    return replace(weight, value={**weight.value, "alternative": True}, confidence=0.6)


def _is_weight(q: Quantity, source: Source) -> bool:
    if q.dimension == "mass":
        return not q.per
    return (
        q.dimension == "tonne"
        and not q.per
        and bool(_WEIGHT_NEAR.search(source.around(q.start, q.end, 16)))
        and not is_tonnage(q, source)
    )


def is_tonnage(q: Quantity, source: Source) -> bool:
    """Say whether a "tấn" or "T" in free text is the force of a machine."""
    if q.dimension != "tonne" or q.per or q.high < 5:
        return False
    if _FORCE_BEFORE.search(source.cleaned[: q.start]):
        return True
    near = source.around(q.start, q.end, 18)
    return bool(_MACHINE_NEAR.search(near)) and not _WEIGHT_NEAR.search(near)


def _tolerance(sources: Sequence[Source], nominal: float | None) -> Requirement | None:
    for source in first(sources, ("tolerance",)):
        named = read_tolerances(source.text, source.style, unit=source.unit or "mm", nominal_mm=nominal)
        if named:
            best = min(named, key=lambda t: t.half_width_mm)
            value = {"max_mm": round(best.half_width_mm, 5), "assumed": best.assumed}
            return required("tolerance", value, source, best.start, best.end, 0.6 if best.assumed else 1.0)
        if source.field != "tolerance":
            continue
        factor = 0.001 if source.unit.lower() in {"µm", "um", "micron"} else 1.0
        numbers = [
            min(q.low, q.alternative or q.low) * (1.0 if q.dimension else factor)
            for q in find_quantities(source.text, source.style)
            if q.dimension in {"length", ""}
        ]
        if numbers and 0 < min(numbers) <= 20:
            return required(
                "tolerance", {"max_mm": min(numbers), "assumed": False}, source, 0, len(source.cleaned)
            )
    return None


def _roughness(sources: Sequence[Source]) -> Requirement | None:
    for source in first(sources, ("roughness", "finish")):
        named = read_roughness(source.text, source.style)
        if named:
            value, start, end = min(named)
            return required("roughness", {"max_ra_um": value}, source, start, end)
        if source.field == "roughness":
            numbers = [
                q.low for q in find_quantities(source.text, source.style) if q.dimension in {"length", ""}
            ]
            if numbers:
                return required("roughness", {"max_ra_um": min(numbers)}, source, 0, len(source.cleaned))
    return None


def _volume(sources: Sequence[Source]) -> Requirement | None:
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


def _weighed(capacity: Requirement, weight: Requirement | None) -> Requirement:
    """Return the capacity with the part's weight, by which pieces and tonnes are compared."""
    low, high = (weight.value["low_kg"], weight.value["high_kg"]) if weight else (None, None)
    ends = [end for end in (low, high) if end]
    value = {**capacity.value, "part_weight_kg": sum(ends) / len(ends) if ends else None}
    return Requirement(
        capacity.type, value, capacity.text, capacity.hard, capacity.confidence, capacity.column
    )


def _batch(sources: Sequence[Source]) -> Requirement | None:
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


def _lead_time(sources: Sequence[Source]) -> Requirement | None:
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


def read_machines(sources: Sequence[Source]) -> list[Requirement]:
    """Return what a line asks of the machines: force, axes, travel, turning diameter, cavities."""
    result: list[Requirement] = []
    for source in first(sources, ("tonnage", "machine")):
        if source.field == "tonnage":
            low, high = read_tonnage(source.text, source.style)
            made = (
                required("machine_tonnage", {"low_t": low, "high_t": high}, source, 0, len(source.cleaned))
                if high or low
                else None
            )
        else:
            forces = [
                q
                for q in find_quantities(source.text, source.style)
                if is_tonnage(q, source) or (source.field == "machine" and q.dimension == "tonne")
            ]
            value = (
                {"low_t": min(q.low for q in forces), "high_t": max(q.high for q in forces)} if forces else {}
            )
            made = (
                required("machine_tonnage", value, source, forces[0].start, forces[-1].end, 0.9)
                if forces
                else None
            )
        if made and not any(r.type == "machine_tonnage" for r in result):
            result.append(made)
        result.extend(r for r in _other_machine(source) if r.type not in {known.type for known in result})
    return result


def _other_machine(source: Source) -> list[Requirement]:
    result: list[Requirement | None] = []
    for q in find_quantities(source.text, source.style):
        if q.dimension == "axis" and 3 <= q.high <= 12:
            result.append(required("machine_axes", {"min_axes": q.high}, source, q.start, q.end, 0.9))
        if q.dimension == "cavity" and q.high >= 1:
            result.append(required("cavities", {"low": q.low, "high": q.high}, source, q.start, q.end, 0.9))
    for box in read_boxes(source.text, source.style):
        near = source.around(box.start, box.start)
        if _OFFER_WORD.search(near) and not box.is_round:
            result.append(
                required("machine_travel", {"box_mm": list(box.edges_mm)}, source, box.start, box.end, 0.9)
            )
        elif source.field == "machine" and box.is_round:
            result.append(
                required(
                    "machine_diameter",
                    {"min_mm": box.edges_mm[-1] if len(box.edges_mm) > 2 else box.edges_mm[0]},
                    source,
                    box.start,
                    box.end,
                    0.9,
                )
            )
    return [r for r in result if r is not None]
