"""A figure of a year: output, revenue, exports, workers, energy. What is not stated has no row, never a zero."""

from __future__ import annotations

import re
from collections.abc import Mapping

from matxich.domain.enterprises.claim_kind import CHOICE, NUMBER, ClaimField, ClaimKind, ClaimProblem, Read
from matxich.domain.enterprises.claim_reading import needed
from matxich.domain.enterprises.encoding import encode
from matxich.domain.enterprises.facts import YearFigure
from matxich.domain.enterprises.measures import MEASURES
from matxich.domain.shared.bilingual import Text, number
from matxich.domain.shared.numbers import find_numbers
from matxich.domain.shared.text import clean, fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

_YEAR, _MEASURE, _VALUE = Text("Năm", "Year"), Text("Chỉ tiêu", "Measure"), Text("Giá trị", "Value")
_SCALES = (
    ("ty", 1e9),
    ("billion", 1e9),
    ("trieu", 1e6),
    ("million", 1e6),
    ("nghin", 1e3),
)
FIELDS = (
    ClaimField("year", _YEAR, NUMBER, required=True, example="2025"),
    ClaimField(
        "measure",
        _MEASURE,
        CHOICE,
        required=True,
        choices=tuple((one.code, Text(f"{one.label.vi} ({one.unit.vi})", f"{one.label.en} ({one.unit.en})")) for one in MEASURES.values()),
    ),
    ClaimField("value", _VALUE, NUMBER, required=True, public=False, example="120 tỷ"),
)  # fmt: skip


def read(written: Mapping[str, str], vocabulary: Vocabulary) -> Read:
    """Read one figure; "120 tỷ" is 120,000,000,000 in the unit of its measure."""
    problems = needed(written, "year", _YEAR) + needed(written, "measure", _MEASURE)
    problems += needed(written, "value", _VALUE)
    year_text = written.get("year", "").strip()
    year = int(year_text) if re.fullmatch(r"(?:19|20|21)\d\d", year_text) else None
    if year_text and year is None:
        problems.append(ClaimProblem("year", _BAD_YEAR.format(t=year_text)))
    measure = MEASURES.get(written.get("measure", "").strip())
    if measure is None and written.get("measure", "").strip():
        problems.append(ClaimProblem("measure", _BAD_MEASURE.format(t=written["measure"])))
    text = written.get("value", "")
    value = _amount(text)
    if text.strip() and (value is None or value < 0 or (measure and value > measure.most)):
        problems.append(ClaimProblem("value", _BAD_VALUE.format(t=text)))
        value = None
    if year is None or measure is None or value is None:
        return Read(typed={"items": []}, problems=tuple(problems))
    return Read(
        typed={"items": [encode(YearFigure(year, measure.code, value))]},
        codes=(measure.code,),
        summary=Text(
            f"{measure.label.vi} {year}: {number(value, 'vi')} {measure.unit.vi}",
            f"{measure.label.en} {year}: {number(value, 'en')} {measure.unit.en}",
        ),
        year=year,
        problems=tuple(problems),
    )


def _amount(text: str) -> float | None:
    """Return the amount that a text states; None unless it is one.

    >>> _amount("23,1 tỷ"), _amount("850 trieu"), _amount("2 nghìn tỷ"), _amount("120")
    (23100000000.0, 850000000.0, 2000000000000.0, 120.0)
    """
    numbers = find_numbers(text)
    if len(numbers) != 1 or clean(text).startswith("-"):  # no figure of a firm is below zero
        return None
    # A multiplying word right behind the number is part of it already; "nghìn tỷ" has a second one.
    behind = f" {fold(clean(text)[numbers[0].end :])} "
    scale = next((factor for word, factor in _SCALES if behind.startswith(f" {word} ")), 1.0)
    return float(numbers[0].value) * scale


def key(found: Read, written: Mapping[str, str]) -> str:
    """One figure a year and measure."""
    return f"{written.get('year', '').strip()}|{written.get('measure', '').strip()}"


_BAD_YEAR = Text("“{t}” không phải một năm. Hãy viết bốn chữ số.", "“{t}” is no year. Write four digits.")
_BAD_MEASURE = Text(
    "Không có chỉ tiêu “{t}”. Hãy chọn trong danh sách.", "There is no measure “{t}”. Choose one."
)
_BAD_VALUE = Text(
    "“{t}” không phải một giá trị hợp lý. Hãy viết một số, ví dụ 120 hoặc 120 tỷ.",
    "“{t}” is no sensible value. Write one number, such as 120 or 120 tỷ.",
)
KIND = ClaimKind(
    code="figure",
    label=Text("Số liệu năm", "Figure of a year"),
    plural=Text("Số liệu theo năm", "Figures by year"),
    fields=FIELDS,
    read=read,
    key=key,
    evidence=Text("Báo cáo tài chính, tờ khai", "Financial statements, declarations"),
    order=70,
)
