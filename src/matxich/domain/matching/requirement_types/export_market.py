"""Markets the firm already exports to; a country is inside its region, a region named in general is near."""

from __future__ import annotations

from matxich.domain.matching.levels import Comparison, meets_or_near, with_unknown
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
    return with_unknown(meets_or_near(sets.has(same), sets.has(broader), BROADER), ~sets.states())


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
