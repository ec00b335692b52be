"""Measuring and testing equipment of the firm."""

from __future__ import annotations

from matxich.domain.matching.levels import Comparison, yes_or_no
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts, listed
from matxich.domain.shared.bilingual import Text


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    tree = offers.registry.vocabulary.tree("machine")
    meets = offers.has(
        "inspection", {special for code in wanted["any_of"] for special in tree.descendants(code)}
    )
    # A list of production machines says nothing about measuring; a list with any measuring equipment does.
    silent = ~offers.states("inspection") & ~offers.has("lacks_machines", wanted["any_of"])
    return yes_or_no(meets, silent)


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
