"""All tables of the site as rows of plain values, whatever database they stand in: what backup and restore share."""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import uuid
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

#: apps whose rows every installation makes for itself, or that last as long as somebody is signed in
LEFT_OUT = frozenset({"contenttypes", "auth", "sessions", "usersessions"})
_CHUNK = 2_000


def kept_models() -> list[type[models.Model]]:
    """Return the models whose rows are kept, tables between two models among them, by name."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT  # noqa: SLF001 -- Django's documented name for it
    ]
    return sorted(found, key=table_name)


def table_name(model: type[models.Model]) -> str:
    """Return how a backup names a table."""
    return model._meta.label_lower  # noqa: SLF001 -- as above


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the fields of a model that are columns of its table."""
    return list(model._meta.local_concrete_fields)  # noqa: SLF001 -- as above


def rows(model: type[models.Model], connection: BaseDatabaseWrapper) -> Iterator[list[Any]]:
    """Yield all rows of a table in the order of their keys, streaming."""
    names = [field.attname for field in columns(model)]
    every = model._base_manager.using(connection.alias).order_by("pk").values_list(*names)  # noqa: SLF001 -- as above
    for row in every.iterator(chunk_size=_CHUNK):
        yield list(row)


def plain(value: Any) -> Any:
    """Return a value that JSON has no form for as one that it has.

    Raises:
        TypeError: nobody has said how.
    """
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID | decimal.Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"a backup has no form for {type(value).__name__}")


def stored(field: models.Field[Any, Any], value: Any, connection: BaseDatabaseWrapper) -> Any:
    """Return a value of a backup as the database's driver takes it."""
    if isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.JSONField):
        # None is JSON's null where the column must not be empty.
        if value is None and field.null:
            return None
        return connection.ops.adapt_json_value(value, field.encoder)
    if value is not None and isinstance(field, models.BinaryField):
        value = base64.b64decode(value)
    return field.get_db_prep_save(field.to_python(value), connection)


def next_id(model: type[models.Model], connection: BaseDatabaseWrapper) -> int | None:
    """Return the number that the next row would get; None where the database counts none.

    A number that was given once is never given again, for the history names records by it.
    """
    key = model._meta.pk  # noqa: SLF001 -- as above
    if not isinstance(key, models.AutoField | models.BigAutoField):
        return None
    table = model._meta.db_table  # noqa: SLF001 -- as above
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            return int(found[0]) + 1 if found else 1
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', key.column])
        sequence = cursor.fetchone()[0]
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 -- named by the database itself
        last, called = cursor.fetchone()
        return int(last) + bool(called)


def set_next_id(model: type[models.Model], number: int, connection: BaseDatabaseWrapper) -> None:
    """Let the next row get this number."""
    key = model._meta.pk  # noqa: SLF001 -- as above
    table = model._meta.db_table  # noqa: SLF001 -- as above
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number - 1])
            return
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", [f'"{table}"', key.column, number]
        )


def migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Return which changes of the tables have been made: two installations with the same have the same tables."""
    done = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in done if app not in LEFT_OUT)
