"""The pages of places, with Hanoi loaded and without anything."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.apps.foundation.actor import COMMAND
from matxich.apps.places.actions.region import load_places
from matxich.catalogue.regions import regions
from tests.web.conftest import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanoi() -> None:
    load_places(regions()["hanoi"], actor=COMMAND, now=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))


def words(client, address: str, status: int = 200) -> str:
    """The words of a page."""
    answer = client.get(address)
    assert answer.status_code == status
    return text_of(answer.content)


def test_before_loading_the_page_says_what_to_do(client):
    assert "matxich region load hanoi" in words(client, "/places/")


def test_the_list_of_today_has_126_units_beside_the_map(hanoi, client):
    page = client.get("/places/").content.decode()
    assert page.count("mx-map-area mx-map-shade") >= 126
    assert "Sơ đồ, không phải ranh giới" in page
    assert "Đơn vị 126" in text_of(page)
    assert 'rel="next"' in page


@pytest.mark.parametrize(("by", "count"), [("old_district", 30), ("old_ward", 526), ("nonsense", 126)])
def test_the_grouping_can_be_changed(hanoi, client, by, count):
    assert f"Đơn vị {count}" in words(client, f"/places/?by={by}")


def test_an_address_is_answered_with_its_candidates_and_words(hanoi, client):
    text = words(client, "/places/?q=x%C3%A3+B%C3%ACnh+Y%C3%AAn,+Th%E1%BA%A1ch+Th%E1%BA%A5t")
    assert "Cần xác nhận" in text
    assert "Xã Hạ Bằng (bảng ghi trước tiên)" in text
    assert "2 trong 126" in text
    assert "“Thạch Thất” → Huyện Thạch Thất" in text


def test_a_certain_address_names_the_unit_of_today(hanoi, client):
    text = words(client, "/places/?q=xa+Duong+Xa,+huyen+Gia+Lam&by=old_ward")
    assert "Chắc chắn Toàn bộ Xã Dương Xá nay thuộc Xã Gia Lâm." in text
    assert "1 trong 526" in text


def test_what_nobody_wrote_that_way_is_said_kindly(hanoi, client):
    text = words(client, "/places/?q=zzzz")
    assert "Không tìm thấy" in text
    assert "Hiện tất cả đơn vị" in text


def test_a_former_district_says_what_it_is_today(hanoi, client):
    text = words(client, "/places/276/")
    assert "Là đơn vị hành chính đến hết 30/06/2025; nay không còn." in text
    assert "Nay thuộc 7" in text
    assert "20 xã, phường, thị trấn" in text


def test_a_code_that_two_units_carry_is_explained(hanoi, client):
    assert "cũng là mã của Phường Ba Đình" in words(client, "/places/00004/")
    assert "cũng là mã của Phường Trúc Bạch" in words(client, "/places/00004-2025/")


@pytest.mark.parametrize("key", ["99999", "00004-1999", "79"])
def test_what_is_no_unit_of_the_region_is_not_found(hanoi, client, key):
    words(client, f"/places/{key}/", 404)


def test_the_number_of_queries_does_not_grow_with_the_list(hanoi, client, django_assert_max_num_queries):
    client.get("/places/")
    with django_assert_max_num_queries(8):
        client.get("/places/?by=old_ward")


@pytest.mark.parametrize(
    "address", ["/places/?q=%00%FF", "/places/?page=0", "/places/?page=99999", "/places/?page=²"]
)
def test_odd_addresses_fall_back(hanoi, client, address):
    words(client, address)
