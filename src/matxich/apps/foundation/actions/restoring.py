"""Fills an empty installation from a backup. All rows come in one transaction; a restore that was broken off says so.

Files are copied before the transaction ends, so a row never lacks its file. Until everything is there a note lies in
the data folder: while it does, the site does not start.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from matxich.apps.foundation.attachments import folder
from matxich.apps.foundation.whole_tables import (
    columns,
    kept_models,
    migrations,
    set_next_id,
    stored,
    table_name,
)
from matxich.domain.shared.bilingual import Text
from matxich.files import vault
from matxich.files.backup_archive import ArchiveReader, BadBackupError

_NOTE = "restore-unfinished.json"
_CHUNK = 1_000
_NOT_EMPTY = Text(
    "Chỉ khôi phục vào bản cài đặt trống, nhưng đã có dữ liệu trong: {tables}. Hãy chỉ MATXICH_DATA_DIR (hoặc DATABASE_URL) tới nơi trống rồi chạy lại.",
    "A backup goes into an empty installation only, but there is data in: {tables}. Point MATXICH_DATA_DIR (or DATABASE_URL) to an empty place and run it again.",
)
_OTHER_TABLES = Text(
    "Bản sao lưu do phiên bản {program} ghi, với cấu trúc bảng khác ({detail}). Hãy cài đúng phiên bản đó, khôi phục, rồi nâng cấp.",
    "The backup was written by version {program}, whose tables differ ({detail}). Install that version, restore, then upgrade.",
)
_UNFINISHED = Text(
    "Việc khôi phục từ «{file}» bị ngắt giữa chừng nên bản cài đặt này chưa dùng được. Hãy chạy lại: matxich restore {file}",
    "Restoring from “{file}” was broken off, so this installation cannot be used yet. Run again: matxich restore {file}",
)


class NotEmptyError(Exception):
    """There is data where the backup should go; `text` says in which tables."""

    def __init__(self, tables: dict[str, int]) -> None:
        self.tables = tables
        listed = ", ".join(f"{name} ({count})" for name, count in itertools.islice(tables.items(), 5))
        self.text = _NOT_EMPTY.format(tables=listed)
        super().__init__(self.text.en)


def restore(path: Path, *, progress: Callable[[str, int], None] = lambda what, count: None) -> dict[str, Any]:
    """Fill the database and the attachments from a backup and return its manifest.

    Args:
        path: the backup.
        progress: told what is being done, and how much of it.

    Raises:
        BadBackupError: the file is no backup, is damaged, or its tables are not this program's.
        NotEmptyError: there is data already.
        OSError: a file cannot be read or written.
    """
    with ArchiveReader(path) as archive:
        manifest = archive.manifest
        _fits(manifest)
        there = filled_tables()
        if there:
            raise NotEmptyError(there)
        archive.verify(lambda count: progress("verify", count))
        note = _note()
        note.write_text(json.dumps({"file": str(path.resolve())}), encoding="utf-8")
        with transaction.atomic():
            for model in kept_models():
                _fill(model, archive, progress)
            for count, one in enumerate(manifest["attachments"], start=1):
                archive.copy_attachment(one["token"], vault.place(folder(), one["token"]))
                progress("attachments", count)
        note.unlink()
    return manifest


def unfinished() -> Text | None:
    """Return that a restore was broken off here, and what to do; None when none was."""
    try:
        noted = json.loads(_note().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:  # broken off while the note was written
        noted = {}
    return _UNFINISHED.format(file=noted.get("file", "FILE"))


def filled_tables() -> dict[str, int]:
    """Return how many rows there are, by table that has any."""
    counts = {table_name(model): model._base_manager.count() for model in kept_models()}  # noqa: SLF001 -- Django's documented name for it
    return {name: count for name, count in counts.items() if count}


def _fits(manifest: dict[str, Any]) -> None:
    """Compare the tables that the backup is of with those that are here."""
    own, theirs = set(migrations(connection)), set(manifest["migrations"])
    differing = sorted(own ^ theirs)
    here = {table_name(model): [field.attname for field in columns(model)] for model in kept_models()}
    given = {one["name"]: one["columns"] for one in manifest["tables"]}
    differing += sorted(name for name in here.keys() | given.keys() if here.get(name) != given.get(name))
    if differing:
        detail = ", ".join(differing[:5])
        raise BadBackupError(_OTHER_TABLES.format(program=manifest.get("program", "?"), detail=detail))


def _fill(model: type[models.Model], archive: ArchiveReader, progress: Callable[[str, int], None]) -> None:
    name, fields = table_name(model), columns(model)
    entry = next(one for one in archive.manifest["tables"] if one["name"] == name)
    quote = connection.ops.quote_name
    listed = ", ".join(quote(str(field.column)) for field in fields)
    table = quote(model._meta.db_table)  # noqa: SLF001 -- Django's documented name for it
    sql = f"INSERT INTO {table} ({listed}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608 -- names of our own models
    count = 0
    with connection.cursor() as cursor:
        for chunk in _chunks(archive.rows(name)):
            values = [
                tuple(stored(field, value, connection) for field, value in zip(fields, row, strict=True))
                for row in chunk
            ]
            cursor.executemany(sql, values)
            count += len(chunk)
            progress(name, count)
    if entry["next_id"] is not None:
        set_next_id(model, entry["next_id"], connection)


def _chunks(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while chunk := list(itertools.islice(rows, _CHUNK)):
        yield chunk


def _note() -> Path:
    return Path(settings.DATA_DIR) / _NOTE
