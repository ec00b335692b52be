"""Reminders of certificates: once a version and threshold, to the contact in their language and to the representatives."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.apps.foundation.models import Message, Notification
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.enterprises import set_status
from matxich.apps.registry.actions.reminders import remind_of_certificates
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.models import Claim, Contact
from tests.apps.registry.conftest import NOW

ENDS = dt.date(2027, 6, 30)
DAY = dt.timedelta(days=1)


@pytest.fixture
def contact(firm) -> Contact:
    return Contact.objects.create(
        enterprise=firm,
        full_name="Nguyễn Thị Sen",
        email="sen@la-sen.vn",
        language="en",
        is_registered=True,
        purpose="firm_contact",
    )


def certificate(firm, actor, ends=ENDS, **more) -> Claim:
    fields = {"standard": "ISO 9001:2015", "number": "Q-1", "expires_on": f"{ends:%d/%m/%Y}"}
    return propose(firm, "certificate", fields, actor=actor, now=NOW, source="self", **more)


def run(left: int, ends=ENDS) -> int:
    """Run on the day that is so many days before the end."""
    return remind_of_certificates(ends - left * DAY, NOW)


def test_each_threshold_is_written_once_however_often_it_runs(firm, director, contact):
    claim = certificate(firm, director)
    assert [run(left) for left in (91, 90, 90, 60, 30, 30, 1, 0, -1, -20)] == [0, 1, 0, 0, 1, 0, 0, 1, 0, 0]
    keys = list(Message.objects.order_by("id").values_list("key", flat=True))
    assert keys == [f"certificate_reminder:{claim.pk}:{days}" for days in (90, 30, 0)]


def test_the_contact_is_written_to_in_their_language_and_the_firms_people_are_told(firm, director, contact):
    certificate(firm, director)
    run(30)
    message = Message.objects.get()
    assert (message.to_address, message.language, message.about_id) == ("sen@la-sen.vn", "en", firm.pk)
    assert message.subject == "[Mắt Xích] Certificate ISO 9001 expires on 2027-06-30"
    assert "Dear Nguyễn Thị Sen," in message.body
    assert "in 30 days" in message.body
    note = Notification.objects.get(user_id=director.user_id)
    assert note.text_vi == "Chứng nhận ISO 9001 hết hạn ngày 30/06/2027."


def test_a_contact_of_unknown_language_gets_both(firm, director, contact):
    Contact.objects.update(language="")
    certificate(firm, director)
    run(30)
    body = Message.objects.get().body
    assert "Kính gửi" in body
    assert "Dear" in body


def test_a_day_without_a_worker_is_made_up_for_with_the_tightest_reminder_only(firm, director, contact):
    certificate(firm, director)
    assert [run(20), run(-3)] == [1, 1]
    assert Message.objects.first().subject == "[Mắt Xích] Certificate ISO 9001 expired on 2027-06-30"


def test_a_renewed_certificate_is_a_version_with_reminders_of_its_own(firm, director, contact):
    certificate(firm, director)
    run(30)
    later = ENDS + 365 * DAY
    certificate(firm, director, later)
    assert [run(0), run(90, later)] == [0, 1]


def test_nothing_is_said_while_a_renewal_waits_for_an_officer(firm, director, officer, contact):
    decide(certificate(firm, director), "accepted", actor=officer, now=NOW, grade=2)
    certificate(firm, director, ENDS + 365 * DAY)
    assert run(0) == 0


def test_a_firm_without_a_contact_has_its_reminder_held_in_the_outbox(firm, director, settings):
    settings.SEND_MAIL = True
    certificate(firm, director)
    assert [run(30), run(30)] == [1, 0]
    assert list(Message.objects.values_list("state", "to_address")) == [("held", "")]
    assert Notification.objects.filter(user_id=director.user_id).count() == 1


def test_a_person_who_withdrew_is_not_written_to(firm, director, contact):
    Contact.objects.update(withdrawn_at=NOW)
    certificate(firm, director)
    run(30)
    assert Message.objects.get().to_address == ""


def test_firms_that_are_not_in_business_are_left_alone(firm, director, officer, contact):
    certificate(firm, director)
    set_status(firm, "ceased", actor=officer, now=NOW, reason="Giải thể")
    assert run(30) == 0


def test_the_thresholds_are_those_in_force_on_the_day(firm, director, contact):
    from matxich.apps.foundation.models import Parameter

    Parameter.objects.create(code="certificate_reminder_days", value=[120, 7], valid_from=dt.date(2027, 1, 1))
    certificate(firm, director)
    assert [run(left) for left in (121, 120, 30, 7, 0)] == [0, 1, 0, 1, 0]
