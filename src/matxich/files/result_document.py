"""Small questions to the JSON document of a match: what a value says, which state a line is in, what a cell sums up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from matxich.domain.matching.requirement_type import requirement_types
from matxich.domain.shared.bilingual import Text, number, same
from matxich.files import result_words as words
from matxich.files.book import LevelCell

Document = Mapping[str, Any]
#: types that are shown as marks of the firm
_MARKS = {"in_house", "maker"}
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def said(value: Any, language: str) -> str:
    """Return any JSON value in words of one language: {"vi", "en"} picked, numbers and ISO dates in its notation."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return Text("có", "yes").in_language(language) if value else Text("không", "no").in_language(language)
    if isinstance(value, int | float):
        return number(float(value), language)
    if isinstance(value, Mapping):
        if "vi" in value or "en" in value:
            return str(value.get(language) or value.get("vi") or value.get("en") or "")
        return "; ".join(f"{key}: {said(item, language)}" for key, item in value.items() if item is not None)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(filter(None, (said(item, language) for item in value)))
    text = str(value)
    date = _ISO_DATE.fullmatch(text)
    return f"{date[3]}/{date[2]}/{date[1]}" if date and language == "vi" else text


def type_label(code: str) -> Text:
    """Return the label of a requirement type; its code in words when this version does not know it."""
    known = requirement_types().get(code)
    return known.label if known else same(code.replace("_", " ") or "?")


def state(line: Document) -> str:
    """Return "matched", "near", "gap" or "incomplete"."""
    if line.get("state") in words.STATES:
        return str(line["state"])
    if line.get("shortlist"):
        return "matched"
    if line.get("near_misses"):
        return "near"
    return "gap" if line.get("gap") else "incomplete"


def level_cell(comparisons: Sequence[Document], language: str) -> LevelCell | None:
    """Return the words and colour for one or more answers of one type, the worst first; None when not asked."""
    levels = [str(item.get("level", "unknown")) for item in comparisons]
    if not levels:
        return None
    order = [level for level in words.WORST_FIRST if level in levels]
    texts = [words.LEVELS[level].in_language(language) for level in order]
    return LevelCell("\n".join(texts), order[0] if order else "unknown")


def reasons(comparisons: Sequence[Document], language: str) -> str:
    """Return the sentences of all answers, one a line, each behind the sign of its level."""
    found = []
    for item in comparisons:
        sign = words.SIGNS.get(str(item.get("level")), "?")
        sentence = said(item.get("reason"), language) or said(item.get("type"), language)
        grade = words.GRADES.get(str(item.get("grade", "")).lower())
        evidence = f" [{grade.in_language(language)}]" if grade else ""
        found.append(f"{sign} {sentence}{evidence}")
    return "\n".join(found)


def making(entry: Document, language: str) -> LevelCell:
    """Return whether the firm does the work on its own floor: its answer tells, else the mark on its entry."""
    levels = _levels(entry, "in_house")
    if "fails" in levels or entry.get("outsourced") is True or entry.get("in_house") is False:
        return LevelCell(words.OUTSOURCED.in_language(language), "near")
    if "meets" in levels or entry.get("in_house") is True:
        return LevelCell(words.IN_HOUSE.in_language(language), "meets")
    return LevelCell(words.NOT_STATED.in_language(language), "unknown")


def trading(entry: Document, language: str) -> LevelCell:
    """Return whether the firm makes or only trades: its answer tells, else the mark on its entry."""
    levels = _levels(entry, "maker")
    if "fails" in levels or entry.get("trader") is True:
        return LevelCell(words.TRADER.in_language(language), "near")
    if "meets" in levels:
        return LevelCell(words.MAKER.in_language(language), "meets")
    return LevelCell(words.NOT_STATED.in_language(language), "unknown")


def _levels(entry: Document, code: str) -> set[str]:
    return {str(item.get("level")) for item in entry.get("comparisons", ()) if item.get("type") == code}


def types_asked(document: Document) -> list[str]:
    """Return the requirement types that any shortlist compares, the most frequent first.

    In-house and maker are left out: each has a column of its own for every firm.
    """
    counts: dict[str, int] = {}
    for line in document.get("lines", ()):
        for entry in line.get("shortlist", ()):
            for code in {str(item.get("type", "")) for item in entry.get("comparisons", ())} - _MARKS:
                counts[code] = counts.get(code, 0) + 1
    return sorted(counts, key=lambda code: (-counts[code], code))


def tables_read(read: Any) -> Iterator[Document]:
    """Yield every table in what was read: any object with a list of columns, however it is grouped."""
    if isinstance(read, Mapping):
        if isinstance(read.get("columns"), list):
            yield read
            return
        for value in read.values():
            yield from tables_read(value)
    elif isinstance(read, list):
        for value in read:
            yield from tables_read(value)


def findings_read(read: Any) -> Iterator[Document]:
    """Yield every finding in what was read: any object with a severity and a message."""
    if isinstance(read, Mapping):
        if "severity" in read and "message" in read:
            yield read
            return
        for value in read.values():
            yield from findings_read(value)
    elif isinstance(read, list):
        for value in read:
            yield from findings_read(value)
