"""Claiming a firm: by a code, by an officer, with a firm that is not there yet."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from matxich.apps.accounts.models import Role, RoleGrant, User
from matxich.apps.accounts.who import Who
from matxich.apps.foundation.actor import COMMAND, Actor
from matxich.apps.foundation.models import AuditEntry, Message, Notification, Parameter
from matxich.apps.registry.actions.claiming import (
    ask_officer,
    begin_firm,
    decide_request,
    enter_code,
    send_code,
)
from matxich.apps.registry.actions.contacts import ContactFields, add_contact
from matxich.apps.registry.actions.enterprises import TaxCodeTakenError, set_status
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import ClaimingRequest, Enterprise, Representative
from matxich.apps.registry.models.enterprise import Stage, Status
from matxich.apps.registry.queries.claiming import find_to_claim
from matxich.apps.registry.queries.representation import represents
from matxich.domain.enterprises.claiming import Answer
from matxich.domain.shared.decision import NotAllowedError
from tests.apps.registry.conftest import NOW

pytestmark = pytest.mark.django_db
ON = NOW.date()
State = ClaimingRequest.State


@pytest.fixture
def person() -> User:
    """Somebody who says that the firm is theirs."""
    return User.objects.create_user("nga@lasen.vn", full_name="Trần Thị Nga")


@pytest.fixture
def contact(firm):
    """The contact that the registry knows."""
    fields = ContactFields("Phạm Văn An", email="an@lasen.vn", is_registered=True)
    return add_contact(firm, fields, actor=COMMAND, now=NOW)


def sent_code(request: ClaimingRequest) -> str:
    """The code in the mail."""
    body = Message.objects.get(key=f"claiming_code:{request.pk}").body
    return re.search(r"\b\d{6}\b", body)[0]


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def send(firm, person, now=NOW) -> ClaimingRequest:
    return send_code(firm, person, actor=Actor(person.pk), now=now, on=now.date())


def enter(request, code, now=NOW) -> Answer:
    return enter_code(request, code, actor=Actor(request.user_id), now=now, on=now.date())


def ask(firm, person, now=NOW) -> ClaimingRequest:
    return ask_officer(
        firm, person, message="Tôi là giám đốc.", files=[], actor=Actor(person.pk), now=now, on=now.date()
    )


def decide(request, officer, *, approves=True, reason="", who=None) -> ClaimingRequest:
    return decide_request(
        request,
        approves=approves,
        reason=reason,
        who=who or Who(officer.user_id, frozenset({Role.OFFICER})),
        actor=officer,
        now=NOW,
        on=ON,
    )


def test_the_code_makes_a_representative_and_the_record_claimed(firm, person, contact):
    request = send(firm, person)
    message = Message.objects.get(key=f"claiming_code:{request.pk}")
    assert (message.to_address, message.secrets) == ("an@lasen.vn", [sent_code(request)])
    assert sent_code(request) not in request.code_hash
    assert enter(request, f" {sent_code(request)} ") is Answer.RIGHT
    firm.refresh_from_db()
    assert firm.stage == Stage.CLAIMED
    assert Representative.objects.get(user=person, enterprise=firm).proof == "code"
    request.refresh_from_db()
    assert request.state == State.APPROVED


def test_after_five_wrong_codes_the_right_one_is_void(firm, person, contact):
    request = send(firm, person)
    code = sent_code(request)
    answers = [enter(request, wrong(code)) for _ in range(5)]
    assert answers == [Answer.WRONG] * 4 + [Answer.VOID]
    assert enter(request, code) is Answer.VOID
    assert not represents(person.pk, firm.pk, ON)


def test_a_code_is_void_after_its_hours(firm, person, contact):
    request = send(firm, person)
    assert enter(request, sent_code(request), NOW + dt.timedelta(hours=24)) is Answer.VOID
    assert not represents(person.pk, firm.pk, ON)


def test_how_long_a_code_works_follows_the_parameter_in_force(firm, person, contact):
    Parameter.objects.create(code="claiming_code_hours", value=1, valid_from=ON)
    request = send(firm, person)
    assert request.code_expires_at == NOW + dt.timedelta(hours=1)


def test_a_new_code_voids_the_one_before(firm, person, contact):
    first = send(firm, person)
    send(firm, person, NOW + dt.timedelta(minutes=1))
    assert enter(first, sent_code(first)) is Answer.VOID


def test_a_firm_gets_three_codes_a_day_whoever_asks(firm, person, contact):
    other = User.objects.create_user("khac@example.vn")
    for one in (person, other, person):
        send(firm, one)
    with pytest.raises(NotAllowedError, match="3 codes"):
        send(firm, other)
    assert send(firm, other, NOW + dt.timedelta(hours=25)).state == State.CODE_SENT


def test_no_code_without_a_registered_contact(firm, person):
    with pytest.raises(NotAllowedError, match="no registered contact"):
        send(firm, person)


def test_a_firm_that_somebody_acts_for_goes_to_an_officer(firm, person, contact, director):
    with pytest.raises(NotAllowedError, match="Somebody acts"):
        send(firm, person)
    assert ask(firm, person).state == State.WAITING


def test_officers_are_told_and_the_person_of_the_decision(firm, person, officer):
    request = ask(firm, person)
    assert Notification.objects.get(user_id=officer.user_id).link == f"/staff/claiming/{request.pk}/"
    decide(request, officer)
    assert represents(person.pk, firm.pk, ON)
    firm.refresh_from_db()
    assert firm.stage == Stage.CLAIMED
    assert Notification.objects.get(user_id=person.pk).link == f"/desk/{firm.pk}/"
    assert Message.objects.get(kind="claiming_decided").to_address == "nga@lasen.vn"
    assert AuditEntry.objects.filter(action="claiming.approved", about_id=firm.pk).exists()


def test_a_refusal_needs_a_reason_and_seats_nobody(firm, person, officer):
    request = ask(firm, person)
    with pytest.raises(NotAllowedError, match="why"):
        decide(request, officer, approves=False)
    decide(request, officer, approves=False, reason="Giấy ủy quyền đã hết hạn")
    assert not represents(person.pk, firm.pk, ON)
    assert "Giấy ủy quyền đã hết hạn" in Message.objects.get(kind="claiming_decided").body


def test_the_second_officer_is_told_that_it_was_decided(firm, person, officer):
    request = ask(firm, person)
    decide(request, officer)
    second = Actor(User.objects.create_user("hai@example.vn").pk)
    with pytest.raises(EditConflictError) as told:
        decide(request, second, approves=False, reason="Không rõ")
    assert told.value.current.state == State.APPROVED
    assert represents(person.pk, firm.pk, ON)


def test_nobody_decides_about_their_own_request(firm, person):
    RoleGrant.objects.create(user=person, role=Role.OFFICER, valid_from=ON)
    request = ask(firm, person)
    with pytest.raises(NotAllowedError, match="yourself"):
        decide(request, Actor(person.pk))


def test_one_request_about_a_firm_waits_at_a_time(firm, person):
    ask(firm, person)
    with pytest.raises(NotAllowedError, match="waiting"):
        ask(firm, person)


def new_firm(person, tax_code="0100233488") -> ClaimingRequest:
    return begin_firm(
        person,
        name="Công ty TNHH Khuôn Ví Dụ",
        tax_code=tax_code,
        site={"address": "Đông Anh, Hà Nội"},
        message="Tôi là giám đốc.",
        files=[],
        actor=Actor(person.pk),
        now=NOW,
        on=ON,
    )


def test_a_firm_that_is_not_there_is_begun_as_claimed_and_waits_for_approval(person, officer):
    request = new_firm(person)
    made = request.enterprise
    assert (made.stage, made.origin, made.sites.get().address) == (Stage.CLAIMED, "self", "Đông Anh, Hà Nội")
    assert request.is_new_firm
    assert not represents(person.pk, made.pk, ON)
    decide(request, officer)
    assert represents(person.pk, made.pk, ON)


def test_a_firm_that_is_there_is_not_begun_again(firm, person):
    with pytest.raises(TaxCodeTakenError):
        new_firm(person, firm.tax_code)
    assert Enterprise.objects.count() == 1


def test_a_person_asks_at_most_so_many_times_a_day(person):
    Parameter.objects.create(code="claiming_requests_per_day", value=1, valid_from=ON)
    new_firm(person)
    with pytest.raises(NotAllowedError, match="1 requests"):
        new_firm(person, "0100109106")
    assert Enterprise.objects.count() == 1


def test_a_firm_is_found_by_code_or_name_and_never_by_a_contact(firm, contact):
    assert find_to_claim("0100109106") == [firm]
    assert find_to_claim("MST 100109106") == [firm]
    assert find_to_claim("co khi la sen") == [firm]
    assert find_to_claim("an@lasen.vn") == []
    assert find_to_claim("co") == []


def test_a_record_that_went_into_another_leads_to_that_one(firm, officer):
    kept = new_firm(User.objects.create_user("x@example.vn")).enterprise
    Enterprise.objects.filter(pk=firm.pk).update(status=Status.MERGED, merged_into=kept)
    assert find_to_claim(firm.tax_code) == [kept]


def test_a_suspended_firm_is_seated_but_its_record_stays(firm, person, officer, contact):
    set_status(firm, Status.SUSPENDED, actor=officer, now=NOW, reason="Tạm ngừng")
    request = send(firm, person)
    assert enter(request, sent_code(request)) is Answer.RIGHT
    firm.refresh_from_db()
    assert firm.stage == Stage.IMPORTED
