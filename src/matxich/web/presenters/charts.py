"""Bars in rows, drawn by the server: what each row's share of the longest one is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart."""

    label: str | Promise
    #: None = not known: no bar is drawn and no zero printed
    value: float | None
    #: length, 0..100
    percent: float
    #: leads to the rows behind the figure; "" without
    address: str = ""


def bars(
    rows: Iterable[tuple[str | Promise, float | None, str]], *, longest: float | None = None
) -> list[Bar]:
    """Return bars of (label, value ≥ 0, address); the longest, or `longest`, fills the width.

    >>> [bar.percent for bar in bars([("a", 4, ""), ("b", 1, ""), ("c", None, "")])]
    [100.0, 25.0, 0.0]
    """
    found = list(rows)
    full = (
        longest
        if longest is not None
        else max((value for _label, value, _address in found if value), default=0)
    )
    return [
        Bar(label, value, min(100.0, round(100 * value / full, 2)) if value and full else 0.0, address)
        for label, value, address in found
    ]
