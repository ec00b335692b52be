"""Measuring and testing equipment of the firm."""

from __future__ import annotations

import numpy as np

from matxich.domain.matching.levels import Comparison, Level, with_unknown
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts, listed
from matxich.domain.shared.bilingual import Text


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    tree = offers.registry.vocabulary.tree("machine")
    meets = offers.has("inspection", {special for code in wanted["any_of"] for special in tree.descendants(code)})
    levels = np.where(meets, np.uint8(Level.MEETS), np.uint8(Level.FAILS))
    # A list of production machines says nothing about measuring; a list with any measuring equipment does.
    silent = ~offers.states("inspection") & ~offers.has("lacks_machines", wanted["any_of"])
    return with_unknown(Comparison(levels, meets.astype(np.float32)), silent & ~meets)


TYPE = RequirementType(
    code="inspection",
    label=Text("Thiết bị đo kiểm", "Inspection equipment"),
    weight=1.5,
    compare=_compare,
    asked=lambda wanted, vocabulary: concepts(vocabulary, "machine", wanted["any_of"]),
    held=lambda wanted, offer: listed(offer.registry.vocabulary, "machine", offer.the_firm.inspection),
    demand_fields=("any_of", "none_of"),
    offer_columns=("inspection", "lacks_machines"),
    mendable=True,
    question=Text("Quý công ty có {asked} không?", "Do you have a {asked}?"),
)
