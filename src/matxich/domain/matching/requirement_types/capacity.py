"""Monthly capacity, in pieces or in kilograms, one turned into the other where the part's weight is known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matxich.domain.matching.levels import Comparison, at_least
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import measured
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

SLACK = 0.3
_PIECES = Text("{n} chiếc/tháng", "{n} pcs/month")
_KILOGRAMS = Text("{n} kg/tháng", "{n} kg/month")


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    pieces, kilograms = offers.line("pieces_per_month"), offers.line("kg_per_month")
    weight = wanted.get("part_weight_kg")
    if wanted["pieces_per_month"] is not None:
        return at_least(
            wanted["pieces_per_month"],
            _filled(pieces, kilograms, 1 / np.float32(weight) if weight else None),
            SLACK,
        )
    return at_least(
        wanted["kg_per_month"], _filled(kilograms, pieces, np.float32(weight) if weight else None), SLACK
    )


def _filled(
    stated: NDArray[np.float32], other: NDArray[np.float32], factor: np.float32 | None
) -> NDArray[np.float32]:
    """Return what is stated, and where nothing is, the other unit's number times the factor (None: not to be turned)."""
    if factor is None:
        return stated
    missing = np.flatnonzero(np.isnan(stated) & ~np.isnan(other))
    if not len(missing):
        return stated
    filled = stated.copy()
    filled[missing] = other.take(missing) * factor
    return filled


def _asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
    if wanted["pieces_per_month"] is not None:
        return _PIECES.format(n=round(wanted["pieces_per_month"]) or wanted["pieces_per_month"])
    return _KILOGRAMS.format(n=round(wanted["kg_per_month"]) or wanted["kg_per_month"])


def _held(wanted: Wanted, offer: Offers) -> Text:
    pieces, kilograms = offer.number("pieces_per_month"), offer.number("kg_per_month")
    if pieces is not None:
        return _PIECES.format(n=round(pieces) or pieces)
    return _KILOGRAMS.format(n=round(kilograms or 0.0)) if kilograms is not None else measured(0.0, "")


TYPE = RequirementType(
    code="capacity",
    label=Text("Năng lực", "Capacity"),
    weight=2.0,
    compare=_compare,
    asked=_asked,
    held=_held,
    demand_fields=("pieces_per_month", "kg_per_month", "part_weight_kg", "per", "quantity"),
    offer_columns=("pieces_per_month", "kg_per_month"),
    mendable=True,
    near_excludes=True,
    question=Text(
        "Năng lực còn trống mỗi tháng cho hạng mục này? (cần {asked})",
        "Free capacity a month for this item? ({asked} needed)",
    ),
)
