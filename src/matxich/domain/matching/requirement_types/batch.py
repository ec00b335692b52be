"""Batch: the supplier's smallest order must not exceed what the buyer takes at once."""

from matxich.domain.matching.plain_types import number_type
from matxich.domain.shared.bilingual import Text

TYPE = number_type(
    code="batch",
    label=Text("Lô tối thiểu (MOQ)", "Smallest order (MOQ)"),
    weight=1.0,
    field="pieces",
    column="batch_min",
    unit=Text("chiếc", "pcs"),
    slack=0.3,
    highest=True,
)
