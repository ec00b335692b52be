"""A demand line as short strings, so that a whole line fits into one row of a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matxich.domain.demand.requirement import DemandLine, Requirement


def briefly(line: DemandLine) -> list[str]:
    """Return each requirement as "type=value": "~" before a wish, "!" before what is refused.

    Concepts are joined by "|"; numbers are in mm, kg, t, µm, days, pieces or kilograms a month.
    """
    return [_one(requirement) for requirement in line.requirements]


def _one(requirement: Requirement) -> str:
    value = requirement.value
    wish = "" if requirement.hard else "~"
    words = "|".join(value.get("any_of", ())) + "".join(f"!{code}" for code in value.get("none_of", ()))
    if not words:
        words = _numbers(requirement.type, value)
    further = "+" if value.get("primary") is False else ""
    guessed = "?" if "inferred_from" in value else ""
    within = f"@{value['within_km']:g}km" if value.get("within_km") else ""
    return f"{wish}{further}{requirement.type}{guessed}={words}{within}"


def _numbers(kind: str, value: Mapping[str, Any]) -> str:
    if "box_mm" in value:
        return ("Ø" if value.get("round") else "") + "x".join(f"{edge:g}" for edge in value["box_mm"])
    if kind == "capacity":
        pieces, kilograms = value["pieces_per_month"], value["kg_per_month"]
        return f"{pieces:g}" if pieces is not None else f"{kilograms:g}kg"
    ends = _ENDS.get(kind)
    if ends is None:
        return (
            "&".join(f"{number:g}" for number in value.values() if not isinstance(number, bool | None))
            or "yes"
        )
    low, high = (value[end] for end in ends)
    doubt = "?" if value.get("alternative") else ""
    return (f"{low:g}" if low == high else f"{_open(low)}..{_open(high)}") + doubt


def _open(end: float | None) -> str:
    return "" if end is None else f"{end:g}"


_ENDS = {
    "part_weight": ("low_kg", "high_kg"),
    "machine_tonnage": ("low_t", "high_t"),
    "cavities": ("low", "high"),
    "size_class": ("min_workers", "max_workers"),
}
