"""The kernel drops lines early and scores few in full; scoring every line must give the same."""

import dataclasses
import datetime as dt

import numpy as np
import pytest

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.matching import scanning
from matxich.domain.matching.asks import asks, total_weight
from matxich.domain.matching.columns import build_registry
from matxich.domain.matching.kernel import Options, match_line
from tests.benchmarks.demand import demand_lines, unstated_lines
from tests.benchmarks.generated import columns_of, draw

FIRMS = 700
OPTIONS = Options(on=dt.date(2026, 1, 31), top=7, near_top=6)


@pytest.fixture(scope="module")
def drawn():
    return draw(FIRMS, load_vocabulary())


@pytest.fixture(scope="module")
def registry(drawn):
    return columns_of(drawn)


def exhaustive(line, registry):
    """The shortlist, the near misses and the counts, from every line scored in full, one firm after the other."""
    listed = asks(line)
    pieces = scanning.line_slices(listed, registry)
    rows = (
        np.concatenate([np.arange(piece.start, piece.stop) for piece in pieces])
        if pieces
        else np.zeros(0, np.int64)
    )
    view = scanning.scope(listed, registry, OPTIONS.on).view(rows)
    score, misses, single = np.zeros(len(rows)), np.zeros(len(rows), int), np.full(len(rows), -1)
    out = view.firm("status") != 0
    for number, ask in enumerate(listed):
        levels, closeness = ask.type.compare(ask.requirement.value, view)
        score += ask.weight * closeness.astype(float)
        excluded = ask.excludes(levels)
        if ask.hard and ask.mendable:
            misses += excluded
            single[excluded] = number
        elif ask.hard:
            out |= excluded
    steps = np.rint(score / total_weight(listed) * 1e6).astype(int)
    best, near, alone = {}, {}, {}
    keys = zip(
        misses.tolist(),
        (view.firm("maker") == 0).tolist(),
        (-steps).tolist(),
        view.firm("rank").tolist(),
        strict=True,
    )
    for place, (key, firm) in enumerate(zip(keys, view.firm_index.tolist(), strict=True)):
        if out[place] or key[0] > scanning.MOST_MENDS:
            continue
        found = near if key[0] else best
        found[firm] = min(found.get(firm, key), key)
        if key[0] == 1:
            alone.setdefault(int(single[place]), set()).add(firm)
    near = {firm: key for firm, key in near.items() if firm not in best}
    alone = {number: len(firms - set(best)) for number, firms in alone.items() if firms - set(best)}
    return _ordered(best, OPTIONS.top), _ordered(near, OPTIONS.near_top), len(best), len(near), alone


def _ordered(found, top):
    return [
        (firm, -key[2] / 1e6, key[0]) for firm, key in sorted(found.items(), key=lambda item: item[1])[:top]
    ]


@pytest.mark.parametrize("block", [64, 512, 131_072])
def test_dropping_early_changes_nothing(registry, monkeypatch, block):
    monkeypatch.setattr(scanning, "BLOCK", block)
    vocabulary = load_vocabulary()
    matched = 0
    for line in [*demand_lines(vocabulary, 60), *unstated_lines(vocabulary)]:
        found = match_line(line, registry, OPTIONS)
        shortlist, near, qualified, nearly, alone = exhaustive(line, registry)
        assert [(c.firm, pytest.approx(c.score, abs=2e-6), c.misses) for c in found.shortlist] == shortlist, (
            line.name
        )
        assert [(c.firm, pytest.approx(c.score, abs=2e-6), c.misses) for c in found.near_misses] == near, (
            line.name
        )
        assert (found.qualified_count, found.near_count) == (qualified, nearly), line.name
        assert {number: missing.count for number, missing in found.single_misses.items()} == alone, line.name
        matched += bool(shortlist)
    assert matched > 20


def test_generated_columns_are_those_of_the_objects(drawn, registry):
    firms = [drawn.firm(place) for place in range(FIRMS)]
    built = build_registry(firms, load_vocabulary())
    for part in ("lines", "firms"):
        for name, column in getattr(built, part).items():
            if name in built.sets or name == "rank":
                continue  # numbers of sets differ, ranks are drawn
            np.testing.assert_array_equal(getattr(registry, part)[name], column, err_msg=name)
    for name in built.sets:
        mine, theirs = (
            r.sets[name][(r.lines if name in r.lines else r.firms)[name]] for r in (registry, built)
        )
        np.testing.assert_array_equal(mine, theirs, err_msg=name)
    assert dataclasses.astuple(firms[3])[:2] == ("G0000003", firms[3].name)
