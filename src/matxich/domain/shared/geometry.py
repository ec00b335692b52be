"""Sizes, tolerances and roughness in free text: "300×200×50", "Ø120 x 40", "±0,02", "IT7", "ISO 2768-m", "Ra 1.6".

Everything is returned in millimetres (roughness Ra in micrometres), the largest edge first, so that a box fits in
any orientation when each sorted edge fits. Tolerances are half widths: "±0.02", "+0.04/-0" and "0.04 total" agree.
Sources: ISO 286-1 (standard tolerance factor), ISO 2768-1 table 1 (general tolerances).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from matxich.domain.shared.numbers import NumberStyle, read_digits
from matxich.domain.shared.text import clean

_NUM = r"(?:\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d+)*|\.\d+)"
_LENGTH = r"(?:mm|cm|m|µm|inch|in\.|\")(?![a-zà-ỹ])"
_FACTORS = {
    "mm": 1.0,
    "cm": 10.0,
    "m": 1000.0,
    "µm": 0.001,
    "um": 0.001,
    "inch": 25.4,
    "in.": 25.4,
    '"': 25.4,
    "″": 25.4,
}
_EDGE = r"(?:(?:L|W|H|D|B|T|R|C|dài|rộng|cao|dày|Ø|ø|phi|縦|横|高さ?|幅|奥行き?|長さ|厚さ?|가로|세로|높이|길이|폭|두께)\s*[:=]?\s*)?"
# What may stand behind an edge: its own tolerance or fit ("200±0,1 x 100", "Ø20h6 x 150"), or its letter ("300 (L)").
_BEHIND = r"(?:\s*±\s*\d+(?:[.,]\d+)?|[Hhgfkmnp]s?\d{1,2}(?=\s*[x×X*]))?(?:\s*\((?:L|W|H|D|R|C)\))?"
_BOX = re.compile(
    rf"(?:(?P<round>Ø|ø|\bphi\s*|\bO\.?D\.?\s*[:=]?|\bĐK\.?\s*[:=]?|\bD(?:ia\.?)?\s?=?\s?(?=\d)|外径|直径|외경|직경)\s*|(?<![A-Za-zÀ-ỹ])[LWHRC]\s?[:=]?\s?|[縦横幅長]さ?|가로|세로|길이|폭|(?<![\w.,])(?<!t=)(?<!t= ))(?P<a>{_NUM})\s*(?P<ua>{_LENGTH})?{_BEHIND}"
    rf"\s*[x×X*]\s*(?P<round2>[Øø])?{_EDGE}(?P<b>{_NUM})\s*(?P<ub>{_LENGTH})?{_BEHIND}"
    rf"(?:\s*[x×X*]\s*{_EDGE}(?P<c>{_NUM})\s*(?P<uc>{_LENGTH})?)?",
    re.IGNORECASE,
)
_ROUND = re.compile(
    rf"(?:Ø|ø|\bphi\s*|\bđường kính(?: ngoài)?\s*[:=]?\s*|\bduong kinh\s*|\bĐK\.?\s*[:=]?\s*|\bdia(?:meter)?\.?\s*[:=]?\s*|\bO\.?D\.?\s*[:=]?\s*|外径|直径|외경|직경)"
    rf"\s*(?:max\.?|tối đa|≤|<|đến|up to|từ)?\s*(?P<d>{_NUM})\s*(?P<ud>{_LENGTH})?(?:\s*(?:-|~|đến|to)\s*Ø?\s*(?P<d2>{_NUM})\s*(?P<ud2>{_LENGTH})?)?"
    rf"(?:\s*[,;x×]?\s*(?:L|dài|dai|length|長さ|길이)\s*[:=]?\s*(?P<l>{_NUM})\s*(?P<ul>{_LENGTH})?)?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?P<edge>\b(?:length|width|height|depth|dài|rộng|cao|sâu|chiều dài|chiều rộng|chiều cao|dai|rong|cao|[LWH])|長さ|幅|高さ|길이|폭|높이)"
    rf"\s*[:=]?\s*(?:max\.?|tối đa|≤|<|khoảng|~)?\s*(?P<v>{_NUM})\s*(?P<u>{_LENGTH})?",
    re.IGNORECASE,
)
_FIT_CODE = re.compile(r"[LWH]\s?\d+", re.IGNORECASE)
#: "4 x Ø10" are four holes, "300 x Ø50" is a bar
_MOST_HOLES = 24
_NOMINAL_MM = 60.0  # the size assumed for a fit or a general class when the line gives none


@dataclass(frozen=True, slots=True)
class Box:
    """One to three edges in millimetres, the largest first, and where they stand in the cleaned text."""

    edges_mm: tuple[float, ...]
    #: the first two edges are one diameter
    is_round: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A tolerance as half its width in millimetres; `assumed` when the size it depends on was not given."""

    half_width_mm: float
    assumed: bool
    start: int
    end: int


def read_boxes(text: str, style: NumberStyle | None = None, unit: str = "mm") -> list[Box]:
    """Return the sizes in a text that say of themselves that they are sizes (L×W×H, Ø, labelled edges).

    Args:
        unit: the unit where the text gives none (the column's).

    >>> read_boxes("300×200×50 mm")[0].edges_mm, read_boxes("Ø120×40")[0].edges_mm
    ((300.0, 200.0, 50.0), (120.0, 120.0, 40.0))
    """
    cleaned = clean(text)
    found = [box for match in _BOX.finditer(cleaned) if (box := _crossed(match, style, unit))]
    taken = [(box.start, box.end) for box in found]
    for match in _ROUND.finditer(cleaned):
        if not _overlaps(match, taken):
            found.append(_rounded(match, style, unit))
            taken.append((match.start(), match.end()))
    labelled = [match for match in _LABELLED.finditer(cleaned) if not _overlaps(match, taken)]
    if len(labelled) == 1 and _FIT_CODE.fullmatch(labelled[0].group()):
        labelled = []  # "H7" is a fit, "L1" a code; "L=300" and "L300 W200" are edges
    if labelled:
        edges = [_length(m.group("v"), m.group("u"), unit, style) for m in labelled[:3]]
        found.append(Box(tuple(sorted(edges, reverse=True)), False, labelled[0].start(), labelled[-1].end()))
    return sorted(found, key=lambda box: box.start)


def _overlaps(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(match.start() < end and start < match.end() for start, end in taken)


def _length(digits: str, unit: str | None, default: str, style: NumberStyle | None) -> float:
    value, other = read_digits(digits.replace(" ", ""), style)
    factor = _FACTORS.get((unit or default).lower(), 1.0)
    if other is not None and factor == 1.0 and value > 20_000 >= other:
        value = other  # "25.400 mm" is an inch, not 25 metres
    return value * factor


def _crossed(match: re.Match[str], style: NumberStyle | None, unit: str) -> Box | None:
    given = [match.group("ua"), match.group("ub"), match.group("uc")]
    shared = next((u for u in reversed(given) if u), unit)
    edges = [
        _length(match.group(k), u or shared, shared, style)
        for k, u in zip("abc", given, strict=True)
        if match.group(k)
    ]
    is_round = bool(match.group("round") or match.group("round2"))
    if match.group("round"):
        edges = [edges[0], edges[0], *edges[1:2]]
    elif match.group("round2"):
        if len(edges) == 2 and edges[0] <= _MOST_HOLES and not given[0] and edges[0].is_integer():
            return None
        edges = [edges[1], edges[1], edges[0]]
    return Box(tuple(sorted(edges, reverse=True)), is_round, match.start(), match.end())


def _rounded(match: re.Match[str], style: NumberStyle | None, unit: str) -> Box:
    top, top_unit = (
        (match.group("d2"), match.group("ud2"))
        if match.group("d2")
        else (match.group("d"), match.group("ud"))
    )
    diameter = _length(top, top_unit or match.group("ud"), unit, style)
    edges = [diameter, diameter]
    if match.group("l"):
        edges.append(_length(match.group("l"), match.group("ul"), unit, style))
    return Box(tuple(sorted(edges, reverse=True)), True, match.start(), match.end())


_NOT_LENGTH = r"(?![\d.,]*\s*(?:%|k?g\b|°|℃|độ\b|deg|HRC|HRB|HV|HB|shore|ngày|day|V\b|Ω|tấn|sp|pcs))"
_BILATERAL = re.compile(
    rf"(?:±|\+/-|\+-|\+ ?/ ?-)\s*(?P<v>{_NUM})(?:\s*(?:-|~|đến|to)\s*±?\s*(?P<v2>{_NUM}))?\s*(?P<u>mm|µm|um|cm|micron|inch|in\.|\"|″)?{_NOT_LENGTH}",
    re.IGNORECASE,
)
_UNEQUAL = re.compile(
    rf"(?<![\w.,])(?:(?P<a>\+\s*{_NUM})\s*[/,]?\s*(?P<b>-\s*{_NUM})|(?P<c>[+-]\s*{_NUM}|0)\s*/\s*(?P<d>[+-]\s*{_NUM}|0(?![\d.,])))\s*(?P<u>mm|µm|um|micron)?{_NOT_LENGTH}",
    re.IGNORECASE,
)
_HARDNESS_BEFORE = re.compile(
    r"(?:HRC|HRB|HV|HB|shore|độ cứng|hardness|硬度|경도|°|℃|%)\s*[AD]?\s*[:=]?\s*\d*\s*$", re.IGNORECASE
)
_GRADE = re.compile(
    r"(?:(?<![A-Za-zÀ-ỹ0-9_])|(?<=\d)(?=[Hh]))(?:IT\s?(?P<it>\d{1,2})|[HhJjKkNnPpGgFf]s?(?P<fit>[5-9]|1[0-2]))(?![.,]?\d)"
)
_GENERAL = re.compile(
    r"(?:(?:ISO|TCVN|DIN)\s*2768(?:-?1)?|TCVN\s*2263(?:-1)?|DIN\s*7168|JIS\s*B\s*0405)\s*[-:]?\s*(?P<class>[fmcv])",
    re.IGNORECASE,
)
_TOLERANCE_WORD = r"(?:dung sai|dung sai chung|độ chính xác|do chinh xac|tolerances?|tol\.?|accuracy|precision|公差|精度|공차|정밀도)"
_NAMED = re.compile(
    rf"{_TOLERANCE_WORD}[^\d±+]{{0,24}}(?<![A-Za-z])(?P<v>{_NUM})\s*(?P<u>mm|µm|um|micron|cm)?", re.IGNORECASE
)
_IT_FACTORS = {5: 7, 6: 10, 7: 16, 8: 25, 9: 40, 10: 64, 11: 100, 12: 160, 13: 250, 14: 400}
_GENERAL_MM = {
    "f": (0.05, 0.05, 0.1, 0.15, 0.2, 0.3),
    "m": (0.1, 0.1, 0.2, 0.3, 0.5, 0.8),
    "c": (0.2, 0.3, 0.5, 0.8, 1.2, 2.0),
    "v": (0.5, 0.5, 1.0, 1.5, 2.5, 4.0),
}
_GENERAL_LIMITS = (3.0, 6.0, 30.0, 120.0, 400.0, 1000.0)


def read_tolerances(
    text: str, style: NumberStyle | None = None, *, unit: str = "mm", nominal_mm: float | None = None
) -> list[Tolerance]:
    """Return the tolerances that a text names, in order of place.

    Args:
        unit: the unit where the text gives none.
        nominal_mm: the part's size, for fits ("H7", "IT8") and general classes ("ISO 2768-m"); None = assumed 60 mm.

    >>> [t.half_width_mm for t in read_tolerances("±0,02; +0.04/-0")]
    [0.02, 0.02]
    """
    cleaned = clean(text)
    found: list[Tolerance] = []
    for tolerance in _tolerances(cleaned, style, unit, nominal_mm):
        if not any(tolerance.start < other.end and other.start < tolerance.end for other in found):
            found.append(tolerance)
    return sorted(found, key=lambda tolerance: tolerance.start)


def _tolerances(
    cleaned: str, style: NumberStyle | None, unit: str, nominal_mm: float | None
) -> Iterator[Tolerance]:
    for match in _UNEQUAL.finditer(cleaned):
        ends = [
            _signed(match.group(a) or match.group(b), match.group("u"), unit, style)
            for a, b in (("a", "c"), ("b", "d"))
        ]
        if ends[0] != ends[1]:
            yield Tolerance(round(abs(ends[0] - ends[1]) / 2, 6), False, match.start(), match.end())
    for match in _BILATERAL.finditer(cleaned):
        if _HARDNESS_BEFORE.search(cleaned[: match.start()]):
            continue  # "HRC 60 ±2"
        values = [
            _small(v, match.group("u"), unit, style) for v in (match.group("v"), match.group("v2")) if v
        ]
        yield Tolerance(min(values), False, match.start(), match.end())
    for match in _GENERAL.finditer(cleaned):
        yield Tolerance(
            general_tolerance(match.group("class").lower(), nominal_mm or _NOMINAL_MM),
            nominal_mm is None,
            match.start(),
            match.end(),
        )
    for match in _NAMED.finditer(cleaned):
        value = _small(match.group("v"), match.group("u"), unit, style)
        if 0 < value <= 5:
            yield Tolerance(value, False, match.start(), match.end())
    for match in _GRADE.finditer(cleaned):
        grade = int(match.group("it") or match.group("fit"))
        if grade in _IT_FACTORS:
            yield Tolerance(
                it_half_width(grade, nominal_mm or _NOMINAL_MM),
                nominal_mm is None,
                match.start(),
                match.end(),
            )


def _small(digits: str, unit: str | None, default: str, style: NumberStyle | None) -> float:
    value, other = read_digits(digits.replace(" ", ""), style)
    if other is not None:
        value = min(value, other)  # a tolerance is never a thousand millimetres
    return value * _FACTORS.get((unit or default).lower().replace("micron", "µm"), 1.0)


def _signed(digits: str, unit: str | None, default: str, style: NumberStyle | None) -> float:
    value = _small(digits.lstrip("+- "), unit, default, style)
    return -value if digits.startswith("-") else value


def it_half_width(grade: int, nominal_mm: float) -> float:
    """Return half of the ISO 286-1 standard tolerance of a grade (5–14) at a nominal size, in mm."""
    factor_um = 0.45 * math.cbrt(nominal_mm) + 0.001 * nominal_mm
    return round(_IT_FACTORS[grade] * factor_um / 2000, 4)


def general_tolerance(tolerance_class: str, nominal_mm: float) -> float:
    """Return the ISO 2768-1 linear tolerance (± mm) of a class f, m, c or v at a nominal size."""
    row = _GENERAL_MM[tolerance_class]
    for limit, value in zip(_GENERAL_LIMITS, row, strict=True):
        if nominal_mm <= limit:
            return value
    return row[-1] * 1.5


_RA = re.compile(
    rf"(?:\b(?P<kind>R(?:a|z|y|max))|(?:độ nhám|do nham|độ bóng|nhám bề mặt|roughness|粗さ|거칠기)(?:\s*bề mặt)?)\s*(?:≤|<=?|=|:|max\.?|tối đa|đến)?\s*(?P<v>{_NUM})(?:\s*[-~]\s*(?P<v2>{_NUM}))?",
    re.IGNORECASE,
)
_TRIANGLES = re.compile(r"[▽∇]+")
_TRIANGLE_RA = {1: 12.5, 2: 3.2, 3: 0.8, 4: 0.1}


def read_roughness(text: str, style: NumberStyle | None = None) -> list[tuple[float, int, int]]:
    """Return (Ra in µm, start, end) for every roughness named; Rz, Ry and Rmax are taken as four times Ra, triangles by JIS habit.

    >>> read_roughness("Ra 1.6 / Rz 6,3")[0][0]
    1.6
    """
    cleaned = clean(text)
    found: list[tuple[float, int, int]] = []
    for match in _RA.finditer(cleaned):
        values = [
            min(v for v in read_digits(digits, style) if v is not None)
            for digits in (match.group("v"), match.group("v2"))
            if digits
        ]
        scale = 1.0 if (match.group("kind") or "Ra").lower() == "ra" else 0.25
        found.append((min(values) * scale, match.start(), match.end()))
    found.extend(
        (_TRIANGLE_RA.get(len(match.group()), 0.1), match.start(), match.end())
        for match in _TRIANGLES.finditer(cleaned)
    )
    return found
