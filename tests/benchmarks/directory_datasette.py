"""The peer: the generated firms as one SQLite table with full-text search and indexes, answered by Datasette."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from datasette.app import Datasette

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.directory.entry import Entry
from matxich.domain.directory.facets import facet_values, value_code
from matxich.domain.shared.text import fold

_COLUMNS = (
    "id",
    "name",
    "tax_code",
    "size",
    "ownership",
    "district",
    "commune",
    "cluster",
    "grade",
    "confirmed_on",
)
_LISTS = ("process", "material", "certificate", "market")


def write_rows(path: Path, entries: Iterable[Entry], on: dt.date) -> None:
    """Write the table as somebody would who knows Datasette: arrays as JSON, an index on each column that is filtered."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    with database:
        database.execute(f"CREATE TABLE firms ({', '.join((*_COLUMNS, *_LISTS, 'words'))}, PRIMARY KEY (id))")
        marks = ", ".join("?" * (len(_COLUMNS) + len(_LISTS) + 1))
        database.executemany(f"INSERT INTO firms VALUES ({marks})", (_row(entry, on) for entry in entries))
        for column in ("size", "ownership", "district", "commune", "cluster", "grade"):
            database.execute(f"CREATE INDEX firms_{column} ON firms ({column})")
        database.execute("CREATE VIRTUAL TABLE firms_fts USING fts5(words, content=firms)")
        database.execute("INSERT INTO firms_fts (rowid, words) SELECT rowid, words FROM firms")
    database.close()


def _row(entry: Entry, on: dt.date) -> tuple[object, ...]:
    values = facet_values(entry, load_vocabulary(), on)
    single = [
        value_code(values[name][0]) if values[name] else None
        for name in ("size", "ownership", "district", "commune", "cluster", "grade")
    ]
    labels = (load_vocabulary().processes.label(code).vi for code in values["process"])
    words = fold(
        " ".join((entry.name, entry.name_en, *entry.aliases, *entry.products, entry.description, *labels))
    )
    day = entry.confirmed_on.isoformat() if entry.confirmed_on else None
    return (
        entry.enterprise_id,
        entry.name,
        entry.tax_code,
        *single,
        day,
        *(json.dumps(values[name]) for name in _LISTS),
        words,
    )


async def datasette_answers(path: Path, questions: Sequence[dict[str, str]]) -> list[float]:
    """Return the milliseconds of each list with three facets counted, asked in the same process without a network."""
    settings = {"sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000, "default_page_size": 20}
    datasette = Datasette([str(path)], settings=settings)
    await datasette.invoke_startup()
    spent = []
    for number, asked in enumerate([*questions[:5], *questions]):
        query = {
            "_facet": ["ownership", "commune"],
            "_facet_array": "certificate",
            "_search": fold(asked["q"]),
            "size": asked["size"],
            "district": asked["district"],
            "process__arraycontains": asked["process"],
        }
        pairs = [
            (key, one)
            for key, value in query.items()
            for one in (value if isinstance(value, list) else [value])
            if one
        ]
        began = time.perf_counter()
        answer = await datasette.client.get(f"/{path.stem}/firms.json", params=pairs)
        assert answer.status_code == 200, answer.text
        if number >= 5:
            spent.append((time.perf_counter() - began) * 1000)
    return spent
