"""Largest diameter the machine can turn or hold."""

from matxich.domain.matching.plain_types import number_type
from matxich.domain.shared.bilingual import Text, same

TYPE = number_type(
    code="machine_diameter",
    label=Text("Đường kính lớn nhất", "Largest diameter"),
    weight=1.5,
    field="min_mm",
    column="diameter_mm",
    unit=same("mm"),
    slack=0.1,
    highest=False,
    prefix="Ø",
)
