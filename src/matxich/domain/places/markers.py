"""The words around a name in an address: what kind of unit it is, or that it is no unit at all.

Vietnamese puts the word before the name ("P. Cầu Giấy", "huyện Thạch Thất"), English after it ("Cau Giay District").
A street, a hamlet or an industrial park that carries a unit's name ("phố Minh Khai", "KCN Phú Nghĩa") says nothing
about the unit.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

from matxich.domain.places.units import Kind
from matxich.domain.shared.text import Token, accent_key

_DISTRICTS = frozenset({Kind.URBAN_DISTRICT, Kind.RURAL_DISTRICT})
_CITIES = frozenset({Kind.MUNICIPALITY, Kind.PROVINCIAL_CITY})
_TOWNS = frozenset({Kind.TOWN, Kind.TOWNSHIP})

_BEFORE_WORDS: dict[str, frozenset[Kind]] = {
    "phường": frozenset({Kind.WARD}),
    "p": frozenset({Kind.WARD}),
    "xã": frozenset({Kind.COMMUNE}),
    "x": frozenset({Kind.COMMUNE}),
    "thị trấn": frozenset({Kind.TOWNSHIP}),
    "tt": frozenset({Kind.TOWNSHIP}),
    "đặc khu": frozenset({Kind.SPECIAL_ZONE}),
    "quận": frozenset({Kind.URBAN_DISTRICT}),
    "q": frozenset({Kind.URBAN_DISTRICT}),
    "huyện": frozenset({Kind.RURAL_DISTRICT}),
    "h": frozenset({Kind.RURAL_DISTRICT}),
    "thị xã": frozenset({Kind.TOWN}),
    "tx": frozenset({Kind.TOWN}),
    "thành phố": _CITIES,
    "tp": _CITIES,
    "thủ đô": frozenset({Kind.MUNICIPALITY}),
    "tỉnh": frozenset({Kind.PROVINCE}),
    "city of": _CITIES,
}
# English puts these before a number: "Ward 12".
_BEFORE_NUMBERS = {"ward": frozenset({Kind.WARD}), "district": _DISTRICTS, "dist": _DISTRICTS}
_AFTER_WORDS: dict[str, frozenset[Kind]] = {
    "ward": frozenset({Kind.WARD}),
    "commune": frozenset({Kind.COMMUNE}),
    "town": _TOWNS,
    "township": _TOWNS,
    "townlet": frozenset({Kind.TOWNSHIP}),
    "district": _DISTRICTS,
    "districts": _DISTRICTS,
    "dist": _DISTRICTS,
    "city": _CITIES,
    "province": frozenset({Kind.PROVINCE, Kind.MUNICIPALITY}),
    "prov": frozenset({Kind.PROVINCE, Kind.MUNICIPALITY}),
    "provice": frozenset({Kind.PROVINCE, Kind.MUNICIPALITY}),
    "special zone": frozenset({Kind.SPECIAL_ZONE}),
}
_NO_UNIT_BEFORE = (
    "đường|phố|ngõ|ngách|hẻm|kiệt|thôn|xóm|ấp|khóm|tổ|khu phố|kp|khu|khu công nghiệp|kcn|ccn|cụm|cụm công nghiệp"
    "|kcx|khu chế xuất|kdt|khu đô thị|kđt|làng|làng nghề|cầu|chợ|tòa nhà|tòa|chung cư|quốc lộ|ql|tỉnh lộ|công ty|cty"
    "|nhà máy|trường|bệnh viện|sân bay|ga|bến xe|sông|hồ|kho|đội|ngã tư|ngã ba|đại lộ|dốc|đê|cụm cn|khu cn|đầm"
    "|xí nghiệp|hợp tác xã|htx|doanh nghiệp"
)
_NO_UNIT_AFTER = (
    "street|st|str|road|rd|avenue|ave|boulevard|blvd|village|vill|hamlet|industrial|industry|inductrial|ip|iz|zone"
    "|area|quarter|bridge|building|tower|market|airport|residential|port|lane|alley|highway|park|cluster|complex"
    "|junction|factory|company|export|hi tech|high tech"
)


def _accentless(key: str) -> str:
    """Return an accent key without its accents: what is written where nobody types any."""
    bare = key.rstrip("12345").replace("đ", "d")
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _ways(written: str) -> Iterator[tuple[str, ...]]:
    """Yield the accent keys under which words may stand in an address: each with its accents, or without any."""
    keys = [accent_key(word) for word in written.split()]
    return itertools.product(*((key, _accentless(key)) for key in keys))


def _keyed(words: dict[str, frozenset[Kind]]) -> dict[tuple[str, ...], frozenset[Kind]]:
    return {way: kinds for written, kinds in words.items() for way in _ways(written)}


BEFORE = _keyed(_BEFORE_WORDS)
BEFORE_NUMBERS = BEFORE | _keyed(_BEFORE_NUMBERS)
AFTER = _keyed(_AFTER_WORDS)
NO_UNIT_BEFORE = frozenset(way for written in _NO_UNIT_BEFORE.split("|") for way in _ways(written))
NO_UNIT_AFTER = frozenset(tuple(written.split()) for written in _NO_UNIT_AFTER.split("|"))
_LONGEST = 3
#: abbreviations whose full stop does not end a part of the address ("P. Cầu Giấy", "301 Xuan Thieu Str. 5")
SHORT = frozenset(
    {"p", "q", "h", "x", "tx", "tt", "tp", "t", "kp", "dist", "st", "str", "no", "rd", "ngo", "so"}
)


def kinds_before(words: list[Token], *, is_number: bool = False) -> tuple[int, frozenset[Kind]] | None:
    """Return how many of the last words before a name say its kind, and which kinds; None when none does."""
    known = BEFORE_NUMBERS if is_number else BEFORE
    for length in (2, 1):
        kinds = known.get(_last(words, length))
        if kinds is not None:
            return length, kinds
    return None


def kinds_after(words: list[Token]) -> tuple[int, frozenset[Kind]] | None:
    """Return how many of the first words after a name say its kind, and which kinds; None when none does."""
    for length in (2, 1):
        key = tuple(word.folded for word in words[:length])
        if len(key) == length and key in AFTER:
            return length, AFTER[key]
    return None


def is_no_unit(before: list[Token], after: list[Token]) -> bool:
    """Say whether the words around a name make it that of a street, a hamlet or a park."""
    if any(_last(before, length) in NO_UNIT_BEFORE for length in range(1, _LONGEST + 1)):
        return True
    return any(tuple(word.folded for word in after[:length]) in NO_UNIT_AFTER for length in (1, 2))


def _last(words: list[Token], length: int) -> tuple[str, ...]:
    return tuple(word.accented for word in words[-length:]) if len(words) >= length else ()
