"""Which firms answer, in what order: one small registry for each rule."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.domain.directory.answering import answer
from matxich.domain.directory.entry import EntryCertificate, EntryLine, Spot
from matxich.domain.directory.suggesting import ConceptNames, suggest
from matxich.domain.shared.bilingual import same
from matxich.domain.shared.grade import Grade
from tests.domain.directory.firms import ON, VOCABULARY, firm, found, scanned, search

CASTS_ALUMINIUM = firm(1, lines=(EntryLine(("high_pressure_die_casting",), ("adc12",)),))
CASTS_IRON_TURNS_ALUMINIUM = firm(
    2, lines=(EntryLine(("sand_casting",), ("cast_iron",)), EntryLine(("turning",), ("aluminium",)))
)


@pytest.mark.parametrize("text", ["đúc nhôm", "duc nhom", "die casting", "đúc áp lực", "aluminium casting"])
def test_casting_aluminium_is_found_on_one_line_only(text):
    assert found(scanned([CASTS_ALUMINIUM, CASTS_IRON_TURNS_ALUMINIUM]), text) == ["1"]


def test_a_firm_that_says_only_aluminium_is_found_for_cast_aluminium_in_everyday_words():
    assert found(scanned([firm(1, lines=(EntryLine(("die_casting",), ("aluminium",)),))]), "đúc nhôm") == [
        "1"
    ]


def test_the_evidence_behind_what_was_asked_comes_before_the_evidence_of_the_firm():
    weak = firm(1, lines=(EntryLine(("die_casting",)),), grade=Grade.BUYER_CONFIRMED)
    strong = firm(
        2, lines=(EntryLine(("die_casting",), grade=Grade.SITE_VERIFIED),), grade=Grade.SITE_VERIFIED
    )
    assert found(scanned([weak, strong]), "die casting") == ["2", "1"]


def test_equal_evidence_is_decided_by_freshness_then_by_the_alphabet():
    line = (EntryLine(("die_casting",)),)
    old = firm(1, "CTCP Bình An", lines=line, confirmed_on=ON - dt.timedelta(days=300))
    later, sooner = (
        firm(2, "CTCP Thạch Anh", lines=line, confirmed_on=ON),
        firm(3, "CTCP Đông Anh", lines=line, confirmed_on=ON),
    )
    unknown = firm(4, "CTCP An An", lines=line)
    assert found(scanned([old, later, sooner, unknown]), "die casting") == ["3", "2", "1", "4"]


def test_a_firm_of_that_very_name_comes_first():
    named, line = (
        firm(1, "Công ty TNHH Nhựa"),
        (EntryLine(("injection_moulding",), ("plastics",), Grade.BUYER_CONFIRMED),),
    )
    maker = firm(2, "Công ty TNHH Nhựa An Phát", lines=line)
    assert found(scanned([maker, named]), "nhựa") == ["1", "2"]


def test_a_tax_code_comes_first_and_alone():
    registry = scanned(
        [
            firm(1, tax_code="0101243150"),
            firm(2, former_codes=("0101243150",)),
            firm(3, tax_code="0101243151"),
        ]
    )
    assert found(registry, "0101 243 150") == ["1", "2"]


def test_a_head_office_code_finds_its_branches_too():
    registry = scanned([firm(1, tax_code="0101243150"), firm(2, tax_code="0101243150-001")])
    assert found(registry, "0101243150") == ["1", "2"]
    assert found(registry, "0101243150-001") == ["2"]


@pytest.mark.parametrize(
    ("expires_on", "expected"),
    [(ON, ["1"]), (ON - dt.timedelta(days=1), []), (None, ["1"])],
)
def test_a_certificate_is_found_until_its_last_day_and_without_a_stated_one(expires_on, expected):
    registry = scanned([firm(1, certificates=(EntryCertificate("iatf_16949", expires_on),))])
    assert found(registry, "IATF") == expected


def test_an_undated_certificate_stands_behind_a_valid_one_and_is_no_value_of_the_facet():
    dated, undated = (
        EntryCertificate("iatf_16949", ON),
        EntryCertificate("iatf_16949", None, Grade.BUYER_CONFIRMED),
    )
    registry = scanned([firm(1, certificates=(undated,)), firm(2, certificates=(dated,))])
    result = answer(registry, search("IATF"))
    assert [hit.display["id"] for hit in result.hits] == ["2", "1"]
    assert {value.code: value.count for value in result.facets["certificate"]} == {
        "iatf_16949": 1,
        "iso_9001": 1,
    }


def test_who_holds_iatf_answers_for_iso_9001():
    assert found(scanned([firm(1, certificates=(EntryCertificate("iatf_16949", ON),))]), "ISO 9001") == ["1"]


def test_who_makes_moulds_is_found_for_a_mould():
    assert found(scanned([firm(1, lines=(EntryLine(("mould_making",)),))]), "khuôn") == ["1"]


@pytest.mark.parametrize(
    "text", ["thang long", "Thăng Long", "long thăng", "thăng lo", "thanglong", "thăn long", "thagn long"]
)
def test_a_name_is_found_without_accents_turned_round_begun_or_misspelt(text):
    registry = scanned([firm(1, "Công ty TNHH Cơ khí Thăng Long"), firm(2, "Công ty TNHH Nhựa Hùng Cường")])
    assert found(registry, text) == ["1"]


def test_a_misspelt_trade_is_understood():
    assert found(scanned([CASTS_ALUMINIUM, CASTS_IRON_TURNS_ALUMINIUM]), "die castng") == ["1"]


def test_words_that_nobody_answers_to_do_not_hide_what_was_understood():
    result = answer(scanned([firm(1, lines=(EntryLine(("stamping",)),))]), search("máy dập 200 tấn"))
    assert ([hit.display["id"] for hit in result.hits], [tier.code for tier in result.widened]) == (
        ["1"],
        ["near_reading"],
    )


def test_nothing_is_found_for_words_of_nobody():
    assert found(scanned([CASTS_ALUMINIUM]), "zzzz qqqq") == []


def test_values_of_one_facet_add_up_and_of_two_narrow():
    firms = [
        firm(1, size_class="small", districts=(Spot("017", same("Đông Anh")),)),
        firm(2, size_class="large", districts=(Spot("017", same("Đông Anh")),)),
        firm(3, size_class="small", districts=(Spot("276", same("Thạch Thất")),)),
    ]
    result = answer(scanned(firms), search(chosen={"size": ("small", "large"), "district": ("017",)}))
    assert sorted(hit.display["id"] for hit in result.hits) == ["1", "2"]
    assert {(v.label.vi, v.count, v.is_chosen) for v in result.facets["district"]} == {
        ("Đông Anh", 2, True),
        ("Thạch Thất", 1, False),
    }


def test_suggestions_are_firms_and_concepts_that_somebody_has():
    offered = suggest(
        scanned([CASTS_ALUMINIUM, firm(2, "CTCP Đúc Sông Công")]), "đúc", ConceptNames(VOCABULARY)
    )
    assert [(line.kind, line.code, line.count) for line in offered] == [
        ("process", "casting", 1),
        ("process", "die_casting", 1),
        ("process", "high_pressure_die_casting", 1),
        ("material", "aluminium_cast", 1),
        ("firm", "2", None),
    ]


@pytest.mark.parametrize("typed", ["", "a", "đ", "12", "?!"])
def test_too_little_typed_offers_nothing(typed):
    assert suggest(scanned([CASTS_ALUMINIUM]), typed, ConceptNames(VOCABULARY)) == []
