"""A firm as the matching sees it: who it is, and its claims about processes, certificates and machines.

None always means "not stated": it is never read as zero or as a no.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from matxich.domain.shared.grade import Grade


@dataclass(frozen=True, slots=True)
class Span:
    """A closed range; either end None when open, both None when not stated."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """What a firm can deliver in a month: pieces, kilograms, or both when it says both."""

    pieces_per_month: float | None = None
    kg_per_month: float | None = None


@dataclass(frozen=True, slots=True)
class ProcessLine:
    """One row of capability: what a firm does with one set of machines."""

    #: process codes named in the cell; several mean the same line does each
    processes: tuple[str, ...]
    #: the cell as written
    text: str
    in_house: bool | None = None
    #: material codes, families and grades
    materials: tuple[str, ...] = ()
    #: largest part, up to three edges, the largest first
    max_size_mm: tuple[float, ...] = ()
    part_weight_kg: Span = Span()
    tonnage: Span = Span()
    #: best tolerance, ± mm
    tolerance_mm: float | None = None
    #: best roughness, Ra µm
    roughness_um: float | None = None
    capacity: Rate = Rate()
    batch_min: float | None = None
    lead_time_days: float | None = None
    tooling_in_house: bool | None = None
    #: process codes of surface and heat treatment offered with it
    finishes: tuple[str, ...] = ()
    axes: int | None = None
    max_diameter_mm: float | None = None
    travel_mm: tuple[float, ...] = ()
    cavities: float | None = None
    part_families: tuple[str, ...] = ()
    #: "row" as stated; "machines" or "description": inferred because the firm states no process row
    origin: str = "row"
    grade: Grade = Grade.SELF_DECLARED
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate that a firm says it holds."""

    code: str
    #: the standard as written
    text: str
    scope: str = ""
    number: str = ""
    issued_on: dt.date | None = None
    #: None when the row does not say: held, but its validity is to be asked
    expires_on: dt.date | None = None
    grade: Grade = Grade.SELF_DECLARED


@dataclass(frozen=True, slots=True)
class Machine:
    """One kind of machine on the floor."""

    code: str
    text: str
    quantity: int | None = None
    tonnage: Span = Span()
    axes: int | None = None
    max_diameter_mm: float | None = None
    travel_mm: tuple[float, ...] = ()
    maker: str = ""
    model: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Firm:
    """One supplier with everything it claims."""

    supplier_id: str
    name: str
    name_en: str = ""
    tax_code: str = ""
    address: str = ""
    #: codes of the places named in its address columns, the most special ones
    places: tuple[str, ...] = ()
    #: "active", "suspended" or "ceased"
    status: str = "active"
    #: "domestic", "fdi", "joint", "state" and country codes ("jp"), as far as stated
    ownership: tuple[str, ...] = ()
    workers: int | None = None
    #: market codes; empty = not stated
    markets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    #: True makes, False only trades, None not stated
    is_maker: bool | None = None
    description: str = ""
    #: machine codes of measuring equipment named anywhere in its rows
    inspection: tuple[str, ...] = ()
    #: machine codes that it says it does not have ("không có CMM")
    lacks_machines: tuple[str, ...] = ()
    part_families: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    #: the day its data were last confirmed
    confirmed_on: dt.date | None = None
    lines: tuple[ProcessLine, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    machines: tuple[Machine, ...] = ()
    #: whether it sent any certificate row: a list that was given is taken as its whole list
    lists_certificates: bool = False
    #: columns of its row that nobody understood, kept as sent
    extra: dict[str, str] = field(default_factory=dict)
