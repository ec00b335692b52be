"""The tables of a part list → demand lines with typed requirements."""

from __future__ import annotations

from collections.abc import Sequence

from matxich.domain.demand.completeness import completeness, questions
from matxich.domain.demand.concepts import find_all
from matxich.domain.demand.machines import read_machines
from matxich.domain.demand.making import read_making
from matxich.domain.demand.measuring import read_measuring
from matxich.domain.demand.partner import read_partner
from matxich.domain.demand.requirement import DemandLine, Requirement
from matxich.domain.demand.source import FREE_FIELDS, Source
from matxich.domain.demand.volumes import VOLUME_FIELDS
from matxich.domain.shared.text import clean
from matxich.domain.tables.model import Column, Reading, Row, Table
from matxich.domain.vocabulary.vocabulary import Vocabulary

#: fields that say nothing about who can make the part
_UNREAD = {
    "line_no",
    "part_no",
    "revision",
    "target_price",
    "currency",
    "drawing",
    "buyer",
    "start_date",
    "unit",
}


def read_lines(reading: Reading, vocabulary: Vocabulary) -> list[DemandLine]:
    """Return the lines of a part list, numbered from 1 over all its tables in the order of the file."""
    lines: list[DemandLine] = []
    for table in reading.tables:
        if table.kind != "demand":
            continue
        for row in table.rows:
            lines.append(_line(table, row, len(lines) + 1, vocabulary))
    return lines


def read_text(text: str, vocabulary: Vocabulary, *, line: int = 1) -> DemandLine:
    """Return one line read from free text alone."""
    source = Source("description", "", text)
    return assemble([source], vocabulary, line=line, name=clean(text))


def _line(table: Table, row: Row, number: int, vocabulary: Vocabulary) -> DemandLine:
    values = table.values(row)
    sources = [
        _source(column, row, values)
        for column in table.columns
        if column.field not in _UNREAD and row.cells.get(column.index)
    ]
    headed = {
        column.heading or f"#{column.index + 1}": row.cells[column.index]
        for column in table.columns
        if column.index in row.cells
    }
    name = (
        values.get("name")
        or values.get("description")
        or values.get("part_no")
        or next(iter(headed.values()), "")
    )
    return assemble(
        sources,
        vocabulary,
        line=number,
        name=clean(name),
        part_no=values.get("part_no"),
        sheet=table.sheet,
        row=row.number,
        source=headed,
    )


def _source(column: Column, row: Row, values: dict[str, str]) -> Source:
    unit = column.unit
    if column.field in VOLUME_FIELDS and values.get("unit") and not unit:
        unit = values["unit"]
    # A column that nobody understood is read as a note…
    field = column.field or "notes"
    # … but for its heading, which may be the word that gives a number its sense ("Press: 200 t").
    text = (
        row.cells[column.index]
        if column.field or not column.heading
        else f"{column.heading}: {row.cells[column.index]}"
    )
    return Source(field, column.heading, text, None if field in FREE_FIELDS else column.style, unit)


def assemble(
    sources: Sequence[Source],
    vocabulary: Vocabulary,
    *,
    line: int,
    name: str,
    part_no: str | None = None,
    sheet: str = "",
    row: int | None = None,
    source: dict[str, str] | None = None,
) -> DemandLine:
    """Read the cells of one line into its requirements, completeness and questions."""
    found = find_all(sources, vocabulary)
    making = read_making(found, vocabulary)
    measured = read_measuring(sources)
    machines = [r for r in read_machines(sources) if _sensible(r, making)]
    requirements = (
        *making,
        *measured,
        *machines,
        *_without_repeats(read_partner(sources, found, vocabulary), making),
    )
    return DemandLine(
        line=line,
        part_no=part_no or None,
        name=name,
        requirements=requirements,
        completeness=completeness(requirements, vocabulary),
        questions=questions(requirements, vocabulary),
        sheet=sheet,
        row=row,
        source=source or {},
    )


def _sensible(requirement: Requirement, making: Sequence[Requirement]) -> bool:
    """Drop an axis count that the process already says ("phay 5 trục")."""
    processes = [code for r in making if r.type == "process" for code in r.value["any_of"]]
    return not (requirement.type == "machine_axes" and any("axis" in code for code in processes))


def _without_repeats(partner: list[Requirement], making: Sequence[Requirement]) -> list[Requirement]:
    """Drop a wish for own tooling that is said already, or that only repeats that a mould is bought."""
    buys_tooling = any(
        r.type == "process" and any("mak" in code or code == "toolmaking" for code in r.value["any_of"])
        for r in making
    )
    return [
        r
        for r in partner
        if r.type != "tooling" or not (buys_tooling or any(m.type == "tooling" for m in making))
    ]
