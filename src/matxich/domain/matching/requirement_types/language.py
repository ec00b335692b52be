"""Languages in which the firm can be dealt with."""

from __future__ import annotations

from matxich.domain.matching.levels import Comparison, yes_or_no
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts, listed
from matxich.domain.shared.bilingual import Text


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    asked = tuple(wanted["any_of"])
    return offers.by_set(
        "languages", ("language", asked), lambda sets: yes_or_no(sets.has(asked), ~sets.states())
    )


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
    question=Text(
        "Quý công ty có người giao dịch bằng {asked} không?", "Is there somebody who speaks {asked}?"
    ),
)
