"""Workbooks are read in a process of their own.

One false number in a file makes the Rust reader ask for hundreds of gigabytes and end its process at once, without
an exception: `uniqueCount="2147483648"` in an .xlsx, the length of the table of strings in an .xls. So the child
dies, not the server. It costs about 50 ms a file.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from matxich.files.sheets import RawSheet, SheetsError, load_sheets

_MEMORY_BYTES = 3 << 30
_SECONDS = 120


def load_sheets_isolated(data: bytes) -> list[RawSheet]:
    """Return the sheets as `load_sheets` does, from a child process with bounded memory and time.

    Raises:
        SheetsError: the reader gave up, died, or took too long.
    """
    # The child finds our package where we found it, and nothing in the folder it happens to start in.
    path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    environment = os.environ | {"PYTHONPATH": path, "RUST_BACKTRACE": "0"}
    command = [sys.executable, "-P", "-m", "matxich.files.isolated"]
    try:
        child = subprocess.run(
            command, input=data, capture_output=True, env=environment, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise SheetsError(f"not read within {_SECONDS} s") from error
    if child.returncode != 0:
        raise SheetsError("the content contradicts itself")
    answer = json.loads(child.stdout)
    if "error" in answer:
        raise SheetsError(answer["error"], encrypted=answer["encrypted"])
    return [_raw_sheet(sheet) for sheet in answer["sheets"]]


def _raw_sheet(sheet: dict[str, Any]) -> RawSheet:
    rows = [tuple(row) for row in sheet.pop("rows")]
    merges = [(top, left, bottom, right) for top, left, bottom, right in sheet.pop("merges")]
    return RawSheet(rows=rows, merges=merges, **sheet)


def _bound_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has such limits
        import resource  # noqa: PLC0415 — missing on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _answer(data: bytes) -> dict[str, object]:
    try:
        sheets = load_sheets(data)
    except SheetsError as error:
        return {"error": error.detail, "encrypted": error.encrypted}
    return {"sheets": [{field: getattr(sheet, field) for field in RawSheet.__slots__} for sheet in sheets]}


if __name__ == "__main__":
    _bound_memory()
    json.dump(_answer(sys.stdin.buffer.read()), sys.stdout)
