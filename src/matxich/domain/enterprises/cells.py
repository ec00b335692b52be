"""One row of a supplier workbook → one typed claim; the values it could not use are told to the caller.

Numbers that no factory can mean (a negative weight, a tolerance of a metre) are left out and reported, the rest
of the row is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from matxich.domain.enterprises.model import Certificate, Machine, ProcessLine, Rate, Span
from matxich.domain.enterprises.stated import claimed
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.dates import read_date
from matxich.domain.shared.geometry import read_boxes, read_roughness, read_tolerances
from matxich.domain.shared.grade import Grade, read_grade
from matxich.domain.shared.measures import (
    read_count,
    read_days,
    read_number,
    read_tonnage,
    read_volume,
    read_weight_kg,
    read_yes_no,
)
from matxich.domain.shared.numbers import NumberStyle
from matxich.domain.shared.quantities import find_quantities
from matxich.domain.shared.text import clean, fold
from matxich.domain.vocabulary.finder import Mention
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.domain.vocabulary.ways import FINISHING, is_under, ways_to_make

#: what a field may hold: (lowest, highest) in its unit
LIMITS = {
    "max_size_mm": (0.01, 100_000),
    "part_weight_kg": (0.0, 500_000),
    "machine_tonnage": (0.1, 20_000),
    "tolerance_mm": (0.0, 50),
    "roughness_ra": (0.001, 100),
    "capacity_per_month": (0.0, 1e10),
    "batch_min": (0.0, 1e9),
    "lead_time_days": (0.0, 1000),
}
_THICKNESS = re.compile(
    r"(?:dày|chiều dày|thickness|thick|\bt\s?=|板厚|厚さ?|두께)\s*(?:đến|tới|max\.?|từ|≤|up to)?\s*[\d.,]+(?:\s*[-~–]\s*[\d.,]+)?\s*(?:mm|ly)?",
    re.IGNORECASE,
)
# "CNC machining of castings" machines what another has cast.
_OBJECT = re.compile(r"\b(?:of|for|on|from|cho|từ|của)\s+(?:\w+\s)?$", re.IGNORECASE)
Report = Callable[[str, str, Text], None]


@dataclass(frozen=True, slots=True)
class Cells:
    """The known fields of one row with the notation and unit of each column, and where to report a doubt."""

    values: Mapping[str, str]
    styles: Mapping[str, NumberStyle | None]
    units: Mapping[str, str]
    #: report(code, field, message)
    report: Report

    def text(self, name: str) -> str:
        """Return a field as written, "" when empty."""
        return self.values.get(name, "").strip()

    def style(self, name: str) -> NumberStyle | None:
        """Return the notation of a field's column."""
        return self.styles.get(name)

    def unit(self, name: str, default: str) -> str:
        """Return the unit that the column's heading states."""
        return self.units.get(name) or default

    def sane(self, name: str, value: float | None) -> float | None:
        """Return the value, or None with a report when it is outside what the field can mean."""
        low, high = LIMITS[name]
        if value is None or low <= value <= high:
            return value
        self.report(
            "impossible_number",
            name,
            Text(
                "Giá trị {v} ngoài khoảng hợp lý ({a}–{b}); đã bỏ qua ô này, hãy sửa và nạp lại.",
                "The value {v} is outside the sensible range ({a}–{b}); this cell was left out, correct it and load again.",
            ).format(v=value, a=low, b=high),
        )
        return None


def codes(mentions: list[Mention], kind: str) -> tuple[str, ...]:
    """Return the distinct codes of one kind in order of place."""
    return tuple(dict.fromkeys(m.code for m in mentions if m.kind == kind))


def finishing_codes(vocabulary: Vocabulary, mentions: list[Mention]) -> tuple[str, ...]:
    """Return the surface and heat treatments named, a finish counted as the process that yields it."""
    found: list[str] = []
    for mention in mentions:
        if mention.kind == "finish":
            found.extend(vocabulary.tree("finish").get(mention.code).listed("process"))
        elif mention.kind == "process" and is_under(vocabulary, (mention.code,), FINISHING):
            found.append(mention.code)
    return tuple(dict.fromkeys(found))


def span(pair: tuple[float | None, float | None]) -> Span:
    """Return a pair as a `Span`."""
    return Span(*pair)


def read_process_line(cells: Cells, vocabulary: Vocabulary, *, origin: str = "row") -> ProcessLine:
    """Read one capability row; fields that say nothing stay None."""
    text, notes = cells.text("process"), cells.text("notes")
    named = [
        m
        for m in claimed(vocabulary, text, "process")
        if not (m.start and _OBJECT.search(clean(text)[: m.start]))
    ]
    materials = claimed(vocabulary, cells.text("materials"), "material")
    finish = claimed(vocabulary, cells.text("finish"), "finish")
    noted = claimed(vocabulary, notes)
    pieces, kilograms = _capacity(cells)
    size = _box(cells)
    low, high = read_weight_kg(
        cells.text("part_weight_kg"), cells.style("part_weight_kg"), cells.unit("part_weight_kg", "kg")
    )
    if low is not None and low == high:
        low = None  # "12 kg" in a capability row is the heaviest part, not the only one
    axes = [
        int(q.high) for q in find_quantities(f"{text} {notes}") if q.dimension == "axis" and 2 < q.high < 13
    ]
    cavities = [q.high for q in find_quantities(notes) if q.dimension == "cavity"]
    processes = codes(named, "process") or tuple(
        way for family in codes(named, "part_family") for way in ways_to_make(vocabulary, family)
    )
    return ProcessLine(
        processes=vocabulary.processes.most_special(processes),
        text=text,
        in_house=read_yes_no(cells.text("in_house")) if cells.text("in_house") else None,
        materials=tuple(dict.fromkeys((*codes(materials, "material"), *codes(named, "material")))),
        max_size_mm=size,
        part_weight_kg=Span(cells.sane("part_weight_kg", low), cells.sane("part_weight_kg", high)),
        tonnage=_tonnage(cells),
        tolerance_mm=cells.sane("tolerance_mm", read_tolerance_cell(cells, "tolerance_mm", size)),
        roughness_um=cells.sane("roughness_ra", _roughness(cells)),
        capacity=Rate(cells.sane("capacity_per_month", pieces), kilograms),
        batch_min=cells.sane("batch_min", read_count(cells.text("batch_min"), cells.style("batch_min"))),
        lead_time_days=cells.sane(
            "lead_time_days",
            read_days(
                cells.text("lead_time_days"),
                cells.style("lead_time_days"),
                cells.unit("lead_time_days", "day"),
            ),
        ),
        tooling_in_house=read_yes_no(cells.text("tooling_in_house"))
        if cells.text("tooling_in_house")
        else None,
        finishes=tuple(
            dict.fromkeys((*finishing_codes(vocabulary, finish), *finishing_codes(vocabulary, noted)))
        ),
        axes=max(axes) if axes else None,
        cavities=max(cavities) if cavities else None,
        part_families=tuple(dict.fromkeys((*codes(noted, "part_family"), *codes(named, "part_family")))),
        origin=origin,
        grade=read_grade(cells.text("grade")) or Grade.SELF_DECLARED,
        notes=notes,
    )


def _tonnage(cells: Cells) -> Span:
    low, high = read_tonnage(cells.text("machine_tonnage"), cells.style("machine_tonnage"))
    return Span(cells.sane("machine_tonnage", low), cells.sane("machine_tonnage", high))


def _box(cells: Cells) -> tuple[float, ...]:
    text = _THICKNESS.sub(" ", cells.text("max_size_mm"))  # the sheet's thickness is not the part's size
    style, unit = cells.style("max_size_mm"), cells.unit("max_size_mm", "mm")
    boxes = read_boxes(text, style, unit)
    if boxes:
        largest = max(boxes, key=lambda box: box.edges_mm)
        edges = largest.edges_mm
    else:
        factor = {"cm": 10.0, "m": 1000.0}.get(unit.lower(), 1.0)
        lengths = [
            q.high * (1.0 if q.dimension else factor)
            for q in find_quantities(text, style)
            if q.dimension in {"length", ""}
        ]
        edges = (max(lengths),) if lengths else ()
    return edges if edges and cells.sane("max_size_mm", edges[0]) is not None else ()


def read_tolerance_cell(cells: Cells, name: str, size: tuple[float, ...] = ()) -> float | None:
    """Return the best tolerance (± mm) of a tolerance cell; a bare number counts, in the column's unit."""
    text, style, unit = cells.text(name), cells.style(name), cells.unit(name, "mm")
    if not text:
        return None
    named = read_tolerances(text, style, unit=unit, nominal_mm=size[0] if size else None)
    if named:
        return min(t.half_width_mm for t in named)
    factor = 0.001 if unit.lower() in {"µm", "um", "micron"} else 1.0
    values = [
        min(q.low, q.alternative or q.low) * (1.0 if q.dimension else factor)
        for q in find_quantities(text, style)
        if q.dimension in {"length", ""}
    ]
    return min(values) if values else None


def _roughness(cells: Cells) -> float | None:
    text = cells.text("roughness_ra")
    named = [value for value, _, _ in read_roughness(text, cells.style("roughness_ra"))]
    if named:
        return min(named)
    values = [q.low for q in find_quantities(text, cells.style("roughness_ra"))]
    return min(values) if values else None


def _capacity(cells: Cells) -> tuple[float | None, float | None]:
    unit = cells.text("capacity_unit") or cells.units.get("capacity_per_month", "")
    pieces, kilograms, _ = read_volume(
        cells.text("capacity_per_month"), cells.style("capacity_per_month"), unit=unit, period="month"
    )
    return pieces, kilograms


def read_certificate(cells: Cells, vocabulary: Vocabulary) -> list[Certificate]:
    """Read one certificate row; a cell that names several standards gives one claim each, an unknown one none."""
    text = cells.text("standard")
    found = codes(vocabulary.find(text, ("certificate",), prefer="certificate"), "certificate")
    if not found and text:
        message = Text(
            "Không nhận ra tiêu chuẩn “{t}”; dòng được giữ nhưng không dùng để ghép.",
            "The standard “{t}” is not in the vocabulary; the row is kept but not used.",
        )
        cells.report("unknown_certificate", "standard", message.format(t=text))
    return [
        Certificate(
            code=code,
            text=text,
            scope=cells.text("scope"),
            number=cells.text("number"),
            issued_on=read_date(cells.text("issued_on")),
            expires_on=read_date(cells.text("expires_on"), latest=True),
            grade=read_grade(cells.text("grade")) or Grade.SELF_DECLARED,
        )
        for code in found
    ]


def read_machine(cells: Cells, vocabulary: Vocabulary) -> list[Machine]:
    """Read one machine row; its size is read as tonnage, axes, diameter or travel by what it says."""
    text, size = cells.text("machine_type"), cells.text("size")
    style = cells.style("size")
    found = codes(vocabulary.find(text, ("machine",), prefer="machine"), "machine")
    if not found and text:
        message = Text(
            "Không nhận ra loại máy “{t}”; dòng được giữ nhưng không dùng để ghép.",
            "The machine type “{t}” is not in the vocabulary; the row is kept but not used.",
        )
        cells.report("unknown_machine", "machine_type", message.format(t=text))
    both = f"{text} {size}"
    tonnage = (
        Span(*read_tonnage(size if re.search(r"\d", size) else text, style))
        if re.search(r"\d\s*(?:t|tấn|tan|ton|トン|톤|kn)", fold(both))
        else Span()
    )
    axes = [int(q.high) for q in find_quantities(both) if q.dimension == "axis" and q.high < 13]
    boxes = read_boxes(size, style)
    quantity = read_number(cells.text("quantity"))
    year = read_number(cells.text("year"))
    return [
        Machine(
            code=code,
            text=text,
            quantity=int(quantity) if quantity is not None else None,
            tonnage=tonnage,
            axes=max(axes) if axes else None,
            max_diameter_mm=next(
                (b.edges_mm[-1] if len(b.edges_mm) > 2 else b.edges_mm[0] for b in boxes if b.is_round), None
            ),
            travel_mm=next((b.edges_mm for b in boxes if not b.is_round), ()),
            maker=cells.text("maker"),
            model=cells.text("model"),
            year=int(year) if year and 1900 < year < 2200 else None,
        )
        for code in found
    ]
