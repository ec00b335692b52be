"""The versions of the definitions: each with its papers, and no verdict out of nothing."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.enterprises.definition import (
    FAILS,
    FAMILIES,
    MEETS,
    UNKNOWN,
    Fact,
    FirmFacts,
    Lists,
    definitions,
)
from matxich.domain.enterprises.facts import Customer, Product, Profile
from matxich.domain.enterprises.model import Certificate, ProcessLine
from matxich.domain.shared.grade import Grade

ON = dt.date(2026, 3, 20)
LISTS = Lists(frozenset({"III", "V"}), frozenset({"iso_9001", "iatf_16949"}), 24)
grades = st.sampled_from(Grade)
days = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
items = st.one_of(
    st.builds(
        lambda code, last, begun: ("certificate", Certificate(code, code, issued_on=begun, expires_on=last)),
        st.sampled_from(("iso_9001", "iso_14001")),
        days,
        days,
    ),
    st.builds(
        lambda tier, big, country, sold, audit: (
            "customer",
            Customer("X", country, tier, big, sold, audit),
        ),
        st.sampled_from(("", "assembler", "tier1")),
        st.sampled_from((None, True, False)),
        st.sampled_from(("", "jp", "domestic")),
        days,
        days,
    ),
    st.builds(
        lambda code: ("product", Product("P", priority_code=code)), st.sampled_from(("", "V.2", "X.1"))
    ),
    st.builds(
        lambda own: ("process", ProcessLine(("turning",), "Tiện", in_house=own)),
        st.sampled_from((None, True, False)),
    ),
    st.builds(lambda maker: ("profile", Profile(is_maker=maker)), st.sampled_from((None, True, False))),
)
firms = st.builds(
    lambda drawn, active: FirmFacts(
        active, tuple(Fact(at, kind, item, grade) for at, ((kind, item), grade) in enumerate(drawn))
    ),
    st.lists(st.tuples(items, grades), max_size=6),
    st.booleans(),
)
versions = st.sampled_from(list(definitions().values()))


def test_every_version_has_its_papers():
    assert len(definitions()) >= 5
    for code, one in definitions().items():
        assert one.code == code
        assert one.family in FAMILIES
        assert set(one.kinds) <= set(claim_kinds())
        for text in (one.label, one.rule, one.source):
            assert text.vi
            assert text.en
            assert text.vi != text.en


@given(versions, firms)
def test_whoever_meets_a_version_is_in_business_and_has_the_claims_that_made_it_so(one, firm):
    verdict = one.judge(firm, ON, LISTS)
    assert verdict.level in {MEETS, FAILS, UNKNOWN}
    assert verdict.reason.vi
    assert verdict.reason.en
    if verdict.level == MEETS:
        assert firm.is_active
        assert verdict.claims
    known = {fact.claim_id: fact.kind for fact in firm.facts}
    assert set(verdict.claims) <= set(known)
    assert {known[claim] for claim in verdict.claims} <= set(one.kinds)


@given(versions)
def test_of_a_firm_that_states_nothing_nothing_is_known(one):
    assert one.judge(FirmFacts(True), ON, LISTS).level == UNKNOWN
    assert one.judge(FirmFacts(False), ON, LISTS).level == FAILS


@given(firms)
def test_the_stricter_version_never_counts_who_the_looser_one_does_not(firm):
    loose, strict = definitions()["standard_certificate"], definitions()["standard_certificate_and_buyer"]
    if strict.judge(firm, ON, LISTS).level == MEETS:
        assert loose.judge(firm, ON, LISTS).level == MEETS


@given(versions, firms)
def test_a_better_grade_never_takes_a_firm_out(one, firm):
    raised = FirmFacts(
        firm.is_active,
        tuple(Fact(fact.claim_id, fact.kind, fact.item, Grade.SITE_VERIFIED) for fact in firm.facts),
    )
    if one.judge(firm, ON, LISTS).level == MEETS:
        assert one.judge(raised, ON, LISTS).level == MEETS
