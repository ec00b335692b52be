"""Machine force (clamping, locking, pressing): the largest machine must reach what is asked.

For an asked range the smallest machine should also reach down to it."""

from __future__ import annotations

import numpy as np

from matxich.domain.matching.levels import Comparison, excess, graded, shortfall, worse
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import span
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

SLACK, LOWER_SLACK = 0.1, 1.0


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    low, high = offers.line("tonnage_low"), offers.line("tonnage_high")
    asked_low, asked_high = wanted["low_t"], wanted["high_t"]
    # Where only the smallest machine is stated (low - ∞ = -∞), nothing limits above.
    top = graded(np.fmax(shortfall(asked_high or asked_low, high), low - np.float32(np.inf)), SLACK)
    if asked_low and asked_high and asked_low < asked_high:
        bottom = graded(np.fmax(excess(asked_low, low), high - np.float32(np.inf)), LOWER_SLACK)
        return worse(top, bottom)
    return top


def _asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
    return span(wanted["low_t"], wanted["high_t"], "t")


def _held(wanted: Wanted, offer: Offers) -> Text:
    return span(offer.number("tonnage_low"), offer.number("tonnage_high"), "t")


TYPE = RequirementType(
    code="machine_tonnage",
    label=Text("Lực máy", "Machine force"),
    weight=2.0,
    compare=_compare,
    asked=_asked,
    held=_held,
    demand_fields=("low_t", "high_t"),
    offer_columns=("tonnage_low", "tonnage_high"),
    mendable=True,
    near_excludes=True,
)
