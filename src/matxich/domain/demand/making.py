"""What a line says about making: processes, materials, finishes, part families, and what is refused.

The process column decides where there is one; names and notes speak where it is silent. A part family gives the
processes by which such a part can be made when the line names none.
"""

from __future__ import annotations

from collections.abc import Sequence

from matxich.domain.demand.clauses import Mood
from matxich.domain.demand.concepts import Found, Group, allows_equivalent, groups
from matxich.domain.demand.requirement import Requirement
from matxich.domain.vocabulary.vocabulary import Vocabulary

FINISHING = ("surface_treatment", "heat_treatment")
#: services around a part: asked for in passing they never choose the supplier
_SERVICES = ("testing_inspection", "engineering_design", "assembly", "prototyping", "calibration", "printing_packaging")
_TOOLING = ("toolmaking",)


def read_making(found: Sequence[Found], vocabulary: Vocabulary) -> list[Requirement]:
    """Return the requirements on process, material, finish and part family, the primary process first."""
    families = [group for group in groups(found, "part_family") if group.mood is not Mood.REFUSED]
    family_codes = _families(families, vocabulary)
    refused, shaping, finishing = _processes(found, vocabulary)
    result: list[Requirement] = []
    tooling_only = not any(not _under(vocabulary, group.codes, _TOOLING) for group in shaping)
    for group in _ordered(shaping, vocabulary):
        if _under(vocabulary, group.codes, _TOOLING) and not tooling_only and group.source.field != "process" and not _is_mould(family_codes, vocabulary):
            result.append(Requirement("tooling", {"in_house": True}, group.text, group.mood is not Mood.WISHED, 0.8, group.source.heading))
            continue
        result.append(_process_requirement(group, vocabulary, primary=not any(r.type == "process" for r in result)))
    if not any(r.type == "process" for r in result):
        result = [*(_only_finishing(finishing) or _inferred(families, family_codes, vocabulary)), *result]
        if finishing and result and result[0].text == finishing[0].text:
            finishing = finishing[1:]
    result = _with_refused(result, refused)
    result.extend(_finishes(finishing, found, vocabulary))
    result.extend(_materials(found, vocabulary))
    if family_codes:
        text = next((g.text for g in families if set(g.codes) & set(family_codes)), families[0].text)
        result.append(Requirement("part_family", {"any_of": list(family_codes), "none_of": []}, text, False, 0.8, families[0].source.heading))
    return result


def _processes(found: Sequence[Found], vocabulary: Vocabulary) -> tuple[list[Group], list[Group], list[Group]]:
    """Part the process groups into refused, shaping and finishing; the process column silences names and notes."""
    listed = groups(found, "process")
    refused = [g for g in listed if g.mood is Mood.REFUSED and not _under(vocabulary, g.codes, FINISHING)]
    named = [g for g in listed if g.mood is not Mood.REFUSED]
    shaping = [g for g in named if not _under(vocabulary, g.codes, FINISHING)]
    finishing = [g for g in named if _under(vocabulary, g.codes, FINISHING)]
    in_column = [g for g in shaping if g.source.field == "process"]
    if in_column:
        shaping = in_column + [g for g in shaping if g.source.field not in {"process", "name"}]
    if any(g.source.field == "process" for g in finishing) and not in_column:
        shaping = []  # "process: mạ kẽm" on a bolt buys the plating, whatever made the bolt
    return refused, _special(shaping, vocabulary), _special(finishing, vocabulary)


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


def _under(vocabulary: Vocabulary, codes: Sequence[str], roots: Sequence[str]) -> bool:
    tree = vocabulary.processes
    return all(any(root in tree and tree.is_a(code, root) for root in roots) for code in codes)


def _is_mould(families: Sequence[str], vocabulary: Vocabulary) -> bool:
    tree = vocabulary.tree("part_family")
    return any("mould" in code or "die" in code.split("_") or "jig" in code for code in families if code in tree)


def _rank(group: Group, vocabulary: Vocabulary) -> tuple[int, int]:
    """Order processes as a part is made: shaping (DIN 8580 groups 1–3) before joining, services last."""
    place = vocabulary.processes.get(group.codes[0]).attributes.get("din8580", "")[:1]
    service = _under(vocabulary, group.codes, _SERVICES)
    return (9 if service else int(place) if place.isdigit() else 4, 0 if group.mood is not Mood.WISHED else 1)


def _ordered(shaping: list[Group], vocabulary: Vocabulary) -> list[Group]:
    return sorted(shaping, key=lambda group: (group.source.field != "process", _rank(group, vocabulary)))


def _process_requirement(group: Group, vocabulary: Vocabulary, *, primary: bool) -> Requirement:
    passing = not primary and _under(vocabulary, group.codes, _SERVICES) and group.source.field != "process"
    return group.requirement("process", hard=not passing, primary=primary)


def _only_finishing(finishing: list[Group]) -> list[Requirement]:
    """A line that names nothing but a treatment asks for that treatment."""
    in_column = [g for g in finishing if g.source.field in {"process", "name", "description"}]
    return [in_column[0].requirement("process", primary=True)] if in_column else []


def _inferred(families: list[Group], codes: Sequence[str], vocabulary: Vocabulary) -> list[Requirement]:
    tree = vocabulary.tree("part_family")
    ways = [way for code in codes for way in _made_by(code, vocabulary) if way in vocabulary.processes]
    if not ways or not families:
        return []
    wanted = list(dict.fromkeys(ways))
    group = next((g for g in families if set(g.codes) & set(codes)), families[0])
    label = ", ".join(tree.get(code).label.vi for code in codes)
    value = {"any_of": wanted, "none_of": [], "primary": True, "inferred_from": label}
    return [Requirement("process", value, group.text, True, 0.6, group.source.heading)]


def _made_by(family: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the ways to make a family; its nearest ancestor answers where it says none."""
    tree = vocabulary.tree("part_family")
    for code in (family, *tree.ancestors(family)):
        ways = tree.get(code).listed("made_by")
        if ways:
            return _deciding(ways, vocabulary)
    return ()


def _deciding(ways: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Keep the ways that choose a supplier: a mould is bought from a mould maker, whatever machines he uses."""
    known = tuple(way for way in ways if way in vocabulary.processes)
    tooling = tuple(way for way in known if _under(vocabulary, (way,), _TOOLING))
    making = tuple(way for way in known if not _under(vocabulary, (way,), (*_SERVICES, *FINISHING)))
    return tooling or making or known


def _families(listed: list[Group], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the families that the line is about: those of its name, else those of its other texts."""
    in_name = [group for group in listed if group.source.field == "name"]
    tree = vocabulary.tree("part_family")
    return tree.most_special(code for group in (in_name or listed[:1]) for code in group.codes)


def _with_refused(result: list[Requirement], refused: list[Group]) -> list[Requirement]:
    """Attach what is refused to the primary process, or let it stand alone."""
    codes = [code for group in refused for code in group.codes]
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
