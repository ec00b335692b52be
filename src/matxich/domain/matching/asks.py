"""What one line asks, ready to be compared: its requirements with their types and weights, and the house's wishes.

A wish weighs half of a demand. Two wishes are always added where the line does not speak of them: the process done
in-house, and a maker rather than a trader; they rank, they never exclude.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matxich.domain.demand.requirement import DemandLine, Requirement
from matxich.domain.matching.levels import Level, Levels
from matxich.domain.matching.offers import Bools
from matxich.domain.matching.requirement_type import RequirementType, requirement_types

WISH_SHARE = 0.5
#: stands for the process of a line that names none: unknown for every firm, so that no score looks better than it is
_NO_PROCESS = Requirement(
    "process", {"any_of": [], "none_of": [], "primary": True, "unstated": True}, "", False
)
_DEFAULTS = (
    Requirement("in_house", {"in_house": True}, "", False),
    Requirement("maker", {"is_maker": True}, "", False),
)


@dataclass(frozen=True)
class Ask:
    """One requirement with its type and its weight in the score."""

    requirement: Requirement
    type: RequirementType
    weight: float
    #: added by the house, not by the line
    default: bool = False

    @property
    def hard(self) -> bool:
        """Whether failing it excludes."""
        return self.requirement.hard

    @property
    def mendable(self) -> bool:
        """Whether a firm that fails it could mend that: a further process can be added, the main one cannot."""
        return self.type.mendable or (self.type.code == "process" and not self.is_primary)

    @property
    def is_primary(self) -> bool:
        """Whether this is the process that chooses the lines."""
        return self.type.code == "process" and bool(self.requirement.value.get("primary", True))

    def excludes(self, levels: Levels) -> Bools:
        """Say, place by place, whether this answer keeps an offer off the shortlist."""
        if not self.hard:
            return np.zeros(len(levels), np.bool_)
        if self.type.near_excludes:
            out: Bools = (levels != Level.UNKNOWN) & (levels < Level.MEETS)
        else:
            out = levels < Level.UNKNOWN  # fails or expired
        return out


def asks(line: DemandLine, *, prefer_in_house: bool = True, prefer_maker: bool = True) -> list[Ask]:
    """Return what a line asks, its primary process first, the house's own wishes last."""
    types = requirement_types()
    listed = [
        Ask(r, types[r.type], types[r.type].weight * (1.0 if r.hard else WISH_SHARE))
        for r in line.requirements
        if r.type in types
    ]
    stated = {ask.type.code for ask in listed}
    if not any(ask.is_primary for ask in listed):
        listed.append(Ask(_NO_PROCESS, types["process"], types["process"].weight, default=True))
    for wish, wanted in zip(_DEFAULTS, (prefer_in_house, prefer_maker), strict=True):
        if wanted and wish.type not in stated:
            listed.append(Ask(wish, types[wish.type], types[wish.type].weight * WISH_SHARE, default=True))
    return sorted(listed, key=lambda ask: not ask.is_primary)


def total_weight(listed: Sequence[Ask]) -> float:
    """Return the sum of the weights, at least a little so that nothing divides by zero."""
    return max(sum(ask.weight for ask in listed), 1e-9)
