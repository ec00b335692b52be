"""Mail: written into the outbox with the act that it belongs to, sent by the job that empties it.

Each message has a key, which is what the act would send but once: the same key is not written twice, and it becomes
the Message-ID, so that a message that had to be sent again after a crash is known as the same by who receives it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models

from matxich.apps.foundation.actions.audit import label
from matxich.apps.foundation.models import Message
from matxich.apps.foundation.wake import POST

#: what stands in place of a secret
DOTS = "••••••••"
#: seconds that a mail server may keep us waiting
PATIENCE_S = 15


def queue_message(
    key: str,
    kind: str,
    to: str,
    subject: str,
    body: str,
    *,
    language: str,
    now: dt.datetime,
    about: models.Model | None = None,
    due: dt.datetime | None = None,
    secrets: Collection[str] = (),
) -> Message:
    """Write a message into the outbox and return it; the one that is there, when its key was used before.

    Call it in the transaction of the act that it tells of.

    It is held, not sent, where the site sends nothing and where nobody could get it: no address, or an invented one.

    Args:
        key: what sends it, unique for ever: "certificate_reminder:<claim>:90".
        kind: what kind of message, for the outbox.
        due: not before this moment; None = at once.
        secrets: parts of the body that open something: hidden in the outbox, and forgotten once it is sent.
    """
    message = Message(
        key=key,
        kind=kind,
        to_address=to,
        subject=" ".join(subject.split())[:250],
        body=body,
        secrets=[secret for secret in secrets if secret and secret in body],
        language=language,
        about_type=label(about) if about is not None else "",
        about_id=about.pk if about is not None else None,
        state=Message.State.WAITING if settings.SEND_MAIL and is_deliverable(to) else Message.State.HELD,
        created_at=now,
        due_at=due or now,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    POST.ring_after_commit()
    return Message.objects.get(key=key)


def is_deliverable(address: str) -> bool:
    """Say whether an address may be written to at all: none of the names that are reserved for examples (RFC 2606).

    >>> is_deliverable("lien.he@la-sen.vn"), is_deliverable("a@firm.example"), is_deliverable("")
    (True, False, False)
    """
    host = address.rpartition("@")[2].lower()
    return bool(host) and host.rpartition(".")[2] not in {"example", "invalid", "test", "localhost"}


def readable_body(message: Message) -> str:
    """Return the body as the outbox shows it: its secrets hidden, unless this is a local site that sends nothing."""
    if settings.IS_LOCAL and not settings.SEND_MAIL:
        return message.body
    return masked(message.body, message.secrets)


def masked(body: str, secrets: Collection[str]) -> str:
    """Return a text with dots in place of its secrets.

    >>> masked("open /confirm/abc/", ["abc"])
    'open /confirm/••••••••/'
    """
    for secret in sorted(secrets, key=len, reverse=True):
        body = body.replace(secret, DOTS)
    return body


def message_id(message: Message) -> str:
    """Return the Message-ID: the same however often this message is sent."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(message.key.encode()).hexdigest()[:40]}@{host}>"


def post_office() -> BaseEmailBackend:
    """Return the connection to the mail server of the settings."""
    connection: BaseEmailBackend = get_connection(settings.MAIL_TRANSPORT, timeout=PATIENCE_S)
    return connection


def deliver(message: Message, connection: BaseEmailBackend) -> None:
    """Hand one message to the mail server.

    Raises:
        OSError: it is not reached, or refuses (smtplib.SMTPException among them).
    """
    headers = {
        "Message-ID": message_id(message),
        "Content-Language": message.language,
        "Auto-Submitted": "auto-generated",
    }
    mail = EmailMessage(
        message.subject,
        message.body,
        settings.DEFAULT_FROM_EMAIL,
        [message.to_address],
        headers=headers,
        connection=connection,
    )
    mail.send()
