"""Which records may become one, and which version of a line that both state holds."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.domain.enterprises.merging import HeldLine, Side, clashes, may_merge

CODE, OTHER = "0100109106", "0100100079"


def side(number: int, code: str = "", *, status: str = "active", invented: bool = False) -> Side:
    return Side(number, f"#{number}", code, status, invented)


@pytest.mark.parametrize(
    ("kept", "gone", "words", "allowed"),
    [
        (side(1), side(2), {}, True),
        (side(1, CODE), side(2), {}, True),
        (side(1, CODE), side(2, CODE), {}, True),
        (side(1), side(1), {}, False),
        (side(1), side(2, status="merged"), {}, False),
        (side(1), side(2, invented=True), {}, False),
        (side(1, CODE), side(2, OTHER), {}, False),
        (side(1, CODE), side(2, OTHER), {"reason": "x"}, False),
        (side(1, CODE), side(2, OTHER), {"codes_confirmed": True}, False),
        (side(1, CODE), side(2, OTHER), {"reason": "x", "codes_confirmed": True}, True),
        (side(1, CODE), side(2, f"{CODE}-001"), {"reason": "x", "codes_confirmed": True}, False),
    ],
)
def test_who_may_go_into_whom(kept, gone, words, allowed):
    assert may_merge(kept, gone, **words).allowed is allowed


def line(number: int, grade: int = 1, day: int | None = None, key: str = "iso_9001|") -> HeldLine:
    on = dt.date(2026, 1, day) if day else None
    return HeldLine(number, "certificate", key, grade, on)


@pytest.mark.parametrize(
    ("kept", "gone", "gone_wins"),
    [
        (line(1), line(2), False),
        (line(1, 1), line(2, 3), True),
        (line(1, 3), line(2, 1, 9), False),
        (line(1, 1, 3), line(2, 1, 9), True),
        (line(1, 1), line(2, 1, 9), True),
    ],
)
def test_the_better_graded_then_the_later_confirmed_then_the_kept_holds(kept, gone, gone_wins):
    (clash,) = clashes([kept], [gone])
    assert clash.gone_wins is gone_wins


def test_lines_with_one_key_are_paired_one_by_one():
    found = clashes([line(1), line(2)], [line(3), line(4), line(5), line(6, key="iatf_16949|")])
    assert [(one.kept.id, one.gone.id) for one in found] == [(1, 3), (2, 4)]
