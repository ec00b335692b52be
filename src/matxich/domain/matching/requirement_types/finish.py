"""Finish or heat treatment: offered with the line, or done by the firm in a line of its own."""

from __future__ import annotations

from matxich.domain.matching.levels import Comparison, meets_or_near, with_unknown
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts, listed
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

BROADER = 0.7


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    tree = offers.registry.vocabulary.processes
    same = {code for asked in wanted["any_of"] for code in tree.descendants(asked)}
    broader = {code for asked in wanted["any_of"] for code in tree.ancestors(asked)}
    meets = offers.has("finishes", same) | offers.has("processes", wanted["any_of"])
    near = offers.has("finishes", broader) | offers.has("own_processes", broader)
    return with_unknown(meets_or_near(meets, near, BROADER), ~(meets | near | offers.states("finishes")))


def _asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
    if wanted.get("finish"):
        return concepts(vocabulary, "finish", wanted["finish"])
    return concepts(vocabulary, "process", wanted["any_of"])


def _held(wanted: Wanted, offer: Offers) -> Text:
    tree = offer.registry.vocabulary.processes
    finishing = [
        code
        for line in offer.the_firm.lines
        for code in line.processes
        if any(tree.is_a(code, asked) for asked in wanted["any_of"])
    ]
    return listed(
        offer.registry.vocabulary, "process", tuple(dict.fromkeys((*offer.the_line.finishes, *finishing)))
    )


TYPE = RequirementType(
    code="finish",
    label=Text("Xử lý bề mặt, nhiệt luyện", "Finish or heat treatment"),
    weight=1.5,
    compare=_compare,
    asked=_asked,
    held=_held,
    demand_fields=("any_of", "none_of", "finish"),
    offer_columns=("finishes", "processes", "own_processes"),
    mendable=True,
    question=Text(
        "{asked}: làm tại xưởng, thuê ngoài hay không nhận?", "{asked}: in-house, outsourced or not offered?"
    ),
)
