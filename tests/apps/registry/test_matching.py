"""The live registry in matching: what was saved a moment ago counts, what the public may not see does not."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.apps.registry import matching
from matxich.apps.registry.actions.claims import propose, withdraw
from matxich.apps.registry.actions.enterprises import create_enterprise, set_consent, set_status
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.models import Enterprise
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.layers import match_layers
from tests.apps.registry.conftest import NOW
from tests.domain.matching.workshop import asked, line, process

ON = NOW.date()
DEMAND = line(process("die_casting"), asked("certificate", any_of=["iatf_16949"]))


@pytest.fixture(autouse=True)
def own_snapshots(settings, tmp_path):
    """Snapshots of a test lie in its own folder."""
    settings.DATA_DIR = tmp_path
    matching.forget()
    yield
    matching.forget()


def caster(officer, name: str) -> Enterprise:
    firm = create_enterprise(name=name, actor=officer, now=NOW)
    for kind, written in (
        ("process", {"process": "Đúc áp lực", "materials": "ADC12"}),
        ("certificate", {"standard": "IATF 16949", "expires_on": "31/12/2026"}),
    ):
        propose(firm, kind, written, actor=officer, now=NOW, source="self")
    Enterprise.objects.filter(pk=firm.pk).update(stage="published")
    return set_consent(firm, True, actor=officer, now=NOW)


def shortlist(on: dt.date = ON, audience: str = matching.PUBLIC) -> list[str]:
    result = match_layers(DEMAND, matching.layers(audience), Options(on=on))
    return [one.shown.name for one in result.shortlist]


def test_a_firm_saved_now_is_matched_now(officer):
    assert shortlist() == []
    caster(officer, "Đúc Một")
    assert shortlist() == ["Đúc Một"]
    firm = caster(officer, "Đúc Hai")
    assert shortlist() == ["Đúc Hai", "Đúc Một"]
    withdraw(firm.claims.get(kind="certificate"), actor=officer, now=NOW)
    assert shortlist() == ["Đúc Một", "Đúc Hai"]  # now it only does not say


def test_a_certificate_that_ran_out_no_longer_meets(officer):
    caster(officer, "Đúc Một")
    assert shortlist(on=dt.date(2026, 12, 31)) == ["Đúc Một"]
    assert shortlist(on=dt.date(2027, 1, 1)) == []


def test_only_published_and_consented_firms_in_business_are_shown_to_the_public(officer):
    firm = caster(officer, "Đúc Một")
    set_consent(firm, False, actor=officer, now=NOW)
    assert (shortlist(), shortlist(audience=matching.STAFF)) == ([], ["Đúc Một"])
    set_consent(firm, True, actor=officer, now=NOW)
    set_status(firm, "suspended", actor=officer, now=NOW, reason="x")
    assert (shortlist(), shortlist(audience=matching.STAFF)) == ([], [])


def test_the_better_evidenced_firm_comes_first_and_its_grade_is_told(officer):
    caster(officer, "Đúc Một")
    checked = caster(officer, "Đúc Hai")
    for claim in checked.claims.all():
        decide(claim, "accepted", actor=officer, now=NOW, grade=3)
    result = match_layers(DEMAND, matching.layers(matching.PUBLIC), Options(on=ON))
    assert [one.shown.name for one in result.shortlist] == ["Đúc Hai", "Đúc Một"]
    assert {answer.grade for answer in result.shortlist[0].answers} == {3}


def test_another_process_opens_the_snapshot_and_reads_on_from_it(officer):
    caster(officer, "Đúc Một")
    shortlist()
    caster(officer, "Đúc Hai")
    matching.forget()  # what a new process knows
    assert shortlist() == ["Đúc Hai", "Đúc Một"]


def test_a_grown_overlay_becomes_a_new_snapshot(officer, monkeypatch):
    monkeypatch.setattr(matching, "MOST_OVER", 1)
    monkeypatch.setattr(matching, "MOST_OVER_SHARE", 0.0)
    shortlist()
    for number in range(3):
        caster(officer, f"Đúc {number}")
    assert len(shortlist()) == 3
    assert matching.layers(matching.PUBLIC).over is None


def test_a_snapshot_of_a_database_that_was_put_back_is_not_used(officer):
    caster(officer, "Đúc Một")
    shortlist()
    from matxich.apps.foundation.models import Change

    Change.objects.all().delete()
    Enterprise.objects.all().update(stage="imported")
    matching.forget()
    assert shortlist() == []
