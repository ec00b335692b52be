"""What a line asks of the machines: force, axes, travel, turning diameter, cavities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matxich.domain.demand.requirement import Requirement
from matxich.domain.demand.source import Source, first, required
from matxich.domain.shared.geometry import read_boxes
from matxich.domain.shared.measures import read_tonnage
from matxich.domain.shared.quantities import Quantity, find_quantities

_MACHINE_NEAR = re.compile(
    r"máy|may |ép|dập|dap|press|clamp|machine|lực|luc |force|khóa|型締|プレス|成形機|사출기|프레스|형체|ton(?:nage)?\b",
    re.IGNORECASE,
)
WEIGHT_NEAR = re.compile(
    r"nặng|khối lượng|trọng lượng|khoi luong|trong luong|weight|weigh|wt|mass|重量|質量|중량|무게|/\s?(?:pc|cái|chiếc|sp|unit|ea)",
    re.IGNORECASE,
)
_OFFER_WORD = re.compile(r"hành trình|travel|bàn máy|table", re.IGNORECASE)
_FORCE_BEFORE = re.compile(
    r"(?:máy(?: ép| dập| đúc)?|lực(?: khóa| kẹp| dập)?|press|clamp(?:ing)?|force|machine|型締力?|プレス|형체력|프레스)\s*(?:≥|>|từ|min\.?|tối thiểu|:)?\s*$",
    re.IGNORECASE,
)


def is_tonnage(q: Quantity, source: Source) -> bool:
    """Say whether a "tấn" or "T" in free text is the force of a machine."""
    if q.dimension != "tonne" or q.per or q.high < 5:
        return False
    if _FORCE_BEFORE.search(source.cleaned[: q.start]):
        return True
    near = source.around(q.start, q.end, 18)
    return bool(_MACHINE_NEAR.search(near)) and not WEIGHT_NEAR.search(near)


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
