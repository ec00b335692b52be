"""DATABASE_URL, and how SQLite is opened."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from matxich.config import env
from matxich.config.databases import BUSY_TIMEOUT_MS, env_database_url

DEFAULT = Path("/data/matxich.sqlite3")


@pytest.fixture
def read(monkeypatch):
    """Read an address as the settings do."""
    monkeypatch.setattr(env, "DECLARED", [])

    def read_(url: str) -> dict:
        monkeypatch.setenv("X_URL", url)
        return env_database_url("X_URL", default=DEFAULT, help="…")

    return read_


def test_without_an_address_it_is_the_sqlite_file(read):
    assert read("")["NAME"] == DEFAULT


@pytest.mark.parametrize(
    ("url", "path"),
    [("sqlite:///data/a%20b.sqlite3", "data/a b.sqlite3"), ("sqlite:////srv/a.sqlite3", "/srv/a.sqlite3")],
)
def test_a_sqlite_address_names_a_file(read, url, path):
    assert read(url)["NAME"] == Path(path)


def test_a_postgresql_address_is_taken_apart(read):
    config = read("postgresql://m%40x:p%2Fw@db.example:5433/mat%20xich?sslmode=require&connect_timeout=3")
    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["USER"], config["PASSWORD"]) == ("m@x", "p/w")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example", "5433", "mat xich")
    assert config["OPTIONS"] == {"sslmode": "require", "connect_timeout": "3"}


def test_a_socket_is_named_after_the_question_mark(read):
    config = read("postgres://matxich@/registry?host=/run/postgresql")
    assert (config["HOST"], config["PORT"], config["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("mysql://u:hidden@h/d", "must start with postgresql"),
        ("postgresql://u:hidden@h", "names no database"),
        ("postgresql://u:hidden@h:99999/d", "not an address"),
        ("postgresql://u:hidden@h/d?sslmod=require", "unknown option sslmod"),
        ("sqlite://hidden/a.sqlite3", "write sqlite:///"),
        ("hidden", "must start with"),
    ],
)
def test_a_wrong_address_is_refused_without_being_repeated(read, url, problem):
    with pytest.raises(env.BadSetting, match=problem) as refusal:
        read(url)
    assert "hidden" not in str(refusal.value)


@pytest.mark.django_db
def test_the_database_is_opened_as_it_should_be():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version_num")
            assert int(cursor.fetchone()[0]) >= 150000
            return
        found = {}
        for pragma in ("journal_mode", "busy_timeout", "foreign_keys"):
            cursor.execute(f"PRAGMA {pragma}")
            (found[pragma],) = cursor.fetchone()
    assert found == {"journal_mode": "wal", "busy_timeout": BUSY_TIMEOUT_MS, "foreign_keys": 1}
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.django_db
def test_the_migrations_are_all_applied_and_none_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)
