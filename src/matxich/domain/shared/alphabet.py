"""Vietnamese alphabetical order: syllable by syllable, letters before tones (a ă â b c d đ e ê …; ngang huyền hỏi ngã sắc nặng).

A database, a browser and an index each sort by code points and put "Thạch" before "Đông". Whoever sorts names compares these
keys instead; they hold plain ASCII signs, so every store orders them alike.
"""

from __future__ import annotations

import unicodedata

from matxich.domain.shared.text import tokens

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODE = {letter: chr(0x40 + place) for place, letter in enumerate(_LETTERS)}
# `accent_key` writes the tone as a digit at the end: huyền 1, sắc 2, hỏi 3, ngã 4, nặng 5.
_TONE = {"": "!", "1": '"', "3": "#", "4": "$", "2": "%", "5": "&"}
_OTHER = "~"
_PLACE = {
    sign: place
    for place, sign in enumerate(sorted({*_CODE.values(), *_TONE.values(), *"0123456789", _OTHER}), start=1)
}
_BITS = 6


def sort_key(text: str) -> str:
    """Return a key whose order by code points is the order of a Vietnamese dictionary; numbers in a name count as numbers.

    >>> sorted(["Thạch Thất", "Đông Anh", "Dũng", "Bá", "Bạ", "Bác", "Bà", "Sao Mai 12", "Sao Mai 2"], key=sort_key)
    ['Bà', 'Bá', 'Bạ', 'Bác', 'Dũng', 'Đông Anh', 'Sao Mai 2', 'Sao Mai 12', 'Thạch Thất']
    """
    return "".join(_syllable(token.folded, token.accented) for token in tokens(text))


def leading_number(key: str, bits: int) -> int:
    """Return the beginning of a `sort_key` as a number below 2 ** bits that never contradicts the order of the keys."""
    number = 0
    letters = bits // _BITS
    for place in range(letters):
        number = number << _BITS | (_PLACE.get(key[place], 0) if place < len(key) else 0)
    return number


def _syllable(folded: str, accented: str) -> str:
    if folded.isdigit() and folded.isascii():
        plain = folded.lstrip("0") or "0"
        return f"{min(len(plain), 9)}{plain}!"
    if not folded.isascii():
        return _OTHER + "".join(f"{ord(sign):07d}" for sign in folded)
    tone = accented[-1:] if accented[-1:].isdigit() else ""
    letters = accented[: len(accented) - len(tone)]
    composed = unicodedata.normalize("NFC", letters)
    return "".join(_CODE.get(letter, _OTHER) for letter in composed) + _TONE.get(tone, "!")
