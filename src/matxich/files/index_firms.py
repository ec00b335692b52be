"""One firm as a record of an index: everything it states, so that a shortlist is explained without its workbook.

A record is one JSON list, `[supplier_id, name, {the firm's other fields}, [its lines]]`. Lines are lists in the order of
`LINE_FIELDS` without what is empty at their end; a range is `[low, high]`, a date ISO text. Numbers keep all digits.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
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
        if type(value) is list:
            stated[field] = tuple(value)
    if "certificates" in stated:
        stated["certificates"] = tuple(
            Certificate(*_values(row, _CERTIFICATE)) for row in stated["certificates"]
        )
    if "machines" in stated:
        stated["machines"] = tuple(Machine(*_values(row, _MACHINE)) for row in stated["machines"])
    if "confirmed_on" in stated:
        stated["confirmed_on"] = dt.date.fromisoformat(stated["confirmed_on"])
    return Firm(
        supplier_id, name, lines=tuple([ProcessLine(*_values(row, _LINE)) for row in lines]), **stated
    )


def _values(row: list[Any], special: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    """Return a row's values as the fields hold them: lists become tuples, the special ones what they are."""
    values = [tuple(value) if type(value) is list else value for value in row]
    for place, made in special:
        if place >= len(values):
            break
        if values[place] is not None:
            values[place] = made(values[place])
    return values


def _special(fields: tuple[str, ...]) -> list[tuple[int, Callable[[Any], Any]]]:
    made: dict[str, Callable[[Any], Any]] = {
        "part_weight_kg": lambda pair: Span(*pair), "tonnage": lambda pair: Span(*pair), "capacity": lambda pair: Rate(*pair),
        "issued_on": dt.date.fromisoformat, "expires_on": dt.date.fromisoformat, "grade": _GRADES.__getitem__,
    }  # fmt: skip
    return [(place, made[name]) for place, name in enumerate(fields) if name in made]


_GRADES = {int(grade): grade for grade in Grade}
_LINE, _CERTIFICATE, _MACHINE = _special(LINE_FIELDS), _special(CERTIFICATE_FIELDS), _special(MACHINE_FIELDS)


class StoredFirms(Sequence[Firm]):
    """The firms of an index, each read when it is asked for.

    Records are read from the file, not mapped: a firm here and there would draw sixteen pages each into memory.
    """

    def __init__(self, records: Path, offsets: NDArray[np.int64]) -> None:
        """Take the file of the records one behind the other, and where each begins (one more: where the last ends).

        The file stays open as long as this object lives. Raises OSError when it cannot be opened.
        """
        self._file = os.open(records, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)
        self._offsets = offsets
        #: where the last record ends, and how many bytes the file has
        self.last = int(offsets[-1])
        self.size = os.fstat(self._file).st_size

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
        start, stop = self._offsets[place : place + 2].tolist()
        return os.pread(self._file, stop - start, start)
