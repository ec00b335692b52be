"""The size class of a firm by thresholds that are data: micro, small, medium, large, or not known.

The law's test joins a number of workers with a sum of money (revenue or capital); where a figure that matters is not
stated the class is not known, for a guess would decide about support.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

UNKNOWN, LARGE = "", "large"
#: sectors that the thresholds tell apart
INDUSTRY, SERVICES = "industry", "services"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One class: at most so many workers, and at most so much revenue or so much capital."""

    code: str
    workers: int
    revenue_vnd: int
    capital_vnd: int


def read_thresholds(value: Mapping[str, Any]) -> dict[str, tuple[Threshold, ...]]:
    """Return the thresholds by sector, smallest class first, from the parameter "size_class_thresholds".

    Raises:
        KeyError: a limit is missing.
    """
    return {
        sector: tuple(
            sorted(
                (
                    Threshold(code, int(row["workers"]), int(row["revenue_vnd"]), int(row["capital_vnd"]))
                    for code, row in classes.items()
                ),
                key=lambda one: one.workers,
            )
        )
        for sector, classes in value.items()
    }


def size_class(
    workers: float | None,
    revenue_vnd: float | None,
    capital_vnd: float | None,
    sector: str,
    thresholds: Mapping[str, Sequence[Threshold]],
) -> str:
    """Return "micro", "small", "medium", "large", or "" when what is stated does not decide it.

    Args:
        workers: of the last year stated; None = not stated. So are the two sums.
        sector: INDUSTRY or SERVICES; a sector without thresholds of its own is judged as industry.
        thresholds: by sector, the smallest class first.

    >>> law = {"industry": (Threshold("micro", 10, 3, 3), Threshold("small", 100, 50, 20))}
    >>> size_class(9, 2, None, "industry", law), size_class(60, 90, 15, "industry", law)
    ('micro', 'small')
    >>> size_class(300, None, None, "industry", law), size_class(9, None, None, "industry", law)
    ('large', '')
    """
    rows = thresholds.get(sector) or thresholds.get(INDUSTRY) or ()
    if not rows:
        return UNKNOWN
    for row in rows:
        fits = _both(
            _within(workers, row.workers),
            _either(_within(revenue_vnd, row.revenue_vnd), _within(capital_vnd, row.capital_vnd)),
        )
        if fits is None:
            return UNKNOWN
        if fits:
            return row.code
    return LARGE


def _within(value: float | None, most: int) -> bool | None:
    return None if value is None else value <= most


def _both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _either(first: bool | None, second: bool | None) -> bool | None:
    if first or second:
        return True
    return None if first is None or second is None else False
