"""Which processes a line names: those that shape the part, those that finish it, those that it refuses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matxich.domain.demand.concepts import Found, Group, groups
from matxich.domain.shared.clauses import Mood
from matxich.domain.shared.text import has_glyphs
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.domain.vocabulary.ways import FINISHING, is_under, ways_to_make


def named_processes(
    found: Sequence[Found], vocabulary: Vocabulary
) -> tuple[list[Group], list[Group], list[Group]]:
    """Part the process groups into refused, shaping and finishing; the process column silences names and notes."""
    listed = [_by_material(group, found, vocabulary) for group in groups(found, "process")]
    refused = [g for g in listed if g.mood is Mood.REFUSED and not is_under(vocabulary, g.codes, FINISHING)]
    refused += _refused_kinds(found, vocabulary)
    named = [g for g in listed if g.mood is not Mood.REFUSED]
    shaping = [g for g in named if not is_under(vocabulary, g.codes, FINISHING)]
    finishing = [g for g in named if is_under(vocabulary, g.codes, FINISHING)]
    in_column = [g for g in shaping if g.source.field == "process"]
    if in_column:
        # Behind a process column only an unmistakable process counts ("200 t press" in a note is a machine).
        shaping = _without_glosses(in_column, found, vocabulary) + [
            g
            for g in shaping
            if g.source.field not in {"process", "name"} and g.confidence >= 1.0 and not _beside_number(g)
        ]
    elif shaping and is_under(vocabulary, shaping[0].codes, ("testing_inspection",)):
        shaping = shaping[:1]  # "kiểm tra siêu âm mối hàn": the test is bought, not the weld
    if any(g.source.field == "process" for g in finishing):
        finishing = [g for g in finishing if g.source.field != "name"]
    if any(g.source.field == "process" for g in finishing) and not in_column:
        shaping = []  # "process: mạ kẽm" on a bolt buys the plating, whatever made the bolt
    if finishing and shaping and all(_names_the_treated(group, finishing[0], found) for group in shaping):
        shaping = []  # "mạ kẽm nhúng nóng kết cấu thép" buys galvanising, not steel structures
    return refused, _special(shaping, vocabulary), _special(finishing, vocabulary)


def _by_material(group: Group, found: Sequence[Found], vocabulary: Vocabulary) -> Group:
    """Read a doubtful word by the line's material: 押出 of A6063 is metal extrusion, "moulding" of NBR is rubber moulding."""
    if group.confidence > 0.9 or len(group.members) > 1:
        return group
    tree = vocabulary.materials
    materials = [f.mention.code for f in found if f.mention.kind == "material" and f.mood is not Mood.REFUSED]
    for root, other in _READ_AS.get(group.codes[0], {}).items():
        if root in tree and any(tree.is_a(code, root) for code in materials):
            member = group.members[0]
            return Group((replace(member, mention=replace(member.mention, code=other)),))
    return group


_READ_AS = {
    "plastic_extrusion": {"metals": "metal_extrusion", "rubber": "rubber_extrusion"},
    "metal_extrusion": {"plastics": "plastic_extrusion", "rubber": "rubber_extrusion"},
    "injection_moulding": {"rubber": "rubber_moulding"},
    "plastic_moulding": {"rubber": "rubber_moulding"},
}


def _refused_kinds(found: Sequence[Found], vocabulary: Vocabulary) -> list[Group]:
    """Return the processes behind refused parts that are named after one ("castings not accepted")."""
    refused = [f for f in found if f.mention.kind == "part_family" and f.mood is Mood.REFUSED]
    kinds = [(f, ways_to_make(vocabulary, f.mention.code)) for f in refused]
    return [
        Group((replace(f, mention=replace(f.mention, kind="process", code=ways[0])),))
        for f, ways in kinds
        if len(ways) == 1
    ]


def _names_the_treated(group: Group, treatment: Group, found: Sequence[Found]) -> bool:
    """Say whether a process stands only in the name of a part that is treated ("mạ … kết cấu thép")."""
    start = group.members[0].mention.start
    parts = [f.mention.start for f in found if f.mention.kind == "part_family" and f.source is group.source]
    adjoining = group.source.cleaned[treatment.members[-1].mention.end : start].strip() == ""
    return (
        group.source is treatment.source
        and start in parts
        and adjoining
        and group.source.field != "process"
        and not has_glyphs(group.text)
    )


def _beside_number(group: Group) -> bool:
    """Say whether a number with a unit stands before the words: a machine's size, not a process."""
    first = group.members[0].mention
    return bool(
        re.search(r"\d\s*(?:t|tấn|tons?|kn|kw)\s*$", group.source.cleaned[: first.start], re.IGNORECASE)
    )


def _without_glosses(listed: list[Group], found: Sequence[Found], vocabulary: Vocabulary) -> list[Group]:
    """Drop one of two names of the same thing: "Dập nguội bulông (cold heading)".

    The part family tells which of them was meant; without one the gloss explains the first name away.
    """
    families = [f.mention.code for f in found if f.mention.kind == "part_family"]
    ways = {way for family in families for way in ways_to_make(vocabulary, family)}
    kept: list[Group] = []
    for group in listed:
        before = kept[-1] if kept else None
        if before is not None and before.source is group.source:
            between = before.source.cleaned[before.members[-1].mention.end : group.members[0].mention.start]
            if re.search(r"[(（]\s*$", between) and "," not in between:
                kept[-1] = before if set(before.codes) & ways and not set(group.codes) & ways else group
                continue
        kept.append(group)
    return kept


def _special(listed: list[Group], vocabulary: Vocabulary) -> list[Group]:
    """Drop groups that another group says more specially, and repeats."""
    tree = vocabulary.processes
    kept: list[Group] = []
    for index, group in enumerate(listed):
        others = [code for i, other in enumerate(listed) if i != index for code in other.codes]
        general = all(any(code in tree.ancestors(other) for other in others) for code in group.codes)
        if not general and not any(set(group.codes) <= set(k.codes) for k in kept):
            kept.append(group)
    return kept


def modifies(group: Group, shaping: Sequence[Group]) -> bool:
    """Say whether a doubtful word only describes the process behind it ("CNC bent", "press 800T")."""
    if group.confidence > 0.6:
        return False
    end = group.members[-1].mention.end
    followed = any(
        other.source is group.source and 0 <= other.members[0].mention.start - end <= 1
        for other in shaping
        if other is not group
    )
    return followed or bool(
        re.match(r"\s*\d+(?:[.,]\d+)?\s*(?:t|tấn|tons?)\b", group.source.cleaned[end:], re.IGNORECASE)
    )
