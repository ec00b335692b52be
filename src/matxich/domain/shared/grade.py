"""How well a claim is evidenced, from the weakest to the strongest (design §1, idea 1)."""

from __future__ import annotations

import enum
import re

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.text import fold


class Grade(enum.IntEnum):
    """The grade of evidence of a claim; a higher number is stronger."""

    SELF_DECLARED = 1
    DOCUMENT_CHECKED = 2
    SITE_VERIFIED = 3
    BUYER_CONFIRMED = 4


LABELS = {
    Grade.SELF_DECLARED: Text("tự khai", "self-declared"),
    Grade.DOCUMENT_CHECKED: Text("đã kiểm tra hồ sơ", "document checked"),
    Grade.SITE_VERIFIED: Text("đã xác minh tại chỗ", "site verified"),
    Grade.BUYER_CONFIRMED: Text("bên mua xác nhận", "buyer confirmed"),
}
_WORDS = {
    Grade.BUYER_CONFIRMED: ("buyer", "ben mua", "khach hang xac nhan", "customer"),
    Grade.SITE_VERIFIED: ("site", "tai cho", "thuc dia", "hien truong", "audit"),
    Grade.DOCUMENT_CHECKED: (
        "document",
        "ho so",
        "giay to",
        "verified",
        "da kiem tra",
        "da xac minh",
        "checked",
    ),
    Grade.SELF_DECLARED: ("self", "tu khai", "khai bao", "declared"),
}


_DENIED = re.compile(r"\b(?:unverified|unchecked|not|chua|khong)\b")


def read_grade(text: str) -> Grade | None:
    """Read a grade as people write it (a code, a phrase in vi or en, a digit 1–4); None when it says nothing known."""
    folded = fold(text)
    if folded in {"1", "2", "3", "4"}:
        return Grade(int(folded))
    if _DENIED.search(folded):
        return None
    for grade, words in _WORDS.items():
        if any(word in folded for word in words):
            return grade
    return None
