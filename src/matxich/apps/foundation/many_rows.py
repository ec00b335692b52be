"""Writes very many rows at once: five times as fast as the general way, for what is made by a program, not by a person.

Nothing beside the rows is written: no signal is sent and no default is worked out that the objects do not hold already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField)


def insert_many(rows: Sequence[models.Model]) -> None:
    """Insert objects of one model and give them their numbers; inside a transaction, for the numbers are taken first.

    An object that another one of a later call points at has its number by then: set the pointer after this call.
    """
    if not rows:
        return
    model = type(rows[0])
    fields = list(model._meta.local_concrete_fields)  # noqa: SLF001 -- Django's documented name for it
    with transaction.atomic():
        for row, number in zip(rows, _numbers(model, len(rows)), strict=True):
            row.pk = number
        quote = connection.ops.quote_name
        table = quote(model._meta.db_table)  # noqa: SLF001 -- as above
        listed = ", ".join(quote(str(field.column)) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        takers = [(field.attname, _form(field, connections[DEFAULT_DB_ALIAS])) for field in fields]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} ({listed}) VALUES ({marks})",  # noqa: S608 -- names of our own models
                [
                    [
                        value if form is None else form(value)
                        for value, form in ((row.__dict__[name], form) for name, form in takers)
                    ]
                    for row in rows
                ],
            )
    for row in rows:
        row._state.adding = False  # noqa: SLF001 -- Django's documented name for it


def update_many(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write some fields of objects of one model that are there; inside a transaction."""
    if not rows:
        return
    meta = type(rows[0])._meta  # noqa: SLF001 -- Django's documented name for it
    fields: list[Any] = [*(meta.get_field(name) for name in names), meta.pk]
    takers = [(field.attname, _form(field, connections[DEFAULT_DB_ALIAS])) for field in fields]
    quote = connection.ops.quote_name
    *settings, key = (f"{quote(field.get_attname_column()[1])} = %s" for field in fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(meta.db_table)} SET {', '.join(settings)} WHERE {key}",  # noqa: S608 -- names of our own models
            [
                [
                    value if form is None else form(value)
                    for value, form in ((row.__dict__[name], form) for name, form in takers)
                ]
                for row in rows
            ],
        )


def _numbers(model: type[models.Model], count: int) -> Sequence[int]:
    """Return numbers that nobody else gets."""
    table, key = model._meta.db_table, model._meta.pk.get_attname_column()[1]  # noqa: SLF001 -- as above
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A transaction of SQLite here holds the write lock from its beginning.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            first = int(found[0]) + 1 if found else 1
            return range(first, first + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [f'"{table}"', key, count],
        )
        return [int(number) for (number,) in cursor.fetchall()]


def _form(field: models.Field[Any, Any], on: BaseDatabaseWrapper) -> Callable[[Any], Any] | None:
    """Return what brings a value of a column to the form that the driver takes; None where it is so already."""
    if isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, _PLAIN):
        return None
    if isinstance(field, models.JSONField):
        encoder = field.encoder
        return lambda value: on.ops.adapt_json_value(value, encoder)
    # A date and time is a date too, so it is asked for first.
    if isinstance(field, models.DateTimeField):
        return on.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return on.ops.adapt_datefield_value
    return lambda value: None if value is None else field.get_db_prep_save(value, on)
