"""Splink beside our own engine: the same rules decide, and Spark really runs on executors of its own."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

from matxich.catalogue.firm_names import load_name_words
from matxich.domain.enterprises.duplicates.records import Decision, Record
from matxich.files import splink_dedupe
from matxich.files.splink_dedupe import MissingEngineError, find_with_splink, parts_of
from tests.benchmarks.registry import registry, true_pairs

LEXICON = load_name_words()
ROWS = registry(300, 31)
RECORDS = [
    Record(r.id, r.name, tax_code=r.tax_code, place=r.district, address=r.address, phones=(r.phone,))
    for r in ROWS
]

needs_splink = pytest.mark.skipif(
    importlib.util.find_spec("splink") is None,
    reason='Splink is not installed: pip install "matxich[dedupe]"',
)
needs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason='Apache Spark is not here: pip install "matxich[spark]" and a Java runtime, 17 or newer',
)


def shares(found) -> tuple[float, float]:
    """Precision and recall of what an engine found."""
    truth = true_pairs(ROWS)
    pairs = {tuple(sorted((entry.pair.first.id, entry.pair.second.id))) for entry in found}
    return len(pairs & truth) / len(pairs), len(pairs & truth) / len(truth)


def test_what_is_not_known_is_nothing_to_compare():
    (row,) = parts_of([Record(0, "Công ty TNHH Cơ khí An Phát", tax_code="123")], LEXICON)
    assert row == {
        "unique_id": 0,
        "brand": "an phat",
        "trade": "mechanical",
        "place": None,
        "phone": None,
        "tax": None,
    }


def test_a_missing_engine_is_told_with_its_extra(monkeypatch):
    monkeypatch.setattr(splink_dedupe.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(MissingEngineError) as caught:
        find_with_splink(RECORDS, LEXICON, engine="duckdb")
    assert "matxich[dedupe]" in caught.value.text.vi


@needs_splink
def test_splink_on_duckdb_finds_duplicates_and_merges_no_two_tax_codes():
    found = find_with_splink(RECORDS, LEXICON, engine="duckdb")
    precision, recall = shares(found)
    assert precision > 0.5
    assert recall > 0.7
    assert [entry.probability for entry in found] == sorted((e.probability for e in found), reverse=True)
    for entry in found:
        assert entry.pair.decision is not Decision.DIFFERENT
        if entry.pair.decision is Decision.SAME:
            assert entry.pair.point("tax_code") > 0


@needs_splink
@needs_spark
def test_splink_on_a_spark_cluster_finds_what_it_finds_on_duckdb():
    """`local-cluster` starts a master and two workers, each a process of its own with its own executor."""
    few = RECORDS[:120]
    on_spark = find_with_splink(few, LEXICON, engine="spark", spark_master="local-cluster[2,1,1024]")
    on_duckdb = find_with_splink(few, LEXICON, engine="duckdb")

    def told(found):
        return {(entry.pair.first.id, entry.pair.second.id) for entry in found}

    assert told(on_spark) == told(on_duckdb)
    assert len(on_spark) > 10
