"""What an address means: exact, to be confirmed, outside; never a guess dressed as fact."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matxich.domain.places.resolution import State
from matxich.domain.places.units import Level
from tests.domain.places.hanoi import (
    BARE,
    WITH_DISTRICT,
    WITHOUT_DISTRICT,
    gazetteer,
    new_wards,
    old_wards,
    plain,
    resolver,
)

AFTER = dt.date(2026, 3, 1)
BEFORE = dt.date(2024, 3, 1)


@pytest.mark.parametrize("form", WITH_DISTRICT)
def test_every_old_ward_with_its_district_is_named_and_a_divided_one_stays_open(form):
    known = gazetteer()
    for ward in old_wards():
        address = WITH_DISTRICT[form](ward, known.unit(ward.parent))
        found = resolver().resolve(address)
        today = known.current(ward)
        assert (found.named.key, found.district.key) == (ward.key, ward.parent), address
        assert {one.unit.key for one in found.candidates} == {unit.key for unit in today}, address
        assert found.state == (State.EXACT if len(today) == 1 else State.TO_CONFIRM), address
        assert found.current == (today[0] if len(today) == 1 else None), address


@pytest.mark.parametrize("form", BARE)
def test_an_old_ward_written_barely_is_never_taken_for_another(form):
    known = gazetteer()
    settled = 0
    for ward in old_wards():
        address = BARE[form](ward, known.unit(ward.parent))
        found = resolver().resolve(address)
        today = {unit.key for unit in known.current(ward)}
        if found.state == State.EXACT:
            assert today == {found.current.key}, address
            settled += 1
        else:
            assert found.state == State.TO_CONFIRM, address
            assert today <= {one.unit.key for one in found.candidates}, address
    assert settled > 300


@pytest.mark.parametrize("form", WITHOUT_DISTRICT)
@pytest.mark.parametrize("written_on", [None, AFTER])
def test_every_unit_of_today_is_found_or_among_the_candidates(form, written_on):
    settled = 0
    for unit in new_wards():
        found = resolver().resolve(WITHOUT_DISTRICT[form](unit), written_on=written_on)
        if found.state == State.EXACT:
            assert found.current == unit, found.text
            settled += 1
        else:
            assert unit.key in {one.unit.key for one in found.candidates}, found.text
    # "phường X, Hà Nội" of after the reform is plain; a bare "X, Hà Nội" may be a district or ward of before.
    assert settled >= (124 if written_on and form != "bare" else 60)


def test_huyen_thach_that_still_resolves_and_is_a_district_of_before():
    found = resolver().resolve("huyện Thạch Thất")
    assert (found.named.label.vi, found.district.code, found.state) == (
        "Huyện Thạch Thất",
        "276",
        State.TO_CONFIRM,
    )
    assert "Xã Thạch Thất" in {one.unit.label.vi for one in found.candidates}
    assert found.codes.old_district == "276"
    assert (found.codes.current, found.codes.province) == ("", "01")


@pytest.mark.parametrize(
    ("address", "state", "named", "today"),
    [
        ("xã Bình Yên, Thạch Thất, Hà Nội", State.TO_CONFIRM, "Xã Bình Yên", None),
        ("Phường Cầu Giấy", State.EXACT, "Phường Cầu Giấy", "Phường Cầu Giấy"),
        ("Cau Giay District", State.TO_CONFIRM, "Quận Cầu Giấy", None),
        ("Cầu Giấy, Hà Nội", State.TO_CONFIRM, None, None),
        ("TT. Phùng, H. Đan Phượng, Hà Tây", State.EXACT, "Thị trấn Phùng", "Xã Đan Phượng"),
        ("Tien phong _ Me Linh _ Hanoi_ Vietnam, Hanoi, 14017", State.TO_CONFIRM, "Xã Tiền Phong", None),
        ("Lô 3, KCN Phú Nghĩa, Chương Mỹ", State.TO_CONFIRM, None, None),
        ("Noi Thuong, Duong Xa Commune, Gia Lam Dist., Ha Noi", State.EXACT, "Xã Dương Xá", "Xã Gia Lâm"),
        ("12 Minh Khai, quận Hai Bà Trưng", State.TO_CONFIRM, "Quận Hai Bà Trưng", None),
        ("phố Cầu Giấy, phường Quan Hoa", State.TO_CONFIRM, "Phường Quan Hoa", None),
        ("phường Minh Khai, Hà Nội", State.TO_CONFIRM, None, None),
        ("xã Dị Nậu, huyện Thạch Thất", State.TO_CONFIRM, "Xã Lam Sơn", None),
        ("Phùng Xá, Mỹ Đức", State.EXACT, "Xã Phùng Xá", "Xã Hồng Sơn"),
        ("Thành phố Hà Nội", State.TO_CONFIRM, "Thành phố Hà Nội", None),
        ("phường Thanh Xuân, TP. Hồ Chí Minh", State.OUTSIDE, "Thành phố Hồ Chí Minh", None),
        ("Khu phố 3, Hải Dương", State.OUTSIDE, "Tỉnh Hải Dương", None),
        ("huyện Yên Dũng", State.OUTSIDE, None, None),
        ("Việt Nam", State.UNKNOWN, None, None),
        ("", State.UNKNOWN, None, None),
    ],
)
def test_addresses_as_people_write_them(address, state, named, today):
    found = resolver().resolve(address)
    assert (found.state, found.named.label.vi if found.named else None) == (state, named), found.reason.vi
    assert (found.current.label.vi if found.current else None) == today
    assert found.reason.vi
    assert found.reason.en


def test_a_contradiction_is_said_and_nothing_is_settled():
    found = resolver().resolve("xã Phùng Xá, quận Hà Đông")
    assert (found.state, found.current) == (State.TO_CONFIRM, None)


def test_a_name_with_other_accents_is_offered_and_not_taken():
    found = resolver().resolve("xã Phùng Xạ, huyện Mỹ Đức")
    assert (found.state, found.current) == (State.TO_CONFIRM, None)
    assert "khác dấu" in found.reason.vi


def test_the_words_that_led_to_the_answer_are_shown():
    found = resolver().resolve("Số 3, xã Dương Xá, huyện Gia Lâm, TP Hà Nội")
    assert [(one.text, one.unit.key) for one in found.evidence] == [
        ("xã Dương Xá", "00571"),
        ("huyện Gia Lâm", "018"),
        ("TP Hà Nội", "01"),
    ]


def test_a_unit_that_did_not_exist_yet_is_not_meant():
    # The ward Cầu Giấy came in 2025: before, only the district bore the name.
    assert resolver().resolve("Cầu Giấy, Hà Nội", written_on=BEFORE).named.label.vi == "Quận Cầu Giấy"


def test_the_codes_of_a_divided_ward_keep_its_candidates_default_first():
    codes = resolver().resolve("xã Bình Yên, huyện Thạch Thất, Hà Nội").codes
    assert (codes.province, codes.old_district, codes.old_ward, codes.current) == ("01", "276", "09982", "")
    assert [gazetteer().today(code).name for code in codes.candidates] == ["Hạ Bằng", "Hòa Lạc"]


@settings(max_examples=150)
@given(
    ward=st.sampled_from(old_wards()),
    street=st.sampled_from(["Số 5 đường 32", "Lô CN-3, KCN", "12B ngõ 3", "thôn 4", "Tầng 3 tòa nhà A"]),
    form=st.sampled_from(["NFC", "NFD"]),
    is_plain=st.booleans(),
    is_upper=st.booleans(),
    comma=st.sampled_from([", ", ",", " , ", "; ", " - "]),
)
def test_the_way_of_typing_changes_nothing(ward, street, form, is_plain, is_upper, comma):
    parts = [street, ward.label.vi, gazetteer().unit(ward.parent).label.vi, "Hà Nội"]
    reference = resolver().resolve(", ".join(parts))
    written = unicodedata.normalize(form, comma.join(parts))
    written = plain(written) if is_plain else written
    found = resolver().resolve(written.upper() if is_upper else written)
    assert (found.state, found.named, found.current, found.codes) == (
        reference.state,
        reference.named,
        reference.current,
        reference.codes,
    )


@settings(max_examples=150)
@given(st.text(max_size=120))
def test_any_text_has_an_answer_and_an_exact_one_names_a_unit_in_force(text):
    found = resolver().resolve(text)
    if found.state == State.EXACT:
        assert found.current.valid_until is None
        assert found.current.level == Level.WARD
        assert [one.unit for one in found.candidates] == [found.current]
    else:
        assert found.current is None
