"""Loading a region: once, again, and what the queries make of it."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.apps.foundation.actor import COMMAND
from matxich.apps.places.actions.load import load_region
from matxich.apps.places.actions.region import load_places
from matxich.apps.places.models import AdministrativeUnit, Authority, Succession, TableLoad
from matxich.apps.places.queries.addresses import resolve_address, resolve_addresses
from matxich.apps.places.queries.areas import boundary_problem, map_areas
from matxich.apps.places.queries.units import both_groupings, choices, labels, unit_by_code
from matxich.catalogue.regions import regions
from matxich.domain.places.grouping import Grouping
from matxich.domain.places.resolution import State

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def hanoi():
    return load_places(regions()["hanoi"], actor=COMMAND, now=NOW)


def test_a_region_is_loaded_once_and_loading_again_changes_nothing(hanoi):
    report, authorities = hanoi
    assert (report.created_count, report.changed_count, report.absent) == (768, 0, ())
    assert authorities > 5
    ids = list(AdministrativeUnit.objects.values_list("key", "id"))
    again, more = load_places(regions()["hanoi"], actor=COMMAND, now=NOW + dt.timedelta(days=1))
    assert (again.created_count, again.changed_count, again.unchanged_count, more) == (0, 0, 768, 0)
    assert list(AdministrativeUnit.objects.values_list("key", "id")) == ids
    assert (TableLoad.objects.count(), Succession.objects.count()) == (1, 846)


def test_a_unit_that_was_changed_by_hand_is_brought_back(hanoi):
    AdministrativeUnit.objects.filter(key="00004-2025").update(name="Ba Dinh", area_km2=None)
    Succession.objects.filter(old__key="00001").update(is_whole=False)
    report = load_region("01", actor=COMMAND, now=NOW)
    assert (report.created_count, report.changed_count) == (0, 1)
    assert AdministrativeUnit.objects.get(key="00004-2025").name == "Ba Đình"
    assert Succession.objects.get(old__key="00001").is_whole


def test_a_unit_that_the_tables_lost_stays_and_is_reported(hanoi):
    AdministrativeUnit.objects.create(
        key="77777", code="77777", name="Xưa", name_folded="xua", kind="ward", level=3
    )
    assert load_region("01", actor=COMMAND, now=NOW).absent == ("77777",)


def test_a_second_province_lies_beside_the_first(hanoi):
    load_region("31", actor=COMMAND, now=NOW + dt.timedelta(days=1))
    assert Succession.objects.filter(old__key="00001").exists()
    assert AdministrativeUnit.objects.filter(name="Hải Phòng").count() == 2  # of before and of today


def test_addresses_are_resolved_against_what_is_loaded(hanoi, django_assert_num_queries):
    resolve_address("Phường Cầu Giấy")
    with django_assert_num_queries(1):
        found = resolve_addresses(["Phường Cầu Giấy", "xã Dương Xá, Gia Lâm", "quận 1"])
    assert [one.state for one in found] == [State.EXACT, State.EXACT, State.OUTSIDE]
    assert found[1].codes.old_ward == "00571"


def test_before_anything_is_loaded_every_address_is_unknown():
    assert resolve_address("Phường Cầu Giấy").state == State.UNKNOWN
    assert map_areas(Grouping.TODAY) is None


def test_choices_and_labels_follow_the_grouping(hanoi):
    assert len(choices(Grouping.TODAY)) == 126
    assert len(choices(Grouping.OLD_DISTRICT)) == 30
    assert len({choice.code for choice in choices(Grouping.OLD_WARD)}) == 526
    assert labels(Grouping.TODAY)["00004"].vi == "Phường Ba Đình"
    assert labels(Grouping.OLD_WARD)["00004"].vi == "Phường Trúc Bạch"
    assert unit_by_code("276", Grouping.OLD_DISTRICT).label.en == "Thạch Thất District"
    assert unit_by_code("99999", Grouping.TODAY) is None


def test_both_groupings_add_up_to_the_same(hanoi):
    counts = [(("276", "", ""), 3), (("276", "09982", ""), 1), (("", "", "00166"), 2), (("", "", ""), 4)]
    both = both_groupings(counts)
    assert {sum(group.count for group in groups) for groups in both.values()} == {10}
    assert [(g.unit.code, g.count) for g in both[Grouping.TODAY] if g.unit] == [("00166", 2)]
    assert both[Grouping.OLD_DISTRICT][0].unit.name == "Thạch Thất"
    assert both[Grouping.OLD_DISTRICT][0].count == 4


def test_maps_are_schematic_until_a_boundary_file_is_named(hanoi, settings, tmp_path, caplog):
    assert map_areas(Grouping.TODAY).is_schematic
    assert len(map_areas(Grouping.OLD_DISTRICT).areas) == 30
    settings.BOUNDARIES = tmp_path / "broken.geojson"
    settings.BOUNDARIES.write_text("{", encoding="utf-8")
    assert map_areas(Grouping.TODAY).is_schematic
    assert "no JSON" in str(boundary_problem())
    assert "no JSON" in caplog.text


def test_the_catalogue_starts_the_authority_table_and_says_what_is_unverified(hanoi):
    unverified = Authority.objects.filter(is_verified=False)
    assert unverified.count() == 3
    assert all("[M]" in row.note for row in unverified)
    assert Authority.objects.get(catalogue_code="cluster_dossier_district").valid_until == dt.date(2025, 7, 1)
