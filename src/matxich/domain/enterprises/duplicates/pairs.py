"""Two records side by side with the points that speak for and against their being one firm."""

from __future__ import annotations

from dataclasses import dataclass

from matxich.domain.enterprises.duplicates.records import Decision, Record
from matxich.domain.enterprises.duplicates.scoring import FEATURES, probability
from matxich.domain.enterprises.names import FirmName


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, the names of theirs that agree best, and the decision."""

    first: Record
    second: Record
    decision: Decision
    first_name: FirmName
    second_name: FirmName
    #: bits, parallel to `scoring.FEATURES`
    points: tuple[float, ...]

    @property
    def bits(self) -> float:
        """Log₂ of the odds: the sum of the points."""
        return sum(self.points)

    @property
    def probability(self) -> float:
        """How sure it is that the two are one firm, 0..1."""
        return probability(self.bits)

    def point(self, feature: str) -> float:
        """Return the points of one feature."""
        return self.points[FEATURES.index(feature)]
