"""Check that the evaluation set is consistent and print what it holds.

Run `python tests/evaluation/check_set.py`; exit code 1 and one line per fault when something is wrong.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
MENDABLE = {
    *("certificate", "tolerance", "capacity", "machine_tonnage", "size", "part_weight"),
    *("roughness", "lead_time", "batch", "tooling", "inspection", "finish"),
}
COLUMNS = {
    "suppliers": "supplier_id tax_code name name_en address commune district province status ownership "
    "workers export_markets languages kind description",
    "processes": "supplier_id process in_house materials max_size_mm part_weight_kg machine_tonnage "
    "tolerance_mm roughness_ra capacity_per_month capacity_unit batch_min lead_time_days tooling_in_house finish notes",
    "certificates": "supplier_id standard scope number issued_on expires_on grade",
    "machines": "supplier_id machine_type maker model year quantity size",
}


@dataclass
class EvaluationSet:
    """Hold the four sheets, the lists, and which family file each firm came from."""

    sheets: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    family_of: dict[str, str] = field(default_factory=dict)
    lists: list[dict[str, Any]] = field(default_factory=list)


def load(folder: Path = HERE) -> EvaluationSet:
    """Read every supplier and list file under `folder`, in order of file name."""
    found = EvaluationSet()
    for path in sorted((folder / "suppliers").glob("*.json")):
        for sheet, rows in json.loads(path.read_text(encoding="utf-8")).items():
            found.sheets[sheet].extend(rows)
            if sheet == "suppliers":
                found.family_of.update({row["supplier_id"]: path.stem for row in rows})
    for path in sorted((folder / "lists").glob("*.json")):
        found.lists.append(json.loads(path.read_text(encoding="utf-8")))
    return found


def supplier_faults(found: EvaluationSet) -> list[str]:
    """Return what is wrong with the four sheets: columns, repeated ids, rows of unknown firms."""
    faults = []
    ids = Counter(row["supplier_id"] for row in found.sheets["suppliers"])
    faults += [f"suppliers: {firm} stands {count} times" for firm, count in ids.items() if count > 1]
    for sheet, rows in found.sheets.items():
        for row in rows:
            if list(row) != COLUMNS[sheet].split():
                faults.append(f"{sheet}: {row.get('supplier_id')} has other columns than the workbook")
            if row["supplier_id"] not in ids:
                faults.append(f"{sheet}: {row['supplier_id']} has no supplier row")
    return faults


def line_faults(judgement: dict[str, Any], family_of: dict[str, str]) -> list[str]:
    """Return what is wrong with one judged line, including firms of its families left unjudged."""
    relevant, near = judgement["relevant"], judgement["near_misses"]
    must_not, neutral = set(judgement["must_not"]), set(judgement.get("neutral", []))
    judged = set(relevant) | must_not | set(near) | neutral
    faults = [f"unknown firm {firm}" for firm in sorted(judged - set(family_of))]
    groups = {"must_not": must_not, "near_misses": set(near), "neutral": neutral}
    for name, group in groups.items():
        faults += [f"{firm} is both relevant and {name}" for firm in sorted(group & set(relevant))]
    faults += [f"{firm} is both neutral and judged" for firm in sorted(neutral & (must_not | set(near)))]
    faults += [f"{firm} has gain {gain}" for firm, gain in relevant.items() if gain not in (1, 2, 3)]
    for firm, types in near.items():
        if not 1 <= len(types) <= 2 or not set(types) <= MENDABLE:
            faults.append(f"near-miss {firm} has types {types}")
    if judgement["gap"] != (not relevant):
        faults.append("gap and relevant contradict each other")
    # The family most of the judged firms come from is the line's own: nobody in it may be forgotten.
    families = Counter(family_of[firm] for firm in sorted(judged) if firm in family_of)
    own = families.most_common(1)[0][0] if families else None
    faults += [
        f"unjudged {firm}" for firm, family in family_of.items() if family == own and firm not in judged
    ]
    return faults


def list_faults(found: EvaluationSet) -> list[str]:
    """Return what is wrong with the lists, each fault with its list and line."""
    faults = []
    for document in found.lists:
        name, rows, judgements = document["list"], document["rows"], document["judgements"]
        if [judgement["line"] for judgement in judgements] != list(range(1, len(rows) + 1)):
            faults.append(f"{name}: not exactly one judgement per row, in order")
        for number, row in enumerate(rows, 1):
            if len(row) != len(document["columns"]):
                faults.append(f"{name} {number}: {len(row)} cells under {len(document['columns'])} columns")
        for judgement in judgements:
            faults += [
                f"{name} {judgement['line']}: {fault}" for fault in line_faults(judgement, found.family_of)
            ]
    return faults


def main() -> int:
    """Print faults and counts; return 1 when there is a fault, else 0."""
    found = load()
    faults = supplier_faults(found) + list_faults(found)
    for fault in faults:
        print("FAULT", fault)
    judgements = [judgement for document in found.lists for judgement in document["judgements"]]
    print({sheet: len(rows) for sheet, rows in found.sheets.items()})
    print("firms by family", dict(Counter(found.family_of.values())))
    print({document["list"]: len(document["rows"]) for document in found.lists}, "lines", len(judgements))
    gains = Counter(gain for judgement in judgements for gain in judgement["relevant"].values())
    near = Counter(
        kind for judgement in judgements for types in judgement["near_misses"].values() for kind in types
    )
    gaps = [judgement for judgement in judgements if judgement["gap"]]
    forbidden = sum(len(judgement["must_not"]) for judgement in judgements)
    print("gains", dict(sorted(gains.items())), "must_not", forbidden)
    gaps_with_near = sum(bool(judgement["near_misses"]) for judgement in gaps)
    print("near-misses", dict(near), "gaps", len(gaps), "with near-misses", gaps_with_near)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
