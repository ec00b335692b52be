"""Markets the firm already exports to; a country is inside its region, a region named in general is near."""

from __future__ import annotations

import numpy as np

from matxich.domain.matching.levels import Comparison, Level, with_unknown
from matxich.domain.matching.offers import DistinctSets, Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts, listed
from matxich.domain.shared.bilingual import Text

BROADER = 0.7


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    tree, asked = offers.registry.vocabulary.tree("market"), tuple(wanted["any_of"])
    same = {special for code in asked for special in tree.descendants(code)}
    broader = {broader for code in asked for broader in tree.ancestors(code)}
    return offers.by_set("markets", ("export_market", asked), lambda sets: _judged(sets, same, broader))


def _judged(sets: DistinctSets, same: set[str], broader: set[str]) -> Comparison:
    meets, near = sets.has(same), sets.has(broader)
    levels = np.where(meets, np.uint8(Level.MEETS), np.where(near, np.uint8(Level.NEAR), np.uint8(Level.FAILS)))
    closeness = np.where(meets, 1.0, np.where(near, BROADER, 0.0)).astype(np.float32)
    return with_unknown(Comparison(levels, closeness), ~sets.states())


TYPE = RequirementType(
    code="export_market",
    label=Text("Thị trường xuất khẩu", "Export markets"),
    weight=1.0,
    compare=_compare,
    asked=lambda wanted, vocabulary: concepts(vocabulary, "market", wanted["any_of"]),
    held=lambda wanted, offer: listed(offer.registry.vocabulary, "market", offer.the_firm.markets),
    demand_fields=("any_of", "none_of"),
    offer_columns=("markets",),
    question=Text("Quý công ty đã xuất khẩu sang {asked} chưa?", "Have you exported to {asked}?"),
)
