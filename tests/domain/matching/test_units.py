"""The same fact in another unit, notation or order of columns gives the same answer, from the words to the result."""

from __future__ import annotations

import pytest

from matxich.domain.demand.reading import read_text
from matxich.domain.enterprises.cells import Cells, read_process_line
from tests.domain.matching.workshop import V, firm, matched

#: ways of writing one demand
SAME_DEMAND = [
    [
        "Đúc áp lực nhôm ADC12, 300x200x50 mm",
        "Đúc áp lực nhôm ADC12, 30x20x5 cm",
        "Đúc áp lực nhôm ADC12, 0,3x0,2x0,05 m",
    ],
    ["Đúc áp lực nhôm ADC12, 50x300x200", "Đúc áp lực nhôm ADC12, 300×200×50"],
    [
        "Ép nhựa ABS, 120.000 cái/năm",
        "Ép nhựa ABS, 10.000 cái/tháng",
        "Ép nhựa ABS, 10k pcs/month",
        "Ép nhựa ABS, 月1万個",
    ],
    ["Đúc cát FC250, 20 tấn/tháng", "Đúc cát FC250, 20.000 kg/tháng", "Đúc cát FC250, 240 tấn/năm"],
    ["Đúc cát FC250, nặng 1,2 tấn", "Đúc cát FC250, nặng 1200 kg", "Đúc cát FC250, nặng 1 200 kg"],
    ["Tiện CNC S45C ±0,01 mm", "Tiện CNC S45C ±10 µm", "Tiện CNC S45C +0.02/-0", "Tiện CNC S45C +/- 0.01"],
    [
        "Tiện CNC S45C, giao trong 2 tuần",
        "Tiện CNC S45C, giao trong 14 ngày",
        "Tiện CNC S45C, delivery within 2 weeks",
    ],
    [
        "Tiện CNC SUS304, bắt buộc ISO 9001",
        "turning SUS304, must have ISO 9001:2015",
        "SUS304 旋盤加工 ISO9001必須",
    ],
]
#: ways of writing one capability row
SAME_ROW = [
    [{"max_size_mm": "300x200x100"}, {"max_size_mm": "30 x 20 x 10 cm"}, {"max_size_mm": "100*200*300 mm"}],
    [
        {"part_weight_kg": "0,5 - 25"},
        {"part_weight_kg": "500 g - 25 kg"},
        {"part_weight_kg": "từ 0,5 đến 25 kg"},
    ],
    [{"machine_tonnage": "350"}, {"machine_tonnage": "350T"}, {"machine_tonnage": "350 tấn x 2"}],
    [{"tolerance_mm": "±0,02"}, {"tolerance_mm": "0.02 mm"}, {"tolerance_mm": "20 µm"}],
    [
        {"capacity_per_month": "50.000"},
        {"capacity_per_month": "600.000", "capacity_unit": "cái/năm"},
        {"capacity_per_month": "50k pcs/month"},
        {"capacity_per_month": "50", "capacity_unit": "nghìn cái/tháng"},
    ],
    [
        {"capacity_per_month": "20 tấn"},
        {"capacity_per_month": "20.000", "capacity_unit": "kg"},
        {"capacity_per_month": "240", "capacity_unit": "tấn/năm"},
    ],
    [
        {"lead_time_days": "28"},
        {"lead_time_days": "4 tuần"},
        {"lead_time_days": "4 weeks"},
        {"lead_time_days": "672 giờ"},
    ],
]
OFFERS = [
    {"process": "Đúc áp lực nhôm", "materials": "ADC12", "max_size_mm": "400x300x200"},
    {"process": "Đúc áp lực nhôm", "max_size_mm": "100x100x100"},
    {"process": "Ép nhựa", "materials": "ABS", "capacity_per_month": "10.000"},
    {"process": "Ép nhựa", "materials": "ABS", "capacity_per_month": "500"},
    {
        "process": "Đúc cát",
        "materials": "FC250",
        "capacity_per_month": "25 tấn",
        "part_weight_kg": "5 - 1500",
    },
    {"process": "Đúc cát", "materials": "FC250", "capacity_per_month": "1 tấn", "part_weight_kg": "5 - 50"},
    {"process": "Tiện CNC", "materials": "S45C, SUS304", "tolerance_mm": "0,01", "lead_time_days": "10"},
    {"process": "Tiện CNC", "materials": "S45C, SUS304", "tolerance_mm": "0,1", "lead_time_days": "60"},
]


def read_row(values, **styles):
    doubts = []
    cells = Cells(values, styles, {}, lambda *doubt: doubts.append(doubt))
    found = read_process_line(cells, V)
    assert doubts == []
    return found


FIRMS = [firm(f"S{number}", read_row(values)) for number, values in enumerate(OFFERS)]


def outcome(text):
    """What a text leads to, without the words it was read from."""
    found = matched(FIRMS, read_text(text, V))["lines"][0]
    firms = [
        (e["supplier_id"], e["score"], [(c["type"], c["level"]) for c in e["comparisons"]])
        for e in found["shortlist"]
    ]
    return firms, [(e["supplier_id"], [m["type"] for m in e["mend"]]) for e in found["near_misses"]]


@pytest.mark.parametrize("texts", SAME_DEMAND, ids=lambda texts: texts[0])
def test_a_demand_in_other_units(texts):
    assert outcome(texts[0])[0] != []
    assert [outcome(text) for text in texts] == [outcome(texts[0])] * len(texts)


@pytest.mark.parametrize("rows", SAME_ROW, ids=lambda rows: str(rows[0]))
def test_a_capability_in_other_units(rows):
    read = [read_row({"process": "Đúc áp lực", **values}) for values in rows]
    assert read == [read[0]] * len(read)
    assert read[0] != read_row({"process": "Đúc áp lực"})
