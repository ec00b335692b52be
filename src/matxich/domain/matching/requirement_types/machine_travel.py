"""Travel of the machine: each asked edge within it, in any orientation."""

from matxich.domain.matching.levels import Comparison
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.requirement_types.size import fits
from matxich.domain.matching.wording import edges
from matxich.domain.shared.bilingual import Text


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    return fits(sorted(wanted["box_mm"], reverse=True), offers, ("travel_0", "travel_1", "travel_2"))


TYPE = RequirementType(
    code="machine_travel",
    label=Text("Hành trình máy", "Machine travel"),
    weight=1.5,
    compare=_compare,
    asked=lambda wanted, vocabulary: edges(wanted["box_mm"]),
    held=lambda wanted, offer: edges([offer.number(f"travel_{i}") for i in range(3)]),
    demand_fields=("box_mm",),
    offer_columns=("travel_0", "travel_1", "travel_2"),
    mendable=True,
    near_excludes=True,
)
