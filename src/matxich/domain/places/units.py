"""Administrative units with their validity, and what became of which.

A reform ends units and makes new ones; the statistics office gives a new one the code of an old one, so a code alone
names nothing. `unit_key` makes the name that is unique: the code for what was there before any reform we know of,
code and year for what a reform made.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from matxich.domain.shared.bilingual import Text


class Level(IntEnum):
    """How far down a unit stands. Since 1 July 2025 there is no district level."""

    PROVINCE = 1
    DISTRICT = 2
    WARD = 3


class Kind(StrEnum):
    """What a unit is called before its name."""

    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    URBAN_DISTRICT = "urban_district"
    RURAL_DISTRICT = "rural_district"
    TOWN = "town"
    PROVINCIAL_CITY = "provincial_city"
    WARD = "ward"
    COMMUNE = "commune"
    TOWNSHIP = "township"
    SPECIAL_ZONE = "special_zone"

    @property
    def level(self) -> Level:
        """Say on which level a unit of this kind stands."""
        return _LEVELS[self]

    @property
    def label(self) -> Text:
        """Return its word: "phường", "Ward"."""
        return _LABELS[self]


_LEVELS = {
    Kind.PROVINCE: Level.PROVINCE,
    Kind.MUNICIPALITY: Level.PROVINCE,
    Kind.URBAN_DISTRICT: Level.DISTRICT,
    Kind.RURAL_DISTRICT: Level.DISTRICT,
    Kind.TOWN: Level.DISTRICT,
    Kind.PROVINCIAL_CITY: Level.DISTRICT,
    Kind.WARD: Level.WARD,
    Kind.COMMUNE: Level.WARD,
    Kind.TOWNSHIP: Level.WARD,
    Kind.SPECIAL_ZONE: Level.WARD,
}
_LABELS = {
    Kind.PROVINCE: Text("tỉnh", "Province"),
    Kind.MUNICIPALITY: Text("thành phố", "City"),
    Kind.URBAN_DISTRICT: Text("quận", "District"),
    Kind.RURAL_DISTRICT: Text("huyện", "District"),
    Kind.TOWN: Text("thị xã", "Town"),
    Kind.PROVINCIAL_CITY: Text("thành phố", "City"),
    Kind.WARD: Text("phường", "Ward"),
    Kind.COMMUNE: Text("xã", "Commune"),
    Kind.TOWNSHIP: Text("thị trấn", "Township"),
    Kind.SPECIAL_ZONE: Text("đặc khu", "Special Zone"),
}


def unit_key(code: str, valid_from: dt.date | None) -> str:
    """Return the unique name of a unit: "00004" for the old ward, "00004-2025" for the unit that a reform made.

    Args:
        code: the statistics office's code: 2 digits a province, 3 a district, 5 a ward or commune.
        valid_from: the day of the reform that made it; None when it was there before any reform on record.

    >>> unit_key("00004", None), unit_key("00004", dt.date(2025, 7, 1))
    ('00004', '00004-2025')
    """
    return f"{code}-{valid_from.year}" if valid_from else code


@dataclass(frozen=True, slots=True)
class Unit:
    """One administrative unit."""

    #: unique, see `unit_key`
    key: str
    #: the statistics office's code
    code: str
    #: without the word of its kind: "Thạch Thất"
    name: str
    kind: Kind
    #: key of the unit above; None for a province
    parent: str | None = None
    #: first day; None: before any reform on record
    valid_from: dt.date | None = None
    #: the first day on which it is no more; None: in force
    valid_until: dt.date | None = None
    #: of its centre, degrees; None where the tables have none
    latitude: float | None = None
    longitude: float | None = None
    #: None where the tables have none
    area_km2: float | None = None
    #: names of units that went into this one earlier ("Hà Tây", or "dinau" where the tables give no better);
    #: nothing says whether wholly
    former_names: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """Say on which level it stands."""
        return self.kind.level

    @property
    def label(self) -> Text:
        """Return its full name: "Huyện Thạch Thất", "Thạch Thất District"; "Quận 1", "District 1"."""
        word = self.kind.label
        vi = f"{word.vi[0].upper()}{word.vi[1:]} {self.name}"
        return Text(vi, f"{word.en} {self.name}" if self.name.isdecimal() else f"{self.name} {word.en}")

    def is_in_force(self, on: dt.date) -> bool:
        """Say whether it exists on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on < self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Succession:
    """One old unit's territory, or a part of it, went to one new unit."""

    #: key of the unit that ended
    old: str
    #: key of the unit that followed
    new: str
    #: the whole territory went there; False: a part, the rest went elsewhere
    is_whole: bool
    #: the successor that the tables name first where there are several; a hint, never a fact about an address
    is_default: bool
