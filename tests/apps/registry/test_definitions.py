"""Who satisfies a definition on a day: as it was known then, and as it is known now for then."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.apps.foundation.models import Parameter
from matxich.apps.registry.actions.claims import propose, withdraw
from matxich.apps.registry.actions.enterprises import set_status
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.models import Claim
from matxich.apps.registry.queries.definitions import NOW as KNOWN_NOW
from matxich.apps.registry.queries.definitions import THEN, counts, judged, satisfying
from tests.apps.registry.conftest import NOW

CERTIFICATE, BOTH = "standard_certificate", "standard_certificate_and_buyer"
ISO = {"standard": "ISO 9001:2015", "number": "Q-1", "issued_on": "01/02/2026", "expires_on": "31/01/2029"}
SOLD = {"name": "Lắp ráp Ví Dụ", "tier": "assembler", "is_multinational": "Có", "delivered_on": "30/06/2026"}


def offer(firm, actor, fields, kind, now):
    return propose(firm, kind, fields, actor=actor, now=now, source="self")


def accept(claim, officer, now, grade=2):
    return decide(claim, "accepted", actor=officer, now=now, grade=grade)


def level(firm, code, day, reading):
    ((_row, verdicts),) = judged([code], day, reading, enterprise_ids=[firm.pk])
    return verdicts[code].level


def test_then_a_certificate_counts_from_its_check_on_and_now_from_its_first_day(
    firm, director, officer, later
):
    claim = offer(firm, director, ISO, "certificate", later(0))
    accept(claim, officer, later(10))
    said, checked = NOW.date(), later(10).date()
    assert level(firm, CERTIFICATE, said, THEN) == "unknown"
    assert level(firm, CERTIFICATE, checked, THEN) == "meets"
    assert level(firm, CERTIFICATE, dt.date(2026, 3, 1), KNOWN_NOW) == "meets"
    assert level(firm, CERTIFICATE, dt.date(2026, 1, 1), KNOWN_NOW) == "unknown"
    assert satisfying(CERTIFICATE, checked, THEN) == {firm.pk: (claim.pk,)}


def test_a_firm_that_was_not_on_record_is_not_judged_then(firm, director, later):
    assert not list(judged([CERTIFICATE], later(-30).date(), THEN))
    assert list(judged([CERTIFICATE], later(-30).date(), KNOWN_NOW))


def test_a_renewal_does_not_undo_the_years_before_it(firm, director, officer, later):
    old = offer(
        firm,
        director,
        {**ISO, "issued_on": "01/02/2023", "expires_on": "31/01/2026"},
        "certificate",
        later(0),
    )
    accept(old, officer, later(1))
    new = offer(firm, director, {**ISO, "number": "Q-2"}, "certificate", later(5))
    assert new.state == Claim.State.PROPOSED
    accept(new, officer, later(6))
    assert satisfying(CERTIFICATE, dt.date(2025, 6, 30), KNOWN_NOW) == {firm.pk: (old.pk,)}
    assert satisfying(CERTIFICATE, later(20).date(), KNOWN_NOW) == {firm.pk: (new.pk,)}
    assert satisfying(CERTIFICATE, later(20).date(), THEN) == {firm.pk: (new.pk,)}
    # The old one had run out on the days on which it still held.
    assert level(firm, CERTIFICATE, later(3).date(), THEN) == "fails"


def test_what_was_refused_since_counts_then_and_not_now(firm, director, officer, later):
    claim = offer(firm, director, ISO, "certificate", later(0))
    accept(claim, officer, later(1))
    decide(claim, "refused", actor=officer, now=later(9), reason="giấy giả")
    assert level(firm, CERTIFICATE, later(5).date(), THEN) == "meets"
    assert level(firm, CERTIFICATE, later(5).date(), KNOWN_NOW) == "unknown"
    assert level(firm, CERTIFICATE, later(9).date(), THEN) == "unknown"


def test_what_was_withdrawn_had_held_until_then(firm, director, officer, later):
    claim = offer(firm, director, {"process": "Tiện CNC"}, "process", later(0))
    withdraw(claim, actor=director, now=later(9))
    for reading in (THEN, KNOWN_NOW):
        assert level(firm, "cnht_self_declared", later(5).date(), reading) == "meets"
        assert level(firm, "cnht_self_declared", later(9).date(), reading) == "unknown"


def test_a_delivery_that_was_taken_back_counts_no_further(firm, director, officer, later):
    sold = offer(firm, director, SOLD, "customer", later(0))
    withdraw(sold, actor=director, now=later(9))
    assert level(firm, "cnht_assembler_supplier", later(5).date(), KNOWN_NOW) == "meets"
    assert level(firm, "cnht_assembler_supplier", later(12).date(), KNOWN_NOW) == "unknown"


def test_each_delivery_is_a_fact_of_its_own(firm, director, officer, later):
    first = offer(firm, director, {**SOLD, "delivered_on": "30/06/2024"}, "customer", later(0))
    second = offer(firm, director, SOLD, "customer", later(5))
    assert satisfying("cnht_assembler_supplier", dt.date(2025, 1, 1), KNOWN_NOW) == {firm.pk: (first.pk,)}
    assert satisfying("cnht_assembler_supplier", later(20).date(), KNOWN_NOW)[firm.pk][0] == second.pk


def test_the_stricter_version_names_certificate_and_customer(firm, director, officer, later):
    held = offer(firm, director, ISO, "certificate", later(0))
    sold = offer(firm, director, SOLD, "customer", later(0))
    accept(held, officer, later(1))
    assert level(firm, BOTH, later(1).date(), THEN) == "unknown"
    accept(sold, officer, later(2))
    assert satisfying(BOTH, later(2).date(), THEN) == {firm.pk: (held.pk, sold.pk)}


def test_a_firm_that_has_ceased_counted_until_it_did(firm, director, officer, later):
    offer(firm, director, {"process": "Tiện CNC"}, "process", later(0))
    set_status(firm, "ceased", actor=officer, now=later(10), reason="giải thể")
    assert level(firm, "cnht_self_declared", later(9).date(), KNOWN_NOW) == "meets"
    assert level(firm, "cnht_self_declared", later(10).date(), KNOWN_NOW) == "fails"


def test_a_list_counts_from_the_day_it_is_in_force(firm, director, officer, later):
    claim = offer(firm, director, ISO, "certificate", later(0))
    accept(claim, officer, later(1))
    Parameter.objects.create(code="system_certificates", value=["iatf_16949"], valid_from=later(10).date())
    assert level(firm, CERTIFICATE, later(9).date(), THEN) == "meets"
    assert level(firm, CERTIFICATE, later(10).date(), THEN) == "fails"


def test_every_firm_is_in_one_of_three_numbers(firm, director, later):
    for one in counts(later(1).date()):
        assert (one.meets, one.fails, one.unknown, one.illustrative) == (0, 0, 1, 0)


def test_an_unknown_version_is_a_mistake(firm):
    with pytest.raises(KeyError):
        satisfying("nothing", NOW.date(), THEN)
