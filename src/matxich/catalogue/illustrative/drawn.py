"""What is drawn: firms with their lines as people write them, and what became of each line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

CURRENT, SUPERSEDED, PROPOSED, REFUSED, WITHDRAWN = (
    "current",
    "superseded",
    "proposed",
    "refused",
    "withdrawn",
)
NONE, WAITING, ASKED = "none", "waiting", "asked"


@dataclass(frozen=True, slots=True)
class Place:
    """A ward of before the reform and the unit of today that it lies in, as an address says them."""

    district: str
    ward: str
    #: "xã Dị Nậu, huyện Thạch Thất, Hà Nội"
    old_words: str
    #: "xã Thạch Thất, Hà Nội"
    new_words: str


@dataclass(frozen=True, slots=True)
class DrawnVersion:
    """One version of one line."""

    written: dict[str, str]
    said_at: dt.datetime
    state: str = CURRENT
    check: str = NONE
    #: 1..4; above 1 there is a verification on `decided_at`
    grade: int = 1
    decided_at: dt.datetime | None = None
    #: why it was refused or what was asked
    reason: str = ""
    until: dt.datetime | None = None
    confirmed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line of a firm, with its versions, the oldest first."""

    kind: str
    #: 128 bits that become the line's number
    number: int
    versions: tuple[DrawnVersion, ...]


@dataclass(frozen=True, slots=True)
class DrawnSite:
    """One place of a firm."""

    kind: str
    address: str
    cluster: str = ""
    #: an officer has said which of the units that its words may mean it is
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class DrawnContact:
    """An invented person."""

    full_name: str
    position: str
    email: str
    phone: str
    is_registered: bool
    has_consent: bool


@dataclass(frozen=True, slots=True)
class DrawnFirm:
    """One invented firm."""

    name: str
    name_en: str
    tax_code: str
    roles: tuple[str, ...]
    stage: str
    status: str
    status_since: dt.date | None
    created_at: dt.datetime
    stage_since: dt.datetime
    consented_at: dt.datetime | None = None
    consent_basis: str = ""
    confirmed_on: dt.date | None = None
    #: (kind, name, until)
    names: tuple[tuple[str, str, dt.date | None], ...] = ()
    former_tax_codes: tuple[str, ...] = ()
    #: tax code of its head office, for a branch
    head_office: str = ""
    sites: tuple[DrawnSite, ...] = ()
    contacts: tuple[DrawnContact, ...] = ()
    lines: tuple[DrawnLine, ...] = field(default=())
