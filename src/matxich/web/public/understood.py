"""What was understood of the two files, for their reader to check and correct."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.http import QueryDict

from matxich.catalogue.headings import load_headings
from matxich.domain.tables.model import Grid
from matxich.web.public.runs import HALF, KINDS, Run

#: columns and rows shown of a sheet in which no table was found
_MOST_COLUMNS, _FIRST_ROWS, _SAMPLES = 40, 40, 3
#: the value of a choice that says: keep the column, do not use it
UNUSED = "-"

Table = dict[str, Any]


def bare_sheet(grid: Grid, kind: str) -> Table:
    """Return a sheet in which no table was found, in the form of one, so that its columns can be told."""
    rows = grid.rows[:_FIRST_ROWS]
    width = min(_MOST_COLUMNS, max((len(row) for row in rows), default=0))
    return {
        "file": grid.file,
        "sheet": grid.sheet,
        "kind": kind,
        "header_rows": [],
        "rows": 0,
        "skipped": {},
        "columns": [_bare_column(rows, index) for index in range(width)],
        "bare": True,
    }


def _bare_column(rows: Sequence[Sequence[str]], index: int) -> dict[str, Any]:
    cells = [row[index] for row in rows if index < len(row) and row[index]]
    samples = list(islice(dict.fromkeys(cells), _SAMPLES))
    share = len(cells) / len(rows)
    return {
        "index": index,
        "heading": "",
        "field": "",
        "label": None,
        "unit": "",
        "samples": samples,
        "filled": share,
    }


def keep_half(tables: Mapping[str, list[Table]], run: Run) -> None:
    """Keep what was understood of files that could not be matched."""
    (run.folder / HALF).write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")


def half(run: Run) -> dict[str, list[Table]]:
    """Return what was kept of files that could not be matched; empty when there is nothing."""
    try:
        return dict(json.loads((run.folder / HALF).read_bytes()))
    except OSError:
        return {}


def correctable(tables: list[Table], kind: str, run: Run) -> list[Table]:
    """Return the tables of a file with the choices of each column, and which of them the reader has corrected."""
    corrected = run.overrides(kind)
    shown = []
    for number, table in enumerate(tables):
        choices = _choices(table["kind"])
        columns = [
            {
                **column,
                "name": f"{kind}.{number}.{column['index']}",
                "chosen": column["field"],
                "corrected": (table["sheet"], column["index"]) in corrected,
                "unsure": column["field"] and column.get("confidence", 1) < 0.9,
            }
            for column in table["columns"]
        ]
        shown.append({**table, "columns": columns, "choices": choices})
    return shown


def _choices(kind: str) -> list[tuple[str, dict[str, str]]]:
    headings = load_headings()
    labels = ((name, headings.label(kind, name)) for name in headings.fields(kind))
    return [(name, label.as_dict()) for name, label in labels if label]


def corrections(tables: Mapping[str, list[Table]], sent: QueryDict, run: Run) -> dict[str, list[list[Any]]]:
    """Return the corrections of a sent form: those made before, and every column whose meaning was changed."""
    found: dict[str, list[list[Any]]] = {}
    for kind in KINDS:
        told = run.overrides(kind)
        for number, table in enumerate(tables.get(kind, ())):
            told.update(_changed(table, f"{kind}.{number}", sent))
        if told:
            found[kind] = [[sheet, index, name] for (sheet, index), name in sorted(told.items())]
    return found


def _changed(table: Table, prefix: str, sent: QueryDict) -> Iterator[tuple[tuple[str, int], str]]:
    allowed = {name for name, _ in _choices(table["kind"])}
    for column in table["columns"]:
        chosen = sent.get(f"{prefix}.{column['index']}")
        name = "" if chosen == UNUSED else chosen
        if name is not None and name != column["field"] and (name in allowed or not name):
            yield (table["sheet"], column["index"]), name
