"""Measure the search for duplicates beside stock software on the generated registry: one figure set a process.

`python -m tests.benchmarks --only dedupe` runs all of it and writes its part of `docs/benchmarks.md`.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from tests.benchmarks.registry import FAULTS, Row, registry, true_pairs
from tests.benchmarks.report import progress
from tests.benchmarks.sections import DOCUMENT

#: never looked at while the scorer was written; that was done on seeds below 12
SEEDS = (101, 102, 103)
SMALL, LARGE = 6_500, 50_000
#: (method, rows, seeds, faults, what of a row is given)
RUNS: tuple[tuple[str, int, tuple[int, ...], bool, str], ...] = (
    ("own", SMALL, SEEDS, True, "all"),
    ("splink_parts", SMALL, SEEDS, True, "all"),
    ("splink_name", SMALL, SEEDS, True, "all"),
    ("jaro_winkler", SMALL, SEEDS, True, "all"),
    ("own", SMALL, SEEDS, True, "name"),
    ("jaro_winkler", SMALL, SEEDS, True, "name"),
    ("own", SMALL, SEEDS, False, "all"),
    ("splink_parts", SMALL, SEEDS, False, "all"),
    ("splink_name", SMALL, SEEDS, False, "all"),
    ("own", LARGE, SEEDS[:1], True, "all"),
    ("splink_parts", LARGE, SEEDS[:1], True, "all"),
    ("splink_name", LARGE, SEEDS[:1], True, "all"),
    ("import", 10_000, SEEDS[:1], True, "all"),
)
Scored = list[tuple[float, int, int]]


def measure() -> list[dict[str, Any]]:
    """Return one figure set for each of `RUNS`; the seeds' figures are averaged."""
    found = []
    for method, rows, seeds, faults, given in RUNS:
        progress(f"{method}, {rows:,} rows, {'' if faults else 'plain, '}{given}")
        figures = [_child(method, rows, seed, faults=faults, given=given) for seed in seeds]
        mean = {key: sum(one[key] for one in figures) / len(figures) for key in figures[0]}
        found.append(
            {"method": method, "rows": rows, "faults": faults, "given": given, "seeds": len(seeds)} | mean
        )
    return found


def _child(method: str, rows: int, seed: int, *, faults: bool, given: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.dedupe", method, str(rows), str(seed)]
    command += ["faults" if faults else "plain", given]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=DOCUMENT.parents[1])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def run(method: str, size: int, seed: int, faults: str, given: str) -> dict[str, float]:
    """Measure one method on one registry."""
    rows = registry(size, seed, faults=FAULTS if faults == "faults" else ())
    if method == "import":
        return _import(rows)
    truth = true_pairs(rows)
    if given == "name":
        truth = {(a, b) for a, b in truth if rows[a].district == rows[b].district}
    methods: dict[str, Callable[[list[Row], str], tuple[Scored, float, int]]] = {
        "own": _own,
        "jaro_winkler": _jaro_winkler,
        "splink_parts": _splink,
        "splink_name": _splink_name,
    }
    began = time.process_time()
    pairs, seconds, wrong_merges = methods[method](rows, given)
    cpu = time.process_time() - began
    if given == "name":
        pairs = [pair for pair in pairs if rows[pair[1]].district == rows[pair[2]].district]
    figures = _at_threshold(pairs, truth, 0.5) if method == "own" else _best(pairs, truth)
    return figures | {"seconds": seconds, "cpu_s": cpu, "wrong_merges": wrong_merges}


# ── Methods: pairs with how sure they are, seconds, automatic merges of two codes or two firms ──


def records_of(rows: Iterable[Row], given: str) -> list[Any]:
    """Return the rows as records, with all that is known or with name and district alone."""
    from matxich.domain.enterprises.duplicates.records import Record

    if given == "name":
        return [Record(r.id, r.name, place=r.district) for r in rows]
    return [
        Record(r.id, r.name, tax_code=r.tax_code, place=r.district, address=r.address, phones=(r.phone,))
        for r in rows
    ]


def _own(rows: list[Row], given: str) -> tuple[Scored, float, int]:
    from matxich.catalogue.firm_names import load_name_words
    from matxich.domain.enterprises.duplicates.finding import find_duplicates
    from matxich.domain.enterprises.duplicates.records import Decision
    from matxich.domain.enterprises.tax_code import read_tax_code

    records, lexicon = records_of(rows, given), load_name_words()
    began = time.perf_counter()
    found = find_duplicates(records, lexicon)
    seconds = time.perf_counter() - began
    wrong = sum(
        rows[pair.first.id].entity != rows[pair.second.id].entity
        or read_tax_code(pair.first.tax_code) != read_tax_code(pair.second.tax_code)
        for pair in found
        if pair.decision is Decision.SAME
    )
    likely = {Decision.SAME, Decision.POSSIBLE}
    return [(p.probability, *_ids(p)) for p in found if p.decision in likely], seconds, wrong


def _ids(pair: Any) -> tuple[int, int]:
    return min(pair.first.id, pair.second.id), max(pair.first.id, pair.second.id)


def _splink(rows: list[Row], given: str) -> tuple[Scored, float, int]:
    """Splink on names that our own reader has taken apart: what `--engine duckdb` runs."""
    from matxich.catalogue.firm_names import load_name_words
    from matxich.files import splink_dedupe

    records, lexicon = records_of(rows, given), load_name_words()
    began = time.perf_counter()
    found = splink_dedupe._on_duckdb(splink_dedupe.parts_of(records, lexicon), 0.01)
    return [(p, a, b) for a, b, p in found], time.perf_counter() - began, 0


def _splink_name(rows: list[Row], given: str) -> tuple[Scored, float, int]:
    """Splink's own recipe at its best: one name, folded, legal form stripped; district, phone, tax code."""
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    from matxich.catalogue.firm_names import load_name_words
    from matxich.files.splink_dedupe import parts_of

    records, lexicon = records_of(rows, given), load_name_words()
    began = time.perf_counter()
    parts, names = parts_of(records, lexicon), _stripped(rows)
    table = pa.table(
        {"unique_id": [part["unique_id"] for part in parts], "name": names}
        | {"last": [name.rpartition(" ")[2] for name in names]}
        | {key: pa.array([part[key] for part in parts], pa.string()) for key in ("place", "phone", "tax")}
    )
    rules = (
        ("tax",),
        ("phone",),
        ("name",),
        ("place", "substr(name, 1, 4)"),
        ("place", "last"),
        ("substr(name, 1, 10)",),
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.97, 0.92, 0.85]).configure(term_frequency_adjustments=True),
            *(cl.ExactMatch(column) for column in ("place", "phone", "tax")),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        probability_two_random_records_match=0.8 / len(rows),
    )
    linker = Linker(DuckDBAPI().register(table), settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for column in ("name", "phone"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))
    found = linker.inference.predict(threshold_match_probability=0.01).as_record_list()
    pairs = [(r["match_probability"], *sorted((int(r["unique_id_l"]), int(r["unique_id_r"])))) for r in found]
    return pairs, time.perf_counter() - began, 0


def _stripped(rows: list[Row]) -> list[str]:
    from matxich.catalogue.firm_names import load_name_words
    from matxich.domain.enterprises.names import parse_name

    lexicon = load_name_words()
    return [" ".join(word.surface for word in parse_name(row.name, lexicon).words) for row in rows]


def _jaro_winkler(rows: list[Row], _given: str) -> tuple[Scored, float, int]:
    """Jaro-Winkler on the folded name without its legal form, within a district."""
    import numpy as np
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import cdist

    began = time.perf_counter()
    names = _stripped(rows)
    by_district: dict[str, list[int]] = {}
    for row in rows:
        by_district.setdefault(row.district, []).append(row.id)
    pairs: Scored = []
    for ids in by_district.values():
        texts = [names[at] for at in ids]
        table = cdist(texts, texts, scorer=JaroWinkler.similarity, score_cutoff=0.8)
        for a, b in np.argwhere(np.triu(table, 1) > 0).tolist():
            pairs.append((float(table[a, b]), min(ids[a], ids[b]), max(ids[a], ids[b])))
    return pairs, time.perf_counter() - began, 0


def _import(rows: list[Row]) -> dict[str, float]:
    """Half of the rows against an index of the other half, as an import asks."""
    from matxich.catalogue.firm_names import load_name_words
    from matxich.domain.enterprises.duplicates.finding import candidates_for_all, index_of

    records, lexicon = records_of(rows, "all"), load_name_words()
    half = len(records) // 2
    began, cpu = time.perf_counter(), time.process_time()
    index = index_of(records[:half], lexicon)
    prepared, cpu_prepared = time.perf_counter(), time.process_time()
    found = candidates_for_all(records[half:], index)
    asked, cpu_asked = time.perf_counter(), time.process_time()
    held = {row.entity for row in rows[:half]}
    twins = [row for row in rows[half:] if row.entity in held]
    hit = sum(any(rows[p.second.id].entity == row.entity for p in found[row.id - half]) for row in twins)
    return {
        "index_s": prepared - began,
        "index_cpu_s": cpu_prepared - cpu,
        "seconds": asked - prepared,
        "cpu_s": cpu_asked - cpu_prepared,
        "recall": hit / len(twins),
    }


# ── Figures ──


def _at_threshold(pairs: Scored, truth: set[tuple[int, int]], threshold: float) -> dict[str, float]:
    found = {(a, b) for sure, a, b in pairs if sure >= threshold}
    return _figures(len(found & truth), len(found), len(truth)) | {"threshold": threshold}


def _best(pairs: Scored, truth: set[tuple[int, int]]) -> dict[str, float]:
    """Return the figures at the threshold that gives the best F1 in hindsight: no method can do better than this."""
    best: dict[str, float] = {"f1": -1.0}
    right = 0
    for count, (sure, a, b) in enumerate(sorted(pairs, reverse=True), start=1):
        right += (a, b) in truth
        figures = _figures(right, count, len(truth))
        if figures["f1"] > best["f1"]:
            best = figures | {"threshold": sure}
    return best


def _figures(right: int, found: int, true: int) -> dict[str, float]:
    precision, recall = right / max(found, 1), right / max(true, 1)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


if __name__ == "__main__":
    name, size, seed, faults, given = sys.argv[1:]
    print(json.dumps(run(name, int(size), int(seed), faults, given)))
