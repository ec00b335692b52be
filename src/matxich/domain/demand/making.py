"""What a line says about making: processes, materials, finishes, part families, and what is refused.

The process column decides where there is one; names and notes speak where it is silent. A part family gives the
processes by which such a part can be made when the line names none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matxich.domain.demand.concepts import Found, Group, allows_equivalent, groups
from matxich.domain.demand.requirement import Requirement
from matxich.domain.shared.clauses import Mood
from matxich.domain.shared.text import has_accents, has_glyphs
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.domain.vocabulary.ways import FINISHING, SERVICES, TOOLING, is_under, ways_to_make

#: services around a part: asked for in passing they never choose the supplier
_SERVICES = (*SERVICES, "printing_packaging")


def read_making(found: Sequence[Found], vocabulary: Vocabulary) -> list[Requirement]:
    """Return the requirements on process, material, finish and part family, the primary process first."""
    families = [group for group in groups(found, "part_family") if group.mood is not Mood.REFUSED]
    family_codes = _families(families, vocabulary)
    refused, shaping, finishing = _processes(found, vocabulary)
    result: list[Requirement] = []
    shaping = [group for group in shaping if not _modifies(group, shaping)]
    tooling_only = _buys_tooling(shaping, family_codes, vocabulary)
    if shaping and family_codes and all(_adds_to_part(g, families, vocabulary) for g in shaping):
        result.extend(_inferred(families, family_codes, found, vocabulary))
    for group in _ordered(shaping, vocabulary):
        if is_under(vocabulary, group.codes, TOOLING) and not tooling_only and group.source.field != "process" and not _is_mould(family_codes, vocabulary):
            result.append(Requirement("tooling", {"in_house": True}, group.text, group.mood is not Mood.WISHED, 0.8, group.source.heading))
            continue
        result.append(_process_requirement(group, vocabulary, primary=not any(r.type == "process" for r in result)))
    if not any(r.type == "process" for r in result):
        guessed = _inferred(families, family_codes, found, vocabulary) or _from_material(found, vocabulary)
        result = [*(_only_finishing(finishing, families if guessed else []) or guessed), *result]
        if finishing and result and result[0].text == finishing[0].text:
            finishing = finishing[1:]
    result = _with_refused(result, refused, vocabulary)
    result.extend(_finishes(finishing, found, vocabulary))
    materials = _materials(found, vocabulary)
    if result and result[0].type == "process" and result[0].value["any_of"] and is_under(vocabulary, tuple(result[0].value["any_of"]), TOOLING):
        materials = [m for m in materials if all(_cut_for_tools(code, vocabulary) for code in m.value["any_of"])]
    result.extend(materials)
    if family_codes:
        text = next((g.text for g in families if set(g.codes) & set(family_codes)), families[0].text)
        result.append(Requirement("part_family", {"any_of": list(family_codes), "none_of": []}, text, False, 0.8, families[0].source.heading))
    return result


def _cut_for_tools(material: str, vocabulary: Vocabulary) -> bool:
    """Say whether tools are made of a material: steel but no sheet ("khuôn ép nhựa PA66", "khuôn dập tấm SECC")."""
    tree = vocabulary.materials
    return tree.is_a(material, "steel") and not tree.is_a(material, "sheet_steel")


def _processes(found: Sequence[Found], vocabulary: Vocabulary) -> tuple[list[Group], list[Group], list[Group]]:
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
            g for g in shaping if g.source.field not in {"process", "name"} and g.confidence >= 1.0 and not _beside_number(g)
        ]
    elif shaping and is_under(vocabulary, shaping[0].codes, ("testing_inspection",)):
        shaping = shaping[:1]  # "kiểm tra siêu âm mối hàn": the test is bought, not the weld
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
    return [Group((replace(f, mention=replace(f.mention, kind="process", code=ways[0])),)) for f, ways in kinds if len(ways) == 1]


def _names_the_treated(group: Group, treatment: Group, found: Sequence[Found]) -> bool:
    """Say whether a process stands only in the name of a part that is treated ("mạ … kết cấu thép")."""
    start = group.members[0].mention.start
    parts = [f.mention.start for f in found if f.mention.kind == "part_family" and f.source is group.source]
    adjoining = group.source.cleaned[treatment.members[-1].mention.end : start].strip() == ""
    return group.source is treatment.source and start in parts and adjoining and group.source.field != "process" and not has_glyphs(group.text)


def _beside_number(group: Group) -> bool:
    """Say whether a number with a unit stands before the words: a machine's size, not a process."""
    first = group.members[0].mention
    return bool(re.search(r"\d\s*(?:t|tấn|tons?|kn|kw)\s*$", group.source.cleaned[: first.start], re.IGNORECASE))


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


def _modifies(group: Group, shaping: Sequence[Group]) -> bool:
    """Say whether a doubtful word only describes the process behind it ("CNC bent", "press 800T")."""
    if group.confidence > 0.6:
        return False
    end = group.members[-1].mention.end
    followed = any(other.source is group.source and 0 <= other.members[0].mention.start - end <= 1 for other in shaping if other is not group)
    return followed or bool(re.match(r"\s*\d+(?:[.,]\d+)?\s*(?:t|tấn|tons?)\b", group.source.cleaned[end:], re.IGNORECASE))


def _buys_tooling(shaping: Sequence[Group], families: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether a mould or die is what the line buys, not what its maker should have."""
    if any(not is_under(vocabulary, group.codes, TOOLING) for group in shaping):
        return False
    named = any(group.source.field in {"process", "name"} or group.confidence >= 1.0 for group in shaping)
    return named or not families or _is_mould(families, vocabulary)


def _adds_to_part(group: Group, families: Sequence[Group], vocabulary: Vocabulary) -> bool:
    """Say whether a process only adds to a part that something else makes ("thùng carton … in flexo", "làm mẫu trước")."""
    printing = ("offset_printing", "screen_printing", "pad_printing", "flexo_printing", "digital_printing", "hot_foil_stamping")
    first = group.members[0].mention.start
    leads = any(f.source is group.source and first < f.members[0].mention.start for f in families)
    return not leads and group.source.field != "process" and is_under(vocabulary, group.codes, (*printing, *SERVICES))


def _is_mould(families: Sequence[str], vocabulary: Vocabulary) -> bool:
    tree = vocabulary.tree("part_family")
    return any("mould" in code or "die" in code.split("_") or "jig" in code for code in families if code in tree)


def _rank(group: Group, vocabulary: Vocabulary) -> tuple[int, int]:
    """Order processes as a part is made: shaping (DIN 8580 groups 1–3) before joining, services last."""
    place = vocabulary.processes.get(group.codes[0]).attributes.get("din8580", "")[:1]
    service = is_under(vocabulary, group.codes, _SERVICES)
    return (9 if service else int(place) if place.isdigit() else 4, 0 if group.mood is not Mood.WISHED else 1)


def _ordered(shaping: list[Group], vocabulary: Vocabulary) -> list[Group]:
    return sorted(shaping, key=lambda group: (group.source.field != "process", _rank(group, vocabulary)))


def _process_requirement(group: Group, vocabulary: Vocabulary, *, primary: bool) -> Requirement:
    passing = not primary and is_under(vocabulary, group.codes, _SERVICES) and group.source.field != "process"
    made = group.requirement("process", hard=not passing, primary=primary)
    # The process that chooses the suppliers is never a mere wish: "ưu tiên gần Hải Phòng, tiện CNC" wishes the place.
    return replace(made, hard=True) if primary else made


def _only_finishing(finishing: list[Group], families: list[Group]) -> list[Requirement]:
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
    materials = [code for group in groups(found, "material", choice=True) for code in group.codes if group.mood is not Mood.REFUSED]
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
    first, second = sorted((treatment.members[0].mention, part.members[0].mention), key=lambda mention: mention.start)
    part_first = first is part.members[0].mention
    between = cleaned[first.end : second.start]
    if has_glyphs(first.text + second.text):
        return part_first if re.search(r"[、,・/。]", between) else not part_first
    return part_first or bool(_PARTICIPLE.search(treatment.members[0].mention.text))


#: "galvanised", "plated": English words that describe; "mạ", "plating" and "coating" are the work itself
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ized|ised)$", re.IGNORECASE)


def _inferred(families: list[Group], codes: Sequence[str], found: Sequence[Found], vocabulary: Vocabulary) -> list[Requirement]:
    tree = vocabulary.tree("part_family")
    ways = [way for code in codes for way in ways_to_make(vocabulary, code)]
    if not ways or not families:
        return []
    wanted = _fitting(list(dict.fromkeys(ways)), found, vocabulary)
    group = next((g for g in families if set(g.codes) & set(codes)), families[0])
    label = ", ".join(tree.get(code).label.vi for code in codes)
    value = {"any_of": wanted, "none_of": [], "primary": True, "inferred_from": label}
    return [Requirement("process", value, group.text, True, 0.6, group.source.heading)]


def _from_material(found: Sequence[Found], vocabulary: Vocabulary) -> list[Requirement]:
    """Guess the process of a line that names nothing but rubber, a resin or a cast grade: these are moulded and cast."""
    tree = vocabulary.materials
    for group in groups(found, "material", choice=True):
        for root, ways in _MOULDED.items():
            if group.mood is not Mood.REFUSED and all(tree.is_a(code, root) for code in group.codes):
                value = {"any_of": list(ways), "none_of": [], "primary": True, "inferred_from": tree.label(group.codes[0]).vi}
                return [Requirement("process", value, group.text, True, 0.5, group.source.heading)]
    return []


_MOULDED = {
    "rubber": ("rubber_moulding",), "plastics": ("plastic_moulding",), "cast_iron": ("casting",), "aluminium_cast": ("casting",),
    "glass": ("glass_forming",), "ceramics": ("ceramic_forming",), "paper_board": ("printing_packaging",), "foam": ("foam_converting", "foam_moulding"),
}  # fmt: skip


def _families(listed: list[Group], vocabulary: Vocabulary) -> tuple[str, ...]:
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


def _spared(requirement: Requirement, refused: Sequence[str], vocabulary: Vocabulary) -> Requirement:
    """Return a guessed process without the ways that the line refuses ("mặt bích, không đúc"); others stay as stated."""
    if "inferred_from" not in requirement.value:
        return requirement
    tree = vocabulary.processes
    left = [code for code in requirement.value["any_of"] if not any(tree.is_a(code, other) for other in refused)]
    return replace(requirement, value={**requirement.value, "any_of": left}) if left else requirement


def _with_refused(result: list[Requirement], refused: list[Group], vocabulary: Vocabulary) -> list[Requirement]:
    """Attach what is refused to the primary process, or let it stand alone."""
    tree = vocabulary.processes
    result = [_spared(r, [code for group in refused for code in group.codes], vocabulary) for r in result]
    asked = [code for r in result if r.type == "process" for code in r.value["any_of"]]
    # "다이캐스팅, 주물 제외": what is asked is a kind of what is refused, so only the rest of it is refused.
    codes = [code for group in refused for code in group.codes if not any(tree.is_a(wanted, code) for wanted in asked)]
    if not codes:
        return result
    for index, requirement in enumerate(result):
        if requirement.type == "process":
            value = {**requirement.value, "none_of": codes}
            text = f"{requirement.text}; {refused[0].source.cleaned}" if refused[0].source.is_free else requirement.text
            changed = Requirement("process", value, text, requirement.hard, requirement.confidence, requirement.column)
            return [*result[:index], changed, *result[index + 1 :]]
    return [Requirement("process", {"any_of": [], "none_of": codes, "primary": True}, refused[0].text, True, 0.8, refused[0].source.heading), *result]


def _finishes(finishing: list[Group], found: Sequence[Found], vocabulary: Vocabulary) -> list[Requirement]:
    result = [group.requirement("finish") for group in finishing]
    for group in groups(found, "finish"):
        if group.mood is Mood.REFUSED:
            continue
        codes = [code for finish in group.codes for code in vocabulary.tree("finish").get(finish).listed("process")]
        if codes and not any(set(codes) & set(r.value["any_of"]) for r in result):
            result.append(group.requirement("finish", codes, hard=group.source.field in {"finish", "requirements"}, finish=list(group.codes)))
    return result


def _materials(found: Sequence[Found], vocabulary: Vocabulary) -> list[Requirement]:
    listed = groups(found, "material", choice=True)
    refused = [code for g in listed if g.mood is Mood.REFUSED for code in g.codes]
    named = [g for g in listed if g.mood is not Mood.REFUSED]
    named = [g for g in named if g.source.field == "material"] or named
    tree = vocabulary.materials
    every = [code for g in named for code in g.codes]
    result: list[Requirement] = []
    for group in named:
        codes = [code for code in group.codes if not any(code in tree.ancestors(other) for other in every)]
        if not codes or any(set(codes) <= set(r.value["any_of"]) for r in result):
            continue
        equivalent = {"or_equivalent": True} if allows_equivalent(group.source) else {}
        made = group.requirement("material", codes, **equivalent)
        result.append(Requirement(made.type, {**made.value, "none_of": refused}, made.text, made.hard, made.confidence, made.column))
    if refused and not result:
        group = next(g for g in listed if g.mood is Mood.REFUSED)
        result.append(Requirement("material", {"any_of": [], "none_of": refused}, group.text, True, group.confidence, group.source.heading))
    return result
