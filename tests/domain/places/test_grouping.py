"""Counting by units of before and of today: nothing is lost, nothing is spread."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.places.grouping import Grouping, KnownPlace, grouped, possible_units
from tests.domain.places.hanoi import gazetteer, new_wards, old_wards, resolver


def known(address: str) -> KnownPlace:
    """Return what an address says of a place, as a record would keep it."""
    codes = resolver().resolve(address).codes
    today = gazetteer().today(codes.current)
    return KnownPlace(codes.old_ward or codes.old_district or None, today.key if today else None)


def test_firms_of_thach_that_group_under_both():
    places = [
        (known("huyện Thạch Thất"), 3),
        (known("xã Phùng Xá, huyện Thạch Thất"), 2),
        (known("Phường Cầu Giấy, Hà Nội"), 1),
    ]
    before = grouped(gazetteer(), places, Grouping.OLD_DISTRICT)
    today = grouped(gazetteer(), places, Grouping.TODAY)
    assert [(one.unit.label.vi, one.count) for one in before if one.unit] == [("Huyện Thạch Thất", 5)]
    assert sum(one.count for one in before) == sum(one.count for one in today) == 6
    assert [(one.unit.label.vi, one.count) for one in today if one.unit] == [
        ("Phường Cầu Giấy", 1),
        ("Xã Tây Phương", 2),
    ]
    open_ = [one for one in today if one.unit is None]
    assert [(len(one.candidates), one.count) for one in open_] == [(7, 3)]


def test_a_unit_of_today_made_from_one_district_is_certain_on_both_sides():
    hoa_lac = next(unit for unit in new_wards() if unit.name == "Hòa Lạc")
    districts = possible_units(gazetteer(), hoa_lac, Grouping.OLD_DISTRICT)
    assert {unit.name for unit in districts} >= {"Thạch Thất"}
    assert len(possible_units(gazetteer(), hoa_lac, Grouping.OLD_WARD)) > 1
    assert possible_units(gazetteer(), hoa_lac, Grouping.TODAY) == (hoa_lac,)


def test_what_an_officer_confirmed_counts_on_its_own_side():
    divided = next(unit for unit in old_wards() if len(gazetteer().current(unit)) > 1)
    chosen = gazetteer().current(divided)[-1]
    place = KnownPlace(divided.key, chosen.key)
    assert grouped(gazetteer(), [(place, 4)], Grouping.TODAY)[0].unit == chosen
    assert grouped(gazetteer(), [(place, 4)], Grouping.OLD_WARD)[0].unit == divided


@given(
    st.lists(
        st.tuples(
            st.builds(
                KnownPlace,
                st.sampled_from([None, "276", *(unit.key for unit in old_wards())]),
                st.sampled_from([None, *(unit.key for unit in new_wards())]),
            ),
            st.integers(0, 50),
        ),
        max_size=30,
    ),
    st.sampled_from(list(Grouping)),
)
def test_groups_add_up_and_none_comes_twice(places, grouping):
    groups = grouped(gazetteer(), places, grouping)
    assert sum(group.count for group in groups) == sum(count for _, count in places)
    names = [
        group.unit.key if group.unit else tuple(unit.key for unit in group.candidates) for group in groups
    ]
    assert len(names) == len(set(names))
    assert all(group.count > 0 and len(group.candidates) != 1 for group in groups)
