"""What a firm reports by year, and in which unit."""

from __future__ import annotations

from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class Measure:
    """One yearly figure."""

    code: str
    label: Text
    unit: Text
    #: nothing outside this can be meant
    most: float
    #: whole numbers only
    is_count: bool = False


_VND = Text("đồng", "VND")
MEASURES: dict[str, Measure] = {
    one.code: one
    for one in (
        Measure("workers", Text("Số lao động", "Workers"), Text("người", "persons"), 1e6, is_count=True),
        Measure("revenue_vnd", Text("Doanh thu", "Revenue"), _VND, 1e16),
        Measure("capital_vnd", Text("Tổng nguồn vốn", "Total capital"), _VND, 1e16),
        Measure("output_value_vnd", Text("Giá trị sản xuất", "Output value"), _VND, 1e16),
        Measure(
            "supporting_output_vnd",
            Text("Giá trị sản xuất CNHT", "Output value of supporting industries"),
            _VND,
            1e16,
        ),
        Measure("export_usd", Text("Kim ngạch xuất khẩu", "Exports"), Text("USD", "USD"), 1e12),
        Measure("energy_toe", Text("Năng lượng tiêu thụ", "Energy used"), Text("TOE", "toe"), 1e8),
    )
}
