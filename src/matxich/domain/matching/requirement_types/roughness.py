"""Surface roughness Ra in micrometres: the best that the firm reaches with any process the line asks for."""

from matxich.domain.matching.plain_types import number_type
from matxich.domain.shared.bilingual import Text, same

TYPE = number_type(
    code="roughness",
    label=Text("Độ nhám", "Roughness"),
    weight=1.0,
    field="max_ra_um",
    column="roughness_um",
    unit=same("µm"),
    slack=0.3,
    highest=True,
    prefix="Ra ",
)
