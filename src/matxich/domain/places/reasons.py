"""The sentence that goes with a reading of an address: what was understood, and what is missing where it is open."""

from __future__ import annotations

from collections.abc import Iterable

from matxich.domain.places.units import Unit
from matxich.domain.shared.bilingual import Text, joined, same


def exact(unit: Unit, current: Unit) -> Text:
    """Say that the address is settled, and by what."""
    if unit.key == current.key:
        return Text("{unit} được nêu đích danh.", "{unit} is named.").format(unit=unit.label)
    return Text(
        "Toàn bộ {unit} nay thuộc {current}.", "The whole of {unit} is now part of {current}."
    ).format(unit=unit.label, current=current.label)


def split(unit: Unit, count: int) -> Text:
    """Say that a ward was divided."""
    return Text(
        "{unit} đã được chia cho {count} đơn vị mới; cần xác nhận địa chỉ nằm ở đơn vị nào.",
        "{unit} was divided among {count} new units; which of them it is has to be confirmed.",
    ).format(unit=unit.label, count=count)


def without_successor(unit: Unit) -> Text:
    """Say that the tables end with this unit."""
    return Text(
        "{unit} không còn nữa và bảng đơn vị hành chính không cho biết đơn vị kế thừa.",
        "{unit} is no more, and the tables do not say what followed it.",
    ).format(unit=unit.label)


def only_district(unit: Unit, count: int) -> Text:
    """Say that a district is known and nothing smaller."""
    return Text(
        "Chỉ biết {unit} (cũ), nay gồm {count} xã, phường; cần xác nhận xã, phường.",
        "Only {unit} (former) is known, today {count} wards and communes; the ward has to be confirmed.",
    ).format(unit=unit.label, count=count)


def only_province(unit: Unit) -> Text:
    """Say that only the province is known."""
    return Text(
        "Chỉ nêu {unit}; cần bổ sung xã, phường.", "Only {unit} is named; the ward or commune is missing."
    ).format(unit=unit.label)


def several(units: Iterable[Unit], above: Iterable[Unit | None]) -> Text:
    """Say that one name stands for several units."""
    labels = [
        Text(f"{unit.label.vi} ({upper.label.vi})", f"{unit.label.en} ({upper.label.en})")
        if upper is not None
        else unit.label
        for unit, upper in zip(units, above, strict=True)
    ]
    return Text(
        "Tên này là của {labels}; cần xác nhận là đơn vị nào.",
        "This is the name of {labels}; which one is meant has to be confirmed.",
    ).format(labels=joined(labels))


def conflict(ward: Unit, district: Unit) -> Text:
    """Say that the words contradict each other."""
    return Text(
        "{ward} không thuộc {district}; cần kiểm tra lại địa chỉ.",
        "{ward} is not in {district}; the address has to be checked.",
    ).format(ward=ward.label, district=district.label)


def former(words: str, unit: Unit) -> Text:
    """Say that the name is one of before the unit was merged."""
    return Text(
        "«{words}» là tên trước khi nhập vào {unit}; cần xác nhận vì có thể chỉ nhập một phần.",
        "“{words}” is a name from before the merger into {unit}; to be confirmed, as only a part may have "
        "gone there.",
    ).format(words=words, unit=unit.label)


def misspelt(words: str, unit: Unit) -> Text:
    """Say that the accents differ."""
    return Text(
        "«{words}» gần giống {unit} nhưng khác dấu; cần xác nhận.",
        "“{words}” is written almost like {unit}, with other accents; to be confirmed.",
    ).format(words=words, unit=unit.label)


def other_kind(words: str, unit: Unit) -> Text:
    """Say that the name is there, of another kind."""
    return Text(
        "Không có «{words}»; chỉ có {unit}; cần xác nhận.",
        "There is no “{words}”, only {unit}; to be confirmed.",
    ).format(words=words, unit=unit.label)


def loose(words: str, unit: Unit) -> Text:
    """Say that the name stands among other words."""
    return Text(
        "«{words}» có thể là {unit} hoặc tên đường, tên khu; cần xác nhận.",
        "“{words}” may be {unit}, or the name of a street or an estate; to be confirmed.",
    ).format(words=words, unit=unit.label)


def outside(unit: Unit) -> Text:
    """Say that the address is of another province."""
    return Text(
        "Địa chỉ thuộc {unit}, ngoài địa bàn.", "The address is in {unit}, outside the region."
    ).format(unit=unit.label)


def stranger(words: str) -> Text:
    """Say that a district or province is named that is none of the region's."""
    return Text(
        "«{words}» không phải đơn vị hành chính của địa bàn.", "“{words}” is no unit of the region."
    ).format(words=same(words))


def nothing() -> Text:
    """Say that no unit was found."""
    return Text(
        "Không tìm thấy tên xã, phường, quận, huyện nào trong địa chỉ.",
        "No ward, commune or district is named in the address.",
    )
