"""A snapshot with changed firms laid over it answers as one registry of all firms would."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from matxich.domain.matching.columns import build_registry
from matxich.domain.matching.document import document
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.layers import layered, match_list_layers
from matxich.domain.matching.run import match_list
from tests.domain.matching.workshop import ON, V, demands, firm, firms, line, process, row

OPTIONS = Options(on=ON, top=5, near_top=5)


def answer(result):
    """The part of a document that a reader sees; which of the alike firms are named first on the board may differ."""
    found = document(result)
    board = sorted(
        (u["type"], u["value"], u["supplier_count"] if len(u["lines"]) == 1 else 0) for u in found["upgrades"]
    )
    return found["lines"], board


@settings(max_examples=25)
@given(firms(), demands(), st.data())
def test_any_split_into_snapshot_and_overlay_answers_like_the_whole(listed, demand, data):
    moved = data.draw(st.sets(st.sampled_from([one.supplier_id for one in listed])))
    removed = data.draw(st.sets(st.sampled_from([one.supplier_id for one in listed])))
    stale = [replace(one, lines=()) if one.supplier_id in moved else one for one in listed]
    whole = [one for one in listed if one.supplier_id not in removed]
    over = build_registry([one for one in whole if one.supplier_id in moved], V)
    layers = layered(build_registry(stale, V), over, moved | removed)
    assert answer(match_list_layers([demand], layers, OPTIONS)) == answer(
        match_list([demand], build_registry(whole, V), OPTIONS)
    )


def test_without_changes_the_snapshot_itself_is_matched():
    base = build_registry([firm("a", row())], V)
    assert layered(base, None, []).base is base
    found = match_list_layers([line(process("casting"))], layered(base, None, []), OPTIONS)
    assert [one.shown.supplier_id for one in found.lines[0].shortlist] == ["a"]


def test_the_count_of_firms_is_that_of_those_matched():
    base = build_registry([firm("a"), firm("b"), firm("c")], V)
    assert layered(base, build_registry([firm("b")], V), ["b", "c"]).firm_count == 2
