"""What is in somebody's bell."""

from __future__ import annotations

from django.db.models import QuerySet

from matxich.apps.foundation.models import Notification


def unread_count(user_id: int) -> int:
    """Return how many lines of a user's bell are unread."""
    return Notification.objects.filter(user_id=user_id, read_at=None).count()


def bell_of(user_id: int) -> QuerySet[Notification]:
    """Return the lines of a user's bell, newest first."""
    return Notification.objects.filter(user_id=user_id)
