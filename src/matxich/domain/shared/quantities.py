"""Quantities in free text: a number or a range, its sign, its unit and its period, brought to one unit a dimension.

The vocabulary of units is the shop's: "50.000 sp/tháng", "350 tấn", "0.5–32 mm", "dày 1,2 ly", "±0,02", "月5万個".
"tấn" and "T" stay undecided between mass and press force: only the reader of the field knows which is meant.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from matxich.domain.shared.numbers import Number, NumberStyle, find_numbers
from matxich.domain.shared.text import clean

# unit pattern → (dimension, factor to the dimension's unit). Lengths in mm, masses in kg, times in days.
_UNITS: tuple[tuple[str, str, float], ...] = (
    (r"mm|milimet|millimet(?:er|re)s?|ly(?![a-zà-ỹ])|ミリ|밀리", "length", 1.0),
    (r"cm", "length", 10.0),
    (r"µm|um(?![a-z])|micron|micromet|µ|ミクロン|미크론", "length", 0.001),
    (r"inch(?:es)?|in\.|″|\"", "length", 25.4),
    (r"kg(?:s|f)?(?![a-z])|kilogam|kilo|キロ(?!ワ)|㎏", "mass", 1.0),
    (r"mg(?![a-z])", "mass", 1e-6),
    (r"gr?(?:am|ams)?(?![a-zà-ỹ])(?!\s*[a-z]?\d)|グラム|그램", "mass", 0.001),
    (r"tạ(?![a-zà-ỹ])", "mass", 100.0),
    (r"lbs?(?![a-z])", "mass", 0.45359237),
    (
        r"(?:metric )?ton(?:ne)?s?(?:f)?(?![a-z])|tấn|tan(?![a-z])|t(?:f)?(?![a-zà-ỹ/])|t(?=/)|トン|톤",
        "tonne",
        1.0,
    ),
    (r"kn(?![a-z])", "tonne", 0.10197),
    (r"kw(?![a-z])|キロワット", "power", 1.0),
    (r"%|percent", "percent", 1.0),
    (r"(?:cavit(?:y|ies)|lòng khuôn|long khuon|cav\.?|lòng|個取り?|캐비티)(?![a-z])", "cavity", 1.0),
    (r"trục|truc(?![a-z])|axis|axes|-axis|軸|축", "axis", 1.0),
    (r"km(?![a-z])|cây số", "distance", 1.0),
    (r"working days?|ngày làm việc|days?|ngày|ngay(?![a-z])|営業日|日間?|일", "time", 1.0),
    (r"weeks?|wks?|tuần|tuan(?![a-z])|週間?|주(?:일|간)?", "time", 7.0),
    (r"months?|tháng|thang(?![a-z])|[ヶかカ]月|か月|개월", "time", 30.0),
    (r"years?|yrs?|năm|nam(?![a-z])|年|년", "time", 365.0),
    (r"hours?|hrs?(?![a-z])|giờ|h(?![a-zà-ỹ\d])|時間|시간", "hour", 1.0),
    (r"k ?(?:pcs?|pces|ea|units|sets)(?![a-z])", "count", 1000.0),
    (
        (
            r"(?:pcs?|pces?|pieces?|ea|each|units?|sets?|bộ|bo(?![a-z])|cái|cai(?![a-z])|chiếc|chiec|chi tiết|chi tiet|sản phẩm|san pham|sp(?![a-z])"
            r"|c(?=\s?/)|quả|con(?![a-z])|tấm|tờ|sợi|cặp|đôi|pairs?|thùng|cuộn|viên|linh kiện|parts?|shots?|個|本|枚|台|セット|ケ|개|세트|대)\.?"
        ),
        "count",
        1.0,
    ),
    (
        r"(?:công nhân|cong nhan|lao động|lao dong|nhân viên|nhân sự|người|nguoi|workers?|employees?|persons?|people|名|人|명)",
        "person",
        1.0,
    ),
    (r"m2(?!\d)|m²|sqm|mét vuông|平米|제곱미터", "area", 1.0),
    (r"m(?![a-zà-ỹ²³\d])|mét|met(?:er|re)s?", "length", 1000.0),
)
_UNIT = re.compile(
    "|".join(f"(?P<u{i}>{pattern})" for i, (pattern, _, _) in enumerate(_UNITS)), re.IGNORECASE
)
_PERIODS = {
    "hour": r"giờ|hour|hr|h(?![a-z])|時間?",
    "shift": r"ca(?![a-zà-ỹ])|shift",
    "day": r"ngày|ngay|day|日|일",
    "week": r"tuần|tuan|week|wk|週|주",
    "month": r"tháng|thang|month|mth|mo(?![a-z])|月|월",
    "quarter": r"quý|quarter",
    "year": r"năm|nam(?![a-z])|annum|year|yr|annual|năm\b|a(?![a-z])|年|연|년",
}
_PERIOD = re.compile(
    r"\s*(?:/|per|mỗi|một|mot|each|a|trên|p\.?|hàng|every)\s*(?:1\s*)?(?:"
    + "|".join(f"(?P<{k}>{v})" for k, v in _PERIODS.items())
    + ")",
    re.IGNORECASE,
)
# "500 boards/month", "20 khung mỗi tháng": things that no list of units holds.
_COUNTED = re.compile(r"\s?[^\W\d]+(?: [^\W\d]+)?" + _PERIOD.pattern, re.IGNORECASE)
_ADVERB = {
    "month": r"monthly|hàng tháng|mỗi tháng|sản lượng tháng|sl tháng|月産|月間|월산|毎月|매월",
    "year": r"annual(?:ly)?|yearly|p\.a\.|hàng năm|mỗi năm|sản lượng năm|sl năm|年間|年産|연간",
}
_PREFIX_PERIOD = re.compile(
    r"(?:(?:mỗi|hàng|một|1|moi|hang|per|each|every)\s(?:(?P<month2>tháng|thang|month)|(?P<year2>năm|nam|year))(?:\s?(?:cần|là|khoảng|:|~))?|(?P<month>月産?|월(?:산|간)?|毎月|월)|(?P<year>年間?|年産|연간?))\s*(?:約|약|산)?\s*$"
)
#: how many of each period one month holds (a factory month has 26 working days of two shifts, 8 hours each)
PER_MONTH = {
    "hour": 416.0,
    "shift": 52.0,
    "day": 26.0,
    "week": 52 / 12,
    "month": 1.0,
    "quarter": 1 / 3,
    "year": 1 / 12,
}
_RANGE = re.compile(r"\s*(?:-|~|to|đến|den|tới|÷|…|\.\.\.?|から|至|에서)\s*(?:ø|Ø)?\s*$", re.IGNORECASE)
_SIGNS = (
    ("±", re.compile(r"(?:±|\+/-|\+-|\+ ?/ ?-)\s*$")),
    (
        "≤",
        re.compile(
            r"(?:≤|<=?|tối đa|toi da|max\.?:?|maximum|up to|(?<![a-zà-ỹ])(?:lên )?(?:đến|tới)(?= )|không quá|khong qua|dưới|duoi|at most|no more than|within|trong vòng|trong|最大|まで|최대)\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "≥",
        re.compile(
            r"(?:≥|>=?|tối thiểu|toi thieu|min\.?:?|minimum|at least|từ|tu(?= )|trên|over|more than|ít nhất|it nhat|from|最小|最低|최소)\s*$",
            re.IGNORECASE,
        ),
    ),
    ("~", re.compile(r"(?:~|≈|khoảng|khoang|about|approx\.?|around|cỡ|約|약|chừng)\s*$", re.IGNORECASE)),
)
_AFTER = (
    (re.compile(r"^\s*(?:trở lên|tro len|or more|or larger|以上|이상|\+)", re.IGNORECASE), "≥"),
    (re.compile(r"^\s*(?:trở xuống|or less|以下|以内|未満|이하|이내|미만|max\b)", re.IGNORECASE), "≤"),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One measured value or range as it stands in a text."""

    low: float
    high: float
    #: "length" (mm), "mass" (kg), "tonne" (mass or force), "count", "time" (days), "person", "axis", … or "" without a unit
    dimension: str
    #: "month", "year", … where the text gives a rate, else ""
    per: str
    #: "±", "≤", "≥", "~" or ""
    sign: str
    #: the other reading of an ambiguous number, in the same unit; None when there is no doubt
    alternative: float | None
    #: the upper end with its signs read as thousands, where its form allows it; None otherwise
    grouped: float | None
    #: the unit as written
    unit: str
    start: int
    end: int


def find_quantities(text: str, style: NumberStyle | None = None) -> list[Quantity]:
    """Return the quantities of a text in order; two numbers joined by a range sign are one quantity.

    >>> [(q.low, q.high, q.dimension) for q in find_quantities("0.5–32 mm, 350 tấn")]
    [(0.5, 32.0, 'length'), (350.0, 350.0, 'tonne')]
    >>> find_quantities("50.000 sp/tháng")[0].per
    'month'
    """
    return list(_quantities(text, style))


@functools.lru_cache(maxsize=65_536)  # cells repeat: units, days and sizes are few
def _quantities(text: str, style: NumberStyle | None) -> tuple[Quantity, ...]:
    cleaned = clean(text)
    numbers = find_numbers(text, style)
    found: list[Quantity] = []
    index = 0
    while index < len(numbers):
        first = last = numbers[index]
        unit = _unit_after(cleaned, first.end)
        if index + 1 < len(numbers) and _RANGE.fullmatch(cleaned[unit[3] : numbers[index + 1].start]):
            upper_unit = _unit_after(cleaned, numbers[index + 1].end)
            if not unit[0] or not upper_unit[0] or unit[0] == upper_unit[0]:
                last = numbers[index + 1]
                index += 1
        found.append(_quantity(cleaned, first, last, unit))
        index += 1
    return tuple(found)


def _unit_after(cleaned: str, at: int) -> tuple[str, float, str, int]:
    """Return dimension, factor, unit as written and where it ends; empty where no unit follows."""
    match = re.compile(r"\s*").match(cleaned, at)
    start = match.end() if match else at
    unit = _UNIT.match(cleaned, start)
    if not unit or unit.lastgroup is None:
        return "", 1.0, "", at
    _, dimension, factor = _UNITS[int(unit.lastgroup[1:])]
    return dimension, factor, unit.group(), unit.end()


def _quantity(cleaned: str, first: Number, last: Number, first_unit: tuple[str, float, str, int]) -> Quantity:
    dimension, factor, unit, end = _unit_after(cleaned, last.end)
    if not dimension and first is not last and first_unit[0]:
        dimension, factor, unit = first_unit[0], first_unit[1], first_unit[2]
    # "0.5 m - 800 mm": each end has its own unit; "50 - 450T": the second serves both.
    low_factor = first_unit[1] if first_unit[0] else factor
    low, high = first.value * low_factor, last.value * factor
    if high < low:  # "450-50", or "1.5-3k" read with one multiplier
        low, high = high, low
    per, end = _period(cleaned, first.start, end, last.end)
    sign = next(
        (sign for sign, pattern in _SIGNS if pattern.search(cleaned[max(0, first.start - 12) : first.start])),
        "",
    )
    if first is not last and sign in {"≤", "≥"}:
        sign = ""  # "từ 5 đến 10 kg" says both ends; its first word opens neither
    for pattern, after in _AFTER:
        if not sign and pattern.match(cleaned[end : end + 12]):
            sign = after
    # Nobody orders 1.1 pieces: a count has no doubt, whatever its column's decimals look like.
    if dimension in {"count", "person"}:
        low, high = (
            (first.grouped * factor if first.grouped else low),
            (last.grouped * factor if last.grouped else high),
        )
    doubtful = first.alternative is not None and dimension not in {"count", "person"}
    alternative = first.alternative * low_factor if doubtful and first.alternative is not None else None
    return Quantity(
        low,
        high,
        dimension,
        per,
        sign,
        alternative,
        None if last.grouped is None else last.grouped * factor,
        unit,
        first.start,
        end,
    )


def _period(cleaned: str, start: int, end: int, unit_end: int) -> tuple[str, int]:
    match = _PERIOD.match(cleaned, end)
    if match and match.lastgroup:
        return match.lastgroup, match.end()
    counted = _COUNTED.match(cleaned, end)
    if counted and end == unit_end and counted.lastgroup:
        return counted.lastgroup, counted.end()
    before = _PREFIX_PERIOD.search(cleaned[max(0, start - 18) : start])
    if before and before.lastgroup:
        return before.lastgroup.rstrip("2"), end
    before_number, behind = cleaned[max(0, start - 16) : start], cleaned[end : end + 12]
    near = re.split(r"[,;、；，]", before_number)[-1] + re.split(r"[,;、；，]", behind)[0]
    for period, pattern in _ADVERB.items():
        if re.search(pattern, near, re.IGNORECASE):
            return period, end
    return "", end
