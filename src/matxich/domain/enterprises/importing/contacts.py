"""Cells about whom to reach → contacts. One column may hold everything, or name, post, phone and mail stand apart."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from itertools import zip_longest

import phonenumbers

from matxich.domain.enterprises.importing.model import WrittenContact
from matxich.domain.shared.text import clean, fold

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BREAK = re.compile(r"[;,|\n/()]|\s-\s|\s–\s")
_LABEL = re.compile(r"^[^:]{2,25}:\s*")
_HONORIFIC = re.compile(r"^(?:ông|bà|anh|chị|mr|mrs|ms|dr|ts|ths|ks)\.?\s+(?=\S)", re.IGNORECASE)
_POST = re.compile(
    r"\b(giam doc|gd|pgd|tong giam doc|truong phong|pho phong|truong bo phan|quan ly|ke toan|nhan vien|chu tich|chu|"
    r"director|manager|ceo|cfo|owner|chairman|president|sales|engineer|staff|head)\b|社長|部長|課長|担当|대표|이사|과장|부장|팀장"
)
_NO_NAME = re.compile(
    r"^(?:dt|dien thoai|sdt|tel|phone|mobile|di dong|hotline|zalo|email|e mail|mail|fax|lien he|contact|web|website|www.*)$"
)
_FAX = re.compile(r"fax", re.IGNORECASE)


def read_contacts(cells: Iterable[tuple[str, str]]) -> tuple[WrittenContact, ...]:
    """Return the contacts that some cells name.

    Args:
        cells: (heading, text) of the contact columns of one row.

    >>> read_contacts([("Liên hệ", "Ông Nguyễn Văn A - Giám đốc - 0912 345 678, a@b.vn")])
    (WrittenContact(full_name='Nguyễn Văn A', position='Giám đốc', email='a@b.vn', phone='+84912345678'),)
    """
    emails: list[str] = []
    phones: list[str] = []
    names: list[str] = []
    posts: list[str] = []
    for heading, text in cells:
        written = clean(text)
        emails += [one.lower() for one in _EMAIL.findall(written)]
        rest = _EMAIL.sub(" ; ", written)
        found = find_phones(rest)
        if not _FAX.search(heading):
            phones += [phone for phone, _ in found]
        for _, place in reversed(found):
            rest = f"{rest[: place.start]} ; {rest[place.stop :]}"
        is_post = bool(re.search(r"chuc vu|chuc danh|position|title|役職|직위", fold(heading)))
        for piece in _BREAK.split(rest):
            _sort(piece, names, posts, is_post=is_post)
    return _together(names, posts, list(dict.fromkeys(emails)), list(dict.fromkeys(phones)))


def _sort(piece: str, names: list[str], posts: list[str], *, is_post: bool) -> None:
    text = _HONORIFIC.sub("", _LABEL.sub("", piece.strip()).strip(" .-–"))
    folded = fold(text)
    if not folded or folded.replace(" ", "").isdigit() or _NO_NAME.match(folded):
        return
    if is_post or _POST.search(folded):
        posts.append(text[:120])
    elif not any(char.isdigit() for char in folded):
        names.append(text[:120])


def _together(
    names: list[str], posts: list[str], emails: list[str], phones: list[str]
) -> tuple[WrittenContact, ...]:
    rows = zip_longest(dict.fromkeys(names), dict.fromkeys(posts), emails, phones, fillvalue="")
    # A post alone reaches nobody.
    return tuple(WrittenContact(*row) for row in rows if row[0] or row[2] or row[3])


def find_phones(text: str) -> list[tuple[str, slice]]:
    """Return the phone numbers of a text in E.164 with their places; a number without country code is Vietnamese."""
    if sum(char.isdigit() for char in text) < 8:
        return []
    return list(_phones(text))


@functools.lru_cache(maxsize=65_536)
def _phones(text: str) -> tuple[tuple[str, slice], ...]:
    matches = phonenumbers.PhoneNumberMatcher(text, "VN", leniency=phonenumbers.Leniency.POSSIBLE)
    return tuple(
        (
            phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164),
            slice(match.start, match.end),
        )
        for match in matches
    )
