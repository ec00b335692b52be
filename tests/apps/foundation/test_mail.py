"""The outbox: written once a key, sent over a real mail server, tried again, held, its secrets forgotten."""

from __future__ import annotations

import datetime as dt
import email.policy
from email import message_from_bytes

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.mail import EmailMessage

from matxich.apps.foundation.actions import outbox
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.mail import DOTS, message_id, queue_message, readable_body
from matxich.apps.foundation.models import AuditEntry, Message
from matxich.domain.shared.decision import NotAllowedError
from matxich.jobs.post import send_due
from matxich.web.mail_backend import OutboxBackend, secrets_in
from tests.apps.foundation.mail_server import MailServer

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock():
    """It is a minute after NOW."""
    with time_machine.travel(NOW + MINUTE, tick=False):
        yield


@pytest.fixture
def server(settings):
    """A mail server on this machine, which the site is set to send through."""
    with MailServer() as started:
        settings.SEND_MAIL = True
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", started.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield started


def queue(key: str = "k1", **more) -> Message:
    values = {"to": "giam.doc@la-sen.vn", "subject": "Xác nhận hồ sơ", "body": "Kính gửi…\n"} | more
    return queue_message(key, "reconfirmation", language="vi", now=NOW, **values)


def stored(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def test_a_key_is_written_once_and_the_first_text_stays(db):
    first = queue()
    assert queue(body="another").pk == first.pk
    assert Message.objects.get().body == "Kính gửi…\n"


def test_a_site_that_sends_nothing_holds_every_message_and_never_touches_a_server(db, server, settings):
    settings.SEND_MAIL = False
    message = queue()
    assert (message.state, send_due()) == ("held", False)
    assert server.received == []


def test_a_message_reaches_the_server_as_it_was_written(db, server):
    message = queue(subject="Xác nhận hồ sơ:\nCông ty TNHH Đức Thịnh")
    assert send_due()
    (received,) = server.received
    read = message_from_bytes(received.data, policy=email.policy.default)
    assert received.recipients == ["giam.doc@la-sen.vn"]
    assert read["Subject"].strip() == "Xác nhận hồ sơ: Công ty TNHH Đức Thịnh"
    assert read.get_content().splitlines() == ["Kính gửi…"]
    assert read["Message-ID"] == message_id(message)
    assert (read["Content-Language"], read["Auto-Submitted"]) == ("vi", "auto-generated")
    assert (stored(message).state, stored(message).problem) == ("sent", "")
    assert not send_due()


def test_many_messages_go_over_one_connection(db, server):
    for number in range(5):
        queue(f"k{number}")
    assert send_due()
    assert (len(server.received), server.connections) == (5, 1)


def test_a_server_that_is_busy_is_asked_again_later(db, server):
    message = queue()
    server.answer = "451 try later"
    assert send_due()
    waiting = stored(message)
    assert (waiting.state, waiting.attempt_count) == ("waiting", 1)
    assert "451" in waiting.problem
    assert not send_due()  # not due yet
    server.answer = ""
    Message.objects.update(due_at=NOW)
    assert send_due()
    assert stored(message).state == "sent"


def test_a_recipient_that_the_server_does_not_know_is_given_up_at_once_and_the_next_message_goes_out(
    db, server
):
    lost = queue("lost", to="nobody@la-sen.vn")
    other = queue("other")
    server.unknown = {"nobody@la-sen.vn"}
    send_due()
    assert (stored(lost).state, stored(other).state) == ("failed", "sent")
    assert "550" in stored(lost).problem


def test_a_server_that_is_not_there_costs_attempts_and_at_last_the_message_is_given_up(db, server):
    message = queue()
    server.close()
    for _ in range(outbox.MOST_ATTEMPTS):
        assert stored(message).state == "waiting"
        Message.objects.update(due_at=NOW)
        send_due()
    assert (stored(message).state, stored(message).attempt_count) == ("failed", outbox.MOST_ATTEMPTS)


def test_a_sender_that_dies_after_handing_over_sends_again_under_the_same_message_id(db, server):
    message = queue()
    taken = outbox.take_message(NOW + MINUTE)
    assert outbox.take_message(NOW + MINUTE) is None  # nobody else sends it meanwhile
    Message.objects.update(leased_until=NOW)  # it died; the lease runs out
    assert send_due()
    outbox.note_refused(taken, OSError("late"), NOW)  # the dead one's word counts no more
    outbox.note_sent(taken, NOW)
    assert stored(message).attempt_count == 2
    assert message_id(stored(message)) == message_id(taken)
    assert stored(message).state == "sent"


def test_secrets_are_hidden_while_it_waits_and_forgotten_once_it_is_sent(db, server, settings):
    body = "Mở https://a.example/confirm/s3cret/ để xác nhận."
    message = queue(body=body, secrets=["s3cret"])
    assert readable_body(message) == f"Mở https://a.example/confirm/{DOTS}/ để xác nhận."
    assert send_due()
    assert b"s3cret" in server.received[0].data
    assert (stored(message).body, stored(message).secrets) == (readable_body(message), [])


def test_a_local_site_that_sends_nothing_shows_the_whole_text(db, settings):
    settings.SEND_MAIL, settings.IS_LOCAL = False, True
    assert readable_body(queue(body="code s3cret", secrets=["s3cret"])) == "code s3cret"
    settings.IS_LOCAL = False
    assert readable_body(Message.objects.get()) == f"code {DOTS}"


def test_secrets_of_messages_that_were_never_sent_are_forgotten_after_a_while(db):
    queue(body="code s3cret", secrets=["s3cret"])
    assert outbox.forget_secrets(NOW) == 0
    assert outbox.forget_secrets(NOW + MINUTE) == 1
    assert Message.objects.get().body == f"code {DOTS}"


def test_an_officer_holds_what_waits_and_lets_it_go_again_and_the_history_knows(db, server):
    message = queue()
    outbox.hold(message, actor=Actor(1), now=NOW)
    assert not send_due()
    outbox.retry(message, actor=Actor(1), now=NOW)
    assert send_due()
    with pytest.raises(NotAllowedError):
        outbox.hold(message, actor=Actor(1), now=NOW)
    with pytest.raises(NotAllowedError):
        outbox.retry(message, actor=Actor(1), now=NOW)
    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == ["message.hold", "message.retry"]


def test_an_invented_address_is_never_written_to(db, server):
    message = queue(to="lien.he@minh-hoa.example")
    assert (message.state, send_due(), server.received) == ("held", False, [])
    with pytest.raises(NotAllowedError, match="invented"):
        outbox.retry(message, actor=Actor(1), now=NOW)


def test_a_site_that_sends_nothing_lets_nothing_go(db, settings):
    settings.SEND_MAIL = False
    with pytest.raises(NotAllowedError, match="set to send no mail"):
        outbox.retry(queue(), actor=Actor(1), now=NOW)


def test_mails_of_the_framework_go_into_the_outbox_once_for_each_recipient(db, settings):
    settings.SEND_MAIL = False
    body = "Đặt lại mật khẩu:\nhttps://a.example/accounts/password/reset/key/1-abc/\n\nMã:\n\nXB7D-K2PQ\n"
    mail = EmailMessage("Đặt lại mật khẩu", body, to=["a@x.vn"], bcc=["b@x.vn"])
    assert OutboxBackend().send_messages([mail]) == 1
    rows = list(Message.objects.order_by("to_address"))
    assert [row.to_address for row in rows] == ["a@x.vn", "b@x.vn"]
    assert rows[0].secrets == ["/accounts/password/reset/key/1-abc/", "XB7D-K2PQ"]
    assert django_mail.outbox == []


def test_a_word_alone_on_a_line_is_no_code():
    assert secrets_in("Kính gửi\nabc\nXin cảm ơn\nMat\n") == []
    assert secrets_in("Mã của bạn:\n\n  482913\n") == ["482913"]
