"""What personal data are kept and why: dated entries of personal_data.toml."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matxich.domain.shared.bilingual import Text

_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Purpose:
    """One reason to keep personal data, as it holds from a day on."""

    code: str
    valid_from: dt.date
    label: Text
    #: what is kept
    data: Text
    #: what for
    purpose: Text
    #: law or consent
    basis: Text
    #: how long
    kept: Text


@cache
def _entries() -> tuple[Purpose, ...]:
    with _FILE.open("rb") as file:
        rows = tomllib.load(file)["purpose"]
    texts = ("label", "data", "purpose", "basis", "kept")
    return tuple(
        Purpose(row["code"], row["valid_from"], **{name: Text(**row[name]) for name in texts}) for row in rows
    )


def purposes(on: dt.date) -> list[Purpose]:
    """Return the entries in force on a day, in the file's order; before the first one holds, the earliest of each code.

    >>> [one.code for one in purposes(dt.date(2026, 11, 25))]
    ['account', 'work', 'role', 'firm_contact', 'mail']
    """
    found: dict[str, Purpose] = {}
    for entry in sorted(_entries(), key=lambda one: one.valid_from):
        if entry.code not in found or entry.valid_from <= on:
            found[entry.code] = entry
    order = list(dict.fromkeys(entry.code for entry in _entries()))
    return [found[code] for code in order]


def purpose_label(code: str, on: dt.date) -> Text:
    """Return what a purpose is called; an unknown code reads as it is written."""
    return next((one.label for one in purposes(on) if one.code == code), Text(code, code))
