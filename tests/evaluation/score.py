"""Score the engine on the evaluation set: nDCG, exclusion violations, near-miss recall, gap precision and recall.

Run `python -m tests.evaluation.score` for the figures, with `-v` for every line that is not perfect.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.matching.columns import Registry, build_registry
from matxich.domain.matching.document import document
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.run import match_list
from matxich.domain.tables.model import Grid
from matxich.files.matching import demand_of, suppliers_of
from tests.evaluation.check_set import HERE, load

ON = dt.date(2026, 1, 31)
DEPTH = 10


@dataclass
class Scores:
    """Sums over the lines judged so far."""

    ndcg: list[float] = field(default_factory=list)
    violations: int = 0
    forbidden: int = 0
    near_found: int = 0
    near_typed: int = 0
    near_wanted: int = 0
    gaps_said: int = 0
    gaps_right: int = 0
    gaps_true: int = 0
    notes: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return the figures by name: means and shares 0..1, and counts."""
        return {
            "lines": len(self.ndcg),
            "ndcg_at_10": sum(self.ndcg) / max(1, len(self.ndcg)),
            "exclusion_violations": self.violations,
            "forbidden_pairs": self.forbidden,
            "near_miss_recall": self.near_found / max(1, self.near_wanted),
            "near_miss_type_recall": self.near_typed / max(1, self.near_wanted),
            "gap_precision": self.gaps_right / max(1, self.gaps_said),
            "gap_recall": self.gaps_right / max(1, self.gaps_true),
        }


def registry(folder: Path = HERE) -> Registry:
    """Return the firms of the set as a registry, read through the ordinary readers."""
    grids = []
    for sheet, rows in load(folder).sheets.items():
        columns = list(rows[0])
        grids.append(
            Grid(
                "suppliers.xlsx",
                sheet,
                (tuple(columns), *(tuple(str(row[c] or "") for c in columns) for row in rows)),
            )
        )
    return build_registry(suppliers_of(grids).firms, load_vocabulary())


def score(folder: Path = HERE, depth: int = DEPTH) -> Scores:
    """Match every list of a set and compare with its judgements."""
    firms, scores = registry(folder), Scores()
    for listed in load(folder).lists:
        grid = Grid(
            listed["list"],
            listed["list"],
            (tuple(listed["columns"]), *(tuple(row) for row in listed["rows"])),
        )
        lines = demand_of([grid]).lines
        result = document(match_list(lines, firms, Options(on=ON, top=depth, near_top=depth)))
        by_line = {line["line"]: line for line in result["lines"]}
        for judgement in listed["judgements"]:
            _judge(scores, listed["list"], by_line.get(judgement["line"]), judgement, depth)
    return scores


def _judge(
    scores: Scores, name: str, line: Mapping[str, Any] | None, judged: Mapping[str, Any], depth: int
) -> None:
    shown = [firm["supplier_id"] for firm in line["shortlist"]] if line else []
    near = (
        {firm["supplier_id"]: {m["type"] for m in firm["mend"]} for firm in line["near_misses"]}
        if line
        else {}
    )
    wanted = judged["relevant"]
    faults = []
    if wanted:
        value = _ndcg([wanted.get(firm, 0) for firm in shown], list(wanted.values()), depth)
        scores.ndcg.append(value)
        if value < 0.999:
            faults.append(f"ndcg {value:.2f}: shown {[(f, wanted.get(f, 0)) for f in shown]} wanted {wanted}")
    scores.forbidden += len(judged["must_not"])
    wrong = [firm for firm in shown if firm in judged["must_not"]]
    scores.violations += len(wrong)
    if wrong:
        faults.append(f"violations {wrong}")
    for firm, types in judged["near_misses"].items():
        scores.near_wanted += 1
        scores.near_found += firm in near
        scores.near_typed += firm in near and near[firm] == set(types)
        if firm not in near or near[firm] != set(types):
            faults.append(f"near miss {firm} {types}: got {near.get(firm)}")
    gap = bool(line["gap"]) if line else True
    scores.gaps_said += gap
    scores.gaps_true += judged["gap"]
    scores.gaps_right += gap and judged["gap"]
    if gap != judged["gap"]:
        faults.append(f"gap said {gap}")
    if faults:
        scores.notes.append(
            f"{name} {judged['line']} {line['name'] if line else '?'}\n    "
            + "\n    ".join(faults)
            + f"\n    note: {judged['note']}"
            + _asked(line)
        )


def _asked(line: Mapping[str, Any] | None) -> str:
    return (
        ""
        if line is None
        else "".join(
            f"\n      - {r['type']} {'hard' if r['hard'] else 'wish'} {r['asked']['vi']} [{r['text'][:40]}]"
            for r in line["requirements"]
        )
    )


def _ndcg(gains: Sequence[int], ideal: Sequence[int], depth: int) -> float:
    best = _dcg(sorted(ideal, reverse=True)[:depth])
    return _dcg(gains[:depth]) / best if best else 1.0


def _dcg(gains: Sequence[int]) -> float:
    return sum((2**gain - 1) / math.log2(place + 2) for place, gain in enumerate(gains))


def main() -> None:
    """Print the figures, and with -v the lines behind them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", action="store_true", help="print every line that is not perfect")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=HERE, help="folder of the set (tests/evaluation)"
    )
    arguments = parser.parse_args()
    scores = score(arguments.folder)
    if arguments.v:
        print("\n".join(scores.notes))
    for name, value in scores.figures().items():
        print(f"{name:24} {value:.3f}" if isinstance(value, float) else f"{name:24} {value}")


if __name__ == "__main__":
    main()
