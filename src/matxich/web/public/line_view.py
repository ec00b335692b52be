"""One line of the result in the shape its page shows: chips of what is asked, and a strip of answers for each firm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.grade import LABELS, Grade
from matxich.web.templatetags.mx import LEVELS

#: more answers than this do not stand beside the name: the cells wrap below it and carry their own words
FEW_COLUMNS, MOST_COLUMNS = 10, 16

Json = Mapping[str, Any]


def line_view(line: Json, meta: Json, upgrades: Sequence[Json]) -> dict[str, Any]:
    """Return what the page of a line needs.

    Args:
        line: one line of the document.
        meta: the document's "meta", for the labels of requirement types.
        upgrades: the document's "upgrades", of which those for this line are shown.
    """
    asked = _asked(line)
    firms = [*line["shortlist"], *line["near_misses"]]
    answers = firms[0]["comparisons"] if firms else []
    columns = [_column(place, answer, asked, meta) for place, answer in enumerate(answers)]
    return {
        **line,
        "columns": columns,
        "size": _size(len(columns)),
        "firms": [_firm(firm, columns) for firm in line["shortlist"]],
        "nearly": [_firm(firm, columns) for firm in line["near_misses"]],
        "upgrades": [item for item in upgrades if line["line"] in item["lines"]],
        "hidden_count": max(0, line["qualified_count"] - len(line["shortlist"])),
        "hidden_near_count": max(0, line["near_count"] - len(line["near_misses"])),
    }


def _size(count: int) -> str:
    """Return how much room the answers take: "few" and "more" may stand in columns, "many" always wrap."""
    return "few" if count <= FEW_COLUMNS else "more" if count <= MOST_COLUMNS else "many"


def _asked(line: Json) -> list[Json]:
    """Return the requirements in the order of the answers: the engine puts the main process first."""
    return sorted(
        line["requirements"],
        key=lambda item: not (item["type"] == "process" and item["value"].get("primary", True)),
    )


def _column(place: int, answer: Json, asked: Sequence[Json], meta: Json) -> dict[str, Any]:
    labels = meta["type_labels"]
    label = labels.get(answer["type"], {"vi": answer["type"], "en": answer["type"]})
    fits = place < len(asked) and asked[place]["type"] == answer["type"]
    said = asked[place]["asked"] if fits else None
    return {
        "label": label,
        "asked": said,
        "hard": answer["hard"],
        "default": answer["default"],
        "weight": answer["weight"],
    }


def _firm(firm: Json, columns: Sequence[Json]) -> dict[str, Any]:
    cells = [
        {**answer, **_evidence(answer), "label": column["label"], "word": LEVELS[answer["level"]]}
        for answer, column in zip(firm["comparisons"], columns, strict=True)
    ]
    return {**firm, "cells": cells, "percent": round(firm["score"] * 100)}


def _evidence(answer: Json) -> dict[str, Any]:
    """Return the grade of evidence as bars and words; nobody can have evidence for what was not stated."""
    grade = Grade[answer["grade"].upper()] if answer["grade"].upper() in Grade.__members__ else None
    if grade is None or answer["level"] == "unknown":
        return {"bars": 0, "evidence": Text("", "").as_dict()}
    return {"bars": int(grade), "evidence": LABELS[grade].as_dict()}
