"""A maker, not a trader: a trader is marked, ranks below makers, and is excluded where the line wants a maker."""

from matxich.domain.matching.plain_types import flag_type
from matxich.domain.shared.bilingual import Text

TYPE = flag_type(
    code="maker",
    label=Text("Nhà sản xuất", "Manufacturer"),
    weight=2.0,
    field="is_maker",
    column="maker",
    yes=Text("Là nhà sản xuất", "Is a manufacturer"),
    no=Text("Là công ty thương mại, không tự sản xuất", "Is a trading company, does not manufacture"),
    question=Text(
        "Quý công ty là nhà sản xuất hay công ty thương mại?", "Are you a manufacturer or a trading company?"
    ),
    of_firm=True,
)
