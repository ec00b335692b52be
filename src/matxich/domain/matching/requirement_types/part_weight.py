"""The part's weight: within what the line handles, at both ends where it states both."""

from __future__ import annotations

import numpy as np

from matxich.domain.matching.levels import Comparison, excess, graded, shortfall
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import span
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

SLACK = 0.1


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    low, high = offers.line("weight_low"), offers.line("weight_high")
    heaviest = wanted["high_kg"] if wanted["high_kg"] is not None else wanted["low_kg"]
    lightest = wanted["low_kg"] if wanted["low_kg"] is not None else wanted["high_kg"]
    # An end left out does not limit; the end that misses more decides.
    return graded(np.fmax(shortfall(heaviest, high), excess(lightest, low)), SLACK)


def _asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
    return span(wanted["low_kg"], wanted["high_kg"], "kg")


def _held(wanted: Wanted, offer: Offers) -> Text:
    return span(offer.number("weight_low"), offer.number("weight_high"), "kg")


TYPE = RequirementType(
    code="part_weight",
    label=Text("Khối lượng chi tiết", "Part weight"),
    weight=2.0,
    compare=_compare,
    asked=_asked,
    held=_held,
    demand_fields=("low_kg", "high_kg", "alternative"),
    offer_columns=("weight_low", "weight_high"),
    mendable=True,
    near_excludes=True,
)
