"""The process done in-house: an outsourced line is not the same as one on the own floor, and always shown.

Asked by default as a wish, so that an own machine ranks above a subcontracted one."""

from matxich.domain.matching.plain_types import flag_type
from matxich.domain.shared.bilingual import Text

TYPE = flag_type(
    code="in_house",
    label=Text("Làm tại xưởng", "In-house"),
    weight=1.0,
    field="in_house",
    column="in_house",
    yes=Text("Làm tại xưởng của mình", "Done in-house"),
    no=Text("Công đoạn này thuê ngoài", "This process is outsourced"),
    question=Text(
        "Công đoạn này làm tại xưởng hay thuê ngoài?", "Is this process done in-house or outsourced?"
    ),
)
