"""Where the data lies: SQLite in the data folder, or the server that DATABASE_URL names.

SQLite runs in WAL mode with `BEGIN IMMEDIATE`: readers never wait, and a writer waits its turn at the start of its
transaction instead of failing in the middle of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from matxich.config.env import BadSetting, env_secret

#: Milliseconds that a SQLite writer waits for another one. SQLite's queue is not fair: with dozens of writers at once the
#: last one waits for all others, and on a slow machine each takes a tenth of a second.
BUSY_TIMEOUT_MS = 60_000
_PORTS = range(1, 65_536)
#: What may follow the `?` of a PostgreSQL address: libpq's own words.
_POSTGRESQL_OPTIONS = frozenset(
    {"application_name", "connect_timeout", "host", "options", "sslcert", "sslkey", "sslmode", "sslrootcert"}
)


def env_database_url(name: str, *, default: Path, help: str) -> dict[str, Any]:
    """Return Django's settings of one database from an address, or of the SQLite file `default`.

    Understood: `sqlite:///relative.sqlite3`, `sqlite:////absolute.sqlite3`,
    `postgresql://user:password@host:5432/name?sslmode=require` and, for a socket, `postgresql://user@/name?host=/run/…`.

    Raises:
        BadSetting: the address is none of these. The message never repeats it, for it may hold a password.
    """
    url = env_secret(name, help=help, kind="address", shown="SQLite in the data folder")
    if url is None:
        return sqlite(default)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise BadSetting(name, f"not an address: {problem}") from None
    if parts.scheme == "sqlite":
        path = unquote(parts.path).removeprefix("/")
        if parts.netloc or not path:
            raise BadSetting(name, "write sqlite:///relative.sqlite3 or sqlite:////absolute.sqlite3")
        return sqlite(Path(path))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(name, "must start with postgresql:// or sqlite:///")
    database = unquote(parts.path).removeprefix("/")
    if not database:
        raise BadSetting(name, "names no database: postgresql://user:password@host/NAME")
    if port is not None and port not in _PORTS:
        raise BadSetting(name, "the port must be within 1 to 65535")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(set(options) - _POSTGRESQL_OPTIONS)
    if unknown:
        raise BadSetting(
            name, f"unknown option {', '.join(unknown)}; known: {', '.join(sorted(_POSTGRESQL_OPTIONS))}"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Return Django's settings of a SQLite file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_TIMEOUT_MS / 1000,
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
                f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS};"
                "PRAGMA foreign_keys=ON;"
            ),
        },
    }
