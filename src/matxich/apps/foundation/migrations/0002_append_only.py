"""The database itself refuses to change or remove the history."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "foundation_auditentry"
SQLITE = {
    event: f"""
    CREATE TRIGGER audit_no_{event} BEFORE {event} ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """
    for event in ("update", "delete")
}
POSTGRESQL = [
    """
    CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$
    """,
    f"""
    CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_append_only()
    """,
]


def forbid(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set the triggers."""
    statements = POSTGRESQL if editor.connection.vendor == "postgresql" else list(SQLITE.values())
    for statement in statements:
        editor.execute(statement)


def allow(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER audit_append_only ON {TABLE}")
        editor.execute("DROP FUNCTION audit_append_only()")
    else:
        for event in SQLITE:
            editor.execute(f"DROP TRIGGER audit_no_{event}")


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = (("foundation", "0001_initial"),)
    operations = (migrations.RunPython(forbid, allow),)
