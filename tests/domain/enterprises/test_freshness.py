"""Freshness and reminders: what holds for every day of the calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.enterprises.freshness import (
    DUE_DAYS,
    LATE_DAYS,
    Freshness,
    fresh_since,
    freshness,
    months_after,
    registry_freshness,
    reminder_due,
)

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))
MONTHS = st.integers(1, 60)
THRESHOLDS = st.lists(st.integers(0, 400), min_size=1, max_size=5, unique=True)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("confirmed", "on", "word"),
    [
        ("2025-11-25", "2026-11-25", Freshness.DUE),
        ("2025-11-24", "2026-11-25", Freshness.STALE),
        ("2026-11-25", "2026-11-25", Freshness.FRESH),
        ("2024-02-29", "2025-02-28", Freshness.DUE),
        ("2024-02-29", "2025-03-01", Freshness.STALE),
        ("2026-01-20", "2026-11-20", Freshness.FRESH),
        ("2026-01-20", "2026-11-21", Freshness.DUE),
    ],
)
def test_a_confirmation_holds_for_twelve_months_and_the_day_they_end(confirmed, on, word):
    assert freshness(dt.date.fromisoformat(confirmed), dt.date.fromisoformat(on), 12) is word


def test_what_nobody_confirmed_is_never_fresh():
    assert freshness(None, dt.date(2026, 11, 25), 12) is Freshness.NEVER


@given(DAYS, st.integers(-600, 600), st.integers(-600, 600))
def test_months_later_stay_in_the_month_and_keep_the_order(day, months, more):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert (months <= more) == (later <= months_after(day, more)) or months == more


@given(DAYS, MONTHS)
def test_the_first_fresh_day_divides_fresh_from_stale(on, months):
    since = fresh_since(on, months)
    assert freshness(since, on, months) in {Freshness.DUE, Freshness.FRESH}
    assert freshness(since - DAY, on, months) is Freshness.STALE


@given(DAYS, st.integers(-2000, 0), MONTHS)
def test_the_query_by_the_first_fresh_day_says_the_same_as_the_rule(on, days, months):
    confirmed = on + dt.timedelta(days=days)
    is_fresh = freshness(confirmed, on, months) in {Freshness.FRESH, Freshness.DUE}
    assert is_fresh == (confirmed >= fresh_since(on, months))


@given(DAYS, MONTHS)
def test_a_record_only_ages(confirmed, months):
    order = [Freshness.FRESH, Freshness.DUE, Freshness.STALE]
    words = [
        order.index(freshness(confirmed, confirmed + dt.timedelta(days=step), months))
        for step in range(0, months * 31 + 40, 7)
    ]
    assert words == sorted(words)
    assert words[-1] == 2


@given(DAYS, MONTHS)
def test_confirming_today_is_fresh_whatever_the_period(on, months):
    assert freshness(on, on, months) is Freshness.FRESH


@given(st.lists(st.one_of(st.none(), DAYS), max_size=30), DAYS, MONTHS)
def test_the_registrys_counts_add_up(confirmed, on, months):
    found = registry_freshness(confirmed, on, months)
    assert found.fresh_count + found.stale_count + found.never_count == found.firm_count == len(confirmed)
    assert found.never_count == confirmed.count(None)
    assert (found.fresh_share is None) == (not confirmed)


@pytest.mark.parametrize(
    ("left", "due"),
    [(91, None), (90, 90), (31, 90), (30, 30), (1, 30), (0, 0), (-LATE_DAYS, 0), (-LATE_DAYS - 1, None)],
)
def test_reminders_come_ninety_and_thirty_days_before_and_on_the_last_day(left, due):
    on = dt.date(2026, 11, 25)
    assert reminder_due(on + dt.timedelta(days=left), on, (0, 90, 30)) == due


@given(DAYS, THRESHOLDS)
def test_over_the_days_each_threshold_is_due_once_in_a_row_from_the_widest_to_the_tightest(
    expires, thresholds
):
    days = range(max(thresholds) + 5, -LATE_DAYS - 5, -1)
    due = [reminder_due(expires, expires - dt.timedelta(days=left), thresholds) for left in days]
    said = [one for number, one in enumerate(due) if number == 0 or one != due[number - 1]]
    assert said == [None, *sorted(thresholds, reverse=True), None]


@given(DAYS, THRESHOLDS, st.lists(st.integers(0, 420), max_size=8))
def test_a_worker_that_runs_on_some_days_only_never_sends_two_reminders_on_one_morning(
    expires, thresholds, days
):
    sent = {reminder_due(expires, expires - dt.timedelta(days=left), thresholds) for left in days} - {None}
    assert len(sent) <= len({*days})


def test_due_begins_before_the_end_of_the_period():
    confirmed = dt.date(2026, 1, 1)
    first = months_after(confirmed, 12) - dt.timedelta(days=DUE_DAYS)
    assert freshness(confirmed, first, 12) is Freshness.DUE
    assert freshness(confirmed, first - DAY, 12) is Freshness.FRESH
