"""Bytes of a text file → text: Unicode where it is, else the code page whose letters make words.

Old Vietnamese exports come in windows-1258 or TCVN3, Japanese ones in Shift-JIS, Korean ones in EUC-KR.
TCVN3 is left as the Latin-1 letters it is stored in: the reader of tables converts it, as for old workbooks.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from matxich.domain.shared.tcvn3 import looks_tcvn3
from matxich.files.kinds import looks_two_byte

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KANA = re.compile("[\u3041-\u30ff]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
#: letters that only Vietnamese writes
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăđĩũơưĂĐĨŨƠƯ]")
_LOOSE_MARK = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
#: enough text to tell the code page by
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was found."""

    text: str
    #: Python's name of the encoding
    encoding: str
    #: True where nothing in the file names the encoding and it is not UTF-8
    guessed: bool = False
    #: characters that could not be read and stand as U+FFFD
    lost: int = 0


def decode(data: bytes) -> Decoded:
    """Return the text of a file without its byte order mark; what cannot be read is counted, not raised."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return Decoded(text, encoding, lost=text.count("\ufffd"))
    wide = looks_two_byte(data)
    if wide:
        text = data.decode(wide, "replace")
        return Decoded(text, wide, guessed=True, lost=text.count("\ufffd"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _code_page(data)


def _nearly_utf8(data: bytes) -> Decoded | None:
    """Return UTF-8 with a few bytes lost (a cut-off character), None when it is not UTF-8 at all."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    read = sum(1 for char in text if char > "\x7f") - lost
    return Decoded(text, "utf-8", lost=lost) if lost * 20 <= read else None


def _code_page(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    east = _east_asian(sample)
    if east:
        return _decoded(data, east)
    vietnamese = _words(sample.decode("cp1258", "replace"), _well_formed)
    legacy = _words(sample.decode("latin-1"), looks_tcvn3)
    if vietnamese > legacy:
        return _decoded(data, "cp1258")
    return _decoded(data, "latin-1" if legacy else "cp1252")


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = unicodedata.normalize("NFC", data.decode(encoding, "replace"))
    return Decoded(text, encoding, guessed=True, lost=text.count("\ufffd"))


def _east_asian(sample: bytes) -> str:
    """Return the Japanese or Korean code page that gives plausible writing, "" when neither does."""
    for encoding, letters in (("cp932", _KANA), ("euc_kr", _HANGUL)):
        text = sample.decode(encoding, "replace")
        foreign = [char for char in text if char > "\x7f"]
        good = len(letters.findall(text))
        # The sample may end inside a character; half-width kana is what any Latin text turns into.
        noise = len(_HALF_KANA.findall(text))
        if text.count("\ufffd") <= 1 + len(foreign) // 200 and good * 6 >= len(foreign) and noise <= good:
            return encoding
    return ""


def _words(text: str, plausible: Callable[[str], bool]) -> int:
    return sum(1 for word in set(text.split()) if not word.isascii() and plausible(word))


def _well_formed(word: str) -> bool:
    composed = unicodedata.normalize("NFC", word)
    return bool(_VIETNAMESE.search(composed)) and not _LOOSE_MARK.search(composed)
