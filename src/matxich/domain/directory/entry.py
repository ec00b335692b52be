"""What the public may see of one firm, as the directory keeps it.

Whoever makes entries has already left out what is not published, not consented to or no claim of today. None and empty mean
"not stated".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.grade import Grade


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that firms are grouped by: an administrative unit or a cluster."""

    code: str
    #: its name as shown
    label: Text


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One process line: what is done to which materials."""

    #: process codes, finishing included
    processes: tuple[str, ...]
    #: material codes, families and grades
    materials: tuple[str, ...] = ()
    grade: Grade = Grade.SELF_DECLARED
    #: False: inferred from its machines or description; found by it, but not shown as something it says
    is_stated: bool = True


@dataclass(frozen=True, slots=True)
class EntryCertificate:
    """One certificate that a firm says it holds."""

    code: str
    #: the last day on which it is valid; None when the firm has not said
    expires_on: dt.date | None = None
    grade: Grade = Grade.SELF_DECLARED


@dataclass(frozen=True, slots=True)
class Entry:
    """One firm of the directory."""

    enterprise_id: str
    name: str
    name_en: str = ""
    #: short, former and other names
    aliases: tuple[str, ...] = ()
    #: digits, with "-001" behind them for a branch; "" when none is known
    tax_code: str = ""
    former_codes: tuple[str, ...] = ()
    #: a few public sentences of its own
    description: str = ""
    lines: tuple[EntryLine, ...] = ()
    certificates: tuple[EntryCertificate, ...] = ()
    #: machine codes
    machines: tuple[str, ...] = ()
    #: names of products as written
    products: tuple[str, ...] = ()
    part_families: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    #: market codes: where it sells
    markets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    #: "supplier", "buyer", …
    roles: tuple[str, ...] = ()
    #: "domestic", "fdi", "joint", "state"
    ownership: tuple[str, ...] = ()
    #: "micro", "small", "medium", "large"; "" when not known
    size_class: str = ""
    #: units as they were before 1 July 2025, and as they are since, one of each for every site
    districts: tuple[Spot, ...] = ()
    communes: tuple[Spot, ...] = ()
    clusters: tuple[Spot, ...] = ()
    #: codes of the vocabulary's places named by its addresses
    places: tuple[str, ...] = ()
    #: the best grade among its claims; None when it claims nothing yet
    grade: Grade | None = None
    #: the day on which somebody last said that this is still so
    confirmed_on: dt.date | None = None
    #: 0..1, how much of a full profile is stated
    completeness_share: float = 0.0
    #: invented, and labelled so wherever it is shown
    is_illustrative: bool = False
