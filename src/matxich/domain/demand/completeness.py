"""How much of what a quotation needs a line states, and the questions that would complete it.

A vague line gets padded quotes and a round of letters (domain §4.3); the questions are the letter, written. Which
facts matter depends on the process: nobody asks a printed carton for its tolerance.
"""

from __future__ import annotations

from collections.abc import Sequence

from matxich.domain.demand.requirement import Requirement
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

#: fact → (weight, requirement types that state it, process size parameters that make it matter; () = always)
FACTS: dict[str, tuple[float, tuple[str, ...], tuple[str, ...]]] = {
    "process": (3.0, ("process",), ()),
    "material": (2.0, ("material",), ()),
    "size": (2.0, ("size", "part_weight"), ()),
    "volume": (2.0, ("capacity", "batch"), ()),
    "tolerance": (1.5, ("tolerance",), ("tolerance_mm", "roughness_ra")),
    "lead_time": (1.0, ("lead_time",), ()),
    "certificate": (0.5, ("certificate",), ()),
}
QUESTIONS = {
    "process": Text(
        "Gia công bằng công đoạn nào (đúc, ép, dập, phay…)?",
        "Which process makes it (casting, moulding, stamping, milling…)?",
    ),
    "material": Text(
        "Vật liệu chưa ghi: mác và tiêu chuẩn nào?",
        "The material is not stated: which grade, to which standard?",
    ),
    "size": Text(
        "Kích thước hoặc khối lượng chưa ghi: D×R×C ? mm, ? kg",
        "Size or weight is not stated: L×W×H ? mm, ? kg",
    ),
    "volume": Text(
        "Sản lượng chưa ghi: ? chiếc/năm, mỗi lô ?", "The volume is not stated: ? pcs/year, batches of ?"
    ),
    "tolerance": Text("Dung sai chưa ghi: ±? mm", "The tolerance is not stated: ±? mm"),
    "lead_time": Text(
        "Thời hạn giao mẫu và giao hàng loạt chưa ghi: ? ngày",
        "Lead times for samples and series are not stated: ? days",
    ),
    "certificate": Text(
        "Có yêu cầu chứng nhận hệ thống quản lý nào không (ISO 9001, IATF 16949…)?",
        "Is a management-system certificate required (ISO 9001, IATF 16949…)?",
    ),
}
_FAMILY_ONLY = Text(
    "Mới ghi nhóm vật liệu ({m}): mác nào?", "Only the family of the material is stated ({m}): which grade?"
)
_INFERRED = Text(
    "Công đoạn được suy từ tên chi tiết ({p}): có đúng không?",
    "The process was inferred from the part ({p}): is that right?",
)
_ASSUMED = Text(
    "Dung sai “{t}” phụ thuộc kích thước chưa ghi: kích thước danh nghĩa?",
    "The tolerance “{t}” depends on a size that is not stated: which nominal size?",
)
_AMBIGUOUS = Text(
    "“{t}” có thể hiểu hai cách; đang hiểu là {v}. Đúng không?",
    "“{t}” can be read two ways; it was read as {v}. Is that right?",
)


def completeness(requirements: Sequence[Requirement], vocabulary: Vocabulary) -> float:
    """Return the weighted share 0..1 of the facts that matter which the line states; a guessed fact counts half."""
    total = stated = 0.0
    for name, (weight, types, _) in _mattering(requirements, vocabulary).items():
        total += weight
        stated += weight * max(
            (_certainty(name, r, vocabulary) for r in requirements if r.type in types), default=0.0
        )
    return round(stated / total, 2) if total else 0.0


def questions(requirements: Sequence[Requirement], vocabulary: Vocabulary) -> tuple[Text, ...]:
    """Return what to ask the buyer: first what is missing, then what was guessed."""
    missing = [
        QUESTIONS[name]
        for name, (_, types, _) in _mattering(requirements, vocabulary).items()
        if not any(r.type in types and _says(r) for r in requirements)
    ]
    return (*missing, *_doubts(requirements, vocabulary))


def _mattering(
    requirements: Sequence[Requirement], vocabulary: Vocabulary
) -> dict[str, tuple[float, tuple[str, ...], tuple[str, ...]]]:
    codes = [code for r in requirements if r.type == "process" for code in r.value["any_of"]]
    parameters = {p for code in codes for p in vocabulary.processes.get(code).listed("size_parameters")}
    return {
        name: fact for name, fact in FACTS.items() if not fact[2] or not codes or parameters & set(fact[2])
    }


def _says(requirement: Requirement) -> bool:
    return "any_of" not in requirement.value or bool(requirement.value["any_of"])


def _certainty(fact: str, requirement: Requirement, vocabulary: Vocabulary) -> float:
    if not _says(requirement):
        return 0.0
    if fact == "material" and _is_family(requirement, vocabulary):
        return 0.5
    return 0.5 if requirement.confidence < 0.7 else 1.0


def _is_family(requirement: Requirement, vocabulary: Vocabulary) -> bool:
    tree = vocabulary.materials
    return all(tree.get(code).attributes.get("kind") != "grade" for code in requirement.value["any_of"])


def _doubts(requirements: Sequence[Requirement], vocabulary: Vocabulary) -> list[Text]:
    doubts: list[Text] = []
    for requirement in requirements:
        if (
            requirement.type == "material"
            and requirement.value["any_of"]
            and _is_family(requirement, vocabulary)
        ):
            doubts.append(_FAMILY_ONLY.format(m=vocabulary.materials.label(requirement.value["any_of"][0])))
        if requirement.type == "process" and "inferred_from" in requirement.value:
            label = vocabulary.processes.label(requirement.value["any_of"][0])
            doubts.append(_INFERRED.format(p=label))
        if requirement.type == "tolerance" and requirement.value.get("assumed"):
            doubts.append(_ASSUMED.format(t=requirement.text))
        if requirement.value.get("alternative") is not None:
            doubts.append(
                _AMBIGUOUS.format(
                    t=requirement.text,
                    v=requirement.value.get("low_kg") or requirement.value.get("high_kg") or 0.0,
                )
            )
    return doubts
