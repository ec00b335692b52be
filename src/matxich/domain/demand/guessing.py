"""What a line does not say of how its part is made, guessed from the part family and the material; always marked as a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matxich.domain.demand.concepts import Found, Group, groups
from matxich.domain.demand.requirement import Requirement
from matxich.domain.shared.clauses import Mood
from matxich.domain.shared.text import has_accents, has_glyphs
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.domain.vocabulary.ways import is_under, ways_to_make


def only_finishing(finishing: list[Group], families: list[Group]) -> list[Requirement]:
    """A line that names nothing but a treatment asks for that treatment, unless it only finishes a part named before it.

    "Mạ kẽm bulong" buys plating, "Bulong mạ kẽm" buys bolts.
    """
    if finishing and families and finishing[0].source.field != "process":
        part, treatment = families[0], finishing[0]
        if part.source is not treatment.source or _adorns(treatment, part):
            return []
    in_column = [g for g in finishing if g.source.field in {"process", "name", "description", "requirements"}]
    return [in_column[0].requirement("process", primary=True)] if in_column else []


def _fitting(ways: list[str], found: Sequence[Found], vocabulary: Vocabulary) -> list[str]:
    """Keep the ways that suit the material: a rubber gasket is moulded, not stamped; an iron base is cast."""
    materials = [
        code
        for group in groups(found, "material", choice=True)
        for code in group.codes
        if group.mood is not Mood.REFUSED
    ]
    tree = vocabulary.materials
    for root, roots in _SUITED.items():
        if root in tree and materials and any(tree.is_a(code, root) for code in materials):
            suited = [way for way in ways if is_under(vocabulary, (way,), roots)]
            if suited:
                return suited
    return ways


#: family of material → roots of the processes that shape it
_SUITED = {
    "cast_iron": ("casting",), "aluminium_cast": ("casting",), "zinc_alloy": ("casting",), "cast_steel": ("casting",),
    "rubber": ("rubber_moulding", "rubber_injection_moulding"), "plastics": ("plastic_moulding", "machining", "additive_manufacturing"),
    "foam": ("foam_converting", "foam_moulding", "die_cutting_soft"), "glass": ("glass_forming",),
    "cold_rolled_sheet": ("stamping", "sheet_metal"), "galvanised_sheet": ("stamping", "sheet_metal"),
}  # fmt: skip


def _adorns(treatment: Group, part: Group) -> bool:
    """Say whether a treatment only describes the part, by the order of words of the language.

    Vietnamese names the head first ("bulong mạ kẽm"), Japanese and Korean last ("아연도금 볼트"); English puts a
    participle before its noun ("plated bolt"), and turns the order with "of" ("plating of bolts").
    """
    cleaned = part.source.cleaned
    first, second = sorted(
        (treatment.members[0].mention, part.members[0].mention), key=lambda mention: mention.start
    )
    part_first = first is part.members[0].mention
    between = cleaned[first.end : second.start]
    if has_glyphs(first.text + second.text):
        return part_first if re.search(r"[、,・/。]", between) else not part_first
    return part_first or bool(_PARTICIPLE.search(treatment.members[0].mention.text))


#: "galvanised", "plated": English words that describe; "mạ", "plating" and "coating" are the work itself
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ized|ised)$", re.IGNORECASE)


def inferred(
    families: list[Group], codes: Sequence[str], found: Sequence[Found], vocabulary: Vocabulary
) -> list[Requirement]:
    tree = vocabulary.tree("part_family")
    ways = [way for code in codes for way in ways_to_make(vocabulary, code)]
    if not ways or not families:
        return []
    wanted = _fitting(list(dict.fromkeys(ways)), found, vocabulary)
    group = next((g for g in families if set(g.codes) & set(codes)), families[0])
    label = ", ".join(tree.get(code).label.vi for code in codes)
    value = {"any_of": wanted, "none_of": [], "primary": True, "inferred_from": label}
    return [Requirement("process", value, group.text, True, 0.6, group.source.heading)]


def from_material(found: Sequence[Found], vocabulary: Vocabulary) -> list[Requirement]:
    """Guess the process of a line that names nothing but rubber, a resin or a cast grade: these are moulded and cast."""
    tree = vocabulary.materials
    for group in groups(found, "material", choice=True):
        for root, ways in _MOULDED.items():
            if group.mood is not Mood.REFUSED and all(tree.is_a(code, root) for code in group.codes):
                value = {
                    "any_of": list(ways),
                    "none_of": [],
                    "primary": True,
                    "inferred_from": tree.label(group.codes[0]).vi,
                }
                return [Requirement("process", value, group.text, True, 0.5, group.source.heading)]
    return []


_MOULDED = {
    "rubber": ("rubber_moulding",), "plastics": ("plastic_moulding",), "cast_iron": ("casting",), "aluminium_cast": ("casting",),
    "glass": ("glass_forming",), "ceramics": ("ceramic_forming",), "paper_board": ("printing_packaging",), "foam": ("foam_converting", "foam_moulding"),
}  # fmt: skip


def families_of(listed: list[Group], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the families that the line is about: those of its name, else those of its other texts."""
    in_name = [group for group in listed if group.source.field == "name"]
    tree = vocabulary.tree("part_family")
    return tree.most_special(code for group in _heads(in_name) or listed[:1] for code in group.codes)


def _heads(listed: list[Group]) -> list[Group]:
    """Keep the nouns that a name is about: the last of a row in English, Japanese and Korean, the first in Vietnamese."""
    kept: list[Group] = []
    for group in listed:
        before = kept[-1] if kept else None
        if before is None or before.source is not group.source:
            kept.append(group)
            continue
        between = before.source.cleaned[before.members[-1].mention.end : group.members[0].mention.start]
        if re.fullmatch(r"[\s\-]?", between) is None:
            kept.append(group)
        elif not has_accents(group.source.text):
            kept[-1] = group
    return kept
