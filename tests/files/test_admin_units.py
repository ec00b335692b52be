"""The tables inside the installed package: what they hold, that they agree with a second copy, and their errors."""

from __future__ import annotations

import csv
import sys
from importlib import metadata

import pytest

from matxich.domain.places.units import Level
from matxich.domain.shared.text import fold
from matxich.files.admin_units import PACKAGE, TablesMissingError, UnknownProvinceError, read_region
from tests.architecture.tree import ROOT

ADMIN = ROOT.parent / "shared" / "data" / "admin"
needs_copy = pytest.mark.skipif(
    not ADMIN.exists(), reason="the second copy of the tables is not on this machine"
)


def rows(name: str) -> list[dict[str, str]]:
    with (ADMIN / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_hanoi_has_its_units_and_the_package_is_not_imported():
    tables = read_region("01")
    levels = [(unit.level, unit.valid_until is None) for unit in tables.units]
    assert levels.count((Level.WARD, True)) == 126
    assert levels.count((Level.WARD, False)) == 526
    assert levels.count((Level.DISTRICT, False)) == 30
    assert [name for name in sys.modules if name.partition(".")[0] == PACKAGE] == []


def test_eleven_provinces_went_through_the_reform_unchanged():
    provinces = [unit for unit in read_region("01").units if unit.level == Level.PROVINCE]
    assert sum(unit.valid_from is None and unit.valid_until is None for unit in provinces) == 11
    assert sum(unit.valid_until is None for unit in provinces) == 34
    assert sum(unit.valid_from is None for unit in provinces) == 63


@needs_copy
def test_units_agree_with_the_second_copy():
    known = {unit.key: unit for unit in read_region("01").units}
    new = rows("hanoi_units_2025.csv")
    old = rows("hanoi_units_before_2025-07-01.csv")
    assert [
        row["code"] for row in new if fold(known[f"{row['code']}-2025"].label.vi) != fold(row["full_name"])
    ] == []
    assert [
        row["ward_code"]
        for row in old
        if fold(known[row["ward_code"]].label.vi) != fold(row["ward_full_name"])
    ] == []
    assert [row["ward_code"] for row in old if known[row["ward_code"]].parent != row["district_code"]] == []


@needs_copy
def test_successions_agree_with_the_second_copy():
    units = {unit.key: unit for unit in read_region("01").units}
    mine = {
        (link.old, units[link.new].code): (link.is_whole, link.is_default)
        for link in read_region("01").successions
        if units[link.old].level == Level.WARD
    }
    theirs = {
        (row["old_ward_code"], row["new_code"]): (row["relation"] == "toan_bo", row["is_default"] == "1")
        for row in rows("hanoi_ward_mapping_old_to_2025.csv")
    }
    assert len(theirs) == 794
    assert mine == theirs


# Hải Phòng took in Hải Dương and has an island district without wards, as has Đà Nẵng; Huế changed its name.
@pytest.mark.parametrize("code", ["01", "31", "46", "48", "79"])
def test_every_old_ward_of_a_province_has_a_successor(code):
    tables = read_region(code)
    followed = {link.old for link in tables.successions}
    wards = [unit for unit in tables.units if unit.level == Level.WARD and unit.valid_until]
    assert [unit.key for unit in wards if unit.key not in followed] == []
    assert len({unit.key for unit in tables.units}) == len(tables.units)


def test_an_unknown_province_is_refused_with_those_there_are():
    with pytest.raises(UnknownProvinceError, match="01 Hà Nội") as caught:
        read_region("77")
    assert caught.value.code == "77"


def test_without_the_package_the_error_names_the_fix(monkeypatch):
    def missing(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)
    with pytest.raises(TablesMissingError, match=r"make setup.*locks/places\.txt") as caught:
        read_region("01")
    assert "make setup" in caught.value.text.vi
