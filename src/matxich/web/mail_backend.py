"""Django's way of sending mail leads into the outbox, so that the mails of others (log-in, password) stand there too."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from matxich.apps.foundation.mail import queue_message

_LINK = re.compile(r"https?://[^/\s]+(/\S*)")
#: a code alone on its line, as log-in and verification mails write it
_CODE = re.compile(r"^\s*((?=[\w-]*\d|[A-Z-]+\s*$)[A-Za-z0-9]{3,}(?:-[A-Za-z0-9]{3,})*)\s*$", re.MULTILINE)


class OutboxBackend(BaseEmailBackend):
    """Writes each mail into the outbox, once for each recipient; the sender's job takes it from there."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue them in the transaction of the request; return how many mails that was."""
        with transaction.atomic():
            for mail in email_messages:
                body = str(mail.body)
                for address in mail.recipients():
                    queue_message(
                        f"account:{secrets.token_hex(16)}",
                        "account",
                        address,
                        str(mail.subject),
                        body,
                        language=get_language() or "vi",
                        now=timezone.now(),
                        secrets=secrets_in(body),
                    )
        return len(email_messages)


def secrets_in(body: str) -> list[str]:
    """Return what in a mail opens something for whoever knows it: where its links lead to, and codes.

    >>> secrets_in("Open https://a.vn/reset/key/1-abc/ or enter\\n\\nAB12-CD34\\n")
    ['/reset/key/1-abc/', 'AB12-CD34']
    """
    links = [found for found in _LINK.findall(body) if len(found) > 1]
    return [*links, *_CODE.findall(body)]
