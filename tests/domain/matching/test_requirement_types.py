"""Every requirement type: its worked examples, its sentences, and one comparison for many rows and for one."""

from __future__ import annotations

import datetime as dt
import pkgutil
from dataclasses import replace

import numpy as np
import pytest

from matxich.domain.enterprises.model import Rate, Span
from matxich.domain.matching import requirement_types as package
from matxich.domain.matching.levels import Level
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import requirement_types
from tests.domain.matching.workshop import (
    CASTING,
    HPDC,
    ON,
    TURNING,
    V,
    certificate,
    firm,
    levels,
    registry,
    row,
)

TYPES = requirement_types()
NAMED = {"none_of": []}


def of(**fields):
    """A row with these fields."""
    return firm("S", row(**fields))


ISO, IATF = {"any_of": ["iso_9001"], **NAMED}, {"any_of": ["iatf_16949"], **NAMED}
PIECES = {"pieces_per_month": 1000.0, "kg_per_month": None, "part_weight_kg": 2.0}
KILOGRAMS = {"pieces_per_month": None, "kg_per_month": 2000.0, "part_weight_kg": None}
BOX = {"box_mm": [300.0, 200.0, 50.0], "round": False}
FORCE = {"low_t": 350.0, "high_t": 350.0}
#: type → (value, [(firm, level), …])
EXAMPLES = [
    ("process", {"any_of": ["die_casting"], "primary": True, **NAMED}, [
        (of(process=HPDC), "meets"), (of(process="die_casting"), "meets"),
        (of(process=CASTING), "near"), (of(process=TURNING), "fails"),
    ]),
    ("process", {"any_of": [], "none_of": ["sand_casting"], "primary": True}, [
        (of(process=HPDC), "meets"), (of(process="sand_casting"), "fails"),
    ]),
    ("process", {"any_of": [TURNING], "primary": False, **NAMED}, [
        (of(process=TURNING), "meets"), (of(process="machining"), "near"), (of(process=HPDC), "unknown"),
    ]),
    ("material", {"any_of": ["adc12"], **NAMED}, [
        (of(materials=("adc12",)), "meets"), (of(materials=("a380",)), "near"),
        (of(materials=("aluminium_cast",)), "near"), (of(materials=("s45c",)), "fails"), (of(), "unknown"),
    ]),
    ("material", {"any_of": [], "none_of": ["plastics"]}, [
        (of(materials=("abs", "pp")), "fails"), (of(materials=("abs", "adc12")), "meets"),
        (of(materials=("adc12",)), "meets"), (of(), "unknown"),
    ]),
    ("material", {"any_of": ["aluminium_cast"], **NAMED}, [
        (of(materials=("adc12",)), "meets"), (of(materials=("sus304",)), "fails"), (of(), "unknown"),
    ]),
    ("part_family", {"any_of": ["gear_housing"], **NAMED}, [
        (of(), "unknown"), (firm("S", row(), part_families=("gear_housing",)), "meets"),
    ]),
    ("size", BOX, [
        (of(max_size_mm=(300.0, 200.0, 50.0)), "meets"), (of(max_size_mm=(900.0,)), "meets"),
        (of(max_size_mm=(280.0, 200.0, 50.0)), "near"), (of(max_size_mm=(900.0, 150.0, 50.0)), "fails"),
        (of(), "unknown"),
    ]),
    ("part_weight", {"low_kg": None, "high_kg": 10.0}, [
        (of(part_weight_kg=Span(None, 10.0)), "meets"), (of(part_weight_kg=Span(None, 9.5)), "near"),
        (of(part_weight_kg=Span(None, 5.0)), "fails"), (of(part_weight_kg=Span(15.0, 90.0)), "fails"),
        (of(), "unknown"),
    ]),
    ("machine_tonnage", FORCE, [
        (of(tonnage=Span(80.0, 800.0)), "meets"), (of(tonnage=Span(None, 320.0)), "near"),
        (of(tonnage=Span(None, 80.0)), "fails"), (of(), "unknown"),
    ]),
    ("machine_axes", {"min_axes": 5.0}, [(of(axes=5), "meets"), (of(axes=3), "fails"), (of(), "unknown")]),
    ("machine_diameter", {"min_mm": 300.0}, [
        (of(max_diameter_mm=500.0), "meets"), (of(max_diameter_mm=280.0), "near"),
        (of(max_diameter_mm=100.0), "fails"), (of(), "unknown"),
    ]),
    ("machine_travel", {"box_mm": [500.0, 900.0]}, [
        (of(travel_mm=(1000.0, 600.0, 500.0)), "meets"), (of(travel_mm=(850.0, 600.0)), "near"),
        (of(travel_mm=(500.0, 400.0)), "fails"), (of(), "unknown"),
    ]),
    ("tolerance", {"max_mm": 0.02}, [
        (of(tolerance_mm=0.02), "meets"), (of(tolerance_mm=0.024), "near"),
        (of(tolerance_mm=0.1), "fails"), (of(), "unknown"),
    ]),
    ("roughness", {"max_ra_um": 1.6}, [
        (of(roughness_um=0.8), "meets"), (of(roughness_um=2.0), "near"),
        (of(roughness_um=6.3), "fails"), (of(), "unknown"),
    ]),
    ("finish", {"any_of": ["zinc_plating"], **NAMED}, [
        (of(finishes=("zinc_plating",)), "meets"), (firm("S", row(process="zinc_plating")), "meets"),
        (of(finishes=("plating",)), "near"), (of(finishes=("anodizing",)), "fails"), (of(), "unknown"),
    ]),
    ("capacity", PIECES, [
        (of(capacity=Rate(1000.0, None)), "meets"), (of(capacity=Rate(None, 2000.0)), "meets"),
        (of(capacity=Rate(800.0, None)), "near"), (of(capacity=Rate(100.0, None)), "fails"), (of(), "unknown"),
    ]),
    ("capacity", KILOGRAMS, [
        (of(capacity=Rate(None, 2000.0)), "meets"), (of(capacity=Rate(None, 100.0)), "fails"),
        (of(capacity=Rate(5000.0, None)), "unknown"),  # pieces of an unknown weight
    ]),
    ("batch", {"pieces": 500.0}, [
        (of(batch_min=500.0), "meets"), (of(batch_min=600.0), "near"), (of(batch_min=5000.0), "fails"), (of(), "unknown"),
    ]),
    ("lead_time", {"max_days": 30.0}, [
        (of(lead_time_days=30.0), "meets"), (of(lead_time_days=35.0), "near"),
        (of(lead_time_days=90.0), "fails"), (of(), "unknown"),
    ]),
    ("tooling", {"in_house": True}, [
        (of(tooling_in_house=True), "meets"), (of(tooling_in_house=False), "fails"), (of(), "unknown"),
    ]),
    ("in_house", {"in_house": True}, [
        (of(in_house=True), "meets"), (of(in_house=False), "fails"), (of(), "unknown"),
    ]),
    ("cavities", {"low": 8.0, "high": 8.0}, [
        (of(cavities=16.0), "meets"), (of(cavities=6.0), "near"), (of(cavities=2.0), "fails"), (of(), "unknown"),
    ]),
    ("certificate", ISO, [
        (firm("S", certificates=(certificate("iso_9001"),)), "meets"),
        (firm("S", certificates=(certificate("iso_9001", None),)), "meets"),
        (firm("S", certificates=(certificate("iso_9001", ON),)), "meets"),  # its last day counts
        (firm("S", certificates=(certificate("iso_9001", ON - dt.timedelta(1)),)), "expired"),
        (firm("S", certificates=(certificate("iatf_16949"),)), "meets"),
        (firm("S", certificates=(certificate("as9100"),)), "meets"),
        (firm("S", certificates=(certificate("iso_13485"),)), "near"),
        (firm("S", certificates=(certificate("iso_14001"),)), "fails"),
        (firm("S"), "unknown"),
    ]),
    ("certificate", IATF, [
        (firm("S", certificates=(certificate("iatf_16949"),)), "meets"),
        (firm("S", certificates=(certificate("iso_9001"),)), "fails"),
        (firm("S", certificates=(certificate("iatf_16949", dt.date(2025, 1, 1)), certificate("iso_9001"))), "expired"),
        (firm("S"), "unknown"),
    ]),
    ("inspection", {"any_of": ["cmm"], **NAMED}, [
        (firm("S", inspection=("cmm",)), "meets"), (firm("S", inspection=("hardness_tester",)), "fails"),
        (firm("S", lacks_machines=("cmm",)), "fails"), (firm("S"), "unknown"),
    ]),
    ("place", {"any_of": ["p_ha_noi"], **NAMED, "within_km": None}, [
        (firm("S", places=("p_ha_noi",)), "meets"), (firm("S", places=("p_hai_phong",)), "fails"), (firm("S"), "unknown"),
    ]),
    ("place", {"any_of": ["p_ha_noi"], **NAMED, "within_km": 60.0}, [
        (firm("S", places=("p_ha_noi",)), "meets"), (firm("S", places=("p_bac_ninh",)), "near"),
        (firm("S", places=("p_da_nang",)), "fails"), (firm("S"), "unknown"),
    ]),
    ("export_market", {"any_of": ["jp"], **NAMED}, [
        (firm("S", markets=("jp",)), "meets"), (firm("S", markets=("asia",)), "near"),
        (firm("S", markets=("de",)), "fails"), (firm("S"), "unknown"),
    ]),
    ("language", {"any_of": ["ja"], **NAMED}, [
        (firm("S", languages=("vi", "ja")), "meets"), (firm("S", languages=("en",)), "fails"), (firm("S"), "unknown"),
    ]),
    ("size_class", {"min_workers": None, "max_workers": 200}, [
        (firm("S", workers=100), "meets"), (firm("S", workers=220), "near"), (firm("S", workers=900), "fails"), (firm("S"), "unknown"),
    ]),
    ("ownership", {"any_of": ["fdi", "jp"], **NAMED}, [
        (firm("S", ownership=("fdi", "jp")), "meets"), (firm("S", ownership=("fdi", "kr")), "fails"),
        (firm("S", ownership=("domestic",)), "fails"), (firm("S"), "unknown"),
    ]),
    ("maker", {"is_maker": True}, [
        (firm("S", is_maker=True), "meets"), (firm("S", is_maker=False), "fails"), (firm("S"), "unknown"),
    ]),
]  # fmt: skip
IDS = [f"{code}-{place}" for place, (code, _, _) in enumerate(EXAMPLES)]


def test_every_module_is_a_type_named_after_it():
    assert sorted(TYPES) == sorted(module.name for module in pkgutil.iter_modules(package.__path__))


def test_every_type_has_worked_examples():
    assert {code for code, _, _ in EXAMPLES} == set(TYPES)


@pytest.mark.parametrize("code", TYPES)
def test_every_type_is_complete(code):
    kind = TYPES[code]
    assert (kind.code, kind.weight > 0) == (code, True)
    assert all(
        (
            kind.label.vi,
            kind.label.en,
            kind.question.vi,
            kind.question.en,
            kind.demand_fields,
            kind.offer_columns,
        )
    )


@pytest.mark.parametrize(("code", "value", "cases"), EXAMPLES, ids=IDS)
def test_worked_examples_compared_all_at_once(code, value, cases):
    numbered = [replace(one, supplier_id=f"S{index}") for index, (one, _) in enumerate(cases)]
    assert levels(code, value, numbered) == [level for _, level in cases]


@pytest.mark.parametrize(("code", "value", "cases"), EXAMPLES, ids=IDS)
def test_worked_examples_compared_alone(code, value, cases):
    assert [levels(code, value, [one])[0] for one, _ in cases] == [level for _, level in cases]


@pytest.mark.parametrize(("code", "value", "cases"), EXAMPLES, ids=IDS)
def test_closeness_agrees_with_the_level(code, value, cases):
    columns = registry([replace(one, supplier_id=f"S{index}") for index, (one, _) in enumerate(cases)])
    found, closeness = TYPES[code].compare(value, Offers(columns, slice(0, columns.line_count), ON))
    bounds = {
        Level.FAILS: (0, 0),
        Level.EXPIRED: (0.25, 0.25),
        Level.UNKNOWN: (0.4, 0.5),
        Level.NEAR: (0.5, 0.9),
        Level.MEETS: (0.9, 1),
    }
    assert found.dtype == np.uint8
    assert closeness.dtype == np.float32
    for level, value_ in zip(found, closeness, strict=True):
        low, high = bounds[Level(int(level))]
        assert low - 1e-6 <= value_ <= high + 1e-6


@pytest.mark.parametrize(("code", "value", "cases"), EXAMPLES, ids=IDS)
def test_every_answer_is_explained_in_both_languages(code, value, cases):
    kind = TYPES[code]
    for one, level in cases:
        offer = Offers(registry([one]), slice(0, 1), ON)
        reason = kind.reason(value, offer, Level[level.upper()])
        question, wanted = kind.ask(value, V), kind.asked(value, V)
        texts = (reason.vi, reason.en, question.vi, question.en, wanted.vi, wanted.en)
        assert all(texts)
        assert not any("{" in text or "nan" in text.split() or "None" in text for text in texts)


def test_an_expired_certificate_is_shown_with_its_date():
    one = firm("S", certificates=(certificate("iso_9001", dt.date(2025, 3, 9)),))
    reason = TYPES["certificate"].reason(ISO, Offers(registry([one]), slice(0, 1), ON), Level.EXPIRED)
    assert (reason.vi, reason.en) == ("ISO 9001 đã hết hạn ngày 09/03/2025", "ISO 9001 expired on 2025-03-09")
