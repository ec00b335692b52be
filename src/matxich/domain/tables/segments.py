"""The parts of a heading: its words, its remark in brackets, its unit."""

from __future__ import annotations

import re

from matxich.domain.shared.text import clean
from matxich.domain.tables.units import unit_of

_BRACKETS = re.compile(r"[(\[【{<（［〔]([^)\]】}>）］〕]*)[)\]】}>）］〕]?")
_PARTS = re.compile(r"\s+/\s+|[\r\n]+|\s+[|·•–—-]\s+|\s{3,}|[／|]")
#: length, width, height, thickness: under a group heading these are dimensions, not litres or hours
_EDGE_LETTERS = {"L", "W", "H", "T", "D"}
_EDGES = " .:;,*-_/"


def split_heading(text: str) -> tuple[list[str], str, bool]:
    """Part a heading into its texts, its unit ("" when none), and whether its parts come from brackets alone.

    >>> split_heading("Qty\\n(pcs/yr)"), split_heading("Kích thước / Dài / mm"), split_heading("Vật liệu (Material)")
    ((['Qty'], 'pcs/yr', True), (['Kích thước', 'Dài'], 'mm', False), (['Vật liệu', 'Material'], '', True))
    """
    remarks = [clean(found) for found in _BRACKETS.findall(text)]
    outside = [clean(part).strip(_EDGES) for part in _PARTS.split(_BRACKETS.sub(" ", text))]
    bare = [part for part in outside if part]
    unit = ""
    kept: list[str] = []
    # A lone "T" or "m" outside brackets may be the heading itself, so a unit there counts only behind another part.
    for at, part in enumerate(bare):
        found = unit_of(part) if at and part not in _EDGE_LETTERS else ""
        unit = unit or found
        if not found:
            kept.append(part)
    single = len(kept) <= 1
    for remark in remarks:
        found = unit_of(remark)
        unit = unit or found
        if remark and not found:
            kept.append(remark)
    unique = list(dict.fromkeys(kept))
    return unique, unit, single
