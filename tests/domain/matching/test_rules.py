"""The rules of the shortlist: what excludes, what ranks, what is only shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from matxich.domain.enterprises.model import Rate, Span
from tests.domain.matching.workshop import (
    CASTING,
    HPDC,
    TURNING,
    asked,
    certificate,
    firm,
    line,
    matched,
    nearly,
    one,
    process,
    row,
    shortlisted,
)


def reason_of(entry, type_code):
    return next(c for c in entry["comparisons"] if c["type"] == type_code)


def test_a_special_offer_meets_a_general_demand():
    found = one([firm("S", row(HPDC))], process("die_casting"))
    assert shortlisted(found) == ["S"]
    assert reason_of(found["shortlist"][0], "process")["level"] == "meets"


def test_a_general_offer_never_meets_a_special_demand():
    found = one([firm("S", row(CASTING)), firm("T", row("die_casting"))], process(HPDC))
    assert {e["supplier_id"]: reason_of(e, "process")["level"] for e in found["shortlist"]} == {
        "S": "near",
        "T": "near",
    }
    assert shortlisted(found) == ["T", "S"]  # the claim that is nearer in the tree first
    assert found["shortlist"][0]["ask"] != []


def test_another_process_is_no_candidate_at_all():
    found = one([firm("S", row(TURNING))], process(HPDC))
    assert (shortlisted(found), nearly(found), found["gap"]) == ([], {}, True)


def test_a_refused_process_excludes_though_its_parent_is_asked():
    found = one(
        [firm("S", row("sand_casting")), firm("T", row(HPDC))], process(CASTING, none_of=["sand_casting"])
    )
    assert shortlisted(found) == ["T"]


def test_a_firm_that_has_ceased_or_pauses_never_appears():
    firms = [firm("A", status="ceased"), firm("B", status="suspended"), firm("C")]
    found = one(firms, process(HPDC), asked("certificate", any_of=["iso_9001"]))
    assert (shortlisted(found), nearly(found)) == (["C"], {})
    found = one(
        [replace(f, certificates=(certificate("iso_14001"),), lists_certificates=True) for f in firms],
        process(HPDC),
        asked("certificate", any_of=["iso_9001"]),
    )
    assert (shortlisted(found), nearly(found)) == ([], {"C": ["certificate"]})


def test_traders_rank_below_every_maker():
    best = {"materials": ("adc12",), "tolerance_mm": 0.005, "in_house": True}
    firms = [firm("trader", row(**best), is_maker=False), firm("maker", is_maker=True), firm("silent")]
    found = one(firms, process(HPDC), asked("material", any_of=["adc12"]), asked("tolerance", max_mm=0.01))
    assert shortlisted(found)[-1] == "trader"
    assert reason_of(found["shortlist"][-1], "maker")["level"] == "fails"


def test_a_trader_is_excluded_where_a_maker_is_demanded():
    firms = [firm("trader", is_maker=False), firm("maker", is_maker=True), firm("silent")]
    assert shortlisted(one(firms, process(HPDC), asked("maker", is_maker=True))) == ["maker", "silent"]


def test_an_outsourced_process_is_shown_and_ranks_below_an_own_one():
    firms = [firm("out", row(in_house=False)), firm("own", row(in_house=True))]
    found = one(firms, process(HPDC))
    assert shortlisted(found) == ["own", "out"]
    shown = reason_of(found["shortlist"][1], "in_house")
    assert (shown["level"], shown["reason"]) == (
        "fails",
        {"vi": "Công đoạn này thuê ngoài", "en": "This process is outsourced"},
    )


def test_an_outsourced_process_is_excluded_where_in_house_is_demanded():
    firms = [firm("out", row(in_house=False)), firm("own", row(in_house=True)), firm("silent")]
    assert shortlisted(one(firms, process(HPDC), asked("in_house", in_house=True))) == ["own", "silent"]


def test_an_expired_certificate_is_shown_as_expired_with_its_date():
    held = firm("S", certificates=(certificate("iso_9001", dt.date(2025, 12, 31)),))
    wished = one([held], process(HPDC), asked("certificate", any_of=["iso_9001"], hard=False))
    shown = reason_of(wished["shortlist"][0], "certificate")
    assert (shown["level"], shown["reason"]["vi"]) == ("expired", "ISO 9001 đã hết hạn ngày 31/12/2025")
    demanded = one([held], process(HPDC), asked("certificate", any_of=["iso_9001"]))
    assert demanded["shortlist"] == []
    assert [(m["type"], m["level"]) for m in demanded["near_misses"][0]["mend"]] == [
        ("certificate", "expired")
    ]


def test_a_certificate_is_judged_on_the_day_of_the_match():
    held = firm("S", certificates=(certificate("iso_9001", dt.date(2025, 12, 31)),))
    found = one([held], process(HPDC), asked("certificate", any_of=["iso_9001"]), on=dt.date(2025, 12, 31))
    assert shortlisted(found) == ["S"]


@pytest.mark.parametrize(
    ("held", "level"), [("iatf_16949", "meets"), ("as9100", "meets"), ("iso_13485", "near")]
)
def test_what_a_standard_contains_counts(held, level):
    found = one(
        [firm("S", certificates=(certificate(held),))],
        process(HPDC),
        asked("certificate", any_of=["iso_9001"], hard=False),
    )
    assert reason_of(found["shortlist"][0], "certificate")["level"] == level


def test_a_missed_wish_excludes_nobody():
    firms = [firm("S", row(materials=("s45c",), tolerance_mm=1.0), certificates=(certificate("iso_14001"),))]
    wishes = [
        asked("material", any_of=["adc12"], hard=False),
        asked("tolerance", max_mm=0.01, hard=False),
        asked("certificate", any_of=["iatf_16949"], hard=False),
    ]
    assert shortlisted(one(firms, process(HPDC), *wishes)) == ["S"]


def test_near_misses_have_one_or_two_mendable_misses():
    wanted = [
        process(HPDC),
        asked("tolerance", max_mm=0.01),
        asked("certificate", any_of=["iatf_16949"]),
        asked("capacity", pieces_per_month=1000.0, kg_per_month=None, part_weight_kg=None),
        asked("material", any_of=["adc12"]),
    ]
    short = {"tolerance_mm": 0.05, "materials": ("adc12",), "capacity": Rate(5000.0, None)}
    iso, iatf = (certificate("iso_9001"),), (certificate("iatf_16949"),)
    firms = [
        firm("one", row(**short), certificates=iatf),
        firm("two", row(**short), certificates=iso),
        firm("three", row(**{**short, "capacity": Rate(10.0, None)}), certificates=iso),
        firm("unmendable", row(**{**short, "materials": ("sus304",)}), certificates=iatf),
        firm("able", row(**{**short, "tolerance_mm": 0.01}), certificates=iatf),
    ]
    found = one(firms, *wanted)
    assert shortlisted(found) == ["able"]
    assert nearly(found) == {"one": ["tolerance"], "two": ["tolerance", "certificate"]}
    assert [entry["supplier_id"] for entry in found["near_misses"]] == ["one", "two"]


def test_the_counterfactual_says_what_was_asked_and_what_is_held():
    found = one(
        [firm("S", certificates=(certificate("iso_9001"),))],
        process(HPDC),
        asked("certificate", any_of=["iatf_16949"]),
    )
    mend = found["near_misses"][0]["mend"][0]
    assert (mend["type"], mend["level"], mend["asked"], mend["held"]) == (
        "certificate",
        "fails",
        "IATF 16949",
        "ISO 9001",
    )


def test_a_firm_is_shown_once_by_its_best_row():
    rows = [row(tolerance_mm=0.1), row(tolerance_mm=0.01), row(CASTING, tolerance_mm=0.001)]
    found = one([firm("S", *rows)], process(HPDC), asked("tolerance", max_mm=0.05))
    assert shortlisted(found) == ["S"]
    assert (reason_of(found["shortlist"][0], "tolerance")["level"], nearly(found)) == ("meets", {})


def test_a_size_fits_in_any_orientation():
    firms = [firm("S", row(max_size_mm=(500.0, 300.0, 100.0)))]
    for box in ([500, 300, 100], [100, 300, 500], [300, 100, 500]):
        assert shortlisted(
            one(firms, process(HPDC), asked("size", box_mm=[float(e) for e in box], round=False))
        ) == ["S"]


def test_pieces_and_tonnes_are_compared_by_the_weight_of_the_part():
    firms = [
        firm("tonnes", row(capacity=Rate(None, 20_000.0))),
        firm("pieces", row(capacity=Rate(10_000.0, None))),
    ]
    wanted = asked("capacity", pieces_per_month=10_000.0, kg_per_month=None, part_weight_kg=2.0)
    assert sorted(shortlisted(one(firms, process(HPDC), wanted))) == ["pieces", "tonnes"]
    heavier = asked("capacity", pieces_per_month=10_000.0, kg_per_month=None, part_weight_kg=4.0)
    assert shortlisted(one(firms, process(HPDC), heavier)) == ["pieces"]


def test_the_upgrade_board_agrees_with_the_lines():
    firms = [
        firm("A", row(tonnage=Span(80.0, 800.0)), certificates=(certificate("iso_9001"),)),
        firm("B", row(tonnage=Span(80.0, 350.0)), certificates=(certificate("iatf_16949"),)),
        firm("C", row(tonnage=Span(80.0, 350.0)), certificates=(certificate("iso_9001"),)),
    ]
    iatf = asked("certificate", any_of=["iatf_16949"])
    lines = [
        line(process(HPDC), iatf, number=1),  # B is able
        line(process(HPDC), iatf, asked("machine_tonnage", low_t=800.0, high_t=800.0), number=2),  # a gap
        line(process(HPDC), asked("machine_tonnage", low_t=800.0, high_t=800.0), number=3),  # A is able
    ]
    found = matched(firms, *lines)
    board = {u["value"]: (u["type"], u["lines"], u["gap_lines"], u["suppliers"]) for u in found["upgrades"]}
    assert board == {
        "IATF 16949": ("certificate", [1, 2], [2], ["A", "C"]),
        "800 t": ("machine_tonnage", [2, 3], [2], ["B", "C"]),
    }
    assert [entry["gap"] for entry in found["lines"]] == [False, True, False]
    for upgrade in found["upgrades"]:
        alone = {
            (entry["line"], near["supplier_id"])
            for entry in found["lines"]
            for near in entry["near_misses"]
            if [m["type"] for m in near["mend"]] == [upgrade["type"]]
        }
        assert {number for number, _ in alone} == set(upgrade["lines"])
        assert {supplier for _, supplier in alone} == set(upgrade["suppliers"])


def test_no_firm_and_no_line_give_an_empty_document():
    assert matched([])["lines"] == []
    found = one([], process(HPDC))
    assert (found["shortlist"], found["near_misses"], found["gap"]) == ([], [], True)


def test_a_line_without_a_process_is_incomplete_and_still_answered():
    found = one(
        [firm("S", row(materials=("adc12",))), firm("T", row(materials=("s45c",)))],
        asked("material", any_of=["adc12"]),
    )
    assert (found["state"], shortlisted(found)) == ("incomplete", ["S"])
