"""Lines in people's bells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from matxich.apps.foundation.models import Notification
from matxich.domain.shared.bilingual import Text


def notify(user_ids: Iterable[int], text: Text, link: str, now: dt.datetime) -> None:
    """Tell each of these users once."""
    Notification.objects.bulk_create(
        Notification(user_id=one, text_vi=text.vi[:300], text_en=text.en[:300], link=link, created_at=now)
        for one in dict.fromkeys(user_ids)
    )


def mark_read(user_id: int, now: dt.datetime, notification_id: int | None = None) -> None:
    """Mark one line of a user's bell as read, or all of them."""
    rows = Notification.objects.filter(user_id=user_id, read_at=None)
    if notification_id is not None:
        rows = rows.filter(pk=notification_id)
    rows.update(read_at=now)
