"""Kinds of claims: each is complete, reads what people write, and never loses what it read."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.apps.registry.facts import ITEMS
from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.enterprises.encoding import decode, encode
from matxich.domain.enterprises.facts import Customer, YearFigure
from matxich.domain.enterprises.measures import MEASURES
from matxich.domain.enterprises.model import Certificate, ProcessLine, Rate, Span
from matxich.domain.shared.grade import Grade

V = load_vocabulary()
KINDS = claim_kinds()


def read(kind: str, **written: str):
    return KINDS[kind].read(written, V)


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_speaks_both_languages_and_its_items_are_known(code):
    kind = KINDS[code]
    for text in (kind.label, kind.plural, kind.evidence, *(field.label for field in kind.fields)):
        assert text.vi
        assert text.en
    assert code in ITEMS
    assert all(dataclasses.is_dataclass(one) for one in ITEMS.values())


@pytest.mark.parametrize("code", [code for code, kind in KINDS.items() if kind.table])
def test_a_kind_of_the_spreadsheets_has_their_fields(code):
    known = set(load_headings().fields(KINDS[code].table))
    assert {field.name for field in KINDS[code].fields} - known - {"body"} == set()


@pytest.mark.parametrize("code", KINDS)
@given(data=st.data())
def test_whatever_is_written_is_read_without_a_crash_and_comes_back_equal(code, data):
    kind = KINDS[code]
    words = st.text(max_size=20) | st.sampled_from(
        ["Tiện CNC", "ISO 9001", "2025", "31/12/2027", "±0,02", "Nhật Bản", "Có"]
    )
    written = {field.name: data.draw(words) for field in kind.fields}
    found = kind.read(written, V)
    assert isinstance(kind.key(found, written), str)
    for item in found.typed["items"]:
        typed = decode(ITEMS[code], item)
        assert {**encode(typed), **{k: v for k, v in item.items() if k == "body"}} == item


@pytest.mark.parametrize(
    "code", [code for code, kind in KINDS.items() if any(f.required for f in kind.fields)]
)
def test_an_empty_line_is_refused_with_the_fields_it_needs(code):
    found = KINDS[code].read({}, V)
    assert not found.usable
    needed = {field.name for field in KINDS[code].fields if field.required}
    assert {problem.field for problem in found.problems if problem.severity == "error"} == needed


def test_a_process_is_found_by_its_code_and_its_key_ignores_the_way_of_writing():
    one, two = (
        read("process", process="Tiện CNC", materials="S45C"),
        read("process", process="CNC turning", materials="thép S45C"),
    )
    assert one.codes == two.codes == ("cnc_turning",)


def test_an_unknown_process_is_kept_with_a_warning():
    found = read("process", process="ép bằng niềm tin")
    assert found.usable
    assert [problem.severity for problem in found.problems] == ["warning"]


def test_a_certificate_knows_its_days_and_refuses_those_turned_round():
    found = read("certificate", standard="IATF 16949", issued_on="15/03/2024", expires_on="14/03/2027")
    assert (found.valid_from, found.expires_on) == (dt.date(2024, 3, 15), dt.date(2027, 3, 14))
    assert not read(
        "certificate", standard="IATF 16949", issued_on="15/03/2024", expires_on="14/03/2023"
    ).usable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("120 tỷ", 120e9),
        ("1.100,5 tỷ", 1100.5e9),
        ("850 trieu", 850e6),
        ("2 nghìn tỷ", 2e12),
        ("7.000.000", 7e6),
    ],
)
def test_a_sum_of_money_is_read_with_its_multiplying_words(text, value):
    found = read("figure", year="2025", measure="revenue_vnd", value=text)
    assert found.typed["items"] == [{"year": 2025, "measure": "revenue_vnd", "value": value}]


@pytest.mark.parametrize("value", ["-5", "nhiều", "1 2 3", "9999999999 tỷ"])
def test_a_figure_that_nobody_can_mean_is_refused_and_never_zero(value):
    found = read("figure", year="2025", measure="workers", value=value)
    assert not found.usable
    assert found.typed["items"] == []


def test_a_customers_name_is_confidential_unless_the_firm_says_otherwise():
    names = {answer: read("customer", name="A", is_confidential=answer) for answer in ("", "Có", "Không")}
    held = {
        answer: decode(Customer, found.typed["items"][0]).is_confidential for answer, found in names.items()
    }
    assert held == {"": True, "Có": True, "Không": False}


def test_every_measure_has_a_choice():
    field = KINDS["figure"].field("measure")
    assert {code for code, _ in field.choices} == set(MEASURES)


def test_values_of_every_shape_survive_being_kept():
    for item in (
        ProcessLine(
            ("cnc_turning",),
            "Tiện",
            part_weight_kg=Span(0.1, 8.0),
            capacity=Rate(100.0),
            grade=Grade.SITE_VERIFIED,
        ),
        Certificate("iso_9001", "ISO 9001", expires_on=dt.date(2027, 1, 1)),
        YearFigure(2025, "workers", 12.0),
    ):
        assert decode(type(item), encode(item)) == item
