"""The engine on judged lists: it may get better, not worse. The figures themselves are in docs/benchmarks.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation.check_set import HERE, list_faults, load, supplier_faults
from tests.evaluation.score import score

#: (folder, least nDCG@10, most exclusion violations, least near-miss recall, least gap precision)
NAMES = ["first", "second", "third"]
SETS = [
    (HERE, 0.98, 0, 0.98, 0.95),
    (HERE / "second", 0.94, 13, 0.95, 0.65),
    (HERE / "third", 0.98, 0, 0.98, 0.95),
]


@pytest.mark.parametrize("folder", [HERE, HERE / "second", HERE / "third"], ids=NAMES)
def test_the_judgements_are_consistent(folder: Path) -> None:
    found = load(folder)
    assert [*supplier_faults(found), *list_faults(found)] == []


@pytest.mark.parametrize(("folder", "ndcg", "violations", "near", "gap"), SETS, ids=NAMES)
def test_the_engine_keeps_its_quality(
    folder: Path, ndcg: float, violations: int, near: float, gap: float
) -> None:
    scores = score(folder)
    figures = scores.figures()
    told = "\n".join(scores.notes)
    assert figures["ndcg_at_10"] >= ndcg, told
    assert figures["exclusion_violations"] <= violations, told
    assert figures["near_miss_recall"] >= near, told
    assert figures["gap_precision"] >= gap, told
