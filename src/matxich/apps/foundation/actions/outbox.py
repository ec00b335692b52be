"""What becomes of a message in the outbox: taken up, sent, tried again, held, given up."""

from __future__ import annotations

import datetime as dt
import smtplib

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.mail import masked
from matxich.apps.foundation.models import Message
from matxich.apps.foundation.permissions import may_hold, may_retry
from matxich.apps.foundation.wake import POST
from matxich.domain.shared.decision import require

#: longer than the mail server may keep us waiting
LEASE = dt.timedelta(seconds=60)
#: how often a message is tried
MOST_ATTEMPTS = 6
#: minutes until it is tried again, after the first, second… time
BACKOFF_MIN = (1, 5, 30, 120, 720)


def take_message(now: dt.datetime) -> Message | None:
    """Return the next message that is due, now ours to send; None when nothing waits."""
    due = Q(state=Message.State.WAITING, due_at__lte=now)
    due |= Q(state=Message.State.SENDING, leased_until__lt=now)
    while True:
        message = Message.objects.filter(due).order_by("due_at", "id").first()
        if message is None:
            return None
        row = Message.objects.filter(due, pk=message.pk, attempt_count=message.attempt_count)
        if message.attempt_count >= MOST_ATTEMPTS:
            row.update(
                state=Message.State.FAILED, leased_until=None, problem=message.problem or "never got through"
            )
        elif row.update(
            state=Message.State.SENDING,
            leased_until=now + LEASE,
            attempt_count=message.attempt_count + 1,
        ):
            message.state, message.attempt_count = Message.State.SENDING, message.attempt_count + 1
            return message


def note_sent(message: Message, now: dt.datetime) -> None:
    """Write down that it was sent, and forget its secrets."""
    _mine(message).update(
        state=Message.State.SENT,
        sent_at=now,
        leased_until=None,
        problem="",
        body=masked(message.body, message.secrets),
        secrets=[],
    )


def note_refused(message: Message, problem: Exception, now: dt.datetime) -> None:
    """Write down that it did not get through: tried again later, or given up when that cannot help."""
    last = message.attempt_count >= MOST_ATTEMPTS or _is_final(problem)
    wait = BACKOFF_MIN[min(message.attempt_count, len(BACKOFF_MIN)) - 1]
    _mine(message).update(
        state=Message.State.FAILED if last else Message.State.WAITING,
        due_at=now + dt.timedelta(minutes=wait),
        leased_until=None,
        problem=f"{type(problem).__name__}: {problem}"[:1000],
    )


def _is_final(problem: Exception) -> bool:
    """Say whether the server's word is final: a code of 5xx about the recipient or the text."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in problem.recipients.values())
    if isinstance(problem, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return problem.smtp_code >= 500
    return isinstance(problem, ValueError)


def _mine(message: Message) -> QuerySet[Message]:
    return Message.objects.filter(
        pk=message.pk, attempt_count=message.attempt_count, state=Message.State.SENDING
    )


def retry(message: Message, *, actor: Actor, now: dt.datetime) -> Message:
    """Let a message that failed or is held be sent, with all its attempts.

    Raises:
        NotAllowedError: the site does not send, or the message is none that could be.
    """
    return _move(message, Message.State.WAITING, actor, now)


def hold(message: Message, *, actor: Actor, now: dt.datetime) -> Message:
    """Keep back a message that waits.

    Raises:
        NotAllowedError: it does not wait.
    """
    return _move(message, Message.State.HELD, actor, now)


def _move(message: Message, state: Message.State, actor: Actor, now: dt.datetime) -> Message:
    with transaction.atomic():
        row = Message.objects.select_for_update().get(pk=message.pk)
        retrying = state == Message.State.WAITING
        require(may_retry(row, sends=settings.SEND_MAIL) if retrying else may_hold(row))
        before = row.state
        row.state, row.due_at = state, now if retrying else row.due_at
        row.attempt_count = 0 if retrying else row.attempt_count
        row.save()
        record(
            actor, "message.retry" if retrying else "message.hold", row, {"state": (before, state)}, now=now
        )
        POST.ring_after_commit()
    return row


def forget_secrets(before: dt.datetime) -> int:
    """Take the secrets out of messages that were written before a moment and never sent; return how many."""
    count = 0
    for row in Message.objects.filter(created_at__lt=before).exclude(secrets=[]):
        row.body, row.secrets = masked(row.body, row.secrets), []
        row.save(update_fields=["body", "secrets"])
        count += 1
    return count
