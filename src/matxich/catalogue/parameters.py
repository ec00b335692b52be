"""Reads `parameters.toml`: the programme's numbers and lists as they are before anybody changed them."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class ParameterDefault:
    """One value of one parameter from a day on."""

    code: str
    label: Text
    #: plain JSON
    value: Any
    valid_from: dt.date
    #: "" = a default of the house
    legal_basis: str
    note: str
    #: somebody has read the legal basis and found it so
    is_verified: bool


@functools.cache
def parameter_defaults() -> tuple[ParameterDefault, ...]:
    """Return the defaults in the order of the file; the same objects every time."""
    text = (resources.files("matxich.catalogue") / "parameters.toml").read_text(encoding="utf-8")
    return tuple(
        ParameterDefault(
            row["code"],
            Text(row["vi"], row["en"]),
            row["value"],
            row["valid_from"],
            row["legal_basis"],
            row["note"],
            row["verified"],
        )
        for row in tomllib.loads(text)["parameter"]
    )


def default_value(code: str, on: dt.date | None = None) -> Any:
    """Return the default of a parameter on a day; the newest without one.

    Raises:
        KeyError: the catalogue has no such parameter, or none that early.
    """
    found = [one for one in parameter_defaults() if one.code == code and (on is None or one.valid_from <= on)]
    if not found:
        raise KeyError(code)
    return max(found, key=lambda one: one.valid_from).value
