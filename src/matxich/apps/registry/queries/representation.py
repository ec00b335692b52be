"""Who acts for which firm."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from matxich.apps.registry.models import Enterprise, Representative
from matxich.apps.registry.models.enterprise import Status


def represented(user_id: int, on: dt.date) -> list[Enterprise]:
    """Return the firms that a user acts for on a day, by name."""
    ids = _held(on).filter(user_id=user_id).values("enterprise_id")
    return list(Enterprise.objects.filter(pk__in=ids).exclude(status=Status.MERGED))


def represents(user_id: int, enterprise_id: int, on: dt.date) -> bool:
    """Say whether a user acts for a firm on a day."""
    return _held(on).filter(user_id=user_id, enterprise_id=enterprise_id).exists()


def representatives_of(enterprise_id: int, on: dt.date) -> list[int]:
    """Return the numbers of the users who act for a firm on a day."""
    return list(_held(on).filter(enterprise_id=enterprise_id).values_list("user_id", flat=True).distinct())


def _held(on: dt.date) -> QuerySet[Representative]:
    return Representative.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on, user__is_active=True
    )
