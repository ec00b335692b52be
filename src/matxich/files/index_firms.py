"""One firm as a record of an index: everything it states, so that a shortlist is explained without its workbook.

A record is one JSON list, `[supplier_id, name, {the firm's other fields}, [its lines]]`. Lines are lists in the order of
`LINE_FIELDS` without what is empty at their end; a range is `[low, high]`, a date ISO text. Numbers keep all digits.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from matxich.domain.enterprises.model import Certificate, Firm, Machine, ProcessLine, Rate, Span
from matxich.domain.shared.grade import Grade

LINE_FIELDS = tuple(field.name for field in dataclasses.fields(ProcessLine))
CERTIFICATE_FIELDS = tuple(field.name for field in dataclasses.fields(Certificate))
MACHINE_FIELDS = tuple(field.name for field in dataclasses.fields(Machine))
FIRM_FIELDS = tuple(field.name for field in dataclasses.fields(Firm))
_OWN = {"supplier_id", "name", "lines"}
_DEFAULTS = {
    field.name: field.default if field.default is not dataclasses.MISSING else {}
    for field in dataclasses.fields(Firm)
    if field.name not in _OWN
}


def encode_firm(firm: Firm) -> bytes:
    """Return the record of a firm."""
    return join_firm(
        firm.supplier_id, firm.name, encode_profile(firm), [encode_line(line) for line in firm.lines]
    )


def join_firm(supplier_id: str, name: str, profile: bytes, lines: Sequence[bytes]) -> bytes:
    """Return a record made of its parts, each encoded already."""
    return b"".join(
        (b"[", _json(supplier_id), b",", _json(name), b",", profile, b",[", b",".join(lines), b"]]")
    )


def encode_profile(firm: Firm) -> bytes:
    """Return what a firm states beside its id, its name and its lines; what is empty is left out."""
    stated = {name: getattr(firm, name) for name, empty in _DEFAULTS.items() if getattr(firm, name) != empty}
    for name in ("certificates", "machines"):
        if name in stated:
            stated[name] = [_trimmed(item) for item in stated[name]]
    return _json(stated)


def encode_line(line: ProcessLine) -> bytes:
    """Return one line of a record."""
    return _json(_trimmed(line))


def _trimmed(item: ProcessLine | Certificate | Machine) -> list[Any]:
    fields = dataclasses.fields(item)
    values = [getattr(item, field.name) for field in fields]
    while values and values[-1] == fields[len(values) - 1].default:
        values.pop()
    return values


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def _plain(value: object) -> object:
    if isinstance(value, Span):
        return [value.low, value.high]
    if isinstance(value, Rate):
        return [value.pieces_per_month, value.kg_per_month]
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no form in an index for {type(value).__name__}")


def decode_firm(record: bytes) -> Firm:
    """Return the firm of a record, equal to the one it was made of."""
    supplier_id, name, stated, lines = json.loads(record)
    for field, value in stated.items():
        if isinstance(value, list):
            stated[field] = tuple(value)
    if "certificates" in stated:
        stated["certificates"] = tuple(Certificate(**_certificate(row)) for row in stated["certificates"])
    if "machines" in stated:
        stated["machines"] = tuple(Machine(**_values(MACHINE_FIELDS, row)) for row in stated["machines"])
    if "confirmed_on" in stated:
        stated["confirmed_on"] = dt.date.fromisoformat(stated["confirmed_on"])
    return Firm(
        supplier_id, name, lines=tuple(ProcessLine(**_values(LINE_FIELDS, row)) for row in lines), **stated
    )


def _certificate(row: list[Any]) -> dict[str, Any]:
    values = _values(CERTIFICATE_FIELDS, row)
    for field in ("issued_on", "expires_on"):
        if values.get(field):
            values[field] = dt.date.fromisoformat(values[field])
    return values


def _values(fields: tuple[str, ...], row: list[Any]) -> dict[str, Any]:
    values = dict(zip(fields, row, strict=False))
    for field, value in values.items():
        if isinstance(value, list):
            kind = _PAIRS.get(field)
            values[field] = kind(*value) if kind else tuple(value)
    if "grade" in values:
        values["grade"] = Grade(values["grade"])
    return values


_PAIRS: dict[str, type[Span | Rate]] = {"part_weight_kg": Span, "tonnage": Span, "capacity": Rate}


class StoredFirms(Sequence[Firm]):
    """The firms of an index, each read when it is asked for."""

    def __init__(self, records: NDArray[np.uint8], offsets: NDArray[np.int64]) -> None:
        """Take the records one behind the other, and where each begins (one more: where the last ends)."""
        self._records = records
        self._offsets = offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, place: int) -> Firm: ...
    @overload
    def __getitem__(self, place: slice) -> list[Firm]: ...
    def __getitem__(self, place: int | slice) -> Firm | list[Firm]:
        if isinstance(place, slice):
            return [self[index] for index in range(*place.indices(len(self)))]
        index = range(len(self))[place]  # raises IndexError, counts from the end when negative
        return decode_firm(self.record(index))

    def record(self, place: int) -> bytes:
        """Return one firm's record as it is stored."""
        return self._records[int(self._offsets[place]) : int(self._offsets[place + 1])].tobytes()
