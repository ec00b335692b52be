"""Number of controlled axes of the machine."""

from matxich.domain.matching.plain_types import number_type
from matxich.domain.shared.bilingual import Text

TYPE = number_type(
    code="machine_axes",
    label=Text("Số trục máy", "Machine axes"),
    weight=1.5,
    field="min_axes",
    column="axes",
    unit=Text("trục", "axes"),
    slack=0.01,
    highest=False,
)
