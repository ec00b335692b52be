"""Numbers as people write them in Vietnamese and in English, with the doubt that the two notations leave.

"1.100,5" and "1,100.5" explain themselves; "1.500" does not (one and a half, or fifteen hundred). Such a number
is read by the style that the rest of its column shows, and flagged where nothing shows it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass

from matxich.domain.shared.text import clean


class NumberStyle(enum.Enum):
    """Which sign parts the decimals."""

    VIETNAMESE = "vi"  # 1.100,5
    ENGLISH = "en"  # 1,100.5


@dataclass(frozen=True, slots=True)
class Number:
    """One number found in a text."""

    value: float
    #: the other reading, where the notation allows two and nothing decided
    alternative: float | None
    #: the reading whose signs group thousands, where its form allows it ("1.500" → 1500): what a count means
    grouped: float | None
    #: place in the cleaned text, the multiplying word ("50k", "1,2 triệu") included
    start: int
    end: int


_MULTIPLIERS = {
    "k": 1e3, "nghìn": 1e3, "ngàn": 1e3, "nghin": 1e3, "ngan": 1e3, "thousand": 1e3, "千": 1e3, "천": 1e3,
    "vạn": 1e4, "万": 1e4, "萬": 1e4, "만": 1e4,
    "triệu": 1e6, "trieu": 1e6, "tr": 1e6, "mio": 1e6, "million": 1e6, "百万": 1e6, "백만": 1e6,
    "tỷ": 1e9, "tỉ": 1e9, "billion": 1e9, "億": 1e8, "억": 1e8,
}  # fmt: skip
_WORDS = "|".join(sorted(map(re.escape, _MULTIPLIERS), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\d.,])(?P<digits>\d+(?:\x00\d{{3}})*(?:[.,]\d+)*|\.\d+)(?P<times>\s?(?:{_WORDS})(?![A-Za-zÀ-ỹ])|[x×]10\^?(?P<power>[345]))?",
    re.IGNORECASE,
)
# A digit right after a letter belongs to a designation ("S45C", "M8"), except after these signs and after a glyph.
_CODE_BEFORE = re.compile(r"(?:#|[A-WYZa-wyzÀ-ÖÙ-öù-ỹ]|(?<![\d\s)])[xX])[-.]?$")
# "4,5,6" and "80,120,95" are lists; only whole groups of three digits make one number.
_LIST = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{1,3}){2,}(?![\d.,])")
# "1 1/2 inch": fractions are read where inches follow, everywhere else "/" parts two numbers.
_FRACTION = re.compile(
    r"(?<![\d/.,])(?:(?P<whole>\d{1,3})[ -])?(?P<top>\d{1,2})/(?P<bottom>2|4|8|16|32|64)(?=\s?(?:\"|″|inch|in\.))"
)
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d])")
_ONE_GROUP = re.compile(r"^[1-9]\d{0,2}([.,])\d{3}$")


def find_numbers(text: str, style: NumberStyle | None = None) -> list[Number]:
    """Return every number of a text, in order; ranges and units are left to the caller.

    Args:
        style: the notation of the column, where it is known.

    >>> [n.value for n in find_numbers("1.100,5 / 1,100.5 / 50k / 1,2 triệu")]
    [1100.5, 1100.5, 50000.0, 1200000.0]
    """
    cleaned = clean(text)
    # "12 000" is one number; the blank is dropped without moving any offset.
    glued = _SPACED.sub(lambda found: found.group().replace(" ", "\x00"), cleaned)
    glued = _LIST.sub(_parted, glued)
    found = [_fraction(match) for match in _FRACTION.finditer(cleaned)]
    for number in found:
        glued = glued[: number.start] + "_" * (number.end - number.start) + glued[number.end :]
    for match in _NUMBER.finditer(glued):
        if _CODE_BEFORE.search(glued[max(0, match.start() - 3) : match.start()]):
            continue
        digits = match.group("digits").replace("\x00", "")
        value, other = read_digits(digits, style)
        times = _times(match)
        if times >= 1e3 and other is not None:
            # Nobody writes "1.500 triệu" for one and a half million, but "1.500 tỷ" is fifteen hundred: keep the thousands.
            value, other = max(value, other), None
        grouped = float(re.sub(r"[.,]", "", digits)) * times if _ONE_GROUP.match(digits) else None
        found.append(
            Number(
                value * times, None if other is None else other * times, grouped, match.start(), match.end()
            )
        )
    return sorted(found, key=lambda number: number.start)


def _parted(run: re.Match[str]) -> str:
    whole = re.fullmatch(r"\d{1,3}(?:,\d{3})+", run.group())
    return run.group() if whole else run.group().replace(",", ";")


def _fraction(match: re.Match[str]) -> Number:
    value = int(match.group("whole") or 0) + int(match.group("top")) / int(match.group("bottom"))
    return Number(value, None, None, match.start(), match.end())


def _times(match: re.Match[str]) -> float:
    if match.group("power"):
        return 10.0 ** int(match.group("power"))
    return _MULTIPLIERS.get((match.group("times") or "").strip().lower(), 1.0)


def read_digits(digits: str, style: NumberStyle | None = None) -> tuple[float, float | None]:
    """Return the value of one run of digits and separators, and the other reading where two are possible.

    >>> read_digits("1.500"), read_digits("1.500", NumberStyle.VIETNAMESE), read_digits("0,05")
    ((1500.0, 1.5), (1500.0, None), (0.05, None))
    """
    digits = digits.strip(".,") if not digits.startswith(".") else "0" + digits
    decimal = _decimal_sign(digits, style)
    if decimal is not None:
        grouping = "," if decimal == "." else "."
        return float(digits.replace(grouping, "").replace(decimal, ".")), None
    if not re.search(r"[.,]", digits):
        return float(digits), None
    thousands = float(re.sub(r"[.,]", "", digits))
    if _ONE_GROUP.match(digits) and style is None:
        return thousands, float(digits.replace(",", "."))
    return thousands, None


def _decimal_sign(digits: str, style: NumberStyle | None) -> str | None:
    """Return the sign that parts decimals in this run, or None when its signs only group thousands."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    sign = "." if dots else ","
    if dots + commas != 1:
        return None
    if not _ONE_GROUP.match(digits):
        return sign  # "0.5", "12,25", "0.500", "1234.567": three digits after a full group are the only doubt
    wanted = {NumberStyle.VIETNAMESE: ",", NumberStyle.ENGLISH: "."}.get(style) if style else None
    return sign if wanted == sign else None


def detect_style(texts: Iterable[str]) -> NumberStyle | None:
    """Return the notation that the unmistakable numbers of a column show, or None when they show none or both."""
    votes = {NumberStyle.VIETNAMESE: 0, NumberStyle.ENGLISH: 0}
    for text in texts:
        for match in _NUMBER.finditer(clean(text)):
            digits = match.group("digits").strip(".,")
            sign = _decimal_sign(digits, None)
            if sign is None and len(re.findall(r"[.,]", digits)) > 1:
                sign = "," if "." in digits else "."
            if sign in {".", ","} and re.search(r"[.,]", digits):
                votes[NumberStyle.ENGLISH if sign == "." else NumberStyle.VIETNAMESE] += 1
    if votes[NumberStyle.VIETNAMESE] == votes[NumberStyle.ENGLISH] or min(votes.values()) * 4 > max(
        votes.values()
    ):
        return None
    return max(votes, key=lambda style: votes[style])
