"""Size of the firm by its number of workers."""

from __future__ import annotations

import numpy as np

from matxich.domain.matching.levels import Comparison, at_least, at_most, worse
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import span
from matxich.domain.shared.bilingual import Text

SLACK = 0.2


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    workers = offers.firm("workers").astype(np.float32)
    parts = []
    if wanted["min_workers"] is not None:
        parts.append(at_least(float(wanted["min_workers"]), workers, SLACK))
    if wanted["max_workers"] is not None:
        parts.append(at_most(float(wanted["max_workers"]), workers, SLACK))
    return parts[0] if len(parts) == 1 else worse(parts[0], parts[1])


TYPE = RequirementType(
    code="size_class",
    label=Text("Số lao động", "Workers"),
    weight=1.0,
    compare=_compare,
    asked=lambda wanted, vocabulary: span(wanted["min_workers"], wanted["max_workers"], ""),
    held=lambda wanted, offer: span(offer.the_firm.workers, offer.the_firm.workers, ""),
    demand_fields=("min_workers", "max_workers"),
    offer_columns=("workers",),
    question=Text(
        "Quý công ty có bao nhiêu lao động? (cần {asked})", "How many people work for you? ({asked} asked)"
    ),
)
