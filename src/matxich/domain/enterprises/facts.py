"""Facts of a firm beside its capabilities: products, customers, markets, figures of a year, and its profile."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """What a firm says of itself; None and empty mean not stated."""

    ownership: tuple[str, ...] = ()
    is_maker: bool | None = None
    languages: tuple[str, ...] = ()
    description: str = ""
    part_families: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    inspection: tuple[str, ...] = ()
    founded_year: int | None = None
    website: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """One product line."""

    name: str
    #: VSIC code, digits; "" when not stated
    vsic: str = ""
    #: HS code, 4 to 8 digits
    hs: str = ""
    #: code in the list of priority supporting-industry products in force; "" when it is not on it or not stated
    priority_code: str = ""
    part_families: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer, with what proves the tie."""

    name: str
    #: market code of its country
    country: str = ""
    #: "assembler", "tier1", "tier2", "trader", "other"; "" when not stated
    tier: str = ""
    is_multinational: bool | None = None
    #: last confirmed delivery
    delivered_on: dt.date | None = None
    #: last audit by the customer that was passed
    audited_on: dt.date | None = None
    #: the firm does not want the name shown
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Market:
    """One export market."""

    code: str
    #: share of the firm's sales, 0..1
    share: float | None = None


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One figure of one year."""

    year: int
    #: a key of `MEASURES`
    measure: str
    #: in the measure's unit
    value: float
