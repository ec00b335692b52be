"""What was understood of a file, column by column, for people to check and correct."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Any

from matxich.domain.tables.headings import Headings
from matxich.domain.tables.model import Column, Reading, Table

_SAMPLES = 3


def understood(reading: Reading, headings: Headings) -> list[dict[str, Any]]:
    """Return one JSON-able entry for each table of a file: its place, columns, rows used and rows skipped.

    A column's "field" is "" when it is kept but not used; "filled" is the share 0..1 of rows with a value.
    """
    return [_table(table, headings) for table in reading.tables]


def _table(table: Table, headings: Headings) -> dict[str, Any]:
    return {
        "file": table.file,
        "sheet": table.sheet,
        "kind": table.kind,
        "header_rows": list(table.header_rows),
        "rows": len(table.rows),
        "skipped": dict(sorted(Counter(table.skipped.values()).items())),
        "columns": [_column(column, table, headings) for column in table.columns],
        "unused": [column.heading or f"#{column.index + 1}" for column in table.columns if not column.field],
    }


def _column(column: Column, table: Table, headings: Headings) -> dict[str, Any]:
    label = headings.label(table.kind, column.field) if column.field else None
    values = [row.cells[column.index] for row in table.rows if column.index in row.cells]
    return {
        "index": column.index,
        "heading": column.heading,
        "field": column.field,
        "label": label.as_dict() if label else None,
        "unit": column.unit,
        "style": column.style.value if column.style else None,
        "confidence": round(column.confidence, 2),
        "samples": list(islice(dict.fromkeys(values), _SAMPLES)),
        "filled": round(len(values) / len(table.rows), 3) if table.rows else 0.0,
        "used": bool(column.field),
    }
