"""What a visitor's words mean: a tax code, concepts of the vocabulary, and words that are looked for as they are.

A reading is an offer, not a verdict: names are always looked for with all the words, and the visitor can drop a reading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from matxich.domain.directory.spelling import Spelling
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.text import clean, fold, has_accents
from matxich.domain.vocabulary.finder import Mention
from matxich.domain.vocabulary.vocabulary import Vocabulary

LONGEST = 200
#: kinds that a question is read for, in the order in which a doubtful short word is tried; "finish" becomes its process
KINDS = (
    "process",
    "material",
    "part_family",
    "machine",
    "certificate",
    "industry",
    "market",
    "place",
    "language",
    "finish",
)
KIND_LABELS = {
    "process": Text("công đoạn", "process"),
    "material": Text("vật liệu", "material"),
    "part_family": Text("nhóm chi tiết", "part family"),
    "machine": Text("máy", "machine"),
    "certificate": Text("chứng nhận", "certificate"),
    "industry": Text("ngành phục vụ", "industry served"),
    "market": Text("thị trường", "market"),
    "place": Text("địa điểm", "place"),
    "language": Text("ngôn ngữ", "language"),
}
_TAX_CODE = re.compile(r"(?<![\d])\d(?:[ .]?\d){9}(?:[ ]?-?[ ]?\d{3})?(?!\d)")
_DIGITS_ONLY = re.compile(r"[\d .\-]{5,}")
_WORD = re.compile(r"[^\W_]+")
_SHORT = 3
# Words that only join the others or that every firm of a directory answers to.
_GLUE_WORDS = (
    "o tai va co cua cho tim can mua nha cung cap ung san xuat che tao gia cong cac nhung hang chi tiet linh kien "
    "doanh nghiep cong ty nhan lam theo yeu cau bang voi trong in at of and with for from that makes make made by "
    "looking find need supplier suppliers maker makers manufacturer manufacturers manufacturing company companies "
    "firm firms factory part parts mst"
)
_GLUE = frozenset(_GLUE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Reading:
    """One concept that words of the question were taken for."""

    kind: str
    code: str
    #: the words, as written
    text: str
    label: Text

    @property
    def key(self) -> str:
        """The name under which a visitor drops it."""
        return f"{self.kind}:{self.code}"


@dataclass(frozen=True, slots=True)
class Question:
    """A visitor's text, understood."""

    #: as typed, cut and cleaned
    text: str
    #: tax codes named in it, digits only
    codes: tuple[str, ...] = ()
    #: the text is the beginning of a code
    is_code: bool = False
    readings: tuple[Reading, ...] = ()
    #: all folded words, in order
    words: tuple[str, ...] = ()
    #: folded words that no reading and no code covers, without the small words that join them
    rest: tuple[str, ...] = ()
    #: the same with its misspelt words mended, tried where the question as typed finds too little; None without any
    mended: Question | None = None
    #: keys of the readings that the visitor dropped
    dropped: tuple[str, ...] = ()


def understand(
    text: str, vocabulary: Vocabulary, spelling: Spelling, dropped: Collection[str] = ()
) -> Question:
    """Return what a visitor's text means.

    Args:
        dropped: keys of readings not wanted; their words are looked for as words.
    """
    cleaned = clean(text)[:LONGEST].strip()
    codes = tuple(dict.fromkeys(re.sub(r"\D", "", match.group()) for match in _TAX_CODE.finditer(cleaned)))
    words = tuple(fold(cleaned).split())
    if not words:
        return Question("")
    if _DIGITS_ONLY.fullmatch(cleaned):
        return Question(cleaned, codes or (re.sub(r"\D", "", cleaned),), is_code=not codes, words=words)
    mentions = _mentions(cleaned, vocabulary)
    readings = _readings(mentions, vocabulary)
    kept = tuple(reading for reading in readings if reading.key not in dropped)
    rest = _rest(cleaned, [m for m in mentions if _key(m, vocabulary) not in dropped], codes)
    return Question(
        text=cleaned,
        codes=codes,
        readings=kept,
        words=words,
        rest=rest,
        mended=_mended(cleaned, rest, vocabulary, spelling, dropped),
        dropped=tuple(sorted(set(dropped) & {reading.key for reading in readings})),
    )


def _mentions(text: str, vocabulary: Vocabulary) -> list[Mention]:
    found = vocabulary.find(text, KINDS)
    if not found and len(text.split()) <= _SHORT and not has_accents(text):
        # "duc", "son", "han": too short to be read in a sentence, but here they are the whole question
        for kind in KINDS:
            found = [mention for mention in vocabulary.find(text, KINDS, prefer=kind) if mention.kind == kind]
            if found and fold(" ".join(mention.text for mention in found)) == fold(text):
                break
            found = []
    return [_plainer(mention, found, vocabulary) for mention in found]


def _plainer(mention: Mention, found: Sequence[Mention], vocabulary: Vocabulary) -> Mention:
    """Return the concept that the words themselves say where a compound phrase was read as something more special.

    The matching takes "đúc nhôm" for casting of cast alloys; who looks for it also wants the firm that states "nhôm".
    """
    together = [other for other in found if (other.start, other.end) == (mention.start, mention.end)]
    if len(together) < 2:
        return mention
    materials = vocabulary.find_materials(mention.text)
    if mention.kind == "material":
        said = [material.code for material in materials]
    else:
        without = mention.text
        for material in reversed(materials):
            without = f"{without[: material.start]} {without[material.end :]}"
        said = [other.code for other in vocabulary.find(without, (mention.kind,), prefer=mention.kind)]
    tree = vocabulary.tree(mention.kind)
    wider = [code for code in said if code in tree and tree.is_a(mention.code, code)]
    return replace(mention, code=wider[0]) if wider else mention


def _readings(mentions: Iterable[Mention], vocabulary: Vocabulary) -> tuple[Reading, ...]:
    found: dict[str, Reading] = {}
    for mention in mentions:
        kind, _, code = _key(mention, vocabulary).partition(":")
        reading = Reading(kind, code, mention.text, vocabulary.tree(kind).label(code))
        found.setdefault(reading.key, reading)
    return tuple(found.values())


def _key(mention: Mention, vocabulary: Vocabulary) -> str:
    if mention.kind == "finish":
        process = vocabulary.tree("finish").get(mention.code).attributes.get("process", "")
        if process in vocabulary.processes:
            return f"process:{process}"
    return f"{mention.kind}:{mention.code}"


def _rest(text: str, mentions: Sequence[Mention], codes: Sequence[str]) -> tuple[str, ...]:
    covered = [(mention.start, mention.end) for mention in mentions]
    if codes:
        covered += [match.span() for match in _TAX_CODE.finditer(text)]
    blank = "".join(
        " " if any(start <= place < end for start, end in covered) else sign
        for place, sign in enumerate(text)
    )
    return tuple(word for word in fold(blank).split() if word not in _GLUE)


def _mended(
    text: str, rest: Sequence[str], vocabulary: Vocabulary, spelling: Spelling, dropped: Collection[str]
) -> Question | None:
    """Read the question once more with each misspelt word as the nearest word of the vocabulary."""
    near = {word: mended for word in rest if (mended := spelling.nearest(word))}
    if not near:
        return None
    mended = _WORD.sub(lambda match: near.get(fold(match.group()), match.group()), text)
    if mended == text:
        return None
    # A mended word is a word of the vocabulary and is not mended again, so this ends.
    question = understand(mended, vocabulary, spelling, dropped)
    return question if question.readings else None
