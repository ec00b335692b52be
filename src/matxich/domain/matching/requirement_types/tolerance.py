"""Tolerance as half its width, ± mm: the best that the firm reaches with any process the line asks for."""

from matxich.domain.matching.plain_types import number_type
from matxich.domain.shared.bilingual import Text, same

TYPE = number_type(
    code="tolerance",
    label=Text("Dung sai", "Tolerance"),
    weight=2.5,
    field="max_mm",
    column="tolerance_mm",
    unit=same("mm"),
    slack=0.25,
    highest=True,
    prefix="±",
)
