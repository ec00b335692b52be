"""What a line says about making: processes, materials, finishes, part families, and what is refused.

The process column decides where there is one; names and notes speak where it is silent. A part family gives the
processes by which such a part can be made when the line names none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matxich.domain.demand.concepts import Found, Group, allows_equivalent, groups
from matxich.domain.demand.guessing import families_of, from_material, inferred, only_finishing
from matxich.domain.demand.processes import modifies, named_processes
from matxich.domain.demand.requirement import Requirement
from matxich.domain.shared.clauses import Mood
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.domain.vocabulary.ways import SERVICES, TOOLING, is_under

#: services around a part: asked for in passing they never choose the supplier
_SERVICES = (*SERVICES, "printing_packaging")


def read_making(found: Sequence[Found], vocabulary: Vocabulary) -> list[Requirement]:
    """Return the requirements on process, material, finish and part family, the primary process first."""
    families = [group for group in groups(found, "part_family") if group.mood is not Mood.REFUSED]
    family_codes = families_of(families, vocabulary)
    refused, shaping, finishing = named_processes(found, vocabulary)
    shaping = [group for group in shaping if not modifies(group, shaping)]
    result = _shaped(shaping, families, family_codes, found, vocabulary)
    if not any(r.type == "process" for r in result):
        guessed = inferred(families, family_codes, found, vocabulary) or from_material(found, vocabulary)
        result = [*(only_finishing(finishing, families if guessed else []) or guessed), *result]
        if finishing and result and result[0].text == finishing[0].text:
            finishing = finishing[1:]
    result = _with_refused(result, refused, vocabulary)
    result.extend(_finishes(finishing, found, vocabulary))
    materials = _materials(found, vocabulary)
    if _makes_tools(result, vocabulary):
        materials = [m for m in materials if all(_cut_for_tools(c, vocabulary) for c in m.value["any_of"])]
    return [*result, *materials, *_family_wish(families, family_codes)]


def _shaped(
    shaping: Sequence[Group],
    families: list[Group],
    family_codes: Sequence[str],
    found: Sequence[Found],
    vocabulary: Vocabulary,
) -> list[Requirement]:
    """Return the named processes as requirements; a mould named beside another process is asked of its maker."""
    result: list[Requirement] = []
    if shaping and family_codes and all(_adds_to_part(g, families, vocabulary) for g in shaping):
        result.extend(inferred(families, family_codes, found, vocabulary))
    wants_tool = _buys_tooling(shaping, family_codes, vocabulary) or _is_mould(family_codes, vocabulary)
    for group in _ordered(list(shaping), vocabulary):
        is_tool = is_under(vocabulary, group.codes, TOOLING)
        if is_tool and not wants_tool and group.source.field != "process":
            hard, heading = group.mood is not Mood.WISHED, group.source.heading
            result.append(Requirement("tooling", {"in_house": True}, group.text, hard, 0.8, heading))
            continue
        primary = not any(r.type == "process" for r in result)
        result.append(_process_requirement(group, vocabulary, primary=primary))
    return result


def _family_wish(families: Sequence[Group], codes: Sequence[str]) -> list[Requirement]:
    """Return the part family as a wish: who says that he makes such parts stands first."""
    if not codes:
        return []
    text = next((g.text for g in families if set(g.codes) & set(codes)), families[0].text)
    value = {"any_of": list(codes), "none_of": []}
    return [Requirement("part_family", value, text, False, 0.8, families[0].source.heading)]


def _makes_tools(result: Sequence[Requirement], vocabulary: Vocabulary) -> bool:
    """Say whether what the line buys is a mould, a die or a jig."""
    main = result[0] if result and result[0].type == "process" else None
    return bool(main and main.value["any_of"]) and is_under(
        vocabulary, tuple(result[0].value["any_of"]), TOOLING
    )


def _cut_for_tools(material: str, vocabulary: Vocabulary) -> bool:
    """Say whether tools are made of a material: steel but no sheet ("khuôn ép nhựa PA66", "khuôn dập tấm SECC")."""
    tree = vocabulary.materials
    return tree.is_a(material, "steel") and not tree.is_a(material, "sheet_steel")


def _buys_tooling(shaping: Sequence[Group], families: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether a mould or die is what the line buys, not what its maker should have."""
    if any(not is_under(vocabulary, group.codes, TOOLING) for group in shaping):
        return False
    named = any(group.source.field in {"process", "name"} or group.confidence >= 1.0 for group in shaping)
    return named or not families or _is_mould(families, vocabulary)


def _adds_to_part(group: Group, families: Sequence[Group], vocabulary: Vocabulary) -> bool:
    """Say whether a process only adds to a part that something else makes ("thùng carton … in flexo", "làm mẫu trước")."""
    printing = (
        "offset_printing",
        "screen_printing",
        "pad_printing",
        "flexo_printing",
        "digital_printing",
        "hot_foil_stamping",
    )
    first = group.members[0].mention.start
    leads = any(f.source is group.source and first < f.members[0].mention.start for f in families)
    return (
        not leads
        and group.source.field != "process"
        and is_under(vocabulary, group.codes, (*printing, *SERVICES))
    )


def _is_mould(families: Sequence[str], vocabulary: Vocabulary) -> bool:
    tree = vocabulary.tree("part_family")
    return any(
        "mould" in code or "die" in code.split("_") or "jig" in code for code in families if code in tree
    )


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


def _spared(requirement: Requirement, refused: Sequence[str], vocabulary: Vocabulary) -> Requirement:
    """Return a guessed process without the ways that the line refuses ("mặt bích, không đúc"); others stay as stated."""
    if "inferred_from" not in requirement.value:
        return requirement
    tree = vocabulary.processes
    left = [
        code for code in requirement.value["any_of"] if not any(tree.is_a(code, other) for other in refused)
    ]
    return replace(requirement, value={**requirement.value, "any_of": left}) if left else requirement


def _with_refused(
    result: list[Requirement], refused: list[Group], vocabulary: Vocabulary
) -> list[Requirement]:
    """Attach what is refused to the primary process, or let it stand alone."""
    tree = vocabulary.processes
    result = [_spared(r, [code for group in refused for code in group.codes], vocabulary) for r in result]
    asked = [code for r in result if r.type == "process" for code in r.value["any_of"]]
    # "다이캐스팅, 주물 제외": what is asked is a kind of what is refused, so only the rest of it is refused.
    codes = [
        code
        for group in refused
        for code in group.codes
        if not any(tree.is_a(wanted, code) for wanted in asked)
    ]
    if not codes:
        return result
    for index, requirement in enumerate(result):
        if requirement.type == "process":
            value = {**requirement.value, "none_of": codes}
            text = (
                f"{requirement.text}; {refused[0].source.cleaned}"
                if refused[0].source.is_free
                else requirement.text
            )
            changed = Requirement(
                "process", value, text, requirement.hard, requirement.confidence, requirement.column
            )
            return [*result[:index], changed, *result[index + 1 :]]
    return [
        Requirement(
            "process",
            {"any_of": [], "none_of": codes, "primary": True},
            refused[0].text,
            True,
            0.8,
            refused[0].source.heading,
        ),
        *result,
    ]


def _finishes(finishing: list[Group], found: Sequence[Found], vocabulary: Vocabulary) -> list[Requirement]:
    result = [group.requirement("finish") for group in finishing]
    for group in groups(found, "finish"):
        if group.mood is Mood.REFUSED:
            continue
        codes = [
            code for finish in group.codes for code in vocabulary.tree("finish").get(finish).listed("process")
        ]
        if codes and not any(set(codes) & set(r.value["any_of"]) for r in result):
            result.append(
                group.requirement(
                    "finish",
                    codes,
                    hard=group.source.field in {"finish", "requirements"},
                    finish=list(group.codes),
                )
            )
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
        result.append(
            Requirement(
                made.type,
                {**made.value, "none_of": refused},
                made.text,
                made.hard,
                made.confidence,
                made.column,
            )
        )
    if refused and not result:
        group = next(g for g in listed if g.mood is Mood.REFUSED)
        result.append(
            Requirement(
                "material",
                {"any_of": [], "none_of": refused},
                group.text,
                True,
                group.confidence,
                group.source.heading,
            )
        )
    return result
