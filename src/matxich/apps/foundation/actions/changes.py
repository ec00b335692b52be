"""Telling the search index and the matching snapshot that a record was written.

A follower reads the rows after the last number it knows. That is only right if a lower number never appears after a
higher one was read, so on a server with concurrent writers the number is taken under a lock that is held until the
transaction ends. SQLite has one writer at a time anyway.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection, transaction

from matxich.apps.foundation.models import Change

_LOCK = 0x6D61_7478  # "matx": one lock for the feed


def note_changes(kind: str, subject_ids: Iterable[int], now: dt.datetime) -> None:
    """Append one row a record to the feed; call it inside the transaction that wrote them, at its end."""
    ids = list(dict.fromkeys(subject_ids))
    if not ids:
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        Change.objects.bulk_create([Change(kind=kind, subject_id=one, at=now) for one in ids], batch_size=500)
