"""Writes database and attachments into one file, of one moment, while the site goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from matxich import __version__
from matxich.apps.foundation.attachments import folder
from matxich.apps.foundation.models import Attachment
from matxich.apps.foundation.whole_tables import (
    columns,
    kept_models,
    migrations,
    next_id,
    plain,
    rows,
    table_name,
)
from matxich.files import vault
from matxich.files.backup_archive import ArchiveWriter


def back_up(
    path: Path, *, now: dt.datetime, progress: Callable[[str, int], None] = lambda what, count: None
) -> dict[str, Any]:
    """Write a backup and return its manifest; the file is there only when it is whole.

    Args:
        path: where to; a file that is there is replaced at the end.
        now: the moment that the manifest shows.
        progress: told what is being written, and how much of it.

    Raises:
        OSError: it cannot be written.
    """
    missing: list[str] = []
    with ArchiveWriter(path) as archive, _one_moment() as connection:
        for model in kept_models():
            name = table_name(model)
            progress(name, 0)
            archive.add_table(
                name,
                [field.attname for field in columns(model)],
                rows(model, connection),
                next_id=next_id(model, connection),
                encode=plain,
                progress=lambda count, name=name: progress(name, count),  # type: ignore[misc]
            )
        tokens = Attachment.objects.order_by("id").values_list("token", flat=True)
        for count, token in enumerate(tokens.iterator(), start=1):
            # Files never change; one may have been erased since the moment that the tables are of.
            if not archive.add_attachment(token, vault.place(folder(), token)):
                missing.append(token)
            progress("attachments", count)
        return archive.finish(
            {
                "program": __version__,
                "made_at": now.isoformat(),
                "database": connection.vendor,
                "migrations": migrations(connection),
                "missing_attachments": missing,
            }
        )


@contextmanager
def _one_moment() -> Iterator[BaseDatabaseWrapper]:
    """A connection that sees the database as it was when it began, and hinders no writer; this thread's own meanwhile.

    SQLite's write-ahead log gives that to a transaction that only reads, PostgreSQL to one of repeatable reads.
    """
    usual = connections[DEFAULT_DB_ALIAS]
    reading = connections.create_connection(DEFAULT_DB_ALIAS)
    reading.settings_dict = {**usual.settings_dict, "OPTIONS": dict(usual.settings_dict["OPTIONS"])}
    if usual.vendor == "sqlite":
        reading.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    else:
        from psycopg import IsolationLevel  # noqa: PLC0415 -- installed only where PostgreSQL is used

        reading.settings_dict["OPTIONS"]["isolation_level"] = IsolationLevel.REPEATABLE_READ
    connections[DEFAULT_DB_ALIAS] = reading
    try:
        with transaction.atomic():
            # The moment is that of the first read.
            Attachment.objects.first()
            yield reading
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
        reading.close()
