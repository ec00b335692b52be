"""A firm's name taken apart: legal form, branch, trade words, places, and what is left: its brand.

"CTCP Nhựa Hà Nội" and "Hanoi Plastics JSC" become the same parts. Nothing is thrown away but the legal form and small
words; how much each kind of word counts is decided where names are compared (`duplicates`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matxich.domain.enterprises.legal_forms import form_of
from matxich.domain.enterprises.name_words import Kind, NameWords, Phrase
from matxich.domain.shared.text import Token, clean, stem, tokens

_BREAK = re.compile(r"[()\[\]{},;:|/]|\s-+\s|\s-+|-+\s")
_LONGEST_REMNANT = 4
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vii": "7", "viii": "8"}


class NameWord(NamedTuple):
    """One word of a name, or one phrase that the catalogue knows."""

    kind: Kind
    #: the code of a known word ("plastic"), else the folded word
    key: str
    #: folded as written, phrases run together ("cokhi")
    surface: str
    #: with accents, tones at the end ("hung2"); equals `surface` where none were typed
    accented: str
    #: as written, for showing
    text: str


@dataclass(frozen=True, slots=True)
class FirmName:
    """A name's parts."""

    text: str
    #: code of `legal_forms.FORMS`, "" when none is written
    legal_form: str
    #: "branch", "office", "site" or "" for the firm itself
    unit: str
    #: what tells this unit from its sisters, in order ("tan", "phu")
    unit_words: tuple[str, ...]
    #: the legal form stands behind the name, as in English
    form_closes: bool
    #: in the order of the name; legal form, branch part and small words left out
    words: tuple[NameWord, ...]
    #: accents were typed outside the legal form, so that their absence or difference says something
    has_accents: bool

    def of(self, *kinds: Kind) -> tuple[NameWord, ...]:
        """Return the words of some kinds, in order."""
        return tuple(word for word in self.words if word.kind in kinds)

    @property
    def core(self) -> str:
        """The folded name without legal form and branch, known words by their code."""
        return " ".join(word.key for word in self.words)


class _Item:
    """A stretch of the name: a known phrase, or one word nobody knows."""

    __slots__ = ("is_form", "opens", "phrase", "role", "tokens")

    def __init__(self, phrase: Phrase | None, tokens: Sequence[Token], *, opens: bool) -> None:
        self.phrase = phrase
        self.tokens = tokens
        #: stands first after a dash, comma or bracket, or in the name
        self.opens = opens
        #: "form", "branch", "office", "site", or "" for any other word
        self.role = phrase.form.role if phrase and phrase.form else ""
        self.is_form = self.role == "form"

    @property
    def is_remnant(self) -> bool:
        """Whether it may be what slips of the fingers left of "Cty"."""
        return self.phrase is None and len(self.tokens[0].folded) <= _LONGEST_REMNANT

    def unname(self) -> None:
        """Take the phrase for the words it is made of."""
        self.phrase, self.role, self.is_form = None, "", False


def parse_name(text: str, lexicon: NameWords) -> FirmName:
    """Take a firm's name apart.

    Args:
        text: as written, in any encoding form, case and language.
        lexicon: the words of the catalogue (`catalogue.names.load_name_words`).
    """
    found = tokens(text)
    strict = any(
        token.accented != token.folded
        and token.folded.isascii()
        and token.folded not in lexicon.form_syllables
        for token in found
    )
    written = clean(text)
    items = _placed(_items(found, written, lexicon, strict=strict))
    unit, unit_items, core = _split_unit(items)
    pieces = [item.phrase.codes[0] for item in core if item.is_form and item.phrase]
    words = _words([item for item in core if not item.role], lexicon, written)
    # "Chi nhánh Hà Nội" of nobody: better its place than nothing at all
    if not words and unit_items:
        words, unit_items = _words([item for item in unit_items if not item.role], lexicon, written), []
    return FirmName(
        text=text,
        legal_form=form_of(pieces),
        unit=unit,
        unit_words=tuple(
            token.folded
            for item in unit_items
            if not item.role and not (item.phrase and item.phrase.kind == Kind.SMALL)
            for token in item.tokens
        ),
        form_closes=len(core) > 1 and core[-1].is_form and not core[0].is_form,
        words=tuple(words),
        has_accents=strict,
    )


def _items(found: Sequence[Token], written: str, lexicon: NameWords, *, strict: bool) -> list[_Item]:
    folded = [stem(token.folded) for token in found]
    items: list[_Item] = []
    at, end = 0, 0
    while at < len(found):
        phrase = lexicon.longest_at(found, folded, at, strict=strict)
        following = at + (len(phrase.folded) if phrase else 1)
        broken = following < len(found) and not lexicon.is_meant(folded[following])
        leads = at == 0 or items[-1].is_form
        if phrase is None or broken or leads:
            known = len(phrase.folded) if phrase else 0
            phrase = lexicon.mended_at(folded, at, leads=leads, longer_than=known) or phrase
        taken = found[at : at + len(phrase.folded)] if phrase else found[at : at + 1]
        between = written[end : found[at].start]
        opens = at == 0 or (between != " " and bool(_BREAK.search(between)))
        items.append(_Item(phrase, taken, opens=opens))
        end = taken[-1].end
        at += len(taken)
    return items


def _placed(items: list[_Item]) -> list[_Item]:
    """Unname the pieces of a legal form that stand where they cannot mean one, and initials at the end."""
    last = len(items) - 1
    for at, item in enumerate(items):
        if item.phrase is None:
            continue
        before = items[at - 1] if at else None
        after = items[at + 1] if at < last else None
        if item.phrase.form:
            fits = {
                "anywhere": True,
                "start": at == 0 or (before is not None and bool(before.role)),
                "closing": at > 0 and _closes(items, at),
                "after_company": before is None
                or before.is_form
                or item.opens
                or (at == 1 and before.is_remnant),
                "segment": _heads_segment(items, at) if item.opens else _ends_segment(items, at),
            }[item.phrase.form.where]
            if not fits:
                item.unname()
        elif item.phrase.is_doubtful and after is None and at:
            item.unname()
    return _without_remnants([piece for item in items for piece in _loose(item)])


def _without_remnants(items: list[_Item]) -> list[_Item]:
    """Drop what slips of the fingers have left of the legal form: "Ccy TNHH Minh An", "Công ty C Minh An"."""
    kept = list(items)
    if (
        len(items) > 2
        and items[0].is_remnant
        and items[1].is_form
        and any(item.phrase is None for item in items[2:])
        and not items[-1].is_form
    ):
        kept = kept[1:]
    return [
        item
        for at, item in enumerate(kept)
        if not (
            at and kept[at - 1].is_form and item.phrase is None and item.tokens[0].folded in {"c", "p", "coo"}
        )
        or at + 1 == len(kept)
    ]


def _closes(items: list[_Item], at: int) -> bool:
    """Say whether "Co" or "Corp" ends a name; behind a form that leads it is somebody's brand ("Cty CP Phú Cơ")."""
    if at + 1 < len(items) and items[at + 1].is_form:
        return True
    return (at == len(items) - 1 or items[at + 1].opens) and not items[0].is_form


def _heads_segment(items: list[_Item], at: int) -> bool:
    """Say whether "Nhà máy …" opens the name of a unit: the firm itself must be named too."""
    others = items[:at] if at else items[1:]
    return any(item.is_form for item in others)


def _ends_segment(items: list[_Item], at: int) -> bool:
    """Say whether "… Binh Chanh Factory" closes the name of a unit that follows a firm's."""
    closes = at == len(items) - 1 or items[at + 1].opens
    return closes and any(item.is_form for item in items[: at - 1])


def _loose(item: _Item) -> list[_Item]:
    """Return an unnamed phrase as its single words."""
    if item.phrase or len(item.tokens) == 1:
        return [item]
    return [_Item(None, [token], opens=item.opens and not at) for at, token in enumerate(item.tokens)]


def _split_unit(items: list[_Item]) -> tuple[str, list[_Item], list[_Item]]:
    """Part a name into the kind of unit, the unit's own words and the firm's."""
    at = next((n for n, item in enumerate(items) if item.role in {"branch", "office", "site"}), None)
    if at is None:
        return "", [], items
    role = items[at].role
    firm = next((n for n, item in enumerate(items) if n > at and _begins_firm(items, n)), None)
    if firm is not None:  # "Chi nhánh Tân Phú - Công ty …"; "Branch of …"
        end = _end_of_firm(items, firm)
        return role, items[at + 1 : firm] + items[end:], items[:at] + items[firm:end]
    if not any(not item.role and not _is_small(item) for item in items[:at]):
        end = min(_end_of_english_firm(items, at + 1), _end_of_firm(items, at + 1))
        return role, items[end:], items[at + 1 : end]
    start = at  # "… - Tân Phú Branch": the unit's words stand before a marker that closes its stretch
    closes = at == len(items) - 1 or items[at + 1].opens
    while closes and start and not items[start].opens and not items[start - 1].is_form:
        start -= 1
    if start == 0 or items[start].is_form:
        start = at
    return role, items[start:at] + items[at + 1 :], items[:start]


def _begins_firm(items: list[_Item], at: int) -> bool:
    """Say whether a piece of a legal form leads a firm's name, as in Vietnamese, instead of closing one."""
    after = next((item for item in items[at:] if not item.is_form), None)
    return items[at].is_form and after is not None and not after.role and not after.opens


def _end_of_english_firm(items: list[_Item], start: int) -> int:
    """Return where "Garment 10 JSC" ends in "Branch of Garment 10 JSC - Bim Son"."""
    for at in range(start + 1, len(items)):
        if items[at].opens and items[at - 1].is_form and not items[at].is_form:
            return at
    return len(items)


def _end_of_firm(items: list[_Item], firm: int) -> int:
    """Return where the firm's part ends: at "tại …" or at a dash with another unit's word."""
    for at in range(firm + 1, len(items)):
        if items[at].role in {"branch", "office", "site"} or _is_at(items, at):
            return at
    return len(items)


def _is_at(items: list[_Item], at: int) -> bool:
    """Say whether "tại" begins a place here; without its accents it is as often the name "Tài"."""
    token = items[at].tokens[0]
    if token.folded != "tai" or at + 1 == len(items):
        return False
    following = items[at + 1].phrase
    return token.accented == "tai5" or (
        token.accented == "tai" and following is not None and following.kind in {Kind.SMALL, Kind.PLACE}
    )


def _is_small(item: _Item) -> bool:
    return item.phrase is not None and item.phrase.kind == Kind.SMALL


def _words(items: list[_Item], lexicon: NameWords, written: str) -> list[NameWord]:
    words: list[NameWord] = []
    letters: list[Token] = []

    def flush() -> None:
        if letters:
            run, accented = ("".join(getattr(t, form) for t in letters) for form in ("folded", "accented"))
            text = written[letters[0].start : letters[-1].end]
            words.append(NameWord(Kind.BRAND, run, run, accented, text))
            letters.clear()

    for item in items:
        token = item.tokens[0]
        if item.phrase is None and _joins(letters, token):
            letters.append(token)
            continue
        flush()
        if item.phrase is None:
            if len(token.folded) == 1 and not token.folded.isdigit():
                letters.append(token)
            else:
                words.extend(_single(token, lexicon, written))
        elif item.phrase.kind != Kind.SMALL:
            words.extend(_known(item, item.phrase, written))
    flush()
    return words


def _joins(letters: list[Token], token: Token) -> bool:
    """Say whether a token carries on a run of initials ("A.F.A", "T&T", "H2B") or of glyphs."""
    if not letters:
        return False
    if not token.folded.isascii():
        return not letters[-1].folded.isascii() and token.start == letters[-1].end
    gap = token.start - letters[-1].end
    return gap == 0 or (gap <= 3 and len(token.folded) == 1 and token.folded.isalpha())


def _known(item: _Item, phrase: Phrase, written: str) -> list[NameWord]:
    text = written[item.tokens[0].start : item.tokens[-1].end]
    if len(phrase.codes) > 1:
        return [NameWord(phrase.kind, code, code, code, text) for code in phrase.codes]
    surface, accented = ("".join(getattr(t, form) for t in item.tokens) for form in ("folded", "accented"))
    return [NameWord(phrase.kind, phrase.codes[0], surface, accented, text)]


def _single(token: Token, lexicon: NameWords, written: str) -> list[NameWord]:
    text = written[token.start : token.end]
    if token.folded.isdigit() or token.folded in _ROMAN:
        value = _ROMAN.get(token.folded, token.folded).lstrip("0") or "0"
        return [NameWord(Kind.NUMBER, value, value, value, text)]
    key = stem(token.folded)
    parts = lexicon.split(key)
    if len(parts) > 1:
        return [NameWord(Kind.BRAND, part, part, part, part) for part in parts]
    accented = key if token.accented == token.folded else token.accented
    return [NameWord(Kind.BRAND, key, key, accented, text)]
