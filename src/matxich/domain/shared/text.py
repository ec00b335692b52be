"""Text as people type it, brought to one form before anything compares it.

Vietnamese is written in NFC and NFD, with two placements of the tone mark ("hoà", "hòa"), and often with no
diacritics at all; Japanese comes in full and half width. `fold` removes all of that and is the only folding
in the product: every index, query and test uses it. `tokens` keeps what folding loses (the accents and the
place in the text), so that "mã" is never taken for "mạ" where the writer did type the accent.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

_TONE_MARKS = {"\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_QUALITY_MARKS = {"\u0302", "\u0306", "\u031b"}  # circumflex, breve, horn: part of the letter, not a tone
# NFKC would turn these into something the unit reader no longer recognises.
_KEPT = {
    "²": "²",
    "³": "³",
    "µ": "µ",
    "μ": "µ",
    "½": "½",
    "Ø": "Ø",
    "ø": "ø",
    "⌀": "Ø",
    "φ": "Ø",
    "Φ": "Ø",
    "∅": "Ø",
    "Ф": "Ø",
    "ф": "Ø",
}
_KEPT_TABLE = str.maketrans(_KEPT)
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200b\u202f\u3000\ufeff]+")
# "Ð" (eth) looks like "Đ" and many keyboards and old converters give it.
_DASHES = str.maketrans(
    {"Ð": "Đ", "ð": "đ"}
    | dict.fromkeys("‐‑‒–—―−－", "-")
    | dict.fromkeys("‘’`´", "'")
    | {"“": '"', "”": '"', "～": "~", "〜": "~"}
)
_WORD = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
# One token a character: these scripts are written without spaces, or glue particles to the word.
_GLYPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff々]")


class Token(NamedTuple):
    """One word, number or glyph of a text."""

    #: the folded form: lower case ASCII letters or digits, or one Japanese, Chinese or Korean glyph
    folded: str
    #: the accents kept, with the tone moved to the end ("hòa" and "hoà" → "hoa1")
    accented: str
    #: place in the cleaned text
    start: int
    end: int


@functools.lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """Return the text in one encoding form (NFC, half width, plain spaces and dashes); letters and case stay.

    Offsets of `tokens` and of every reader refer to this form.
    """
    if text.isascii():
        return _SPACES.sub(" ", text).strip()
    composed = unicodedata.normalize("NFC", text)
    if max(composed) <= "\u2000" and "ª" not in composed:  # Vietnamese, and the most of what is read
        wide = composed.translate(_KEPT_TABLE)
    else:
        wide = "".join(
            _KEPT.get(c) or (unicodedata.normalize("NFKC", c) if ord(c) > 0x2000 or c == "ª" else c)
            for c in composed
        )
    return _SPACES.sub(" ", unicodedata.normalize("NFC", wide.translate(_DASHES))).strip()


@functools.lru_cache(maxsize=65_536)
def accent_key(word: str) -> str:
    """Return a word with its letter accents kept and its tone as a digit at the end, so both placements agree.

    >>> accent_key("hoà") == accent_key("hòa"), accent_key("mạ") == accent_key("mã")
    (True, False)
    """
    if word.isascii():
        return word.lower()
    letters: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONE_MARKS:
            tone = _TONE_MARKS[char]
        elif char in _QUALITY_MARKS or not unicodedata.combining(char):
            letters.append(char)
    return "".join(letters) + tone


@functools.lru_cache(maxsize=65_536)
def _fold_word(word: str) -> str:
    lowered = word.lower()
    if lowered.isascii() or _GLYPH.match(lowered):
        return lowered
    bare = unicodedata.normalize("NFD", lowered.replace("đ", "d"))
    # Only Latin's accents go: the two dots of "プ" and the parts of "가" are the letter itself.
    return unicodedata.normalize("NFC", "".join(c for c in bare if not "\u0300" <= c <= "\u036f"))


@functools.lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return lower-case words without diacritics or punctuation, single spaces between them.

    Letters of other scripts stay, so Japanese and Korean can be compared too.

    >>> fold("Đúc áp-lực  NHÔM"), fold("ＳＭＴ実装")
    ('duc ap luc nhom', 'smt実装')
    """
    folded = "".join(c if c.isalnum() else " " for c in _fold_word(clean(text)))
    return " ".join(folded.split())


def tokens(text: str) -> list[Token]:
    """Split a text into words, numbers and glyphs, each with its accents and its place in `clean(text)`.

    Letters and digits are parted ("SUS304" → "sus", "304"), so "SUS 304" and "SUS304" are the same words.
    """
    cleaned = clean(text)
    found: list[Token] = []
    for match in _WORD.finditer(cleaned):
        word, at = match.group(), match.start()
        if word.isascii() or not _GLYPH.search(word):
            found.append(Token(_fold_word(word), accent_key(word), at, match.end()))
            continue
        found.extend(_glyphs(word, at))
    return found


def _glyphs(word: str, at: int) -> list[Token]:
    """Split a run that mixes glyphs with Latin letters ("ABS樹脂") into its tokens."""
    found: list[Token] = []
    latin = ""
    for index, char in enumerate(word + "\0"):
        if char != "\0" and not _GLYPH.match(char):
            latin += char
            continue
        if latin:
            found.append(Token(_fold_word(latin), accent_key(latin), at + index - len(latin), at + index))
            latin = ""
        if char != "\0":
            found.append(Token(char, char, at + index, at + index + 1))
    return found


def stem(word: str) -> str:
    """Return a folded word without a plain English plural "s" ("castings" → "casting"; "brass" stays)."""
    if len(word) > 3 and word.isascii() and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def has_accents(text: str) -> bool:
    """Say whether a text carries Vietnamese diacritics, so that their absence elsewhere in it means something.

    Signs that are letters to Unicode ("Ø20", "5 µm") are not accents.
    """
    return any(token.folded.isascii() and token.accented != token.folded for token in tokens(text))


def has_glyphs(text: str) -> bool:
    """Say whether a text holds Japanese, Chinese or Korean writing."""
    return bool(_GLYPH.search(clean(text)))
