"""Reminding firms of certificates that run out: each reminder once for each version of a certificate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from matxich.apps.foundation.actions.notifications import notify
from matxich.apps.foundation.mail import queue_message
from matxich.apps.foundation.models import Message
from matxich.apps.foundation.queries.parameters import value_on
from matxich.apps.registry.letters import certificate_reminder, day
from matxich.apps.registry.models import Claim, Contact
from matxich.apps.registry.models.enterprise import Status
from matxich.apps.registry.queries.contacts import registered_contacts
from matxich.apps.registry.queries.representation import representatives_of
from matxich.domain.enterprises.freshness import LATE_DAYS, reminder_due
from matxich.domain.shared.bilingual import Text

KIND = "certificate_reminder"
_BATCH = 100
_SOON = Text("Chứng nhận {what} hết hạn ngày {until}.", "Certificate {what} expires on {until}.")
_OVER = Text("Chứng nhận {what} đã hết hạn ngày {until}.", "Certificate {what} expired on {until}.")


def remind_of_certificates(
    on: dt.date, now: dt.datetime, keep: Callable[[int, int], None] = lambda _done, _total: None
) -> int:
    """Write the reminders that are due on the day, to contact and representatives; return how many.

    May be run as often as one likes: a reminder that was written is not written again.
    """
    thresholds = [int(days) for days in value_on("certificate_reminder_days", on)]
    due = [
        (claim, days)
        for claim in _ending(on, max(thresholds))
        if (days := _due(claim, on, thresholds)) is not None
    ]
    count = 0
    for start in range(0, len(due), _BATCH):
        some = due[start : start + _BATCH]
        keys = {_key(claim, days) for claim, days in some}
        there = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
        contacts = registered_contacts(claim.enterprise_id for claim, _ in some)
        for claim, days in some:
            if _key(claim, days) not in there:
                _remind(claim, days, contacts.get(claim.enterprise_id), on, now)
                count += 1
        keep(min(start + _BATCH, len(due)), len(due))
    return count


def _ending(on: dt.date, days: int) -> list[Claim]:
    """Return the certificates of active firms that end soon or just did and whose renewal does not wait for an officer."""
    renewal = Claim.objects.filter(
        line=OuterRef("line"), state=Claim.State.PROPOSED, expires_on__gt=OuterRef("expires_on")
    )
    rows = Claim.objects.filter(
        ~Exists(renewal),
        kind="certificate",
        state=Claim.State.CURRENT,
        expires_on__gte=on - dt.timedelta(days=LATE_DAYS),
        expires_on__lte=on + dt.timedelta(days=days),
        enterprise__status=Status.ACTIVE,
    )
    return list(rows.select_related("enterprise").order_by("id"))


def _due(claim: Claim, on: dt.date, thresholds: list[int]) -> int | None:
    return reminder_due(claim.expires_on, on, thresholds) if claim.expires_on else None


def _key(claim: Claim, days: int) -> str:
    return f"{KIND}:{claim.pk}:{days}"


def _remind(claim: Claim, days: int, contact: Contact | None, on: dt.date, now: dt.datetime) -> None:
    expires_on = claim.expires_on or on
    what = Text(claim.summary_vi, claim.summary_en)
    letter = certificate_reminder(
        contact.language if contact else "vi",
        person=contact.full_name if contact else "",
        firm=claim.enterprise.name,
        what=what,
        expires_on=expires_on,
        on=on,
        site=settings.SITE_URL,
    )
    with transaction.atomic():
        # Without anybody to write to, the message stands in the outbox as held: that is how an officer sees it.
        queue_message(
            _key(claim, days),
            KIND,
            contact.email if contact else "",
            letter.subject,
            letter.body,
            language=letter.language,
            now=now,
            about=claim.enterprise,
        )
        text = (_OVER if expires_on < on else _SOON).format(what=what, until=day(expires_on))
        link = f"/desk/{claim.enterprise_id}/#claim-{claim.pk}"
        notify(representatives_of(claim.enterprise_id, on), text, link, now)
