"""One body a task and level at a time."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.places.authorities import Term, may_end, may_stand


def day(number: int) -> dt.date:
    return dt.date(2025, 1, 1) + dt.timedelta(days=number)


DISTRICT = Term("cluster_dossier", "district", "UBND huyện", day(0), day(180), number=1)


def test_a_line_that_overlaps_is_refused_with_who_has_the_task():
    answer = may_stand(Term("cluster_dossier", "district", "Sở", day(100), None), [DISTRICT])
    assert "UBND huyện" in answer.refusal.vi
    assert "until before 2025-06-30" in answer.refusal.en


def test_another_level_another_task_and_the_day_after_are_free():
    for term in (
        Term("cluster_dossier", "commune", "UBND xã", day(100), None),
        Term("cluster_decision", "district", "UBND tỉnh", day(100), None),
        Term("cluster_dossier", "district", "Sở", day(180), None),
        DISTRICT,
    ):
        assert may_stand(term, [DISTRICT]).allowed


def test_a_line_ends_after_it_begins_and_once():
    running = Term("x", "commune", "UBND xã", day(10), None)
    assert may_end(running, day(11)).allowed
    assert not may_end(running, day(10)).allowed
    assert "đã hết hiệu lực từ 30/06/2025" in may_end(DISTRICT, day(200)).refusal.vi
    assert may_end(DISTRICT, day(100)).allowed


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30) | st.none()), max_size=12))
def test_whatever_is_let_in_leaves_one_body_a_day(spans):
    kept: list[Term] = []
    for number, (start, length) in enumerate(spans):
        end = None if length is None else day(start + length)
        term = Term("task", "commune", "body", day(start), end, number)
        if may_stand(term, kept).allowed:
            kept.append(term)
    for at in range(120):
        holding = [
            one
            for one in kept
            if one.valid_from <= day(at) and (one.valid_until is None or day(at) < one.valid_until)
        ]
        assert len(holding) <= 1
