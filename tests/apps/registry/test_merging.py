"""Two records of one firm become one, nothing is lost, and it can be turned back exactly."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import AuditEntry, Change
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.contacts import ContactFields, add_contact
from matxich.apps.registry.actions.enterprises import create_enterprise
from matxich.apps.registry.actions.merging import merge, undo_merge
from matxich.apps.registry.actions.sites import save_site
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.import_facts import final_record
from matxich.apps.registry.models import (
    Campaign,
    CampaignMember,
    Claim,
    ClaimingRequest,
    Contact,
    DuplicateJudgement,
    DuplicatePair,
    Enterprise,
    EnterpriseName,
    EnterpriseRole,
    Evidence,
    FormerTaxCode,
    Merge,
    Representative,
    Site,
    Verification,
)
from matxich.domain.shared.decision import NotAllowedError
from tests.apps.registry.conftest import NOW
from tests.apps.registry.workbooks import CODES

ROWS = (
    Enterprise,
    EnterpriseName,
    EnterpriseRole,
    FormerTaxCode,
    Site,
    Contact,
    Claim,
    Evidence,
    Verification,
    Representative,
    ClaimingRequest,
    CampaignMember,
    DuplicatePair,
    DuplicateJudgement,
)
#: count changes, nothing else
COUNTERS = ("version", "updated_at")


def registry() -> dict[str, list]:
    """Every row about firms, without what only counts changes."""
    found = {}
    for model in ROWS:
        rows = serializers.serialize("python", model.objects.order_by("pk"))
        for one in rows:
            for name in COUNTERS:
                one["fields"].pop(name, None)
        found[model.__name__] = rows
    return found


@pytest.fixture
def twin(officer) -> Enterprise:
    """Another record of the same firm, without a tax code."""
    return create_enterprise(name="CTCP Cơ khí Lá Sen", name_en="La Sen JSC", actor=officer, now=NOW)


def offer(firm, actor, kind="certificate", now=NOW, **fields) -> Claim:
    return propose(firm, kind, fields, actor=actor, now=now, source="self")


def test_the_three_names_of_one_firm_become_one_record_with_its_aliases(officer):
    """Domain notes, section 7, example 7."""
    emtc = create_enterprise(name="EMTC", tax_code=CODES[0], actor=officer, now=NOW)
    emc = create_enterprise(name="EMC", tax_code=CODES[1], actor=officer, now=NOW)
    full = create_enterprise(name="Công ty CP dụng cụ cơ khí xuất khẩu", actor=officer, now=NOW)
    merge(emtc, full, actor=officer, now=NOW)
    with pytest.raises(NotAllowedError, match="two different tax codes"):
        merge(emtc, emc, actor=officer, now=NOW)
    merge(emtc, emc, actor=officer, now=NOW, reason="Đổi mã số thuế năm 2019", codes_confirmed=True)
    left = Enterprise.objects.exclude(status="merged")
    assert [one.name for one in left] == ["EMTC"]
    assert {one.name for one in emtc.names.all()} == {"EMC", "Công ty CP dụng cụ cơ khí xuất khẩu"}
    assert [one.tax_code for one in emtc.former_tax_codes.all()] == [CODES[1]]
    assert final_record(emc.pk) == final_record(full.pk) == emtc.pk


def test_the_kept_record_takes_the_tax_code_that_it_lacks(officer, firm, twin):
    merge(twin, firm, actor=officer, now=NOW)
    twin.refresh_from_db()
    firm.refresh_from_db()
    assert (twin.tax_code, firm.status, firm.merged_into_id) == (CODES[0], "merged", twin.pk)


def test_of_two_versions_of_one_line_the_better_graded_holds_and_the_other_stays_in_its_history(
    officer, firm, twin
):
    mine = offer(firm, officer, standard="ISO 9001:2008")
    theirs = offer(twin, officer, standard="ISO 9001:2015")
    decide(theirs, "accepted", actor=officer, now=NOW, grade=3)
    merge(firm, twin, actor=officer, now=NOW)
    lines = {(one.written["standard"], one.state, one.line) for one in firm.claims.all()}
    assert lines == {
        ("ISO 9001:2008", "superseded", mine.line),
        ("ISO 9001:2015", "current", mine.line),
    }


def test_of_two_equal_ones_the_later_confirmed_holds(officer, firm, twin, later):
    offer(firm, officer, standard="ISO 9001:2008")
    offer(twin, officer, now=later(5), standard="ISO 9001:2015")
    merge(firm, twin, actor=officer, now=later(6))
    assert firm.claims.get(state="current").written["standard"] == "ISO 9001:2015"


def test_a_firm_has_one_profile_after_it_too(officer, firm, twin):
    offer(firm, officer, "profile", ownership="Trong nước")
    offer(twin, officer, "profile", description="Tiện, phay")
    merge(firm, twin, actor=officer, now=NOW)
    assert firm.claims.filter(kind="profile", state="current").count() == 1


def test_of_two_proposals_for_one_line_the_newer_waits(officer, firm, twin, later):
    for one, day in ((firm, 1), (twin, 2)):
        claim = offer(one, officer, standard="ISO 9001:2008")
        decide(claim, "accepted", actor=officer, now=NOW, grade=2)
        offer(one, officer, now=later(day), standard="ISO 9001:2015", number=str(day))
    merge(firm, twin, actor=officer, now=later(3))
    assert firm.claims.get(state="proposed").written["number"] == "2"


def test_people_sites_contacts_and_campaigns_move_and_nothing_stands_twice(officer, firm, twin, director):
    user = User.objects.create_user("second@example.vn", "a long password")
    Representative.objects.create(user=user, enterprise=twin, valid_from=NOW.date(), proof="officer")
    Representative.objects.create(
        user_id=director.user_id, enterprise=twin, valid_from=NOW.date(), proof="officer"
    )
    for one in (firm, twin):
        save_site(one, {"address": "Số 5 đường Láng, Hà Nội"}, actor=officer, now=NOW)
        contact = ContactFields("Nguyễn An", email=f"an{one.pk}@vi-du.example", is_registered=True)
        add_contact(one, contact, actor=officer, now=NOW)
    save_site(twin, {"address": "Lô 5, KCN Quang Minh", "kind": "factory"}, actor=officer, now=NOW)
    campaign = Campaign.objects.create(name="2026", due_on=NOW.date(), created_at=NOW)
    for one in (firm, twin):
        CampaignMember.objects.create(campaign=campaign, enterprise=one)
    other = Campaign.objects.create(name="2025", due_on=NOW.date(), created_at=NOW)
    CampaignMember.objects.create(campaign=other, enterprise=twin)
    merge(firm, twin, actor=officer, now=NOW)
    assert sorted(firm.representatives.values_list("user_id", flat=True)) == sorted(
        [director.user_id, user.pk]
    )
    assert sorted(firm.sites.values_list("address", flat=True)) == [
        "Lô 5, KCN Quang Minh",
        "Số 5 đường Láng, Hà Nội",
    ]
    assert firm.contacts.count() == 2
    assert firm.contacts.filter(is_registered=True).count() == 1
    assert firm.campaign_members.count() == 2
    assert firm.roles.count() == 1


def test_a_merge_is_in_both_histories_remembered_and_told_to_the_index(officer, firm, twin):
    before = Change.objects.count()
    merge(firm, twin, actor=officer, now=NOW, reason="Cùng giám đốc")
    assert AuditEntry.objects.filter(action="enterprise.merge", reason="Cùng giám đốc").count() == 2
    assert DuplicateJudgement.objects.get().verdict == "same"
    told = set(Change.objects.order_by("id")[before:].values_list("subject_id", flat=True))
    assert told == {firm.pk, twin.pk}


def test_head_office_and_branch_are_never_merged(officer, firm):
    branch = create_enterprise(name="Chi nhánh Lá Sen", tax_code=f"{CODES[0]}-001", actor=officer, now=NOW)
    with pytest.raises(NotAllowedError, match="head office"):
        merge(firm, branch, actor=officer, now=NOW, reason="x", codes_confirmed=True)


def test_an_illustrative_record_never_goes_into_a_real_one(officer, firm):
    invented = create_enterprise(name="Lá Sen", actor=officer, now=NOW, is_illustrative=True)
    with pytest.raises(NotAllowedError, match="illustrative"):
        merge(firm, invented, actor=officer, now=NOW)


def test_a_record_goes_into_another_once_and_not_into_itself(officer, firm, twin):
    merge(firm, twin, actor=officer, now=NOW)
    for kept, gone in ((firm, twin), (twin, firm), (firm, firm)):
        with pytest.raises(NotAllowedError):
            merge(kept, gone, actor=officer, now=NOW)


def test_a_merge_of_merged_records_is_undone_in_its_turn(officer, firm, twin):
    third = create_enterprise(name="Lá Sen Cơ khí", actor=officer, now=NOW)
    before = registry()
    first = merge(twin, third, actor=officer, now=NOW)
    second = merge(firm, twin, actor=officer, now=NOW)
    with pytest.raises(NotAllowedError, match="changed further"):
        undo_merge(first, actor=officer, now=NOW, reason="x")
    undo_merge(second, actor=officer, now=NOW, reason="x")
    undo_merge(first, actor=officer, now=NOW, reason="x")
    assert registry() == before


def test_undoing_needs_a_reason_and_happens_once(officer, firm, twin):
    done = merge(firm, twin, actor=officer, now=NOW)
    with pytest.raises(NotAllowedError):
        undo_merge(done, actor=officer, now=NOW, reason=" ")
    undo_merge(done, actor=officer, now=NOW, reason="Nhầm")
    with pytest.raises(NotAllowedError):
        undo_merge(done, actor=officer, now=NOW, reason="Nhầm")


def test_what_was_changed_since_stands_in_the_way_and_nothing_is_touched(officer, firm, twin, later):
    offer(twin, officer, standard="ISO 9001:2015")
    done = merge(firm, twin, actor=officer, now=NOW)
    offer(firm, officer, now=later(1), standard="ISO 9001:2015", number="77")
    before = registry()
    with pytest.raises(NotAllowedError, match="1 things were changed"):
        undo_merge(done, actor=officer, now=later(2), reason="Nhầm")
    assert registry() == before


def test_what_was_added_since_stays_with_the_kept_record(officer, firm, twin, later):
    done = merge(firm, twin, actor=officer, now=NOW)
    offer(firm, officer, "market", now=later(1), market="EU")
    undo_merge(done, actor=officer, now=later(2), reason="Nhầm")
    assert (firm.claims.count(), twin.claims.count()) == (1, 0)


def test_the_tax_code_of_a_parted_record_must_be_free(officer, firm, twin):
    done = merge(firm, twin, actor=officer, now=NOW)
    done_back = merge(
        create_enterprise(name="Khác", tax_code=CODES[2], actor=officer, now=NOW),
        firm,
        actor=officer,
        now=NOW,
        reason="Đổi mã",
        codes_confirmed=True,
    )
    create_enterprise(name="Người khác", tax_code=CODES[0], actor=officer, now=NOW)
    with pytest.raises(NotAllowedError, match="belongs to"):
        undo_merge(done_back, actor=officer, now=NOW, reason="Nhầm")
    assert Merge.objects.filter(undone_at=None).count() == 2
    assert done.pk != done_back.pk


KINDS = st.sampled_from(
    [
        ("certificate", {"standard": "ISO 9001:2015"}),
        ("certificate", {"standard": "IATF 16949", "number": "A"}),
        ("process", {"process": "Tiện CNC", "materials": "S45C"}),
        ("process", {"process": "Phay CNC"}),
        ("profile", {"ownership": "Trong nước"}),
        ("market", {"market": "EU"}),
        ("product", {"name": "Trục"}),
    ]
)
LINES = st.lists(st.tuples(KINDS, st.integers(0, 4), st.booleans(), st.integers(0, 9)), max_size=6)


def furnish(firm: Enterprise, lines, actor: Actor, extra: int) -> None:
    """Give a record lines at several grades, with newer versions of some, and a few other things."""
    for (kind, fields), grade, changed, day in lines:
        now = NOW + dt.timedelta(days=day)
        claim = propose(firm, kind, fields, actor=actor, now=now, source="self")
        if grade > 1 and claim.check_state == "waiting":
            decide(claim, "accepted", actor=actor, now=now, grade=grade)
        if changed:
            name = {"certificate": "scope", "process": "notes", "profile": "description"}.get(kind)
            if name == "scope":
                name = "number"
            if name:
                propose(firm, kind, {**fields, name: f"x{day}"}, actor=actor, now=now, source="self")
    if extra & 1:
        save_site(firm, {"address": f"Số {extra} phố Huế, Hà Nội"}, actor=actor, now=NOW)
    if extra & 2:
        fields = ContactFields("Trần Bình", email=f"b{firm.pk}@vi-du.example", is_registered=bool(extra & 1))
        add_contact(firm, fields, actor=actor, now=NOW)
    if extra & 4:
        firm.names.create(kind="alias", name="La Sen", name_folded="la sen")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ours=LINES, theirs=LINES, extras=st.tuples(st.integers(0, 7), st.integers(0, 7)), code=st.booleans())
def test_merging_and_parting_again_is_as_if_nothing_had_happened(db, ours, theirs, extras, code):
    with transaction.atomic():
        actor = Actor()
        one = create_enterprise(name="Cơ khí Lá Sen", tax_code=CODES[0], actor=actor, now=NOW)
        two = create_enterprise(name="CTCP Lá Sen", tax_code=CODES[1] if code else "", actor=actor, now=NOW)
        furnish(one, ours, actor, extras[0])
        furnish(two, theirs, actor, extras[1])
        DuplicatePair.objects.create(first=one, second=two, score=0.9, found_at=NOW)
        before = registry()
        now = NOW + dt.timedelta(days=20)
        done = merge(one, two, actor=actor, now=now, reason="x", codes_confirmed=True)
        held = Claim.objects.filter(enterprise=one, state="current")
        assert held.values("line").distinct().count() == held.count()
        assert not Claim.objects.filter(enterprise=two).exists()
        undo_merge(done, actor=actor, now=now, reason="x")
        assert registry() == before
        transaction.set_rollback(True)
