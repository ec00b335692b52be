"""What a versioned definition is: a rule that says of a firm's facts on a day meets, fails or unknown, and by which claims.

"Works in supporting industries" and "meets international standards" are counted by nobody the same way (domain notes
2.1). Each way is one module of `definitions/`, named after its code, with one `DEFINITION`; the folder is the registry.
A firm is never "not in": where the facts do not decide, the verdict is unknown and says what is missing.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.grade import Grade

MEETS, FAILS, UNKNOWN = "meets", "fails", "unknown"
#: family → what is counted
FAMILIES = {
    "cnht": Text("Hoạt động trong công nghiệp hỗ trợ", "Works in supporting industries"),
    "standard": Text("Đạt tiêu chuẩn quốc tế", "Meets international standards"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One typed item of a claim, as it stood."""

    claim_id: int
    #: code of a `ClaimKind`
    kind: str
    #: ProcessLine, Certificate, Product, Customer, Profile, YearFigure, Machine or Market
    item: Any
    grade: Grade = Grade.SELF_DECLARED

    @property
    def is_checked(self) -> bool:
        """Whether anybody beside the firm has looked at it."""
        return self.grade > Grade.SELF_DECLARED


@dataclass(frozen=True, slots=True)
class FirmFacts:
    """What was known of one firm."""

    is_active: bool
    facts: tuple[Fact, ...] = ()

    def of(self, kind: str) -> list[Fact]:
        """Return the facts of one kind of claim."""
        return [fact for fact in self.facts if fact.kind == kind]


@dataclass(frozen=True, slots=True)
class Lists:
    """The dated lists and numbers that rules look at, as they were in force on the day."""

    #: groups of the list of priority products ("III")
    priority_sectors: frozenset[str]
    #: codes of system certificates that count
    system_certificates: frozenset[str]
    #: how many months back a delivery proves that the firm supplies
    buyer_proof_months: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of one firm."""

    #: MEETS, FAILS or UNKNOWN
    level: str
    reason: Text
    #: numbers of the claims that made it so, the telling one first
    claims: tuple[int, ...] = ()


@dataclass(frozen=True)
class Definition:
    """One version of one definition."""

    code: str
    #: a key of `FAMILIES`
    family: str
    #: short, for the head of a column
    label: Text
    #: the rule in one sentence, as it is printed beside its number
    rule: Text
    #: first day on which it may be used; None = open
    valid_from: dt.date | None
    #: first day on which it may not be used any more
    valid_until: dt.date | None
    source: Text
    #: when somebody last compared it with its source
    reviewed_on: dt.date
    #: kinds of claims that it looks at
    kinds: tuple[str, ...]
    judge: Callable[[FirmFacts, dt.date, Lists], Verdict]
    order: int = 100

    def is_valid(self, on: dt.date) -> bool:
        """Whether it may be used for a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on < self.valid_until
        )


@functools.cache
def definitions() -> Mapping[str, Definition]:
    """Return every definition by code, families together, in the order of pages: the modules of `definitions/`."""
    package = importlib.import_module("matxich.domain.enterprises.definitions")
    found = []
    for module in pkgutil.iter_modules(package.__path__):
        one: Definition = importlib.import_module(f"{package.__name__}.{module.name}").DEFINITION
        if one.code != module.name:
            raise ValueError(
                f"definition {one.code!r} stands in {module.name}.py; name the file after the code"
            )
        found.append(one)
    families = list(FAMILIES)
    return {one.code: one for one in sorted(found, key=lambda one: (families.index(one.family), one.order))}


NOT_ACTIVE = Text("Doanh nghiệp không hoạt động vào ngày này.", "The firm was not in business on this day.")


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the day so many months earlier, the last of its month where that month is shorter.

    >>> months_before(dt.date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def claim_ids(facts: Iterable[Fact]) -> tuple[int, ...]:
    """Return the claims of facts, each once, in their order."""
    return tuple(dict.fromkeys(fact.claim_id for fact in facts))


def unless_active(facts: FirmFacts, verdict: Callable[[], Verdict]) -> Verdict:
    """Return that the firm was not in business, or else what the rule says."""
    return verdict() if facts.is_active else Verdict(FAILS, NOT_ACTIVE)
