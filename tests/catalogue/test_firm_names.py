"""The tables of firm names: nothing doubled, nothing empty, every form known to the rules."""

from __future__ import annotations

import csv
from collections import Counter
from importlib import resources

import pytest

from matxich.catalogue.firm_names import load_name_words
from matxich.domain.enterprises.legal_forms import FORMS, UNITS
from matxich.domain.enterprises.syllables import is_syllable
from matxich.domain.shared.text import fold

FOLDER = resources.files("matxich.catalogue")
WHERE = {"anywhere", "start", "closing", "after_company", "segment"}
#: pieces that only together with others give a form
PIECES = {"single_member", "two_member"}


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(FOLDER.joinpath(*path.split("/")).read_text(encoding="utf-8").splitlines()))


def test_every_legal_form_is_one_the_rules_know():
    for row in rows("legal_forms.csv"):
        assert row["where"] in WHERE
        assert row["code"] in ({*FORMS, *PIECES} if row["role"] == "form" else UNITS)
        assert row["role"] in {"form", "branch", "office", "site"}
        assert row["vi"]
        assert row["en"]
        assert all(part.strip() for part in row["written"].split("|"))


def test_every_form_of_the_rules_can_be_written():
    written = {row["code"] for row in rows("legal_forms.csv")}
    assert {*FORMS, *UNITS} - {"limited_single"} == written - PIECES


def test_no_trade_word_stands_twice():
    table = rows("names/trade_words.csv")
    assert [code for code, times in Counter(row["code"] for row in table).items() if times > 1] == []
    ways = Counter(
        (fold(way), way.rstrip("?").lower())
        for row in table
        for way in {*([] if "+" in row["code"] else [row["vi"], row["en"]]), *row["written"].split("|")}
        if way
    )
    assert [way for way, times in ways.items() if times > 1] == []


@pytest.mark.parametrize("row", rows("names/trade_words.csv"), ids=lambda row: row["code"])
def test_a_trade_word_has_both_languages_and_a_share(row):
    assert row["kind"] in {"trade", "general"}
    assert row["vi"]
    assert row["en"]
    assert 0 < float(row["per_thousand"]) < 500


def test_brand_syllables_are_vietnamese():
    words = [fold(word) for row in rows("names/syllables.csv") for word in row["words"].split()]
    assert [word for word in words if not is_syllable(word)] == []


def test_the_lexicon_is_loaded_once():
    assert load_name_words() is load_name_words()
