"""The result as one JSON-able document: the form that the command writes, the page shows and the workbook is made of.

Its shape is promised: `result.schema.json` in the catalogue describes it, and a test holds every result against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matxich.domain.demand.requirement import Requirement
from matxich.domain.matching.asks import WISH_SHARE
from matxich.domain.matching.explanation import Answer, Explained
from matxich.domain.matching.levels import EXPIRED_CLOSENESS, UNKNOWN_PRIOR
from matxich.domain.matching.requirement_type import requirement_types
from matxich.domain.matching.run import LineResult, ListResult
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

VERSION = 1
#: kind of concept behind the codes of a requirement's value
_KINDS = {
    "process": "process", "material": "material", "finish": "process", "certificate": "certificate", "part_family": "part_family",
    "inspection": "machine", "place": "place", "export_market": "market", "language": "language",
}  # fmt: skip


def document(
    result: ListResult,
    read: Mapping[str, Any] | None = None,
    *,
    illustrative: bool = False,
    supplier_count: int | None = None,
) -> dict[str, Any]:
    """Return the whole result.

    Args:
        read: what was understood of the files, and the warnings.
        illustrative: the input is the sample; every page and export says so.
        supplier_count: how many firms were matched; None counts those of the result's registry.
    """
    lines = [_line(line, result.registry.vocabulary) for line in result.lines]
    names = {
        firm["supplier_id"]: firm["name"]
        for line in lines
        for firm in (*line["near_misses"], *line["shortlist"])
    }
    return {
        "version": VERSION,
        "meta": _meta(result, supplier_count, illustrative=illustrative),
        "lines": lines,
        "upgrades": [
            {
                "type": upgrade.type,
                "label": upgrade.label.as_dict(),
                "value": upgrade.value.en,
                "value_text": upgrade.value.as_dict(),
                "lines": list(upgrade.lines),
                "gap_lines": list(upgrade.gap_lines),
                "suppliers": list(upgrade.suppliers),
                "supplier_names": [names.get(supplier, "") for supplier in upgrade.suppliers],
                "supplier_count": upgrade.supplier_count,
                "sentence": _counterfactual(upgrade.label, upgrade.value, len(upgrade.lines)).as_dict(),
            }
            for upgrade in result.upgrades
        ],
        "read": dict(read or {}),
    }


def _meta(result: ListResult, supplier_count: int | None, *, illustrative: bool) -> dict[str, Any]:
    weights = {code: kind.weight for code, kind in requirement_types().items()}
    return {
        "on": result.options.on.isoformat(),
        "top": result.options.top,
        "vocabulary": result.registry.vocabulary.version,
        "weights": weights,
        "wish_share": WISH_SHARE,
        "unknown_prior": UNKNOWN_PRIOR,
        "expired_closeness": EXPIRED_CLOSENESS,
        "type_labels": {code: kind.label.as_dict() for code, kind in requirement_types().items()},
        "supplier_count": result.registry.firm_count if supplier_count is None else supplier_count,
        "illustrative": illustrative,
    }


def _counterfactual(label: Text, value: Text, count: int) -> Text:
    return Text(
        "{label}: {value} → đáp ứng thêm {n} nhu cầu", "{label}: {value} → meets {n} more line(s)"
    ).format(label=label, value=value, n=count)


def _line(line: LineResult, vocabulary: Vocabulary) -> dict[str, Any]:
    demand = line.match.line
    return {
        "line": demand.line,
        "part_no": demand.part_no,
        "name": demand.name,
        "sheet": demand.sheet,
        "row": demand.row,
        "source": dict(demand.source),
        "completeness": demand.completeness,
        "state": state(line),
        "requirements": [_requirement(r, vocabulary) for r in demand.requirements],
        "questions": [question.as_dict() for question in demand.questions],
        "qualified_count": line.match.qualified_count,
        "near_count": line.match.near_count,
        "shortlist": [_shortlisted(rank, e) for rank, e in enumerate(line.shortlist, start=1)],
        "near_misses": [_near_miss(e) for e in line.near_misses],
        "gap": line.match.gap,
    }


def state(line: LineResult) -> str:
    """Return where a line stands: "incomplete" (no process could be told), "matched", "near" or "gap"."""
    if any(ask.requirement.value.get("unstated") for ask in line.match.asks):
        return "incomplete"
    if line.shortlist:
        return "matched"
    return "near" if line.near_misses else "gap"


def _requirement(requirement: Requirement, vocabulary: Vocabulary) -> dict[str, Any]:
    kind = requirement_types()[requirement.type]
    return {
        **requirement.as_dict(),
        "label": kind.label.as_dict(),
        "asked": kind.asked(requirement.value, vocabulary).as_dict(),
        "labels": _labels(requirement, vocabulary),
    }


def _labels(requirement: Requirement, vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """Return the labels of the codes in a requirement's value."""
    kind = _KINDS.get(requirement.type)
    if kind is None:
        return {}
    codes: Sequence[str] = (*requirement.value.get("any_of", ()), *requirement.value.get("none_of", ()))
    return {
        code: vocabulary.tree(kind).label(code).as_dict() for code in codes if code in vocabulary.tree(kind)
    }


def _shortlisted(rank: int, explained: Explained) -> dict[str, Any]:
    return {
        **_firm(explained),
        "rank": rank,
        "comparisons": [_comparison(answer) for answer in explained.answers],
        "ask": [question.as_dict() for question in explained.ask],
    }


def _near_miss(explained: Explained) -> dict[str, Any]:
    return {
        **_firm(explained),
        "mend": [
            {
                "type": answer.ask.type.code,
                "level": answer.level.name.lower(),
                "asked": answer.asked.en,
                "held": answer.held.en,
                "asked_text": answer.asked.as_dict(),
                "held_text": answer.held.as_dict(),
                "reason": answer.reason.as_dict(),
            }
            for answer in explained.mend
        ],
        "comparisons": [_comparison(answer) for answer in explained.answers],
        "ask": [question.as_dict() for question in explained.ask],
    }


def _firm(explained: Explained) -> dict[str, Any]:
    shown = explained.shown
    return {
        "supplier_id": shown.supplier_id,
        "name": shown.name,
        "score": round(explained.score, 4),
        "process": shown.process,
        "trader": shown.trader,
        "outsourced": shown.outsourced,
        "origin": shown.origin,
    }


def _comparison(answer: Answer) -> dict[str, Any]:
    return {
        "type": answer.ask.type.code,
        "level": answer.level.name.lower(),
        "weight": answer.ask.weight,
        "closeness": round(answer.closeness, 4),
        "hard": answer.ask.hard,
        "default": answer.ask.default,
        "grade": answer.grade.name.lower(),
        "reason": answer.reason.as_dict(),
    }
