"""Languages in which the firm can be dealt with."""

from __future__ import annotations

import numpy as np

from matxich.domain.matching.levels import Comparison, Level, with_unknown
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts, listed
from matxich.domain.shared.bilingual import Text


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    meets = offers.has("languages", wanted["any_of"])
    levels = np.where(meets, np.uint8(Level.MEETS), np.uint8(Level.FAILS))
    return with_unknown(Comparison(levels, meets.astype(np.float32)), ~offers.states("languages"))


TYPE = RequirementType(
    code="language",
    label=Text("Ngôn ngữ", "Languages"),
    weight=1.0,
    compare=_compare,
    asked=lambda wanted, vocabulary: concepts(vocabulary, "language", wanted["any_of"]),
    held=lambda wanted, offer: listed(offer.registry.vocabulary, "language", offer.the_firm.languages),
    demand_fields=("any_of", "none_of"),
    offer_columns=("languages",),
    mendable=True,
    question=Text("Quý công ty có người giao dịch bằng {asked} không?", "Is there somebody who speaks {asked}?"),
)
