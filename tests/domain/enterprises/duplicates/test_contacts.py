"""Phones, e-mail addresses and places out of cells as people fill them."""

from __future__ import annotations

import pytest

from matxich.domain.enterprises.duplicates.contacts import find_emails, find_phones, locality, phone_number


@pytest.mark.parametrize(
    "written", ["0912345678", "+84 912 345 678", "84912345678", "(+84) 0912.345.678", "0912-345-678"]
)
def test_one_phone_has_one_number(written):
    assert phone_number(written) == "912345678"


def test_old_mobile_numbers_are_renewed():
    assert phone_number("01682345678") == phone_number("0382345678")


def test_a_cell_of_contacts_gives_its_phones_and_mails():
    cell = "Mr. Nam 0912 345 678 / 024.3827.1234; Sales@An-Phat.com.vn"
    assert [phone_number(phone) for phone in find_phones(cell)] == ["912345678", "2438271234"]
    assert find_emails(cell) == ("sales@an-phat.com.vn",)


@pytest.mark.parametrize(
    ("address", "unit"),
    [
        ("Số 1 phố Minh Khai, P. Minh Khai, Q. Hai Bà Trưng, Hà Nội", "minh khai"),
        ("Lô 5, CCN Phú Minh, Bắc Từ Liêm, Hà Nội", "bac tu liem"),
        ("Xã Phùng Xá, huyện Thạch Thất", "phung xa"),
        ("Hà Nội", ""),
        ("", ""),
    ],
)
def test_the_smallest_unit_of_an_address_is_found(address, unit):
    assert locality(address) == unit
