"""TCVN3 ("ABC" fonts, .VnTime): the 8-bit Vietnamese of workbooks written before about 2008.

Such a cell reaches us as Latin-1 letters that look like noise ("Hµ Néi" for "Hà Nội"). A word is converted only
when it cannot be anything else, or when the text around it has already been shown to be TCVN3; "5 µm", "Ø120",
"100×50" and "Viton®" stay what they are. Source: the TCVN 5712:1993 table VN3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PAIRS = (
    "µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ ×ì Ýí Øỉ Üĩ Þị "
    "ßò ãó áỏ âõ äọ «ô åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ \u00adư õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ "
    "¡Ă ¢Â §Đ £Ê ¤Ô ¥Ơ ¦Ư"
)
_TABLE = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split(" ")})
# Signs that stand inside a Vietnamese word only in TCVN3, or a capital Latin-1 letter right after a small letter.
_INSIDE = "µ¸¶·¹¨»¾¼½©ª«¬\u00ad×÷®¦§¡¢£¤¥"
_STRONG = re.compile(
    rf"[A-Za-zà-þ][{_INSIDE}](?!\w*\d)|[a-z][\u00c0-\u00de\u00df]|(?<![\w])[®§][A-Za-z{_INSIDE}\u00c0-\u00fe]"
)
_MODERN = re.compile(r"[\u1ea0-\u1ef9ăđĩũơưĂĐĨŨƠƯ\u0300-\u0323]")
_UNIT = re.compile(r"^[\d.,±]*[µ]m?$")
_PIECE = re.compile(r"\S+")


def looks_tcvn3(text: str) -> bool:
    """Say whether a text holds at least one word that only TCVN3 explains.

    >>> looks_tcvn3("Hµ Néi"), looks_tcvn3("Hà Nội, Ø120 ±5 µm")
    (True, False)
    """
    return any(_is_strong(word) for word in _PIECE.findall(text))


def _is_strong(word: str) -> bool:
    core = word.rstrip("®.,;:)")  # a registered sign after a brand is a sign, here as in `_convert`
    return not _MODERN.search(core) and not _UNIT.match(core) and bool(_STRONG.search(core))


def share_tcvn3(texts: Iterable[str]) -> float:
    """Return the share 0..1 of the texts with any non-ASCII letter that can only be TCVN3; 0.0 when there is none."""
    suspects = [text for text in texts if not text.isascii()]
    return sum(map(looks_tcvn3, suspects)) / len(suspects) if suspects else 0.0


def from_tcvn3(text: str, *, certain: bool = False) -> str:
    """Convert TCVN3 words to Unicode; words in modern letters, dimensions and signs stay.

    Args:
        certain: the text is known to be TCVN3 (its sheet is), so weak words ("Néi") are converted too.

    >>> from_tcvn3("C¬ khÝ Hµ Néi")
    'Cơ khí Hà Nội'
    """
    certain = certain or looks_tcvn3(text)
    if not certain:
        return text
    return _PIECE.sub(lambda found: _convert(found.group()), text)


def _convert(word: str) -> str:
    if word.isascii() or _MODERN.search(word) or _UNIT.match(word) or re.search(r"\d[×÷]|[±°]|Ø\d", word):
        return word
    core = word.rstrip("®.,;:)")
    return core.translate(_TABLE) + word[len(core) :]
