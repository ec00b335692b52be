"""Sizes, tolerances and roughness as drawings, buyers and shops write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.shared.geometry import (
    general_tolerance,
    it_half_width,
    read_boxes,
    read_roughness,
    read_tolerances,
)

BOXES = [
    ("300×200×50 mm", (300, 200, 50), False),
    ("50 x 200 x 300", (300, 200, 50), False),
    ("300*200*50", (300, 200, 50), False),
    ("1200X800X600", (1200, 800, 600), False),
    ("1.200 x 800 x 600", (1200, 800, 600), False),
    ("1.500x1.000x500", (1500, 1000, 500), False),
    ("1,2 x 0,8 m", (1200, 800), False),
    ("0.5x0.3x0.2m", (500, 300, 200), False),
    ("30x20x5 cm", (300, 200, 50), False),
    ('12" x 8"', (304.8, 203.2), False),
    ("12 inch x 8 inch x 2 inch", (304.8, 203.2, 50.8), False),
    ("25,4 x 50,8", (50.8, 25.4), False),
    ("L300 x W200 x H50", (300, 200, 50), False),
    ("L=300, W=200, H=50", (300, 200, 50), False),
    ("W1200×D600×H900", (1200, 900, 600), False),
    ("300 (L) x 200 (W) x 50 (H)", (300, 200, 50), False),
    ("D×R×C: 300×200×50", (300, 200, 50), False),
    ("350 x 250 x 120 mm (D×R×C)", (350, 250, 120), False),
    ("dài 300 rộng 200 cao 50", (300, 200, 50), False),
    ("dai 300 rong 200 cao 50", (300, 200, 50), False),
    ("cao 1,5m", (1500,), False),
    ("長さ300 幅200 高さ50", (300, 200, 50), False),
    ("縦300×横200×高さ50", (300, 200, 50), False),
    ("길이 300 폭 200 높이 50", (300, 200, 50), False),
    ("200±0.1 x 100±0.1", (200, 100), False),
    ("300 x 200 x 50 ±0.1", (300, 200, 50), False),
    ("t=2 300x200", (300, 200), False),
    ("450×380 mm, dày 3 mm", (450, 380), False),
    ("Ø120×40", (120, 120, 40), True),
    ("φ50×100", (100, 50, 50), True),
    ("⌀50×100", (100, 50, 50), True),
    ("Ф60x120", (120, 60, 60), True),
    ("phi 120 dài 400", (400, 120, 120), True),
    ("D120xL400", (400, 120, 120), True),
    ("Ø20h6 x 150", (150, 20, 20), True),
    ("300 x Ø50", (300, 50, 50), True),
    ("4xØ10", (10, 10), True),  # four holes
    ("O.D. 50 x L 200", (200, 50, 50), True),
    ("ĐK 30 x 500", (500, 30, 30), True),
    ("đường kính ngoài: 50", (50, 50), True),
    ("Ø25,4", (25.4, 25.4), True),
    ('Ø1"', (25.4, 25.4), True),
    ("Ø10–50", (50, 50), True),
    ("直径50×長さ200", (200, 50, 50), True),
    ("외경 50mm", (50, 50), True),
]


@pytest.mark.parametrize(("text", "edges", "is_round"), BOXES)
def test_one_size(text, edges, is_round):
    found = read_boxes(text)
    assert [box.is_round for box in found] == [is_round]
    assert found[0].edges_mm == pytest.approx(edges)


@pytest.mark.parametrize(
    "text", ["M8x1.25", "M8 x 30", "2 x M8", "S45C", "khổ A4", "H7", "lỗ H7", "5 trục", "L1"]
)
def test_designations_are_no_sizes(text):
    assert read_boxes(text) == []


@pytest.mark.parametrize(
    ("unit", "edges"), [("mm", (300, 200)), ("cm", (3000, 2000)), ("m", (300000, 200000))]
)
def test_the_column_gives_the_unit(unit, edges):
    assert read_boxes("300 x 200", None, unit)[0].edges_mm == edges


@given(st.permutations([310, 220, 55]), st.sampled_from([("mm", 1), ("cm", 10), ("m", 1000)]))
def test_neither_order_nor_unit_changes_a_size(edges, unit):
    name, factor = unit
    text = " x ".join(f"{edge / factor:g}" for edge in edges) + f" {name}"
    assert read_boxes(text)[0].edges_mm == pytest.approx((310, 220, 55))


TOLERANCES = [
    ("±0,02", [0.02]),
    ("± 0.02mm", [0.02]),
    ("+/-0.02", [0.02]),
    ("+-0,05", [0.05]),
    ("±.005", [0.005]),
    ("±0.02~0.05", [0.02]),
    ("+0.04/-0", [0.02]),
    ("+0,02/-0,01", [0.015]),
    ("+0.02 -0.01", [0.015]),
    ("+0.05 / 0", [0.025]),
    ("0/-0.05", [0.025]),
    ("+0/-0.021", [0.0105]),
    ("-0.02/-0.05", [0.015]),
    ("±10 µm", [0.01]),
    ("±20μm", [0.02]),
    ("±5 micron", [0.005]),
    ('±0.001"', [0.0254]),
    ("dung sai 0,02", [0.02]),
    ("dung sai: 0.05 mm", [0.05]),
    ("tolerance 0.01mm", [0.01]),
    ("accuracy 5 micron", [0.005]),
    ("公差±0.05", [0.05]),
    ("公差 0.05", [0.05]),
    ("공차 ±0.02", [0.02]),
    ("độ chính xác 0,01", [0.01]),
    ("±0.5°", []),
    ("±2 độ", []),
    ("±5%", []),
    ("±3°C", []),
    ("±2 HRC", []),
    ("HRC60 ±2", []),
    ("±10 g", []),
    ("P20", []),
    ("CT8", []),
    ("không yêu cầu", []),
]


@pytest.mark.parametrize(("text", "halves"), TOLERANCES)
def test_tolerance(text, halves):
    assert [tolerance.half_width_mm for tolerance in read_tolerances(text)] == pytest.approx(halves)


NAMED = [
    ("IT7", it_half_width(7, 60)),
    ("IT 8", it_half_width(8, 60)),
    ("H7", it_half_width(7, 60)),
    ("Ø20H7", it_half_width(7, 60)),
    ("js6", it_half_width(6, 60)),
    ("ISO 2768-m", 0.3),
    ("ISO2768-mK", 0.3),
    ("ISO 2768-1 f", 0.15),
    ("TCVN 2263-m", 0.3),
    ("JIS B 0405-m", 0.3),
    ("DIN 7168-c", 0.8),
]


@pytest.mark.parametrize(("text", "half"), NAMED)
def test_a_class_of_tolerance_is_an_assumption_without_the_size(text, half):
    found = read_tolerances(text)
    assert [(tolerance.half_width_mm, tolerance.assumed) for tolerance in found] == [(half, True)]


def test_a_class_of_tolerance_with_the_size_is_none():
    found = read_tolerances("ISO 2768-m", nominal_mm=20)
    assert [(tolerance.half_width_mm, tolerance.assumed) for tolerance in found] == [(0.2, False)]


def test_standard_tolerances_agree_with_the_standards():
    assert it_half_width(7, 24.5) == pytest.approx(0.0105, abs=0.0003)  # ISO 286-1: IT7 of 18–30 mm is 21 µm
    assert [general_tolerance("m", size) for size in (3, 6, 30, 120, 400, 1000)] == [
        0.1,
        0.1,
        0.2,
        0.3,
        0.5,
        0.8,
    ]


ROUGHNESS = [
    ("Ra 1.6", [1.6]),
    ("Ra1,6", [1.6]),
    ("RA 1.6", [1.6]),
    ("Ra ≤ 0.8 µm", [0.8]),
    ("Ra<3.2", [3.2]),
    ("Ra: 0,4μm", [0.4]),
    ("Ra 0.8-1.6", [0.8]),
    ("Ra 12.5 / Ra 6.3", [12.5, 6.3]),
    ("độ nhám Ra=1,6", [1.6]),
    ("độ nhám 1,6", [1.6]),
    ("roughness 3.2", [3.2]),
    ("表面粗さ Ra1.6", [1.6]),
    ("Rz 6,3", [1.575]),
    ("Rmax 12.5", [3.125]),
    ("▽▽▽", [0.8]),
    ("∇∇", [3.2]),
    ("radius 5", []),
    ("R5", []),
]


@pytest.mark.parametrize(("text", "values"), ROUGHNESS)
def test_roughness(text, values):
    assert [value for value, _, _ in read_roughness(text)] == pytest.approx(values)
