"""A registry on disk: columns as .npy files, opened by memory map so that every process on the machine shares them.

<folder>/header.json      what it is: format, vocabulary, counts, names of the columns
         lines/<name>.npy    one entry per line       firms/<name>.npy    one entry per firm
         sets/<name>.npy     the distinct sets        starts.npy          first line of each process
         records.bin, offsets.npy, ids.npy            the firms themselves, see `index_firms`
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from matxich.domain.matching.columns import Registry
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.files.index_firms import (
    CERTIFICATE_FIELDS,
    FIRM_FIELDS,
    LINE_FIELDS,
    MACHINE_FIELDS,
    StoredFirms,
    encode_firm,
)

FORMAT = 1
#: a record's lists are read by place, so an index made for other fields is not read at all
_FIELDS = {
    "firm": FIRM_FIELDS,
    "line": LINE_FIELDS,
    "certificate": CERTIFICATE_FIELDS,
    "machine": MACHINE_FIELDS,
}
_PARTS = ("lines", "firms", "sets")


class UnusableIndexError(Exception):
    """A folder that is no index, or not one that can be used here; `text` says why and what to do."""

    def __init__(self, folder: Path, text: Text) -> None:
        super().__init__(text.en)
        self.folder = folder
        self.text = text


class NoIndexError(UnusableIndexError):
    """The folder holds no complete index."""

    def __init__(self, folder: Path, cause: str) -> None:
        text = Text(
            "Thư mục «{folder}» không phải là chỉ mục đầy đủ ({cause}). Hãy tạo lại chỉ mục từ tệp doanh nghiệp.",
            "The folder “{folder}” is no complete index ({cause}). Build the index anew from the suppliers.",
        )
        super().__init__(folder, text.format(folder=folder, cause=cause))


class StaleIndexError(UnusableIndexError):
    """The index was built with another vocabulary or by another version: its numbers mean something else now."""

    def __init__(self, folder: Path, what: str, found: object, wanted: object) -> None:
        text = Text(
            "Chỉ mục «{folder}» được tạo với {what} khác ({found}, hiện nay {wanted}). Hãy tạo lại chỉ mục từ tệp doanh nghiệp.",
            "The index “{folder}” was built with another {what} ({found}, now {wanted}). Build it anew from the suppliers.",
        )
        super().__init__(folder, text.format(folder=folder, what=what, found=str(found), wanted=str(wanted)))
        self.what, self.found, self.wanted = what, found, wanted


def write_index(registry: Registry, folder: Path, records: Iterable[bytes] | None = None) -> None:
    """Write a registry to a folder; one that is there is replaced only when the new one is complete.

    Args:
        records: the firms' records in order, where they are at hand; made from `registry.details` otherwise.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}")
    fresh.mkdir()
    try:
        for part in _PARTS:
            (fresh / part).mkdir()
            for name, column in getattr(registry, part).items():
                np.save(fresh / part / f"{name}.npy", np.ascontiguousarray(column))
        np.save(fresh / "starts.npy", registry.starts)
        _write_ids(fresh, registry.supplier_ids)
        _write_records(fresh, map(encode_firm, registry.details) if records is None else records)
        (fresh / "header.json").write_text(json.dumps(_header(registry), indent=1), encoding="utf-8")
        _replace(folder, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _header(registry: Registry) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "vocabulary": registry.vocabulary.version,
        "fields": {name: list(fields) for name, fields in _FIELDS.items()},
        "firm_count": registry.firm_count,
        "line_count": registry.line_count,
        "certificates": dict(registry.certificate_rows),
        "columns": {part: sorted(getattr(registry, part)) for part in _PARTS},
    }


def _write_records(folder: Path, records: Iterable[bytes]) -> None:
    lengths = [0]
    with (folder / "records.bin").open("wb", buffering=1 << 20) as file:
        lengths.extend(file.write(record) for record in records)
        file.flush()
        os.fsync(file.fileno())
    np.save(folder / "offsets.npy", np.cumsum(np.array(lengths, np.int64)))


def _write_ids(folder: Path, supplier_ids: Sequence[str]) -> None:
    encoded = [supplier_id.encode() for supplier_id in supplier_ids]
    np.save(folder / "ids.npy", np.array(encoded, np.dtype(f"S{max(map(len, encoded), default=1) or 1}")))


class StoredIds(Sequence[str]):
    """The firms' ids out of a column of bytes."""

    def __init__(self, column: NDArray[np.bytes_]) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        found: bytes | list[bytes] = self._column[place].tolist()
        return [one.decode() for one in found] if isinstance(found, list) else found.decode()


def _replace(folder: Path, fresh: Path) -> None:
    """Put the new folder in the place of the old one; whoever has the old one open keeps it until he closes it."""
    old = fresh.with_name(f"{fresh.name}.old")
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def open_index(folder: Path, vocabulary: Vocabulary) -> Registry:
    """Open an index by memory map; nothing is read before it is needed.

    Raises:
        NoIndexError: the folder is not there, or something is missing in it.
        StaleIndexError: built with another vocabulary, or by a version with other fields.
    """
    header = _read_header(folder, vocabulary)
    try:
        parts = {
            part: {name: _column(folder / part / f"{name}.npy") for name in header["columns"][part]}
            for part in _PARTS
        }
        starts, offsets = _column(folder / "starts.npy"), _column(folder / "offsets.npy")
        ids, details = _column(folder / "ids.npy"), StoredFirms(folder / "records.bin", offsets)
    except (OSError, ValueError) as error:
        raise NoIndexError(folder, str(error)) from error
    _check_lengths(folder, header, parts, details)
    return Registry(
        vocabulary,
        parts["lines"],
        parts["firms"],
        header["certificates"],
        details,
        starts,
        parts["sets"],
        StoredIds(ids),
    )


def _read_header(folder: Path, vocabulary: Vocabulary) -> dict[str, Any]:
    try:
        header: dict[str, Any] = json.loads((folder / "header.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NoIndexError(folder, f"header.json: {error}") from error
    if header.get("format") != FORMAT:
        raise StaleIndexError(folder, "format", header.get("format"), FORMAT)
    if header.get("vocabulary") != vocabulary.version:
        raise StaleIndexError(folder, "vocabulary", header.get("vocabulary"), vocabulary.version)
    for name, fields in _FIELDS.items():
        if header["fields"].get(name) != list(fields):
            raise StaleIndexError(folder, f"{name} record", header["fields"].get(name), list(fields))
    return header


def _column(path: Path) -> NDArray[Any]:
    # A plain array over the same map: `memmap` itself costs several microseconds at every slice.
    return np.asarray(np.load(path, mmap_mode="r"))


def _check_lengths(
    folder: Path,
    header: Mapping[str, Any],
    parts: Mapping[str, Mapping[str, NDArray[Any]]],
    details: StoredFirms,
) -> None:
    """Refuse an index of which a part was cut off or exchanged."""
    wanted = {"lines": header["line_count"], "firms": header["firm_count"]}
    for part, count in wanted.items():
        for name, column in parts[part].items():
            if column.shape[-1] != count:
                raise NoIndexError(folder, f"{part}/{name}.npy: {column.shape[-1]} ≠ {count}")
    if len(details) != header["firm_count"] or details.last != details.size:
        raise NoIndexError(folder, f"records.bin: {details.size} ≠ {details.last}")
