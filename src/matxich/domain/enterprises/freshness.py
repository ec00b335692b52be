"""How fresh a record is, and when a certificate's holder is reminded. Days and parameters in, a word out."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class Freshness(enum.Enum):
    """What the day of the last confirmation says on another day."""

    #: confirmed within the period
    FRESH = "fresh"
    #: still within it, and the period ends soon
    DUE = "due"
    #: the period has ended
    STALE = "stale"
    #: nobody has ever confirmed it
    NEVER = "never"


#: days before the end of the period from which a record is due to be confirmed
DUE_DAYS = 60


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later (earlier below 0); the last of the month where that has no such day.

    >>> months_after(dt.date(2024, 2, 29), 12), months_after(dt.date(2026, 1, 31), 1)
    (datetime.date(2025, 2, 28), datetime.date(2026, 2, 28))
    """
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def fresh_since(on: dt.date, months: int) -> dt.date:
    """Return the first day whose confirmation still counts on a day: later ones are fresh, earlier ones stale."""
    day = months_after(on, -months) - dt.timedelta(days=3)
    while months_after(day, months) < on:
        day += dt.timedelta(days=1)
    return day


def freshness(confirmed_on: dt.date | None, on: dt.date, months: int) -> Freshness:
    """Say how fresh a record is on a day.

    Args:
        confirmed_on: when somebody last said that it is true; None = never.
        months: how long that holds; the day so many months later is the last one.
    """
    if confirmed_on is None:
        return Freshness.NEVER
    until = months_after(confirmed_on, months)
    if until < on:
        return Freshness.STALE
    return Freshness.DUE if (until - on).days <= DUE_DAYS and confirmed_on < on else Freshness.FRESH


@dataclass(frozen=True, slots=True)
class RegistryFreshness:
    """How fresh many records are together."""

    firm_count: int
    #: confirmed within the period, due ones among them
    fresh_count: int
    stale_count: int
    never_count: int

    @property
    def fresh_share(self) -> float | None:
        """Share of the records that were confirmed within the period, 0..1; None without any record."""
        return self.fresh_count / self.firm_count if self.firm_count else None


def registry_freshness(confirmed_on: Iterable[dt.date | None], on: dt.date, months: int) -> RegistryFreshness:
    """Return how fresh records are together, from the day each was last confirmed on."""
    counts = dict.fromkeys(Freshness, 0)
    for day in confirmed_on:
        counts[freshness(day, on, months)] += 1
    fresh = counts[Freshness.FRESH] + counts[Freshness.DUE]
    return RegistryFreshness(sum(counts.values()), fresh, counts[Freshness.STALE], counts[Freshness.NEVER])


#: days after its end on which the last reminder is still worth sending, when no worker ran on the day
LATE_DAYS = 14


def reminder_due(expires_on: dt.date, on: dt.date, thresholds: Sequence[int]) -> int | None:
    """Return which reminder of a certificate is due on a day: the tightest threshold reached; None before and long after.

    A reminder that was missed because nothing ran on its day is made up for, but only the tightest: nobody is told
    "90 days" and "30 days" on one morning.

    Args:
        expires_on: last day it holds.
        thresholds: days before that day, each ≥ 0, in any order: 90, 30, 0.
    """
    left = (expires_on - on).days
    reached = [days for days in thresholds if left <= days]
    if not reached or left < -LATE_DAYS:
        return None
    return min(reached)
