"""The points of a pair in sentences: a waterfall from the odds to begin with to the odds in the end.

The words that agree are found by the same comparison that gave the points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from matxich.domain.enterprises.duplicates.agreement import agreement
from matxich.domain.enterprises.duplicates.columns import as_columns, kept_words
from matxich.domain.enterprises.duplicates.pairs import Pair
from matxich.domain.enterprises.duplicates.records import Record
from matxich.domain.enterprises.duplicates.scoring import FEATURES
from matxich.domain.enterprises.duplicates.shares import WordShares
from matxich.domain.enterprises.legal_forms import FORMS
from matxich.domain.enterprises.name_words import Kind
from matxich.domain.enterprises.names import FirmName, NameWord
from matxich.domain.enterprises.tax_code import read_tax_code
from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the sum."""

    #: one of `scoring.FEATURES`
    feature: str
    #: bits: positive speaks for one firm, negative against
    points: float
    text: Text


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of both names that agree and that are left over, as written."""

    common: Sequence[NameWord]
    first_left: Sequence[NameWord]
    second_left: Sequence[NameWord]
    other_order: bool
    #: pairs of words that differ by a slip or in their accents, as written
    doubted: Sequence[str]


def reasons(pair: Pair) -> tuple[Reason, ...]:
    """Return the steps of a pair's sum in words, those without points left out; their points make `pair.bits`."""
    words = _compared(pair.first_name, pair.second_name)
    return tuple(
        Reason(feature, points, _SENTENCES[feature](pair, words, points))
        for feature, points in zip(FEATURES, pair.points, strict=True)
        if points
    )


def _compared(first: FirmName, second: FirmName) -> _Words:
    records = [Record(0, first.text), Record(1, second.text)]
    columns = as_columns(records, [[first], [second]], WordShares({}))
    found = agreement(columns, columns, np.array([0]), np.array([1]))
    kept = kept_words(first), kept_words(second)
    agreed = found.first[0].tolist(), found.second[0].tolist()
    doubts = (found.first_slip | found.other_accent | found.lost_accent)[0].tolist()
    return _Words(
        common=[word for word, told in zip(kept[0], agreed[0], strict=False) if told],
        first_left=[word for word, told in zip(kept[0], agreed[0], strict=False) if not told],
        second_left=[word for word, told in zip(kept[1], agreed[1], strict=False) if not told],
        other_order=bool(found.other_order[0]),
        doubted=[word.text for word, doubted in zip(kept[0], doubts, strict=False) if doubted],
    )


def _listed(words: Sequence[NameWord], *kinds: Kind) -> str:
    return ", ".join(dict.fromkeys(word.text for word in words if not kinds or word.kind in kinds))


def _own(words: Sequence[NameWord], name: FirmName) -> str:
    """List what is a firm's own; where its name has no brand, all of it."""
    return _listed(words, Kind.BRAND, Kind.NUMBER) if name.of(Kind.BRAND) else _listed(words)


def _prior(_pair: Pair, _words: _Words, points: float) -> Text:
    return Text(
        "Trước khi so sánh: trong danh sách này khoảng {n} cặp mới có một cặp trùng",
        "Before comparing: in this list about one pair in {n} is one firm",
    ).format(n=round(2.0**-points))


def _brand(pair: Pair, words: _Words, _points: float) -> Text:
    common = _own(words.common, pair.first_name) or "–"
    text = Text("Từ riêng chung: {w}", "Words of the brand in common: {w}").format(w=common)
    if words.doubted:
        doubt = Text("{t} (dấu hoặc một chữ cái khác nhau: {w})", "{t} (accents or one letter differ: {w})")
        text = doubt.format(t=text, w=", ".join(words.doubted))
    if words.other_order:
        text = Text("{t} (khác thứ tự)", "{t} (in another order)").format(t=text)
    return text


def _left(pair: Pair, words: _Words, _points: float) -> Text:
    one, two = _own(words.first_left, pair.first_name), _own(words.second_left, pair.second_name)
    if one and two:
        return Text("Mỗi tên có từ của mình: {a} / {b}", "Each name has words of its own: {a} / {b}").format(
            a=one, b=two
        )
    if not one and not two:
        return Text("Dấu khác nhau: {w}", "Accents differ: {w}").format(w=", ".join(words.doubted))
    return Text("Chỉ một tên có: {w}", "Only one name has: {w}").format(w=one or two)


def _of_kind(kind: Kind, label: Text) -> Callable[[Pair, _Words, float], Text]:
    def sentence(_pair: Pair, words: _Words, _points: float) -> Text:
        common = _listed(words.common, kind)
        left = _listed([*words.first_left, *words.second_left], kind)
        parts = Text("{l}: chung {c}", "{l}: both {c}").format(l=label, c=common) if common else label
        if not left:
            return parts
        return Text("{p}; không chung: {w}", "{p}; not in common: {w}").format(p=parts, w=left)

    return sentence


def _whole(_pair: Pair, _words: _Words, _points: float) -> Text:
    return Text(
        "Ngoài loại hình và từ chung chung, hai tên không còn từ nào khác nhau; luật không cho hai doanh nghiệp trùng tên",
        "But for legal form and general words nothing of the names differs; the law gives a name to one firm only",
    )


def _form(pair: Pair, _words: _Words, points: float) -> Text:
    one, two = FORMS[pair.first_name.legal_form], FORMS[pair.second_name.legal_form]
    if points > 0:
        return Text("Cùng loại hình: {f}", "Same legal form: {f}").format(f=one)
    return Text("Khác loại hình: {a} / {b}", "Other legal form: {a} / {b}").format(a=one, b=two)


def _tax(pair: Pair, _words: _Words, points: float) -> Text:
    one, two = read_tax_code(pair.first.tax_code), read_tax_code(pair.second.tax_code)
    codes = {"a": str(one or "–"), "b": str(two or "–")}
    if one and two and one.digits == two.digits:
        return Text("Cùng mã số thuế {a}", "Same tax code {a}").format(**codes)
    if points < 0:
        return Text(
            "Hai mã số thuế khác nhau: {a} / {b}; không bao giờ tự gộp",
            "Two different tax codes: {a} / {b}; never merged by themselves",
        ).format(**codes)
    if one and two and not (one.is_valid and two.is_valid):
        return Text(
            "Mã số thuế {a} / {b} chỉ lệch một chữ số và có mã sai số kiểm tra",
            "Tax codes {a} / {b} differ in one digit only, and a check digit is wrong",
        ).format(**codes)
    return Text(
        "Mã số thuế cũ của một bên là mã của bên kia", "A former tax code of one is the code of the other"
    )


def _plain(agrees: Text, differs: Text) -> Callable[[Pair, _Words, float], Text]:
    def sentence(_pair: Pair, _words: _Words, points: float) -> Text:
        return agrees if points > 0 else differs

    return sentence


_SENTENCES: dict[str, Callable[[Pair, _Words, float], Text]] = {
    "prior": _prior,
    "brand": _brand,
    "brand_left": _left,
    "trade": _of_kind(Kind.TRADE, Text("Ngành nghề trong tên", "Trade in the name")),
    "place_name": _of_kind(Kind.PLACE, Text("Địa danh trong tên", "Place in the name")),
    "general": _of_kind(Kind.GENERAL, Text("Từ chung chung", "General words")),
    "whole_name": _whole,
    "legal_form": _form,
    "tax_code": _tax,
    "phone": _plain(
        Text("Cùng số điện thoại", "Same phone number"), Text("Khác số điện thoại", "Other phone number")
    ),
    "email": _plain(
        Text("Cùng thư điện tử", "Same e-mail address"), Text("Khác thư điện tử", "Other e-mail address")
    ),
    "place": _plain(
        Text("Cùng đơn vị hành chính", "Same administrative unit"),
        Text("Khác đơn vị hành chính", "Another administrative unit"),
    ),
    "address": _plain(
        Text("Địa chỉ giống nhau hoặc gần giống", "The address is the same or nearly"),
        Text("Địa chỉ khác", "Another address"),
    ),
    "rival": _plain(
        Text("", ""),
        Text(
            "Một hồ sơ khác khớp hơn, và hồ sơ đó không thể là cùng doanh nghiệp với hồ sơ này",
            "Another record fits better, and cannot be one firm with this one",
        ),
    ),
}
