"""Cavities of a mould: the firm must have made moulds with as many."""

from matxich.domain.matching.plain_types import number_type
from matxich.domain.shared.bilingual import Text

TYPE = number_type(
    code="cavities",
    label=Text("Số lòng khuôn", "Mould cavities"),
    weight=1.0,
    field="high",
    column="cavities",
    unit=Text("lòng", "cavities"),
    slack=0.3,
    highest=False,
)
