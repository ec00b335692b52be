"""How a question is answered: what counts first, and what is let in where that finds too little.

Tiers are in the order of the answer, and a firm stands in the first one that it meets. The evidence behind what was asked
decides between firms that meet it; within a tier they stand by their own evidence, freshness and name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matxich.domain.directory.conditions import (
    All,
    AtLeast,
    Code,
    Condition,
    Everything,
    Exact,
    Mark,
    Phrase,
    Word,
    both,
    either,
)
from matxich.domain.directory.names import brand
from matxich.domain.directory.spelling import allowed_typos
from matxich.domain.directory.understanding import Question, Reading
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.grade import LABELS, Grade
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.domain.vocabulary.ways import TOOLING, is_under, ways_to_make

#: with fewer firms than this, slips of spelling are let in; what was not asked for only where nobody was found
ENOUGH, NOBODY = 3, 1


@dataclass(frozen=True, slots=True)
class Tier:
    """One rank of an answer."""

    #: "code", "exact_name", "name", "reading", "words", "spelling", "near_reading", "partly"
    code: str
    condition: Condition
    #: why a firm stands here
    reason: Text
    #: tiers of one group stand together, and the last of them holds all that the others hold; "" for one alone
    group: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Tiers that are let in together."""

    tiers: tuple[Tier, ...]
    #: where fewer firms than this were found before it
    below: int = ENOUGH


@dataclass(frozen=True, slots=True)
class Plan:
    """The tiers of an answer, the first first."""

    tiers: tuple[Tier, ...]
    #: what is added, step by step
    wider: tuple[Step, ...] = ()
    #: whoever is found here is who was asked for: nothing is added
    sure: Condition | None = None


_REASONS = {
    "code": Text("mã số thuế", "tax code"),
    "code_begins": Text("mã số thuế bắt đầu bằng số này", "tax code begins with it"),
    "exact_name": Text("đúng tên", "exact name"),
    "name": Text("có trong tên", "in the name"),
    "words": Text("có trong tên, sản phẩm hoặc mô tả", "in name, products or description"),
    "undated": Text("chứng nhận chưa rõ thời hạn", "certificate without a stated expiry"),
    "spelling": Text("gần đúng chính tả", "similar spelling"),
    "mended": Text("hiểu theo từ gần đúng", "read as a similar word"),
    "implied": Text("có công đoạn làm ra loại này", "has a process that makes it"),
    "concepts": Text(
        "đúng phần đã hiểu, thiếu các từ còn lại", "what was understood, without the other words"
    ),
    "partly": Text("khớp một phần", "partly"),
}


def widest(tiers: Sequence[Tier], whole: Sequence[Tier]) -> Condition:
    """Return the condition that one of these tiers holds, without those that a wider one of them contains.

    Args:
        tiers: some of the tiers, in order.
        whole: all tiers of the answer.
    """
    last = {tier.group: tier for tier in whole if tier.group}
    return either(
        tier.condition
        for tier in tiers
        if not tier.group or tier is last[tier.group] or last[tier.group] not in tiers
    )


def plan(question: Question, vocabulary: Vocabulary) -> Plan:
    """Return how a question is answered; everything for an empty one."""
    if not question.words:
        return Plan((Tier("all", Everything(), Text("", "")),))
    codes = [_tier("code", either(Code(digits) for digits in question.codes))]
    codes.append(_tier("code_begins", either(Code(digits, begins=True) for digits in question.codes), "code"))
    if question.is_code or len(question.words) == 0:
        return Plan(tuple(codes[1:]), (Step((_tier("name", _named(question.words)),)),))
    exact = either(
        Exact(form) for form in dict.fromkeys((" ".join(question.words), brand(" ".join(question.words))))
    )
    tiers = [
        *(codes if question.codes else ()),
        _tier("exact_name", exact, group="name"),
        *_name_tiers(question.words),
    ]
    tiers += _reading_tiers(question.readings, question.rest, vocabulary)
    words = _tier("words", _words(question.rest or question.words))
    wider: list[Step] = []
    if question.readings:
        # "đúc … nhôm" somewhere in a description is less than the same line, so it only helps out
        wider.append(Step((_tier("words", _words(question.words)),), NOBODY))
    else:
        tiers.append(words)
    wider += _wider(question, vocabulary)
    sure = either([codes[0].condition, exact]) if question.codes else exact
    return Plan(tuple(tiers), tuple(wider), sure)


def _tier(reason: str, condition: Condition, code: str = "", group: str = "") -> Tier:
    return Tier(code or reason, condition, _REASONS[reason], group)


def _name_tiers(words: tuple[str, ...]) -> list[Tier]:
    bare = tuple(brand(" ".join(words)).split())
    return [_tier("name", Phrase(bare), group="name"), _tier("name", _named(bare), group="name")]


def _named(words: Sequence[str]) -> Condition:
    """All words in its names, in any order, the last one perhaps only begun; or all of them written together."""
    each = [Word(word) for word in words[:-1]]
    return either([both(*each, Word(words[-1], begins=True)), Word("".join(words), begins=True)])


def _words(words: Sequence[str]) -> Condition:
    each = [Word(word, anywhere=True) for word in words[:-1]]
    return both(*each, Word(words[-1], anywhere=True, begins=True))


def _reading_tiers(readings: Sequence[Reading], rest: Sequence[str], vocabulary: Vocabulary) -> list[Tier]:
    """The readings together, the best evidenced first, each with the words that are left."""
    if not readings:
        return []
    words = both(*(Word(word, anywhere=True) for word in rest))
    graded = any(reading.kind in {"process", "material", "certificate"} for reading in readings)
    labels = (
        "; ".join(reading.label.vi for reading in readings),
        "; ".join(reading.label.en for reading in readings),
    )
    tiers = []
    for grade in sorted(Grade, reverse=True) if graded else (Grade.SELF_DECLARED,):
        evidence = LABELS[grade] if graded else Text("", "")
        reason = Text(
            ": ".join(filter(None, (labels[0], evidence.vi))),
            ": ".join(filter(None, (labels[1], evidence.en))),
        )
        condition = both(_all_read(readings, vocabulary, grade), words)
        tiers.append(Tier("reading", condition, reason, "reading"))
    if any(reading.kind == "certificate" for reading in readings):
        condition = both(_all_read(readings, vocabulary, None), words)
        tiers.append(_tier("undated", condition, "reading", "reading"))
    return tiers


def _all_read(readings: Sequence[Reading], vocabulary: Vocabulary, grade: Grade | None) -> Condition:
    """Every reading, each with this grade of evidence or better; None: undated certificates count too."""
    processes = [reading.code for reading in readings if reading.kind == "process"]
    parts = []
    for reading in readings:
        if reading.kind == "material" and processes:
            # on one line: who casts iron and turns aluminium does not cast aluminium
            parts.append(either(_evident(f"line={process}/{reading.code}", grade) for process in processes))
        elif reading.kind in {"process", "material"}:
            parts.append(_evident(f"{reading.kind}={reading.code}", grade))
        elif reading.kind == "certificate":
            dated = _evident(f"certificate={reading.code}", grade)
            parts.append(dated if grade else either([dated, Mark(f"certificate_undated={reading.code}")]))
        elif reading.kind == "part_family":
            parts.append(_part(reading.code, vocabulary))
        else:
            parts.append(Mark(f"{reading.kind}={reading.code}"))
    return both(*parts)


def _evident(mark: str, grade: Grade | None) -> Condition:
    if grade in {None, Grade.SELF_DECLARED}:
        return Mark(mark)
    return either(Mark(f"{mark}@{int(better)}") for better in Grade if better >= (grade or 0))


def _part(code: str, vocabulary: Vocabulary) -> Condition:
    """A part family; a mould or a tool is asked of whoever makes moulds or tools."""
    ways = ways_to_make(vocabulary, code)
    tooling = ways if ways and is_under(vocabulary, ways, TOOLING) else ()
    return either([Mark(f"part_family={code}"), *(Mark(f"process={way}") for way in tooling)])


def _wider(question: Question, vocabulary: Vocabulary) -> list[Step]:
    bare = tuple(brand(" ".join(question.words)).split())
    steps = [Step((_tier("spelling", _misspelt(bare, anywhere=False)),))]
    best = question.mended or question
    read = _all_read(best.readings, vocabulary, None)
    if question.mended:
        words = (Word(word, anywhere=True) for word in best.rest)
        steps.append(Step((_tier("mended", both(read, *words), "near_reading"),)))
    ways = [_implied(reading, vocabulary) for reading in best.readings]
    if any(ways):
        parts = [
            way or _all_read([reading], vocabulary, None)
            for way, reading in zip(ways, best.readings, strict=True)
        ]
        steps.append(Step((_tier("implied", both(*parts), "near_reading"),)))
    steps.append(Step((_tier("spelling", _misspelt(bare, anywhere=True)),), NOBODY))
    if best.readings and best.rest:
        steps.append(Step((_tier("concepts", read, "near_reading"),), NOBODY))
    if len(bare) >= 3:
        each = tuple(_slipped(word, anywhere=True) for word in bare)
        steps.append(Step((_tier("partly", AtLeast(len(each) - 1, each)),), NOBODY))
    if not best.readings and len(best.rest) > 1:
        steps.append(
            Step((_tier("partly", either(Word(word, anywhere=True) for word in best.rest)),), NOBODY)
        )
    return steps


def _misspelt(words: Sequence[str], *, anywhere: bool) -> Condition:
    together = "".join(words)
    each = (
        All(tuple(_slipped(word, anywhere=anywhere) for word in words))
        if len(words) > 1
        else _slipped(words[0], anywhere=anywhere)
    )
    return either([each, Word(together, typos=allowed_typos(together))] if len(words) > 1 else [each])


def _slipped(word: str, *, anywhere: bool) -> Word:
    return Word(word, anywhere=anywhere, typos=allowed_typos(word), begins=len(word) <= 2)


def _implied(reading: Reading, vocabulary: Vocabulary) -> Condition | None:
    """The processes that make a part family or run on a machine, for firms that name neither; None for other kinds."""
    if reading.kind == "part_family":
        ways = ways_to_make(vocabulary, reading.code)
    elif reading.kind == "machine":
        ways = vocabulary.tree("machine").get(reading.code).listed("processes")
    else:
        return None
    return (
        either([_all_read([reading], vocabulary, None), *(Mark(f"process={way}") for way in ways)])
        if ways
        else None
    )
