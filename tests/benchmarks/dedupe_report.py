"""The figures of the search for duplicates as a part of `docs/benchmarks.md`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.benchmarks.dedupe import LARGE, SMALL

#: bars of the design (§6, 3) and of the anchors
F1, F1_NAME, SECONDS, IMPORT_SECONDS = 0.98, 0.95, {SMALL: 3, LARGE: 30}, 2
_METHODS = {
    "own": "ours",
    "splink_parts": "Splink 5 on DuckDB, names taken apart by our reader",
    "splink_name": "Splink 5 on DuckDB, folded name, legal form stripped",
    "jaro_winkler": "Jaro-Winkler within a district, folded, legal form stripped",
}


def section(about: Mapping[str, Any], figures: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the part of the document."""
    groups = (
        ("The whole registry, every fault", lambda f: f["faults"] and f["given"] == "all", F1),
        ("Name and district alone, within a district", lambda f: f["given"] == "name", F1_NAME),
        (
            "The plainer registry: short forms, lost accents, moved offices, new phones",
            lambda f: not f["faults"],
            None,
        ),
    )
    lines = ["## Bar 3: duplicates", "", *_HEAD, "", _machine(about)]
    compared = [f for f in figures if f["method"] != "import"]
    for title, belongs, bar in groups:
        rows = [_row(f, bar) for f in compared if belongs(f)]
        lines += ["", f"### {title}", "", *_table(rows)]
    return [*lines, "", *_import([f for f in figures if f["method"] == "import"]), "", *_NOTES]


def _machine(about: Mapping[str, Any]) -> str:
    load = f"{about['load_before']:.1f} before, {about['load_after']:.1f} after"
    return f"Measured on {about['date']}: {about['processor']}, {about['cores']} cores, Python {about['python']}; load average {load}."


def _row(figures: Mapping[str, Any], bar: float | None) -> tuple[str, ...]:
    own = figures["method"] == "own"
    seconds, most = figures["seconds"], SECONDS.get(figures["rows"])
    verdict = []
    if own and bar is not None and figures["rows"] == SMALL:
        verdict.append(f"F1 ≥ {bar}: {_said(figures['f1'] >= bar, bar - figures['f1'])}")
    if own and most and figures["given"] == "all" and figures["faults"]:
        verdict.append(f"< {most} s: {_said(seconds < most, seconds - most)}")
        verdict.append(f"wrong merges 0: {_said(not figures['wrong_merges'], figures['wrong_merges'])}")
    return (
        _METHODS[figures["method"]],
        f"{figures['rows']:,}",
        f"{figures['f1']:.3f}",
        f"{figures['precision']:.3f}",
        f"{figures['recall']:.3f}",
        f"{figures['threshold']:.2f}" + ("" if own else " (best)"),
        f"{seconds:.1f}",
        f"{figures['cpu_s']:.1f}",
        "; ".join(verdict) or "–",
    )


def _said(met: bool, by: float) -> str:
    return "met" if met else f"missed by {by:.3g}"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    head = ("method", "rows", "F1", "precision", "recall", "threshold", "seconds", "CPU seconds", "bar")
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join('---' for _ in head)}|"]
    return lines + [f"| {' | '.join(row)} |" for row in rows]


def _import(figures: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = ["### New rows against an index", ""]
    for f in figures:
        half, verdict = (
            f"{f['rows'] // 2:,}",
            _said(f["seconds"] < IMPORT_SECONDS, f["seconds"] - IMPORT_SECONDS),
        )
        lines += [
            f"{half} rows against {half} firms: {f['seconds']:.1f} s, {f['cpu_s']:.1f} of them CPU (< {IMPORT_SECONDS}: {verdict});",
            f"the index prepared in {f['index_s']:.1f} s. {f['recall']:.1%} of the rows whose firm is there were given it.",
        ]
    return lines


_HEAD = (
    "`make bench ARGS='--only dedupe'` measures this part alone and writes it here. Figures over three registries of one size are means;",
    "the seeds were not looked at while the scorer was written. Ours stands at its shipped threshold (what is shown to a person or merged);",
    "the others at the threshold that is best for them in hindsight. Times take in the parsing of names, not the reading of a file; on a",
    "shared machine the CPU seconds say more.",
)
_NOTES = (
    "### How the registry is made",
    "",
    "`tests/benchmarks/registry.py`, pure and seeded; written before the scorer, with word lists of its own. Of its 55 trades some are in no",
    "catalogue of ours (nến, mây tre đan, chổi than, men màu…), so that their words have to be understood from the list alone.",
    "",
    "* **Firms**: a form (TNHH, cổ phần, MTV, DNTN, HTX), none to two general words, none to two trades, a brand of one to three syllables",
    "  (one in six is coined or initials), one in three with a tail (Việt Nam, a province, Group, a number). No two have the same name: the",
    "  law refuses that. A quarter are **look-alikes** of another firm: one syllable changed, only accents changed (Hưng/Hùng), a syllable or",
    "  a number added, the same brand in another trade, another brand in the same trade; 40 % of them in the same district. One in twenty is a",
    "  **branch** with a 13-digit code.",
    "* **Further entries** (3 in 13 rows): the form shortened (60 %), general and trade words abbreviated (50 %) or left out (20 %, 10 %), the",
    "  order changed (8 %), an English name instead (7 %), accents lost (35 %) or the tone placed otherwise (15 %), one slip of the fingers",
    "  anywhere (15 %), NFD (10 %), any case; the phone changed (50 %), the office moved to another district (15 %), the address written",
    "  otherwise; a digit of the tax code wrong, its leading zero lost, or spaces in it (10 %). Seventy in a hundred rows have no tax code.",
    "* **True pairs** are all pairs of rows of one firm. A branch is not its head office; a pair shown as “related” counts as not found.",
    "* The plainer registry has only short forms, lost accents, moved offices, new phones, missing and mistyped codes: nearly the one on",
    "  which stock software was measured before (Splink 0.968, Jaro-Winkler 0.903).",
    "",
    "What it cannot show: how often each fault happens in a real office. On the real lists (511 names, 100 factories; not in this",
    "repository) the pairs found were read by hand: `tests/domain/enterprises/duplicates/test_real_names.py`.",
)
