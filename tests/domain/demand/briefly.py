"""A demand line as short strings, so that a whole line fits into one row of a test."""

from __future__ import annotations

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


def _numbers(kind, value):
    if kind == "size":
        return ("Ø" if value["round"] else "") + "x".join(f"{edge:g}" for edge in value["box_mm"])
    if kind == "capacity":
        pieces, kilograms = value["pieces_per_month"], value["kg_per_month"]
        return f"{pieces:g}" if pieces is not None else f"{kilograms:g}kg"
    known = [v for k, v in value.items() if isinstance(v, int | float) or (v is None and k.startswith(("low", "high")))]
    known += [v for k, v in value.items() if v is None and k.endswith("_workers")]
    return "..".join("" if v is None else str(v) if isinstance(v, bool) else f"{v:g}" for v in known if v is not False)
