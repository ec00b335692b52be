"""What a firm answers through its link; nothing that it says is lost, and nothing of another firm is touched."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matxich.apps.foundation.actions.links import LinkState, known_link, state_of
from matxich.apps.foundation.models import AuditEntry, Message, SignedLink
from matxich.apps.registry.actions import campaigns
from matxich.apps.registry.actions.asking import ask_again, member_of
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.confirmation import LineAnswer, Outcome, answer, note_opened
from matxich.apps.registry.actions.confirming_contact import contact_of, correct_contact
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.models import Claim, Contact
from matxich.apps.registry.queries.confirmation import asked_lines
from tests.apps.registry.conftest import NOW

BEFORE = NOW - dt.timedelta(days=400)
TODAY = NOW.date()
ISO = {"standard": "ISO 9001:2015", "number": "Q-1", "expires_on": "31/12/2027"}


@pytest.fixture
def contact(firm) -> Contact:
    return Contact.objects.create(
        enterprise=firm, full_name="Sen", email="sen@la-sen.vn", is_registered=True, purpose="firm_contact"
    )


@pytest.fixture
def lines(firm, director) -> dict[str, Claim]:
    """Three lines that the firm wrote long ago."""
    written = {
        "certificate": ISO,
        "process": {"process": "Phay CNC", "tolerance_mm": "±0,02"},
        "machine": {"machine_type": "Máy phay CNC", "quantity": "4"},
    }
    return {
        kind: propose(firm, kind, fields, actor=director, now=BEFORE, source="self")
        for kind, fields in written.items()
    }


@pytest.fixture
def link(firm, contact, lines, officer) -> SignedLink:
    """The link that the firm was sent."""
    due = TODAY + dt.timedelta(days=20)
    campaign = campaigns.create("2026", {}, due, actor=officer, now=NOW)
    campaigns.start(campaign, actor=officer, on=TODAY, now=NOW)
    campaigns.ask_all(campaign.pk, lambda _done, _total: None, TODAY, NOW)
    return SignedLink.objects.get()


def send(link: SignedLink, *answers: LineAnswer, all_true: bool = False, now=NOW) -> Outcome:
    given = list(answers)
    if all_true:  # as the page does for every line that it shows and that has no other answer
        told = {one.claim_id for one in given}
        rows = Claim.objects.filter(enterprise_id=link.subject_id, state="current").exclude(pk__in=told)
        given += [LineAnswer(row.pk, "true") for row in rows]
    return answer(link, given, since=TODAY, now=now)


def changed(claim: Claim, **fields: str) -> LineAnswer:
    return LineAnswer(claim.pk, "changed", {**claim.written, **fields})


def current(claim: Claim) -> Claim | None:
    return Claim.objects.filter(line=claim.line, state="current").first()


def test_all_still_true_confirms_every_line_and_the_record_without_a_new_version(firm, lines, link):
    outcome = send(link, all_true=True)
    assert (outcome.confirmed_count, outcome.is_complete) == (3, True)
    assert Claim.objects.count() == 3
    assert set(Claim.objects.values_list("confirmed_on", flat=True)) == {TODAY}
    firm.refresh_from_db()
    assert firm.confirmed_on == TODAY
    link.refresh_from_db()
    assert state_of(link, NOW) is LinkState.ANSWERED
    assert set(AuditEntry.objects.filter(action="claim.confirm").values_list("via", flat=True)) == {"link"}


def test_line_by_line_true_changed_and_gone(firm, lines, link):
    outcome = send(
        link,
        LineAnswer(lines["certificate"].pk, "true"),
        changed(lines["machine"], quantity="6"),
        LineAnswer(lines["process"].pk, "gone"),
    )
    assert (outcome.confirmed_count, outcome.changed_count, outcome.withdrawn_count) == (1, 1, 1)
    assert outcome.is_complete
    machine = current(lines["machine"])
    assert (machine.written["quantity"], machine.source, machine.grade) == ("6", "link", 1)
    assert current(lines["process"]) is None
    assert member_of(link).answer["lines"] == {
        str(lines["certificate"].line): "true",
        str(lines["machine"].line): "changed",
        str(lines["process"].line): "gone",
    }


def test_a_record_is_confirmed_only_once_every_line_was_answered_in_one_sitting_or_several(firm, lines, link):
    assert send(link, LineAnswer(lines["machine"].pk, "true")).open_count == 2
    firm.refresh_from_db()
    assert firm.confirmed_on is None
    assert send(
        link, LineAnswer(lines["process"].pk, "true"), changed(lines["certificate"], number="Q-2")
    ).is_complete
    firm.refresh_from_db()
    assert firm.confirmed_on == TODAY


def test_a_changed_line_that_was_verified_waits_for_an_officer_while_the_verified_one_holds(
    lines, link, officer
):
    decide(lines["certificate"], "accepted", actor=officer, now=BEFORE, grade=2)
    assert send(link, changed(lines["certificate"], expires_on="31/12/2029")).changed_count == 1
    assert current(lines["certificate"]).pk == lines["certificate"].pk
    assert Claim.objects.get(state="proposed").source == "link"


def test_sending_the_same_form_twice_changes_nothing_more(firm, lines, link, officer):
    decide(lines["certificate"], "accepted", actor=officer, now=BEFORE, grade=2)
    form = (
        changed(lines["certificate"], expires_on="31/12/2029"),
        changed(lines["machine"], quantity="6"),
        LineAnswer(lines["process"].pk, "gone"),
    )
    send(link, *form)
    versions = Claim.objects.count()
    again = send(link, *form)
    assert (again.second_looks, again.is_complete, Claim.objects.count()) == ([], True, versions)


def test_an_answer_about_an_older_version_is_shown_again_and_the_others_are_kept(firm, lines, link, director):
    propose(
        firm,
        "machine",
        {"machine_type": "Máy phay CNC", "quantity": "5"},
        actor=director,
        now=NOW,
        source="self",
    )
    outcome = send(link, LineAnswer(lines["machine"].pk, "gone"), LineAnswer(lines["certificate"].pk, "true"))
    assert [look.given.claim_id for look in outcome.second_looks] == [lines["machine"].pk]
    assert current(lines["machine"]).written["quantity"] == "5"
    assert current(lines["certificate"]).confirmed_on == TODAY
    assert not outcome.is_complete


def test_a_change_entered_on_a_stale_page_comes_back_with_what_was_entered(firm, lines, link, director):
    propose(
        firm,
        "machine",
        {"machine_type": "Máy phay CNC", "quantity": "5"},
        actor=director,
        now=NOW,
        source="self",
    )
    (look,) = send(link, changed(lines["machine"], quantity="7")).second_looks
    assert look.given.written["quantity"] == "7"
    assert "changed since" in look.problems[0].text.en


def test_what_cannot_be_read_comes_back_with_its_field_and_the_rest_is_kept(lines, link):
    outcome = send(
        link, changed(lines["certificate"], expires_on="sang năm"), LineAnswer(lines["machine"].pk, "true")
    )
    (look,) = outcome.second_looks
    assert [problem.field for problem in look.problems] == ["expires_on"]
    assert outcome.confirmed_count == 1
    assert current(lines["certificate"]).pk == lines["certificate"].pk


def test_all_still_true_leaves_out_what_was_answered_otherwise(lines, link):
    outcome = send(
        link,
        LineAnswer(lines["process"].pk, "gone"),
        changed(lines["certificate"], expires_on="?"),
        all_true=True,
    )
    assert (outcome.confirmed_count, outcome.withdrawn_count, len(outcome.second_looks)) == (1, 1, 1)
    assert current(lines["certificate"]).confirmed_on == BEFORE.date()


def test_a_line_of_another_firm_is_passed_over(lines, link, officer):
    from tests.apps.registry.test_campaigns import make_firm

    other = propose(make_firm(officer, 9), "certificate", ISO, actor=officer, now=BEFORE, source="self")
    outcome = send(link, LineAnswer(other.pk, "gone"), changed(other, number="X"), LineAnswer(10**9, "gone"))
    assert (outcome.withdrawn_count, outcome.changed_count, outcome.second_looks) == (0, 0, [])
    other.refresh_from_db()
    assert (other.state, other.version) == ("current", 1)
    assert member_of(link).answered_at is None


def test_what_the_firm_did_not_write_is_shown_without_its_confidential_fields_and_keeps_them(
    firm, link, officer
):
    written = {"name": "Khách A", "country": "Nhật Bản"}
    line = propose(firm, "customer", written, actor=officer, now=BEFORE, source="officer")
    (asked,) = [one for one in asked_lines(member_of(link), TODAY) if one.claim.pk == line.pk]
    shown = {field.name for field, _ in asked.fields}
    hidden = {field.name for field in asked.kind.fields if not field.public}
    assert hidden
    assert not shown & hidden
    assert "Khách A" not in asked.title.vi + asked.title.en
    send(link, LineAnswer(line.pk, "changed", {"country": "Hàn Quốc"}))
    assert current(line).written == {"name": "Khách A", "country": "Hàn Quốc"}


def test_a_firm_without_any_line_confirms_its_record_too(firm, contact, officer):
    campaign = campaigns.create("2026", {}, TODAY, actor=officer, now=NOW)
    campaigns.start(campaign, actor=officer, on=TODAY, now=NOW)
    campaigns.ask_all(campaign.pk, lambda _done, _total: None, TODAY, NOW)
    assert send(SignedLink.objects.get(), all_true=True).is_complete
    firm.refresh_from_db()
    assert firm.confirmed_on == TODAY


def test_opening_is_noted_once(link):
    note_opened(link, NOW)
    note_opened(link, NOW + dt.timedelta(days=1))
    link.refresh_from_db()
    assert (link.first_opened_at, member_of(link).opened_at) == (NOW, NOW)


def test_a_secret_is_only_good_for_its_purpose_and_nothing_near_it_is(link):
    (token,) = re.findall(r"/confirm/([\w-]+)/", Message.objects.get().body)
    assert known_link(token, "reconfirmation") == link
    assert known_link(token, "claim_firm") is None
    assert known_link(token[:-1] + ("A" if token[-1] != "A" else "B"), "reconfirmation") is None
    assert token not in (link.token_hash, str(link.payload))


def test_a_link_ends_by_its_day_and_by_being_revoked(link):
    assert state_of(link, NOW) is LinkState.OPEN
    assert state_of(link, NOW + dt.timedelta(days=60)) is LinkState.EXPIRED
    link.revoked_at = NOW
    assert state_of(link, NOW) is LinkState.REVOKED


def test_a_new_link_goes_to_the_registered_contact_only_and_at_most_once_an_hour(link, firm, contact):
    Contact.objects.filter(pk=contact.pk).update(is_registered=False)
    assert ask_again(link, TODAY, NOW) is None
    Contact.objects.create(enterprise=firm, email="moi@la-sen.vn", is_registered=True, purpose="firm_contact")
    first = ask_again(link, TODAY, NOW)
    assert (first.to_address, first.pk) == ("moi@la-sen.vn", ask_again(link, TODAY, NOW).pk)
    assert ask_again(link, TODAY, NOW + dt.timedelta(hours=1)).pk != first.pk


def test_the_contact_corrects_their_details_and_a_new_address_is_told_to_the_old_one(link, contact):
    correct_contact(
        link,
        full_name="Sen Nguyễn",
        position="Giám đốc",
        phone="+84912345678",
        email="sen@moi.vn",
        version=1,
        now=NOW,
    )
    contact.refresh_from_db()
    assert (contact.full_name, contact.email, contact.version) == ("Sen Nguyễn", "sen@moi.vn", 2)
    notice = Message.objects.get(kind="contact_moved")
    assert notice.to_address == "sen@la-sen.vn"
    assert "sen@moi.vn" not in notice.body
    entry = AuditEntry.objects.get(action="contact.changed")
    assert (entry.via, entry.changes["email"]) == ("link", [None, None])


def test_who_is_no_longer_the_contact_neither_sees_nor_changes_who_came_after(link, firm, contact):
    Contact.objects.filter(pk=contact.pk).update(is_registered=False)
    Contact.objects.create(enterprise=firm, email="moi@la-sen.vn", is_registered=True, purpose="firm_contact")
    assert contact_of(link) is None
    values = {"full_name": "x", "position": "", "phone": "", "email": "x@x.vn", "version": 1}
    assert correct_contact(link, **values, now=NOW) is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["certificate", "process", "machine"]),
            st.sampled_from(["true", "changed", "gone"]),
        ),
        max_size=6,
    ),
    st.booleans(),
)
def test_whatever_is_answered_nothing_that_was_written_is_ever_lost(lines, link, steps, all_true):
    from django.db import transaction

    with transaction.atomic():
        for number, (kind, word) in enumerate(steps):
            fields = {"notes": f"lần {number}"} if word == "changed" else {}
            send(link, LineAnswer(lines[kind].pk, word, {**lines[kind].written, **fields}))
        outcome = send(link, all_true=all_true)
        for claim in lines.values():
            versions = Claim.objects.filter(line=claim.line)
            assert versions.filter(pk=claim.pk, written=claim.written).exists()
            assert versions.filter(state="current").count() <= 1
        assert not all_true or outcome.is_complete
        transaction.set_rollback(True)
