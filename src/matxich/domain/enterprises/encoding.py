"""Typed claims as plain JSON values and back: what a field holds by default is left out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from matxich.domain.enterprises.model import Rate, Span
from matxich.domain.shared.grade import Grade

Item = TypeVar("Item")

_PAIRS = {"part_weight_kg": Span, "tonnage": Span, "capacity": Rate}
_DATES = {"issued_on", "expires_on", "confirmed_on", "delivered_on", "audited_on"}


def encode(item: Any) -> dict[str, Any]:
    """Return a dataclass of claims as a dictionary of plain values.

    >>> encode(Span(1.0, None))
    {'low': 1.0}
    """
    found = {}
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        if value != field.default:
            found[field.name] = _plain(value)
    return found


def decode(kind: type[Item], values: Mapping[str, Any]) -> Item:
    """Return the dataclass that `encode` made the values of; names it does not know are passed over.

    Raises:
        TypeError: a field without a default is missing.
    """
    names = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _typed(name, value) for name, value in values.items() if name in names})


def _plain(value: Any) -> Any:
    if isinstance(value, Span | Rate):
        return encode(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Grade):
        return int(value)
    if isinstance(value, tuple):
        return list(value)
    return value


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _PAIRS:
        return _PAIRS[name](**value)
    if name in _DATES:
        return dt.date.fromisoformat(value)
    if name == "grade":
        return Grade(value)
    return tuple(value) if isinstance(value, list) else value
