"""Phones, e-mail and addresses brought to what can be compared."""

from __future__ import annotations

import functools
import re

from matxich.domain.shared.text import fold

_PHONE = re.compile(r"(?:\+?84|0)?[\s.()\-]*\d(?:[\s.()\-]*\d){7,10}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: the eleven-digit mobile numbers of before 15 September 2018 and what they became (Ministry of Information and
#: Communications, plan of 29 May 2018), without the leading zero
_OLD_MOBILE = {f"16{d}": f"3{d}" for d in range(2, 10)} | {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78", "123": "83", "124": "84", "125": "85", "127": "81",
    "129": "82", "186": "56", "188": "58", "199": "59",
}  # fmt: skip
_LOCALITY = re.compile(r"\b(?:quan|huyen|thi xa|thi tran|phuong|xa|q|h|p|tx|tt)\b[ .]*([a-z0-9 ]+)")
# Words of addresses that everybody may write or leave out.
_EMPTY_WORDS = """
    so nha duong pho ngo ngach hem thon xom to khu lo o quan huyen phuong xa thi tran tinh tp thanh q h p tx tt viet nam
    vietnam vn no street st road rd ward district dist city province commune town hamlet kcn ccn khu cong nghiep industrial
    zone park iz ip lot cum
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@functools.lru_cache(maxsize=65_536)
def phone_number(text: str) -> str:
    """Return the national number without its leading zero, old mobile prefixes renewed; "" when it is none.

    >>> phone_number("+84 (0)91-234 5678"), phone_number("0168 234 5678"), phone_number("ext. 12")
    ('912345678', '382345678', '')
    """
    digits = "".join(char for char in text if char.isdigit())
    if digits.startswith("84") and len(digits) > 10:
        digits = digits[2:]
    digits = digits.lstrip("0")
    if len(digits) == 10 and digits[:3] in _OLD_MOBILE:
        digits = _OLD_MOBILE[digits[:3]] + digits[3:]
    return digits if 8 <= len(digits) <= 10 else ""


def find_phones(text: str) -> tuple[str, ...]:
    """Return the phone numbers in a cell of contacts, as written."""
    return tuple(match.strip() for match in _PHONE.findall(_EMAIL.sub(" ", text)) if phone_number(match))


def find_emails(text: str) -> tuple[str, ...]:
    """Return the e-mail addresses in a cell of contacts, in lower case."""
    return tuple(match.lower() for match in _EMAIL.findall(text))


def address_words(text: str) -> tuple[str, ...]:
    """Return the words of an address that tell it from others, each once, in order.

    >>> address_words("Số 12 đường Nguyễn Trãi, quận Thanh Xuân, Hà Nội")
    ('12', 'nguyen', 'trai', 'xuan', 'ha', 'noi')
    """
    return tuple(word for word in dict.fromkeys(fold(text).split()) if word not in _EMPTY)


def locality(address: str) -> str:
    """Return the folded name of the smallest unit that an address names, "" when it names none.

    Where no word says which part is the unit, the part before the last is taken ("…, Đông Anh, Hà Nội").

    >>> locality("Số 1 phố X, P. Minh Khai, Q. Hai Bà Trưng, Hà Nội"), locality("Lô 5, Đông Anh, Hà Nội")
    ('minh khai', 'dong anh')
    """
    parts = [part for part in (fold(part) for part in re.split(r"[,;–]| - ", address)) if part]
    if len(parts) > 1 and parts[-1] in {"viet nam", "vietnam", "vn"}:
        parts.pop()
    for part in parts:
        named = _LOCALITY.match(part)
        if named:
            return named.group(1).strip()
    return parts[-2] if len(parts) > 2 else ""
