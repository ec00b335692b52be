"""The file of a backup: a ZIP with one JSON-lines entry a table, the attachments, and a manifest that checks them all.

A row is one JSON list in the order of the columns that the manifest names, so that no database's own form is in it.
The manifest is written last; a file without one was broken off.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from matxich.domain.shared.bilingual import Text

FORMAT = 1
MANIFEST = "manifest.json"
_PIECE = 1 << 20
_TOKEN = re.compile(r"[0-9a-f]{32}")
_LEVEL = 6
_OWNER_ONLY = 0o600


class BadBackupError(Exception):
    """The file is no backup of this program, or not whole; `text` says what is wrong."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


_NO_ZIP = Text(
    "«{file}» không phải tệp sao lưu, hoặc bị cắt ngang khi ghi ({cause}). Hãy dùng bản sao lưu khác.",
    "“{file}” is no backup, or was cut short while it was written ({cause}). Use another backup.",
)
_OTHER_FORMAT = Text(
    "«{file}» có định dạng {found}, chương trình này đọc định dạng {known}. Hãy dùng đúng phiên bản chương trình.",
    "“{file}” has format {found}, this program reads format {known}. Use the version that wrote it.",
)
_DAMAGED = Text(
    "Phần «{entry}» của «{file}» không khớp mã kiểm tra: tệp đã hỏng hoặc bị sửa. Hãy dùng bản sao lưu khác.",
    "The part “{entry}” of “{file}” does not match its checksum: the file is damaged or was changed. Use another backup.",
)
_MISSING = Text(
    "«{file}» thiếu phần «{entry}»: tệp không đầy đủ. Hãy dùng bản sao lưu khác.",
    "“{file}” lacks the part “{entry}”: it is not whole. Use another backup.",
)


class ArchiveWriter:
    """Writes a backup beside its place and moves it there when it is whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._draft = path.with_name(f".{path.name}.{os.getpid()}.part")
        # It holds personal data: nobody else may read it, from the first byte on.
        handle = os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
        self._file = os.fdopen(handle, "wb")
        self._zip = zipfile.ZipFile(
            self._file, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=_LEVEL
        )
        self._tables: list[dict[str, Any]] = []
        self._attachments: list[dict[str, Any]] = []

    def add_table(
        self,
        name: str,
        columns: list[str],
        rows: Iterable[list[Any]],
        *,
        next_id: int | None,
        encode: Callable[[Any], Any],
        progress: Callable[[int], None] = lambda count: None,
    ) -> int:
        """Add a table and return its number of rows.

        Args:
            next_id: the number that the next row would get; None for a table that counts none.
            encode: what to put for a value that JSON has no form for.
            progress: told the number of rows now and then.
        """
        digest, count = hashlib.sha256(), 0
        with self._zip.open(f"tables/{name}.jsonl", "w", force_zip64=True) as entry:
            for row in rows:
                line = (
                    json.dumps(
                        row, ensure_ascii=False, default=encode, separators=(",", ":"), sort_keys=True
                    ).encode()
                    + b"\n"
                )
                digest.update(line)
                entry.write(line)
                count += 1
                if not count % 5000:
                    progress(count)
        self._tables.append(
            {
                "name": name,
                "columns": columns,
                "rows": count,
                "next_id": next_id,
                "sha256": digest.hexdigest(),
            }
        )
        return count

    def add_attachment(self, token: str, source: Path) -> bool:
        """Add the bytes of an attachment; False when they are no longer there."""
        digest, size = hashlib.sha256(), 0
        try:
            file = source.open("rb")
        except FileNotFoundError:
            return False
        with file, self._zip.open(f"attachments/{token}", "w", force_zip64=True) as entry:
            while piece := file.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                entry.write(piece)
        self._attachments.append({"token": token, "size": size, "sha256": digest.hexdigest()})
        return True

    def finish(self, about: dict[str, Any]) -> dict[str, Any]:
        """Write the manifest, bring everything to the disk, put the file in its place; return the manifest."""
        manifest = {"format": FORMAT, **about, "tables": self._tables, "attachments": self._attachments}
        self._zip.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._draft.replace(self.path)
        return manifest

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._file.closed:
            # Broken off: what was written is of no use.
            self._zip.fp = None
            self._file.close()
        self._draft.unlink(missing_ok=True)


class ArchiveReader:
    """Reads a backup; nothing in it is believed before its checksum was worked out."""

    def __init__(self, path: Path) -> None:
        """Open a backup.

        Raises:
            BadBackupError: it is none, is not whole, or has another format.
            OSError: it cannot be opened.
        """
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest: dict[str, Any] = json.loads(self._zip.read(MANIFEST))
            found = self.manifest["format"]
        except (zipfile.BadZipFile, KeyError, ValueError) as problem:
            raise BadBackupError(_NO_ZIP.format(file=path.name, cause=str(problem))) from problem
        if found != FORMAT:
            raise BadBackupError(_OTHER_FORMAT.format(file=path.name, found=str(found), known=str(FORMAT)))

    def verify(self, progress: Callable[[int], None] = lambda count: None) -> None:
        """Read every part once and compare it with the manifest.

        Raises:
            BadBackupError: a part is missing, or differs.
        """
        parts = [(f"tables/{one['name']}.jsonl", one["sha256"]) for one in self.manifest["tables"]]
        for one in self.manifest["attachments"]:
            if not _TOKEN.fullmatch(one["token"]):
                raise BadBackupError(_DAMAGED.format(entry=one["token"], file=self.path.name))
            parts.append((f"attachments/{one['token']}", one["sha256"]))
        for place, (name, wanted) in enumerate(parts):
            digest = hashlib.sha256()
            try:
                with self._open(name) as entry:
                    while piece := entry.read(_PIECE):
                        digest.update(piece)
            except (zipfile.BadZipFile, EOFError, OSError) as problem:
                raise BadBackupError(_DAMAGED.format(entry=name, file=self.path.name)) from problem
            if digest.hexdigest() != wanted:
                raise BadBackupError(_DAMAGED.format(entry=name, file=self.path.name))
            progress(place + 1)

    def rows(self, name: str) -> Iterator[list[Any]]:
        """Yield the rows of a table."""
        with self._open(f"tables/{name}.jsonl") as entry:
            for line in entry:
                yield json.loads(line)

    def copy_attachment(self, token: str, target: Path) -> None:
        """Write an attachment's bytes to its place; a part of it is never there under its name."""
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target.with_name(f".{target.name}.part")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
        with self._open(f"attachments/{token}") as entry, os.fdopen(handle, "wb") as file:
            while piece := entry.read(_PIECE):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)

    def _open(self, name: str) -> IO[bytes]:
        try:
            return self._zip.open(name)
        except KeyError as problem:
            raise BadBackupError(_MISSING.format(entry=name, file=self.path.name)) from problem

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
