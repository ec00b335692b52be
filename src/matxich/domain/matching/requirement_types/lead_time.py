"""Lead time in days."""

from matxich.domain.matching.plain_types import number_type
from matxich.domain.shared.bilingual import Text

TYPE = number_type(
    code="lead_time",
    label=Text("Thời gian giao", "Lead time"),
    weight=1.0,
    field="max_days",
    column="lead_days",
    unit=Text("ngày", "days"),
    slack=0.25,
    highest=True,
)
