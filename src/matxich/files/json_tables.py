"""JSON → grids: a list of objects becomes a sheet with a header row, a list of strings one column of text."""

from __future__ import annotations

import json
from typing import Any

from matxich.domain.shared.bilingual import Text, same
from matxich.domain.shared.findings import Finding
from matxich.domain.tables.model import Grid
from matxich.files import limits, remarks
from matxich.files.cell_text import number_text
from matxich.files.errors import DamagedFileError, NoTableError, TooManyCellsError

_NOTHING = Text(
    'cần một danh sách các đối tượng, hoặc {"suppliers": [...], "processes": [...]}, {"lines": [...]}',
    'a list of objects is needed, or {"suppliers": [...], "processes": [...]}, {"lines": [...]}',
)
#: keys under which a list of plain strings is a list of lines
_LIST_KEYS = {"lines", "demand", "demands", "parts", "items", "rows", "data"}
#: heading of plain strings that stand between objects
_FREE_TEXT = "requirements"


def looks_json(text: str) -> bool:
    """Say whether a text begins the way a JSON list or object does."""
    return text.lstrip()[:1] in {"[", "{"}


def read_json(text: str, file: str) -> tuple[list[Grid], list[Finding]]:
    """Return one grid for each list found: the document itself, or the lists under its keys.

    Raises:
        DamagedFileError: the text is no JSON; the message gives line and column.
        NoTableError: there is no list of rows in it.
        TooManyCellsError: few rows with very many different keys.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedFileError(file, same("JSON"), str(error) or "too deeply nested") from error
    lists, unused = _lists(document)
    if not lists:
        raise NoTableError(file, _NOTHING)
    findings: list[Finding] = [_unused(file, unused)] if unused else []
    grids: list[Grid] = []
    for name, items in lists:
        grid, found = _grid(file, name, items)
        grids.append(grid)
        findings.extend(found)
    return grids, findings


def _lists(document: Any) -> tuple[list[tuple[str, list[Any]]], list[str]]:
    """Return the lists with their names, and the keys that hold something else."""
    if isinstance(document, list):
        return ([("", document)] if _rows_in(document) else []), []
    if not isinstance(document, dict):
        return [], []
    found = [
        (str(key), value) for key, value in document.items() if isinstance(value, list) and _rows_in(value)
    ]
    objects = any(isinstance(item, dict | list) for _, value in found for item in value)
    if not objects and not any(key.lower() in _LIST_KEYS for key, _ in found):
        # {"name": "Nắp", "process": ["dập", "mạ"]} is one line whose lists are values.
        return ([("", [document])] if document else []), []
    used = {key for key, _ in found}
    return found, [str(key) for key in document if key not in used]


def _rows_in(items: list[Any]) -> bool:
    return any(isinstance(item, dict | list | str) for item in items)


def _grid(file: str, name: str, items: list[Any]) -> tuple[Grid, list[Finding]]:
    count = len(items)
    items = items[: limits.MAX_ROWS]
    if not any(isinstance(item, dict) for item in items):
        lines = [
            [_value(cell) for cell in item] if isinstance(item, list) else [_value(item)] for item in items
        ]
        width = max(map(len, lines), default=0)
    else:
        objects = [item if isinstance(item, dict) else {_FREE_TEXT: item} for item in items]
        header = list(dict.fromkeys(key for item in objects for key in item))
        width = len(header)
        _refuse_wide(file, name, len(objects), width)
        lines = [header, *([_value(item.get(key)) for key in header] for item in objects)]
    _refuse_wide(file, name, len(lines), width)
    kept = min(width, limits.MAX_COLUMNS)
    rows = tuple((*line[:kept], *[""] * (kept - len(line))) for line in lines)
    return Grid(file, name, rows), remarks.cut(file, name, count, width)


def _refuse_wide(file: str, name: str, rows: int, columns: int) -> None:
    if rows * columns > limits.MAX_CELLS:
        raise TooManyCellsError(file, name, rows, columns, limits.MAX_CELLS)


def _value(value: Any) -> str:
    """Write one JSON value as a cell: lists parted by "; ", nested objects as "key: value"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, list):
        return "; ".join(text for text in map(_value, value) if text)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {text}" for key, text in ((k, _value(v)) for k, v in value.items()) if text)
    return str(value).strip()


def _unused(file: str, keys: list[str]) -> Finding:
    text = Text(
        "Các khóa không phải danh sách nên không dùng: {keys}.",
        "These keys hold no list and were not used: {keys}.",
    )
    return Finding("json_keys_unused", "info", text.format(keys=", ".join(keys[:10])), file)
