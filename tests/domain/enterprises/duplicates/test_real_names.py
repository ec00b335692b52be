"""Real names of organisations and factories, where the public lists are at hand (they are never committed)."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from matxich.catalogue.firm_names import load_name_words
from matxich.domain.enterprises.duplicates.finding import find_duplicates
from matxich.domain.enterprises.duplicates.records import Decision, Record
from matxich.domain.enterprises.names import parse_name

ROOT = Path(__file__).resolve().parents[4]
DATA = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data")) / "companies"
LEXICON = load_name_words()
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the public lists of companies are not here; SHARED_DATA names their folder"
)


@pytest.fixture(scope="module")
def organisations() -> list[Record]:
    lines = (DATA / "vn_org_names.txt").read_text(encoding="utf-8").splitlines()
    return [Record(at, line.strip()) for at, line in enumerate(lines) if line.strip()]


@pytest.fixture(scope="module")
def factories() -> list[Record]:
    with (DATA / "osh_vietnam_factories.csv").open(encoding="utf-8", newline="") as file:
        return [
            Record(at, row["name"], address=row["address"]) for at, row in enumerate(csv.DictReader(file))
        ]


def found(records: list[Record], decision: Decision) -> set[frozenset[str]]:
    return {
        frozenset((pair.first.name, pair.second.name))
        for pair in find_duplicates(records, LEXICON)
        if pair.decision is decision
    }


def test_five_hundred_names_give_a_handful_of_pairs(organisations):
    """Read by hand: three pairs a person should see, three of a firm and its branch; the other 130,000 are different."""
    assert len(found(organisations, Decision.POSSIBLE)) == 3
    assert len(found(organisations, Decision.RELATED)) == 3
    assert found(organisations, Decision.SAME) == set()


def test_the_same_brand_in_another_trade_is_another_firm(organisations):
    names = {name for decision in Decision for pair in found(organisations, decision) for name in pair}
    assert not [name for name in names if "AN NHIÊN" in name]


def test_one_factory_listed_by_two_buyers_is_found(factories):
    pairs = found(factories, Decision.POSSIBLE)
    assert frozenset(("PHI Co.,Ltd", "PHI Co., Ltd.")) in pairs
    assert frozenset(("Eclat Textile Co. Ltd. (Vietnam)", "Eclat Textile Co. Ltd.")) in pairs
    assert len(pairs) == 2


def test_nearly_every_company_gives_a_form_and_a_name(organisations):
    companies = [parse_name(r.name, LEXICON) for r in organisations if "CÔNG TY" in r.name.upper()]
    assert sum(bool(name.legal_form and name.words) for name in companies) >= 0.99 * len(companies)
