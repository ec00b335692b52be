"""Concepts that a line asks for (processes, materials, finishes, certificates…) as requirements.

Mentions joined by "or" are alternatives of one requirement; the others each ask for their own. A material cell is
the exception: "S45C, SCM440" offers a choice, only "và", "and", "+" ask for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matxich.domain.demand.requirement import Requirement
from matxich.domain.demand.source import Source
from matxich.domain.shared.clauses import Mood
from matxich.domain.shared.text import has_accents
from matxich.domain.vocabulary.finder import Mention
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.domain.vocabulary.ways import TOOLING, is_under, ways_to_make

_OR = re.compile(
    r"^\W*(?:hoặc|hoac|hay|or|either|và/hoặc|and/or|または|又は|或いは|か|또는|혹은|/)\W*(?:(?:là|bằng|thép|nhựa|inox|vật liệu|material|grade|by|dùng)\W*)*$",
    re.IGNORECASE,
)
_AND = re.compile(r"^\W*(?:và|va|and|\+|&|với|with|及び|と|및|와|과|\s*-?->|→)\W*", re.IGNORECASE)
_EQUIVALENT = re.compile(
    r"tương đương|tuong duong|equivalent|equiv\b|equal|similar|相当|同等|동등|상당", re.IGNORECASE
)
#: materials that decide the maker even when they stand inside the part's name; paper and cloth follow from the part
_SOLID = ("metals", "plastics", "rubber")
#: kind of field → kind of concept its column is about
PREFERRED = {
    "process": "process", "material": "material", "finish": "finish", "heat_treatment": "process", "certificate": "certificate",
    "inspection": "machine", "machine": "machine", "place": "place", "market": "market", "language": "language", "industry": "industry",
    "name": "part_family",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One mention with its cell and its mood."""

    mention: Mention
    source: Source
    mood: Mood


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one kind that stand for one requirement: any of them will do."""

    members: tuple[Found, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The distinct codes, in order."""
        return tuple(dict.fromkeys(member.mention.code for member in self.members))

    @property
    def mood(self) -> Mood:
        """The mood of the first mention."""
        return self.members[0].mood

    @property
    def source(self) -> Source:
        """The cell that it was read from."""
        return self.members[0].source

    @property
    def text(self) -> str:
        """The words from the first mention to the last."""
        first, last = self.members[0].mention, self.members[-1].mention
        return self.source.cleaned[first.start : last.end]

    @property
    def confidence(self) -> float:
        """The least certain mention decides."""
        return min(member.mention.confidence for member in self.members)

    def requirement(
        self, type_code: str, codes: Sequence[str] | None = None, *, hard: bool | None = None, **value: object
    ) -> Requirement:
        """Return the group as a requirement of a type that takes `any_of`."""
        demanded = self.mood in {Mood.STATED, Mood.DEMANDED}
        wanted = list(codes if codes is not None else self.codes)
        return Requirement(
            type_code,
            {"any_of": wanted, "none_of": [], **value},
            self.text,
            demanded if hard is None else hard and demanded,
            self.confidence,
            self.source.heading,
        )


def find_all(sources: Sequence[Source], vocabulary: Vocabulary) -> list[Found]:
    """Return every mention of every cell with its mood, cell by cell."""
    found = []
    for source in sources:
        for mention in vocabulary.find(source.text, prefer=PREFERRED.get(source.field)):
            found.append(Found(mention, source, source.mood(mention.start)))
            found.extend(
                Found(inner, source, source.mood(inner.start))
                for inner in _materials_inside(mention, vocabulary)
            )
    return found


def _certain(material: Mention) -> bool:
    """Say whether the words can be no other Vietnamese word ("vo dong co", "vỏ đồng hồ" hold no copper)."""
    return material.confidence >= 1.0 and not has_accents(material.text)


def _materials_inside(mention: Mention, vocabulary: Vocabulary) -> list[Mention]:
    """Return the materials that a part's own name states ("vỏ nhựa ABS", "gioăng cao su"); a mould's name states none."""
    ways = ways_to_make(vocabulary, mention.code) if mention.kind == "part_family" else ()
    if mention.kind != "part_family" or (ways and is_under(vocabulary, ways, TOOLING)):
        return []
    inner = [m for m in vocabulary.find_materials(mention.text) if m.end == len(mention.text) or _certain(m)]
    tree = vocabulary.materials
    inner = [m for m in inner if any(root in tree and tree.is_a(m.code, root) for root in _SOLID)]
    return [
        replace(
            m, start=m.start + mention.start, end=m.end + mention.start, confidence=min(m.confidence, 0.8)
        )
        for m in inner
    ]


def groups(found: Sequence[Found], kind: str, *, choice: bool = False) -> list[Group]:
    """Return the mentions of one kind, those joined by "or" in one group; waived ones are left out.

    Args:
        choice: a list without any joining word is a choice (materials), not a sum.
    """
    result: list[list[Found]] = []
    for item in found:
        if item.mention.kind != kind or item.mood is Mood.WAIVED:
            continue
        if result and _joined(result[-1][-1], item, choice=choice):
            result[-1].append(item)
        else:
            result.append([item])
    return [Group(tuple(members)) for members in result]


def _joined(left: Found, right: Found, *, choice: bool) -> bool:
    if left.source is not right.source or left.mood is not right.mood:
        return False
    between = left.source.cleaned[left.mention.end : right.mention.start]
    if _OR.match(between) and (choice or "/" not in between or left.mention.kind == "certificate"):
        return True
    return choice and not _AND.match(between) and len(between) <= 24 and ";" not in between


def allows_equivalent(source: Source) -> bool:
    """Say whether a material cell accepts an equivalent grade ("hoặc tương đương")."""
    return bool(_EQUIVALENT.search(source.cleaned))
