"""The part family: a firm that says it makes such parts is preferred; one that does not say so is asked.

Suppliers seldom list all they make, so this never excludes anybody."""

from __future__ import annotations

from matxich.domain.matching.levels import UNKNOWN_PRIOR, Comparison, meets_or_near
from matxich.domain.matching.offers import DistinctSets, Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts, listed
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

RELATED = 0.75


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    tree, asked = offers.registry.vocabulary.tree("part_family"), tuple(wanted["any_of"])
    same = {code for family in asked for code in tree.descendants(family)}
    parents = {code for family in asked for code, steps in tree.ancestors(family).items() if steps == 1}
    related = parents | {code for parent in parents for code in tree.children(parent)}
    return offers.by_set(
        "part_families", ("part_family", asked), lambda sets: _judged(sets, same, related - same)
    )


def _judged(sets: DistinctSets, same: set[str], related: set[str]) -> Comparison:
    return meets_or_near(sets.has(same), sets.has(related), RELATED, UNKNOWN_PRIOR)


def _asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
    return concepts(vocabulary, "part_family", wanted["any_of"])


def _held(wanted: Wanted, offer: Offers) -> Text:
    return listed(offer.registry.vocabulary, "part_family", offer.the_firm.part_families)


TYPE = RequirementType(
    code="part_family",
    label=Text("Loại chi tiết", "Part family"),
    weight=1.0,
    compare=_compare,
    asked=_asked,
    held=_held,
    demand_fields=("any_of", "none_of"),
    offer_columns=("part_families",),
    question=Text(
        "Quý công ty đã làm {asked} chưa, cho khách hàng nào?", "Have you made {asked} before, for whom?"
    ),
)
