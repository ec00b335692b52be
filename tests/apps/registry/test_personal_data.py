"""Personal data: kept apart from the firm's record, seen by its owner, erased without a trace of whom."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from allauth.account.models import EmailAddress
from django.core.serializers.json import DjangoJSONEncoder

from matxich.apps.accounts.actions.people import create_person
from matxich.apps.accounts.actions.roles import grant_role
from matxich.apps.accounts.models import Role, User
from matxich.apps.accounts.queries.roles import roles_of
from matxich.apps.foundation.actor import COMMAND, Actor
from matxich.apps.foundation.mail import queue_message
from matxich.apps.foundation.models import AuditEntry, Message
from matxich.apps.registry.actions.contacts import (
    ContactFields,
    add_contact,
    change_contact,
    erase_contact,
    give_consent,
    withdraw_consent,
)
from matxich.apps.registry.actions.erasure import erase_account
from matxich.apps.registry.actions.representation import represent
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import Contact, Enterprise
from matxich.apps.registry.queries.personal_data import kept_of
from matxich.apps.registry.queries.representation import represents
from matxich.domain.shared.decision import NotAllowedError

NOW = dt.datetime(2026, 11, 25, 2, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 25)
AN = ContactFields("Phạm Văn An", "Giám đốc", "an@example.vn", "+84912345678", is_registered=True)

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprise() -> Enterprise:
    """A firm."""
    return Enterprise.objects.create(
        name="Công ty TNHH Cơ khí Lá Sen", name_folded="x", stage_since=NOW, created_at=NOW, updated_at=NOW
    )


@pytest.fixture
def contact(enterprise) -> Contact:
    """A contact person who agreed, with a mail to them."""
    made = add_contact(enterprise, AN, actor=COMMAND, now=NOW, consented=True)
    queue_message(
        "k1", "reconfirmation", "an@example.vn", "Xác nhận", "Kính gửi Phạm Văn An", language="vi", now=NOW
    )
    return made


@pytest.fixture
def an(enterprise, contact) -> User:
    """The same person with an account, who acts for the firm and works as an officer."""
    user = create_person("an@example.vn", actor=COMMAND, now=NOW, full_name="Phạm Văn An")
    represent(user, enterprise, proof="officer", actor=COMMAND, now=NOW, on=TODAY)
    grant_role(user, Role.OFFICER, actor=COMMAND, now=NOW, on=TODAY, reason="x")
    return user


def everything_written() -> str:
    """All rows of the history and the outbox, as text."""
    entries = [[one.action, one.changes, one.reason] for one in AuditEntry.objects.all()]
    mails = [[one.to_address, one.subject, one.body] for one in Message.objects.all()]
    return json.dumps([entries, mails], ensure_ascii=False, cls=DjangoJSONEncoder)


def test_the_history_of_a_contact_names_fields_and_never_values(contact):
    change_contact(
        contact,
        ContactFields("Phạm Văn Anh", "Giám đốc", "anh@example.vn", is_registered=True),
        actor=COMMAND,
        now=NOW,
        reason="đổi người",
    )
    entry = AuditEntry.objects.get(action="contact.changed")
    assert [entry.changes[name] for name in ("full_name", "email", "phone")] == [[None, None]] * 3
    written = json.dumps(list(AuditEntry.objects.values_list("changes", flat=True)), ensure_ascii=False)
    assert "Phạm" not in written
    assert "example.vn" not in written


def test_who_edits_an_older_contact_is_told(contact):
    change_contact(
        contact, ContactFields("A", email="a@example.vn"), actor=COMMAND, now=NOW, expected_version=1
    )
    with pytest.raises(EditConflictError) as conflict:
        change_contact(
            contact, ContactFields("B", email="b@example.vn"), actor=COMMAND, now=NOW, expected_version=1
        )
    assert conflict.value.current.full_name == "A"


def test_consent_is_given_and_withdrawn_with_its_moment(contact):
    withdraw_consent(contact, actor=COMMAND, now=NOW, reason="yêu cầu qua điện thoại")
    row = Contact.objects.get(pk=contact.pk)
    assert (row.withdrawn_at, row.is_registered) == (NOW, False)
    give_consent(row, actor=COMMAND, now=NOW + dt.timedelta(days=1), basis="Phiếu ký ngày 26/11/2026")
    row.refresh_from_db()
    assert (row.withdrawn_at, row.consented_at) == (None, NOW + dt.timedelta(days=1))


def test_erasing_a_contact_leaves_the_firm_and_a_nameless_row(contact, enterprise):
    erase_contact(contact, actor=Actor(7), now=NOW, reason="theo yêu cầu")
    row = Contact.objects.get(pk=contact.pk)
    assert (row.full_name, row.position, row.email, row.phone, row.erased_at) == ("", "", "", "", NOW)
    assert Enterprise.objects.get(pk=enterprise.pk).name == "Công ty TNHH Cơ khí Lá Sen"
    assert "Phạm" not in everything_written()
    assert "an@example.vn" not in everything_written()
    assert Message.objects.get().state == Message.State.FAILED
    with pytest.raises(NotAllowedError):
        change_contact(contact, AN, actor=COMMAND, now=NOW)


def test_mails_stay_while_another_firm_has_the_same_contact(contact):
    other = Enterprise.objects.create(
        name="Công ty TNHH Khác", name_folded="y", stage_since=NOW, created_at=NOW, updated_at=NOW
    )
    add_contact(other, AN, actor=COMMAND, now=NOW)
    erase_contact(contact, actor=COMMAND, now=NOW, reason="x")
    assert Message.objects.get().to_address == "an@example.vn"


def test_a_person_sees_all_that_is_kept_of_them(an):
    kept = {part.code: part.rows for part in kept_of(an)}
    assert kept["account"][0]["email"] == "an@example.vn"
    assert kept["firms"][0]["enterprise"] == "Công ty TNHH Cơ khí Lá Sen"
    assert kept["roles"][0]["role"] == "officer"
    assert kept["contacts"][0]["phone"] == "+84912345678"
    assert [mail["subject"] for mail in kept["mails"]] == ["Xác nhận"]
    assert "password" not in json.dumps(kept["account"], cls=DjangoJSONEncoder).replace("has_password", "")


def test_erasing_an_account_leaves_nothing_that_says_who_it_was(an, contact, enterprise):
    erase_account(an, actor=Actor(an.pk), now=NOW, on=TODAY, contact_ids=frozenset({contact.pk}))
    row = User.objects.get(pk=an.pk)
    assert (row.full_name, row.is_active, row.erased_at) == ("", False, NOW)
    assert row.email == f"erased-{an.pk}@invalid"
    assert not row.has_usable_password()
    assert EmailAddress.objects.filter(user=an).count() == 0
    assert roles_of(an.pk, TODAY) == frozenset()
    assert not represents(an.pk, enterprise.pk, TODAY)
    assert Contact.objects.get(pk=contact.pk).email == ""
    for trace in ("Phạm", "an@example.vn", "912345678"):
        assert trace not in everything_written()
    assert Enterprise.objects.get(pk=enterprise.pk).status == "active"


def test_a_contact_that_is_not_chosen_stays(an, contact):
    erase_account(an, actor=Actor(an.pk), now=NOW, on=TODAY)
    assert Contact.objects.get(pk=contact.pk).email == "an@example.vn"


def test_the_address_is_free_for_a_new_account_afterwards(an):
    erase_account(an, actor=Actor(an.pk), now=NOW, on=TODAY)
    assert create_person("an@example.vn", actor=COMMAND, now=NOW).pk != an.pk


def test_the_last_administrator_is_not_erased(an):
    grant_role(an, Role.ADMINISTRATOR, actor=COMMAND, now=NOW, on=TODAY, reason="x")
    with pytest.raises(NotAllowedError, match="last administrator"):
        erase_account(an, actor=Actor(an.pk), now=NOW, on=TODAY)
    an.refresh_from_db()
    assert an.erased_at is None
