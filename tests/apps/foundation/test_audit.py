"""The history: appended to, read by parts, and refused any change by the code and by the database itself."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actions.audit import plain, record
from matxich.apps.foundation.actor import COMMAND, Actor
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.foundation.models.audit_entry import AppendOnlyError
from matxich.apps.foundation.queries.audit import Wanted, entries, page_after

NOW = dt.datetime(2026, 11, 25, 2, tzinfo=dt.UTC)


def note(
    action: str = "person.corrected", subject_id: int = 1, actor: Actor = COMMAND, now: dt.datetime = NOW
):
    """Write one entry about a person."""
    return record(actor, action, User(pk=subject_id), {"language": ("vi", "en")}, now=now, reason="vì sao")


@pytest.mark.django_db
def test_an_entry_is_never_changed_or_removed_by_the_code():
    entry = note()
    entry.reason = "khác"
    for act in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(reason=""),
    ):
        with pytest.raises(AppendOnlyError):
            act()
    assert AuditEntry.objects.get().reason == "vì sao"


@pytest.mark.django_db
def test_the_database_itself_refuses_to_change_an_entry():
    note()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE foundation_auditentry SET reason = 'khác'")
    assert AuditEntry.objects.get().reason == "vì sao"


@pytest.mark.django_db
def test_the_database_itself_refuses_to_remove_an_entry():
    if connection.vendor == "sqlite":
        # tests that commit empty their tables, so the test database goes without this one trigger: it is set again here
        from importlib import import_module

        migration = import_module("matxich.apps.foundation.migrations.0002_append_only")
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_delete")
            cursor.execute(migration.SQLITE["delete"])
    note()
    try:
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM foundation_auditentry")
        assert AuditEntry.objects.count() == 1
    finally:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER audit_no_delete")


@pytest.mark.django_db
def test_what_is_asked_for_is_found_and_nothing_else():
    mine = note("role.granted", 5, Actor(7))
    note("role.ended", 5, Actor(8), NOW + dt.timedelta(days=2))
    note("person.created", 6)
    asked = {
        Wanted(actor_ids=frozenset({7})): 1,
        Wanted(actor_ids=frozenset()): 0,
        Wanted(action="role"): 2,
        Wanted(action="role.granted"): 1,
        Wanted(action="rol"): 0,
        Wanted(subject_type="accounts.user", subject_id=5): 2,
        Wanted(since=NOW + dt.timedelta(days=1)): 1,
        Wanted(until=NOW + dt.timedelta(days=1)): 2,
        Wanted(): 3,
    }
    assert {wanted: entries(wanted).count() for wanted in asked} == asked
    assert list(entries(Wanted(action="role.granted"))) == [mine]


@pytest.mark.django_db
def test_pages_by_cursor_show_every_entry_once_while_others_are_written():
    for number in range(1, 8):
        note(subject_id=number)
    seen, cursor = [], None
    while True:
        rows, cursor = page_after(entries(Wanted()), cursor, 3)
        seen += [row.subject_id for row in rows]
        note(subject_id=99)
        if cursor is None:
            break
    assert seen == [7, 6, 5, 4, 3, 2, 1]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text() | st.dates(), st.lists))
def test_any_value_is_kept_as_json_can_hold_it(value):
    import json

    assert json.loads(json.dumps(plain(value))) == plain(value)
