"""Reads `authorities.toml`: who does which task of the programme since when, as far as it is known."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from importlib import resources

from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class KnownAuthority:
    """One line of the table as the catalogue starts it."""

    #: stable name of the entry
    code: str
    task_code: str
    task: Text
    #: "central", "province", "district", "commune" or "establishment"
    level: str
    body: Text
    valid_from: dt.date
    #: first day on which it is no longer so; None while it holds
    valid_until: dt.date | None
    legal_basis: str
    note: str
    #: somebody has read the legal basis and found it so
    is_verified: bool


@functools.cache
def known_authorities() -> tuple[KnownAuthority, ...]:
    """Return the catalogue's lines in the order of the file.

    Raises:
        KeyError: a line names a task that the file does not describe, or lacks a field.
    """
    path = resources.files("matxich.catalogue") / "authorities.toml"
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    tasks = {row["code"]: Text(row["vi"], row["en"]) for row in document["task"]}
    return tuple(
        KnownAuthority(
            code=row["code"],
            task_code=row["task"],
            task=tasks[row["task"]],
            level=row["level"],
            body=Text(row["vi"], row["en"]),
            valid_from=row["valid_from"],
            valid_until=row.get("valid_until"),
            legal_basis=row["legal_basis"],
            note=row["note"],
            is_verified=row["is_verified"],
        )
        for row in document["authority"]
    )
