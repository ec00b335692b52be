"""Drawn firms as rows: what the quick way writes is what the actions would have left."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.apps.accounts.models import Role, User
from matxich.apps.accounts.queries.roles import roles_of
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import AuditEntry, Change
from matxich.apps.places.actions.load import load_region
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.demo_people import (
    DEMO_PEOPLE,
    close_demo_people,
    make_demo_people,
    seat_demo_people,
)
from matxich.apps.registry.actions.enterprises import create_enterprise, move_stage
from matxich.apps.registry.actions.illustrating import clear_illustrative, illustrate
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.facts import current_claims, record_state
from matxich.apps.registry.models import Claim, Contact, Enterprise, EnterpriseRole, Site, Verification
from matxich.apps.registry.queries.definitions import NOW as KNOWN_NOW
from matxich.apps.registry.queries.definitions import THEN, counts
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.enterprises.encoding import decode
from matxich.domain.shared.decision import NotAllowedError
from tests.apps.registry.conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def region(db) -> int:
    """A small illustrative region."""
    load_region("01", actor=COMMAND, now=NOW)
    return illustrate(firms=90, today=TODAY, now=NOW)


def test_every_line_read_again_gives_what_is_kept(region):
    vocabulary = load_vocabulary()
    claims = list(Claim.objects.all())
    assert len(claims) > 1000
    for claim in claims:
        kind = claim_kinds()[claim.kind]
        found = kind.read(claim.written, vocabulary)
        assert claim.typed == dict(found.typed)
        assert claim.code_list == list(found.codes)
        assert (claim.year, claim.valid_from, claim.expires_on) == (
            found.year,
            found.valid_from,
            found.expires_on,
        )
        assert claim.line_key == kind.key(found, claim.written)[:300]
        assert claim.summary_vi == found.summary.vi[:400]


def test_what_is_worked_out_of_a_firms_claims_is_what_refresh_works_out(region):
    before = list(Enterprise.objects.order_by("id").values())
    refresh([row["id"] for row in before], NOW)
    assert list(Enterprise.objects.order_by("id").values()) == before


def test_lines_stand_as_the_actions_leave_them(region):
    for claim in Claim.objects.select_related("supersedes").prefetch_related("verifications"):
        last = claim.verifications.last()
        held = claim.state in {"current", "superseded", "withdrawn", "refused"}
        assert (claim.current_from is not None) == held
        assert (claim.current_until is None) == (claim.state in {"current", "proposed"})
        assert (claim.grade > 1) == (claim.verified_on is not None)
        assert claim.grade == (last.grade if last is not None and last.grade else 1)
        assert (claim.check_state == "asked") == (last is not None and last.decision == "asked")
        if claim.state in {"superseded", "refused", "withdrawn"}:
            assert claim.check_state == "none"
        if claim.supersedes is not None:
            assert claim.supersedes.line == claim.line
            if claim.state == "current":
                assert claim.supersedes.current_until == claim.current_from


def test_a_firm_states_no_two_current_lines_of_one_key(region):
    seen = [
        tuple(row)
        for row in Claim.objects.filter(state="current").values_list("enterprise", "kind", "line_key")
    ]
    assert len(seen) == len(set(seen))


def test_every_published_record_has_what_the_policy_asks_of_one(region):
    published = Enterprise.objects.filter(stage="published", status="active", roles__role="supplier")
    assert published.count() > 25
    for row in published:
        state = record_state(row)
        assert state.has_consent
        assert state.capability_count
        assert state.checked_count


def test_every_record_is_marked_and_placed(region):
    assert Enterprise.objects.filter(is_illustrative=False).count() == 0
    assert region == Enterprise.objects.count() == 90 + 53
    assert Site.objects.exclude(province_code="01").count() == 0
    assert set(Site.objects.values_list("resolution", flat=True)) >= {"resolved", "to_confirm", "confirmed"}
    assert not Site.objects.filter(resolution__in=("resolved", "confirmed"), new_unit_code="").exists()
    assert EnterpriseRole.objects.filter(role="buyer").count() == 30
    assert Contact.objects.exclude(email__endswith=".example").count() == 0
    assert Change.objects.count() == region
    assert AuditEntry.objects.filter(action="enterprise.generate").count() == region


def test_the_totals_resemble_the_articles_figures_by_stated_versions(db):
    load_region("01", actor=COMMAND, now=NOW)
    illustrate(firms=1000, today=TODAY, now=NOW)
    found = {(one.definition.code, one.reading): one for one in counts(TODAY)}
    for reading in (THEN, KNOWN_NOW):
        assert 880 <= found["cnht_self_declared", reading].meets <= 910
        assert 320 < found["standard_certificate_and_buyer", reading].meets <= 340
        assert found["standard_certificate", reading].meets > 400
    one = found["cnht_self_declared", THEN]
    assert one.meets + one.fails + one.unknown == Enterprise.objects.count()
    assert one.illustrative == one.meets


def test_an_officer_can_go_on_with_a_generated_record(region, officer):
    row = Enterprise.objects.filter(stage="claimed", status="active", claims__kind="process").first()
    propose(row, "market", {"market": "Đức"}, actor=officer, now=NOW, source="officer")
    assert move_stage(row, "submit", actor=officer, now=NOW).stage == "submitted"


def test_there_must_be_no_firms_yet(region, officer):
    with pytest.raises(NotAllowedError, match="illustrative firms already"):
        illustrate(firms=5, today=TODAY, now=NOW)
    clear_illustrative(now=NOW)
    create_enterprise(name="Công ty Thật", actor=officer, now=NOW)
    with pytest.raises(NotAllowedError, match="1 real firms"):
        illustrate(firms=5, today=TODAY, now=NOW)
    assert illustrate(firms=5, today=TODAY, now=NOW, force=True) == 58


def test_without_places_nothing_is_added(db):
    with pytest.raises(NotAllowedError, match="administrative units"):
        illustrate(firms=5, today=TODAY, now=NOW)
    assert not Enterprise.objects.exists()


def test_clearing_takes_the_invented_and_leaves_the_real(region, officer):
    real = create_enterprise(name="Công ty Thật", actor=officer, now=NOW)
    assert clear_illustrative(now=NOW) == region
    assert list(Enterprise.objects.all()) == [real]
    assert not Claim.objects.exclude(enterprise=real).exists()
    assert not Verification.objects.exists()
    assert AuditEntry.objects.filter(action="enterprise.clear").count() == region


def test_demonstration_accounts_have_their_parts(region):
    people = make_demo_people("a-password-for-all", now=NOW, on=TODAY)
    seat_demo_people(on=TODAY)
    assert roles_of(people["canbo@demo.example"].pk, TODAY) == {Role.OFFICER}
    assert (
        people["doanhnghiep@demo.example"].represents.get().enterprise.roles.filter(role="supplier").exists()
    )
    assert people["benmua@demo.example"].represents.get().enterprise.roles.filter(role="buyer").exists()
    assert close_demo_people() == len(DEMO_PEOPLE)
    again = make_demo_people("another-password", now=NOW + dt.timedelta(days=1), on=TODAY)
    assert again["canbo@demo.example"].check_password("another-password")
    assert User.objects.count() == len(DEMO_PEOPLE)


def test_the_matching_reads_generated_lines(region):
    row = Enterprise.objects.filter(claims__kind="process", claims__state="current").first()
    (line, *_) = [one for one in current_claims([row.pk])[row.pk] if one.kind == "process"]
    from matxich.domain.enterprises.model import ProcessLine

    assert decode(ProcessLine, line.typed["items"][0]).text == line.written["process"]
