"""A cell's text with what only its column knew, so that it reads the same on its own."""

from __future__ import annotations

import re

from matxich.domain.enterprises.cells import Cells
from matxich.domain.shared.numbers import find_numbers
from matxich.domain.shared.text import clean

#: fields that are read as numbers, with the unit that is meant when none is written
UNITS = {
    "max_size_mm": "mm",
    "part_weight_kg": "kg",
    "machine_tonnage": "",
    "tolerance_mm": "mm",
    "roughness_ra": "",
    "capacity_per_month": "",
    "batch_min": "",
    "lead_time_days": "day",
    "workers": "",
    "quantity": "",
    "size": "",
}
_LETTERS = re.compile(r"[^\W\d_]|µ")


def unmistakable(cells: Cells, name: str) -> str:
    """Return a field as written, with its column's unit and notation put in where it would be read otherwise without.

    "1.125" in a column of English numbers becomes "1.1250", which nobody takes for a thousand.
    """
    text = cells.text(name)
    if name not in UNITS:
        return text
    unit = cells.units.get(name, "")
    text = _noted(text, cells, name)
    if unit and UNITS[name] and unit.lower() != UNITS[name] and not _LETTERS.search(text):
        text = f"{text} {unit}"
    return text


def _noted(text: str, cells: Cells, name: str) -> str:
    style = cells.style(name)
    if style is None:
        return text
    alone, within = find_numbers(text), find_numbers(text, style)
    if [one.value for one in alone] == [one.value for one in within]:
        return text
    written = clean(text)
    for number in reversed(within):
        piece = written[number.start : number.end]
        if number.grouped is not None and number.grouped != number.value:
            written = f"{written[: number.start]}{piece}0{written[number.end :]}"
    return written
