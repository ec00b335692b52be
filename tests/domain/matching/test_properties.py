"""What must hold for every registry and every demand: drawn by hypothesis."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matxich.domain.enterprises.model import ProcessLine
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import requirement_types
from tests.domain.matching.workshop import (
    CERTIFICATES,
    ON,
    blanked,
    certificate,
    demands,
    firms,
    matched,
    nearly,
    registry,
    rows,
    shortlisted,
)

few = settings(max_examples=15)


def entry(found, supplier_id):
    return next((e for e in found["shortlist"] if e["supplier_id"] == supplier_id), None)


@few
@given(firms(), demands())
def test_the_score_follows_from_the_facts_shown(listed, line):
    for shown in matched(listed, line)["lines"][0]["shortlist"]:
        facts = shown["comparisons"]
        total = sum(fact["weight"] for fact in facts)
        score = sum(fact["weight"] * fact["closeness"] for fact in facts) / total
        assert shown["score"] == pytest.approx(score, abs=2e-4)


@few
@given(firms(), demands())
def test_the_order_is_by_maker_then_score(listed, line):
    makers = {firm.supplier_id: firm.is_maker is not False for firm in listed}
    shown = matched(listed, line)["lines"][0]["shortlist"]
    keys = [(not makers[e["supplier_id"]], -round(e["score"], 3)) for e in shown]
    assert keys == sorted(keys)


@few
@given(firms(), demands())
def test_many_rows_compared_at_once_equal_each_row_alone(listed, line):
    columns = registry(listed)
    every = Offers(columns, slice(0, columns.line_count), ON)
    for requirement in line.requirements:
        compare = requirement_types()[requirement.type].compare
        together = compare(requirement.value, every)
        for place in range(columns.line_count):
            alone = compare(requirement.value, every.at(place))
            assert (alone.levels[0], alone.closeness[0]) == (
                together.levels[place],
                together.closeness[place],
            )


@few
@given(firms(), demands())
def test_two_runs_are_equal(listed, line):
    assert matched(listed, line) == matched(listed, line)


@few
@given(firms(least=2), demands(), st.randoms(use_true_random=False))
def test_the_order_of_supplier_rows_changes_nothing(listed, line, random):
    shuffled = random.sample(listed, len(listed))
    one, other = matched(listed, line)["lines"][0], matched(shuffled, line)["lines"][0]
    assert (one["shortlist"], one["near_misses"]) == (other["shortlist"], other["near_misses"])


@few
@given(firms(), st.lists(demands(), min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_demand_rows_changes_nothing(listed, lines, random):
    numbered = [replace(line, line=number) for number, line in enumerate(lines, start=1)]
    one = {e["line"]: e for e in matched(listed, *numbered)["lines"]}
    other = {e["line"]: e for e in matched(listed, *random.sample(numbered, len(numbered)))["lines"]}
    assert one == other


FIELDS = [
    *(
        "in_house",
        "materials",
        "max_size_mm",
        "part_weight_kg",
        "tonnage",
        "tolerance_mm",
        "roughness_um",
        "capacity",
    ),
    *("batch_min", "lead_time_days", "tooling_in_house", "finishes", "places", "workers", "is_maker"),
]


@settings(max_examples=25)
@given(firms(), demands(), st.sampled_from(FIELDS))
def test_saying_nothing_never_excludes(listed, line, field):
    before, after = (
        matched(listed, line)["lines"][0],
        matched([blanked(f, field) for f in listed], line)["lines"][0],
    )
    assert set(shortlisted(before)) <= set(shortlisted(after))
    assert set(nearly(before)) <= set(nearly(after)) | set(shortlisted(after))


@few
@given(firms(), demands())
def test_a_firm_without_certificate_list_is_never_excluded_for_one(listed, line):
    silent = [replace(f, certificates=(), lists_certificates=False) for f in listed]
    found = matched(silent, line)["lines"][0]
    assert all("certificate" not in types for types in nearly(found).values())
    assert set(shortlisted(matched(listed, line)["lines"][0])) <= set(shortlisted(found))


def not_worse(listed, line, better):
    """Check that the first firm, made better, keeps its place on the list and its score."""
    before = entry(matched(listed, line)["lines"][0], listed[0].supplier_id)
    after = entry(matched([better, *listed[1:]], line)["lines"][0], better.supplier_id)
    if before is not None:
        assert after is not None
        assert after["score"] >= before["score"] - 1e-9


@few
@given(firms(), demands(), rows())
def test_another_process_row_never_harms(listed, line, added: ProcessLine):
    not_worse(listed, line, replace(listed[0], lines=(*listed[0].lines, added)))


@few
@given(firms(), demands(), CERTIFICATES)
def test_another_certificate_never_harms(listed, line, code):
    """A firm's very first certificate closes its list: what is not on it fails from then on, so that one is left out."""
    if listed[0].lists_certificates:
        held = tuple(c for c in listed[0].certificates if c.code != code)
        not_worse(listed, line, replace(listed[0], certificates=(*held, certificate(code))))


@few
@given(firms(), demands(), st.sampled_from([0.9, 0.5, 0.1]))
def test_better_numbers_never_harm(listed, line, factor):
    def improved(row):
        tolerance = None if row.tolerance_mm is None else row.tolerance_mm * factor
        days = None if row.lead_time_days is None else row.lead_time_days * factor
        size = tuple(edge / factor for edge in row.max_size_mm)
        return replace(row, tolerance_mm=tolerance, lead_time_days=days, max_size_mm=size)

    not_worse(listed, line, replace(listed[0], lines=tuple(map(improved, listed[0].lines))))


@few
@given(firms(), demands())
def test_near_misses_are_mendable_one_or_two_and_not_on_the_shortlist(listed, line):
    found = matched(listed, line)["lines"][0]
    for supplier, types in nearly(found).items():
        assert 1 <= len(types) <= 2
        assert supplier not in shortlisted(found)
        assert all(requirement_types()[code].mendable or code == "process" for code in types)
    assert found["gap"] is (found["shortlist"] == [])


@few
@given(firms(), demands())
def test_nobody_who_ceased_or_pauses_is_shown(listed, line):
    found = matched(listed, line)["lines"][0]
    active = {firm.supplier_id for firm in listed if firm.status == "active"}
    assert {*shortlisted(found), *nearly(found)} <= active


@few
@given(firms(), demands())
def test_a_shorter_list_is_the_head_of_a_longer_one(listed, line):
    whole = matched(listed, line)["lines"][0]
    head = matched(listed, line, top=2)["lines"][0]
    assert shortlisted(head) == shortlisted(whole)[:2]
    assert head["qualified_count"] == whole["qualified_count"] == len(whole["shortlist"])
