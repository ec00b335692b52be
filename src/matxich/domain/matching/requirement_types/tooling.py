"""Tooling made in-house: moulds, dies and jigs by the supplier itself."""

from matxich.domain.matching.plain_types import flag_type
from matxich.domain.shared.bilingual import Text

TYPE = flag_type(
    code="tooling",
    label=Text("Tự làm khuôn, đồ gá", "Tooling in-house"),
    weight=1.5,
    field="in_house",
    column="tooling",
    yes=Text("Tự làm khuôn, đồ gá", "Makes its tooling in-house"),
    no=Text("Không tự làm khuôn, đồ gá", "Does not make its tooling"),
    question=Text(
        "Quý công ty tự làm khuôn và đồ gá hay đặt ngoài?", "Do you make your tooling in-house or buy it?"
    ),
    mendable=True,
)
