"""The size class: what the law's two tests say, and that not knowing never becomes a class."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from matxich.catalogue.parameters import default_value
from matxich.domain.enterprises.size_class import INDUSTRY, SERVICES, read_thresholds, size_class

LAW = read_thresholds(default_value("size_class_thresholds"))
ORDER = ("micro", "small", "medium", "large")
BILLION = 1_000_000_000
workers = st.integers(0, 500)
money = st.integers(0, 400).map(lambda billions: billions * BILLION)
sectors = st.sampled_from((INDUSTRY, SERVICES))


def test_money_decides_beside_workers():
    assert size_class(10, 3 * BILLION, None, INDUSTRY, LAW) == "micro"
    assert size_class(10, 4 * BILLION, 4 * BILLION, INDUSTRY, LAW) == "small"
    assert size_class(100, 60 * BILLION, 20 * BILLION, INDUSTRY, LAW) == "small"
    assert size_class(100, 60 * BILLION, 21 * BILLION, INDUSTRY, LAW) == "medium"
    assert size_class(201, 1, 1, INDUSTRY, LAW) == "large"


def test_a_trader_is_judged_by_the_thresholds_of_services():
    assert size_class(80, 40 * BILLION, None, INDUSTRY, LAW) == "small"
    assert size_class(80, 40 * BILLION, None, SERVICES, LAW) == "medium"


def test_without_thresholds_nothing_is_known():
    assert size_class(5, 1, 1, INDUSTRY, {}) == ""


@given(workers, money, money, sectors)
def test_whoever_states_everything_has_a_class(people, revenue, capital, sector):
    assert size_class(people, revenue, capital, sector, LAW) in ORDER


@given(workers, money, money, sectors)
def test_what_is_said_with_figures_missing_stays_true_when_they_come(people, revenue, capital, sector):
    whole = size_class(people, revenue, capital, sector, LAW)
    for shown in itertools.product((True, False), repeat=3):
        stated = [
            value if keep else None for value, keep in zip((people, revenue, capital), shown, strict=True)
        ]
        assert size_class(*stated, sector, LAW) in {"", whole}


@given(workers, money, money, st.integers(0, 300), money, sectors)
def test_growing_never_makes_a_firm_smaller(people, revenue, capital, more, richer, sector):
    before = size_class(people, revenue, capital, sector, LAW)
    after = size_class(people + more, revenue + richer, capital + richer, sector, LAW)
    assert ORDER.index(after) >= ORDER.index(before)
