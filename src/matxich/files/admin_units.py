"""Reads the tables of administrative units out of the installed package `vietnamadminunits`, a region at a time.

The package is never imported: its address conversion sends addresses to a public geocoder. Only two of its files
are opened, where the installation says they lie: the table of units (SQLite) and the table of successions (JSON).
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

from matxich.catalogue.regions import former_names
from matxich.domain.places.units import Kind, Succession, Unit, unit_key
from matxich.domain.shared.bilingual import Text

PACKAGE = "vietnamadminunits"
_UNITS, _SUCCESSIONS = f"{PACKAGE}/data/dataset.db", f"{PACKAGE}/data/converter_2025.json"
#: the day on which the two-level local government began
REFORM = dt.date(2025, 7, 1)
_KINDS = {
    "Quận": Kind.URBAN_DISTRICT,
    "Huyện": Kind.RURAL_DISTRICT,
    "Thị xã": Kind.TOWN,
    "Thành phố": Kind.PROVINCIAL_CITY,
    "Phường": Kind.WARD,
    "Xã": Kind.COMMUNE,
    "Thị trấn": Kind.TOWNSHIP,
    "Đặc khu": Kind.SPECIAL_ZONE,
}


class TablesMissingError(Exception):
    """The tables of administrative units are not there, or not as expected; `text` says what to do."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


class UnknownProvinceError(Exception):
    """There is no province of this code in the tables."""

    def __init__(self, code: str, known: dict[str, str]) -> None:
        self.code = code
        #: code → name of the provinces that there are
        self.known = known
        shown = ", ".join(f"{one} {name}" for one, name in sorted(known.items()))
        self.text = Text(
            "Không có tỉnh, thành phố mang mã {code}. Các mã hiện có: {shown}.",
            "There is no province of the code {code}. These are there: {shown}.",
        ).format(code=code, shown=shown)
        super().__init__(self.text.en)


@dataclass(frozen=True, slots=True)
class RegionTables:
    """The rows of one region, ready for a gazetteer or for the database."""

    #: the statistics office's code of the province of today
    province_code: str
    #: all provinces by name; districts, wards and communes of this region only; parents before children
    units: tuple[Unit, ...]
    successions: tuple[Succession, ...]
    #: where the rows come from: package and version
    source: str


def read_region(province_code: str) -> RegionTables:
    """Return the units of a province of today, those it was made from, and what became of which.

    Args:
        province_code: of the statistics office, two digits: "01" is Hà Nội.

    Raises:
        TablesMissingError: the package is not installed, or its files are not what is expected.
        UnknownProvinceError: no province has this code today.
    """
    installed = _installed()
    try:
        links = json.loads(_file(installed, _SUCCESSIONS).read_text(encoding="utf-8"))
        place = _file(installed, _UNITS)
        with sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro&immutable=1", uri=True) as connection:
            connection.row_factory = sqlite3.Row
            return _Reader(connection, links).region(province_code, f"{PACKAGE} {installed.version}")
    except (sqlite3.Error, OSError, ValueError, KeyError, TypeError) as problem:
        raise TablesMissingError(
            Text(
                "Bảng đơn vị hành chính trong gói {package} {version} không đọc được ({problem}). Hãy cài lại "
                "đúng phiên bản ghi trong locks/places.txt bằng «make setup».",
                "The tables of administrative units in the package {package} {version} cannot be read "
                "({problem}). Install the version that locks/places.txt names again, with “make setup”.",
            ).format(package=PACKAGE, version=installed.version, problem=repr(problem))
        ) from problem


def _installed() -> metadata.Distribution:
    try:
        return metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        raise TablesMissingError(
            Text(
                "Chưa cài bảng đơn vị hành chính (gói {package}). Hãy chạy «make setup», hoặc «pip install "
                "--no-deps --require-hashes -r locks/places.txt» trong môi trường của phần mềm, rồi thử lại.",
                "The tables of administrative units (package {package}) are not installed. Run “make setup”, or "
                "“pip install --no-deps --require-hashes -r locks/places.txt” in the program's environment, "
                "and try again.",
            ).format(package=PACKAGE)
        ) from None


def _file(installed: metadata.Distribution, name: str) -> Path:
    return Path(str(installed.locate_file(name)))


class _Reader:
    """One pass over the two tables."""

    def __init__(self, connection: sqlite3.Connection, links: dict[str, Any]) -> None:
        self._connection = connection
        self._links = links

    def region(self, province_code: str, source: str) -> RegionTables:
        new = self._rows("SELECT * FROM admin_units ORDER BY provinceCode, wardCode")
        old = self._rows("SELECT * FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode")
        today = {row["provinceCode"]: row["provinceShort"] for row in new}
        if province_code not in today:
            raise UnknownProvinceError(province_code, today)
        provinces = _Provinces(new, old, self._links["DICT_PROVINCE"])
        here = next(row["provinceKey"] for row in new if row["provinceCode"] == province_code)
        before = set(provinces.origins[here])
        old_units, by_old_key = _old_units([row for row in old if row["provinceKey"] in before], provinces)
        mine = [row for row in new if row["provinceKey"] == here]
        by_new_key = {row["wardKey"]: unit_key(row["wardCode"], REFORM) for row in mine}
        return RegionTables(
            province_code=province_code,
            units=(*_with_former_names(provinces.units), *old_units, *_new_units(mine, provinces)),
            successions=(
                *provinces.successions,
                *_ward_successions(self._links, here, by_old_key, by_new_key),
            ),
            source=source,
        )

    def _rows(self, query: str) -> list[sqlite3.Row]:
        return self._connection.execute(query).fetchall()


class _Provinces:
    """The provinces of before and after the reform. One that took in no other is the same before and after."""

    def __init__(self, new: list[sqlite3.Row], old: list[sqlite3.Row], origins: dict[str, list[str]]) -> None:
        self.origins = origins
        old_rows = {row["provinceKey"]: row for row in old}
        new_rows = {row["provinceKey"]: row for row in new}
        unchanged = {key for key, before in origins.items() if before == [key]}
        units: dict[str, Unit] = {}
        self.old_key: dict[str, str] = {}
        self.new_key: dict[str, str] = {}
        for key, row in old_rows.items():
            self.old_key[key] = row["provinceCode"]
            units[row["provinceCode"]] = _province(row, until=None if key in unchanged else REFORM)
        for key, row in new_rows.items():
            if key in unchanged:
                self.new_key[key] = self.old_key[key]
                continue
            unit = _province(row, since=REFORM)
            self.new_key[key] = unit.key
            units[unit.key] = unit
        self.units = tuple(units.values())
        self.successions = tuple(
            Succession(self.old_key[before], self.new_key[key], is_whole=True, is_default=True)
            for key, all_before in origins.items()
            if key not in unchanged
            for before in all_before
        )


def _with_former_names(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Add the names of provinces of long ago, which the catalogue keeps: people still write them."""
    known = former_names()
    return tuple(replace(unit, former_names=known.get(unit.key, ())) for unit in units)


def _province(row: sqlite3.Row, *, since: dt.date | None = None, until: dt.date | None = None) -> Unit:
    full, name = row["province"], row["provinceShort"]
    return Unit(
        key=unit_key(row["provinceCode"], since),
        code=row["provinceCode"],
        name=name,
        kind=Kind.MUNICIPALITY if full.startswith("Thành phố") else Kind.PROVINCE,
        valid_from=since,
        valid_until=until,
        latitude=row["provinceLat"],
        longitude=row["provinceLon"],
    )


def _old_units(rows: list[sqlite3.Row], provinces: _Provinces) -> tuple[list[Unit], dict[str, str]]:
    """Return districts and wards of before, and the key of each under the name that the successions use."""
    units: dict[str, Unit] = {}
    keys: dict[str, str] = {}
    for row in rows:
        district = row["districtCode"]
        if district not in units:
            units[district] = Unit(
                key=district,
                code=district,
                name=_bare(row["district"], row["districtType"]),
                kind=_KINDS[row["districtType"]],
                parent=provinces.old_key[row["provinceKey"]],
                valid_until=REFORM,
                latitude=row["districtLat"],
                longitude=row["districtLon"],
            )
        key = row["wardCode"] or district
        keys[f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"] = key
        if row["wardCode"]:
            units[key] = Unit(
                key=key,
                code=key,
                name=_bare(row["ward"], row["wardType"]),
                kind=_KINDS[row["wardType"]],
                parent=district,
                valid_until=REFORM,
                latitude=row["wardLat"],
                longitude=row["wardLon"],
                former_names=_former_names(row),
            )
    return list(units.values()), keys


def _new_units(rows: list[sqlite3.Row], provinces: _Provinces) -> Iterator[Unit]:
    for row in rows:
        yield Unit(
            key=unit_key(row["wardCode"], REFORM),
            code=row["wardCode"],
            name=_bare(row["ward"], row["wardType"]),
            kind=_KINDS[row["wardType"]],
            parent=provinces.new_key[row["provinceKey"]],
            valid_from=REFORM,
            latitude=row["wardLat"],
            longitude=row["wardLon"],
            area_km2=row["wardAreaKm2"],
        )


def _ward_successions(
    links: dict[str, Any], here: str, by_old_key: dict[str, str], by_new_key: dict[str, str]
) -> Iterator[Succession]:
    for new, all_old in links["DICT_PROVINCE_WARD_NO_DIVIDED"][here].items():
        for old in all_old:
            yield Succession(by_old_key[old], by_new_key[new], is_whole=True, is_default=True)
    for old, parts in links["DICT_PROVINCE_WARD_DIVIDED"].get(here, {}).items():
        for part in parts:
            new = by_new_key[part["newWardKey"]]
            yield Succession(by_old_key[old], new, is_whole=False, is_default=part["isDefaultNewWard"])


def _bare(full: str, kind: str) -> str:
    return full.removeprefix(kind).strip()


def _former_names(row: sqlite3.Row) -> tuple[str, ...]:
    """Return the names of earlier wards that the table keeps as aliases: one word without accents, without the kind."""
    aliases = list(dict.fromkeys(json.loads(row["wardAlias"] or "[]")))
    return tuple(
        alias
        for alias in aliases
        if not any(alias == f"{word}{other}" for word in ("phuong", "xa", "thitran") for other in aliases)
    )
