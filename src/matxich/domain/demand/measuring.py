"""What a line says in numbers about the part: size, weight, tolerance, roughness, volume, batch, lead time.

In a column of its own a bare number counts; in free text a number counts only with its unit and, where the unit
could mean several things ("350 tấn"), with a word beside it that tells which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from matxich.domain.demand.machines import WEIGHT_NEAR, is_tonnage
from matxich.domain.demand.requirement import Requirement
from matxich.domain.demand.source import Source, first, required
from matxich.domain.demand.volumes import batch, lead_time, volume, weighed
from matxich.domain.shared.clauses import Mood
from matxich.domain.shared.geometry import Box, read_boxes, read_roughness, read_tolerances
from matxich.domain.shared.measures import read_weight_kg
from matxich.domain.shared.quantities import Quantity, find_quantities

_TRAVEL_NEAR = re.compile(r"hành trình|travel|stroke|ストローク|이송", re.IGNORECASE)
_HOLE_BEFORE = re.compile(r"(?:lỗ|ren|holes?|bore|thread|穴|孔|구멍|홀|\d\s?[x×-])\s*$", re.IGNORECASE)
SIZE_FIELDS = ("size", "length", "width", "height", "thickness", "diameter")


def read_measuring(sources: Sequence[Source]) -> list[Requirement]:
    """Return the numeric requirements of a line, at most one of each type."""
    size = _size(sources)
    nominal = size.value["box_mm"][0] if size else None
    read = (
        size,
        _weight(sources),
        _tolerance(sources, nominal),
        _roughness(sources),
        volume(sources),
        batch(sources),
        lead_time(sources),
    )
    result = [found for found in read if found is not None]
    weight = next((r for r in result if r.type == "part_weight"), None)
    return [weighed(r, weight) if r.type == "capacity" else r for r in result]


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
        and bool(WEIGHT_NEAR.search(source.around(q.start, q.end, 16)))
        and not is_tonnage(q, source)
    )


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
