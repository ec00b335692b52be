"""The size envelope: a part fits when each of its edges, largest first, fits the machine's, in any orientation."""

from __future__ import annotations

import numpy as np

from matxich.domain.matching.levels import Comparison, graded, shortfall
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import edges
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

SLACK = 0.1


def fits(asked_mm: list[float], offers: Offers, columns: tuple[str, str, str]) -> Comparison:
    """Compare sorted edges with three sorted columns; an edge that the offer leaves out does not limit."""
    over = shortfall(asked_mm[0], offers.line(columns[0]))
    for asked, column in zip(asked_mm[1:], columns[1:], strict=False):
        further = shortfall(asked, offers.line(column))
        # The edge that misses most decides. `fmax` passes over an edge left out, `maximum` keeps a first edge unknown.
        over = np.maximum(over, np.fmax(further, np.float32(-np.inf)))
    return graded(over, SLACK)


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    return fits(sorted(wanted["box_mm"], reverse=True), offers, ("size_0", "size_1", "size_2"))


def _asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
    return edges(wanted["box_mm"], is_round=bool(wanted.get("round")))


def _held(wanted: Wanted, offer: Offers) -> Text:
    return Text("đến {e}", "up to {e}").format(e=edges([offer.number(f"size_{i}") for i in range(3)]))


TYPE = RequirementType(
    code="size",
    label=Text("Kích thước lớn nhất", "Largest size"),
    weight=2.0,
    compare=_compare,
    asked=_asked,
    held=_held,
    demand_fields=("box_mm", "round"),
    offer_columns=("size_0", "size_1", "size_2"),
    mendable=True,
    near_excludes=True,
)
