"""Hanoi's units out of the installed tables, and ways in which people write an address."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable

from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.resolving import Resolver
from matxich.domain.places.units import Level, Unit
from matxich.files.admin_units import read_region

SHORT = {"phường": "P.", "xã": "X.", "thị trấn": "TT.", "quận": "Q.", "huyện": "H.", "thị xã": "TX."}


@functools.cache
def resolver() -> Resolver:
    """Return a resolver of Hanoi; the same object every time."""
    tables = read_region("01")
    return Resolver(Gazetteer(tables.units, tables.successions))


def gazetteer() -> Gazetteer:
    """Return Hanoi's units."""
    return resolver().gazetteer


def old_wards() -> list[Unit]:
    """Return the 526 of before 1 July 2025."""
    return [unit for unit in gazetteer().at(Level.WARD) if unit.valid_until]


def new_wards() -> list[Unit]:
    """Return the 126 since then."""
    return [unit for unit in gazetteer().at(Level.WARD) if not unit.valid_until]


def plain(text: str) -> str:
    """Return a text as somebody types it who types no accents."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _short(unit: Unit) -> str:
    return f"{SHORT[unit.kind.label.vi]} {unit.name}"


#: ways to write an old ward and its district; "bare" ones leave out the words of the kinds
WITH_DISTRICT: dict[str, Callable[[Unit, Unit], str]] = {
    "full": lambda w, d: f"Số 12 ngõ 5 phố Huế, {w.label.vi}, {d.label.vi}, TP Hà Nội",
    "no accents": lambda w, d: plain(f"So 12, {w.label.vi}, {d.label.vi}, Ha Noi"),
    "NFD capitals": lambda w, d: unicodedata.normalize("NFD", f"{w.label.vi}, {d.label.vi}, Hà Nội".upper()),
    "short": lambda w, d: f"{_short(w)}, {_short(d)}, HN",
    "short, no accents": lambda w, d: plain(f"lo 3, {_short(w)}, {_short(d)}, HN"),
    "kind of the ward only": lambda w, d: f"{w.label.vi}, {d.name}, Hà Nội",
    "English": lambda w, d: plain(f"No. 5 Road 3, {w.label.en}, {d.label.en}, Hanoi, Vietnam"),
    "English, no commas": lambda w, d: plain(f"Lot 5 {w.label.en} {d.label.en} Ha Noi City Vietnam"),
    "no commas": lambda w, d: f"{w.label.vi} {d.label.vi} Hà Nội",
}
BARE: dict[str, Callable[[Unit, Unit], str]] = {
    "bare": lambda w, d: f"{w.name}, {d.name}, Hà Nội",
    "bare, dashes": lambda w, d: plain(f"{w.name} - {d.name} - Ha Noi"),
    "bare, no commas": lambda w, d: plain(f"{w.name} {d.name} Ha Noi"),
    "no district": lambda w, d: f"{w.label.vi}, Hà Nội",
}
WITHOUT_DISTRICT: dict[str, Callable[[Unit], str]] = {
    "full": lambda w: f"Số 12 phố Huế, {w.label.vi}, thành phố Hà Nội",
    "no accents": lambda w: plain(f"{w.label.vi}, Ha Noi"),
    "short": lambda w: f"{_short(w)}, TP. Hà Nội",
    "English": lambda w: plain(f"{w.label.en}, Hanoi"),
    "bare": lambda w: f"{w.name}, Hà Nội",
}
