"""Any file that a buyer or a firm sends → grids of text, or one clear sentence why not.

The kind is told by the content, never by the name. Limits are checked before the work they limit.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from matxich.domain.shared.findings import Finding
from matxich.domain.tables.model import Grid
from matxich.files import limits
from matxich.files.delimited import read_delimited
from matxich.files.encodings import decode
from matxich.files.errors import EmptyFileError, FileTooLargeError, NotASpreadsheetError, UnopenableFileError
from matxich.files.json_tables import looks_json, read_json
from matxich.files.kinds import Kind, kind_of
from matxich.files.workbook import read_ole_workbook, read_zip_workbook


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The grids of one file, empty sheets left out, and what was met while reading it."""

    grids: tuple[Grid, ...]
    findings: tuple[Finding, ...] = ()


def read_grids(source: str | os.PathLike[str] | bytes, name: str = "") -> ReadFile:
    """Read a workbook, a delimited text or a JSON file.

    Args:
        source: a path, or the content itself.
        name: what the user calls the file, for messages; the path's last part where it is not given.

    Raises:
        UnreadableFileError: nothing can be read; the class tells the cause, `text` what to do next.
    """
    name = name or ("" if isinstance(source, bytes) else Path(source).name)
    data = source if isinstance(source, bytes) else _content(Path(source), name)
    if len(data) > limits.MAX_FILE_BYTES:
        raise FileTooLargeError(name, len(data), limits.MAX_FILE_BYTES)
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xfe\xff"):
        raise EmptyFileError(name)
    kind = kind_of(data)
    if not isinstance(kind, Kind):
        raise NotASpreadsheetError(name, kind)
    if kind is Kind.ZIP:
        grids, findings = read_zip_workbook(data, name)
    elif kind is Kind.OLE:
        grids, findings = read_ole_workbook(data, name)
    else:
        grids, findings = _read_text(data, name)
    filled = tuple(_trimmed(grid) for grid in grids if any(map(any, grid.rows)))
    if not filled:
        raise EmptyFileError(name)
    return ReadFile(filled, tuple(findings))


def _content(path: Path, name: str) -> bytes:
    """Return the bytes of a file whose size was looked at first."""
    try:
        size = path.stat().st_size
        if size > limits.MAX_FILE_BYTES:
            raise FileTooLargeError(name, size, limits.MAX_FILE_BYTES)
        with path.open("rb") as opened:  # a pipe or a growing file has no honest size
            return opened.read(limits.MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnopenableFileError(name, error) from error


def _read_text(data: bytes, name: str) -> tuple[list[Grid], list[Finding]]:
    decoded = decode(data)
    if looks_json(decoded.text) and (name.lower().endswith(".json") or _closes(decoded.text)):
        return read_json(decoded.text, name)
    grid, findings = read_delimited(decoded, name)
    return [grid], findings


def _closes(text: str) -> bool:
    """Say whether a text ends as JSON does; "[A-1] Nắp máy;…" in a part list does not."""
    return text.lstrip()[:1] + text.rstrip()[-1:] in {"[]", "{}"}


def _trimmed(grid: Grid) -> Grid:
    """Drop the blank rows at the end."""
    last = len(grid.rows)
    while last and not any(grid.rows[last - 1]):
        last -= 1
    return grid if last == len(grid.rows) else Grid(grid.file, grid.sheet, grid.rows[:last], grid.first_row)
