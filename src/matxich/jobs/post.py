"""Emptying the outbox: what is due goes to the mail server, a few messages over one connection."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from matxich.apps.foundation.actions.outbox import note_refused, note_sent, take_message
from matxich.apps.foundation.mail import deliver, post_office
from matxich.apps.foundation.models import Message

log = logging.getLogger(__name__)
#: messages over one connection to the mail server
BATCH = 20


def send_due(stopping: Callable[[], bool] = lambda: False) -> bool:
    """Send what is due, at most a batch of it; False when nothing was. Nothing leaves a site that is set not to send."""
    if not settings.SEND_MAIL:
        return False
    connection = post_office()
    count = 0
    try:
        while count < BATCH and not stopping():
            message = take_message(timezone.now())
            if message is None:
                break
            count += 1
            _send(message, connection)
    finally:
        connection.close()
    return count > 0


def _send(message: Message, connection: BaseEmailBackend) -> None:
    try:
        connection.open()  # stays open for the next one
        deliver(message, connection)
    except (
        OSError,
        ValueError,
    ) as problem:  # smtplib's errors are OSErrors; ValueError: no address a mail can have
        log.warning(
            "message %d (%s) did not get through: %s", message.pk, message.kind, type(problem).__name__
        )
        note_refused(message, problem, timezone.now())
        connection.close()
    else:
        note_sent(message, timezone.now())
