"""Units as the matching compares places."""

from __future__ import annotations

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.places.units import Level
from matxich.domain.places.vocabulary import vocabulary_place
from tests.domain.places.hanoi import gazetteer, new_wards, old_wards

PLACES = load_vocabulary().tree("place")


def test_every_district_of_hanoi_and_its_wards_have_their_concept():
    codes = {unit.key: vocabulary_place(unit, gazetteer(), PLACES) for unit in gazetteer().at(Level.DISTRICT)}
    assert len(set(codes.values())) == 30
    assert codes["276"] == "d_thach_that"
    assert all(vocabulary_place(ward, gazetteer(), PLACES) == codes[ward.parent] for ward in old_wards())


def test_a_unit_of_today_has_a_district_only_where_one_is_certain():
    found = {unit.name: vocabulary_place(unit, gazetteer(), PLACES) for unit in new_wards()}
    assert found["Phù Đổng"] == "d_gia_lam"
    assert found["Ba Đình"] == "p_ha_noi"  # made from parts of three districts
    assert set(found.values()) <= set(PLACES.concepts)


def test_a_province_is_itself_and_one_of_before_is_what_it_became():
    known = gazetteer()
    by_name = {unit.name: unit for unit in known.at(Level.PROVINCE) if unit.valid_until}
    assert vocabulary_place(known.unit("01"), known, PLACES) == "p_ha_noi"
    assert vocabulary_place(by_name["Hải Dương"], known, PLACES) == "p_hai_phong"
