"""What a kind of claim is: its fields as people write them, and how they are read into a typed value.

A claim is one line of a firm's profile: a process, a machine, a certificate, a figure of a year. It is kept twice: as
written (field → text, the fields being those of the matching's spreadsheets, so that a form, an import and a part
list share one reader) and as read (the typed value that matching and rules use). Each kind is one module in
`claim_kinds/`, named after its code, with one `KIND`; the folder is the registry.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

_NOTHING = Text("", "")
#: what a field's text may be, for the form that asks for it
TEXT, LONG_TEXT, NUMBER, DATE, YES_NO, CHOICE, CONCEPT = (
    "text",
    "long_text",
    "number",
    "date",
    "yes_no",
    "choice",
    "concept",
)


@dataclass(frozen=True, slots=True)
class ClaimField:
    """One field of a claim as a person fills it."""

    #: as in the catalogue's headings where the spreadsheets have it
    name: str
    label: Text
    kind: str = TEXT
    #: shown behind the label; "" without
    unit: str = ""
    required: bool = False
    #: may the public see it (a customer's name may not unless the firm says so)
    public: bool = True
    #: an example, shown as help
    example: str = ""
    help: Text | None = None
    #: (code, label) for CHOICE; kind of vocabulary concept for CONCEPT
    choices: tuple[tuple[str, Text], ...] = ()
    concept: str = ""


@dataclass(frozen=True, slots=True)
class ClaimProblem:
    """Something in a claim that could not be used: which field, and what to do."""

    field: str
    text: Text
    #: "error": the claim cannot be kept so; "warning": kept, but this field is not understood
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class Read:
    """A claim as read."""

    #: plain JSON values; what `typed` of the stored claim holds
    typed: Mapping[str, Any]
    #: concept codes it is found by (process, certificate, market, product codes), the first one is the claim's own
    codes: tuple[str, ...] = ()
    #: one line that says it all
    summary: Text = _NOTHING
    year: int | None = None
    valid_from: dt.date | None = None
    expires_on: dt.date | None = None
    problems: tuple[ClaimProblem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it can be kept."""
        return all(problem.severity != "error" for problem in self.problems)


@dataclass(frozen=True)
class ClaimKind:
    """One kind of claim."""

    code: str
    label: Text
    plural: Text
    fields: tuple[ClaimField, ...]
    #: (as written, vocabulary) → as read
    read: Callable[[Mapping[str, str], Vocabulary], Read]
    #: what tells two lines of one firm apart: two with an equal key are versions of one line
    key: Callable[[Read, Mapping[str, str]], str]
    #: a firm has at most one of it
    single: bool = False
    #: what an officer would accept as evidence
    evidence: Text = _NOTHING
    #: table of the supplier workbook whose rows are such claims; "" when there is none
    table: str = ""
    #: months after which it has to be confirmed anew even without an expiry of its own; None = with the firm
    confirm_months: int | None = None
    #: order on pages
    order: int = 100
    _by_name: dict[str, ClaimField] = field(default_factory=dict, repr=False, compare=False)

    def field(self, name: str) -> ClaimField:
        """Return a field by name; raises KeyError when there is none."""
        if not self._by_name:
            self._by_name.update({one.name: one for one in self.fields})
        return self._by_name[name]

    @property
    def public_fields(self) -> tuple[ClaimField, ...]:
        """The fields that the public may see."""
        return tuple(one for one in self.fields if one.public)


@functools.cache
def claim_kinds() -> Mapping[str, ClaimKind]:
    """Return every kind by code, in the order of pages: the modules of `claim_kinds/`."""
    package = importlib.import_module("matxich.domain.enterprises.claim_kinds")
    found = []
    for module in pkgutil.iter_modules(package.__path__):
        kind: ClaimKind = importlib.import_module(f"{package.__name__}.{module.name}").KIND
        if kind.code != module.name:
            raise ValueError(
                f"claim kind {kind.code!r} stands in {module.name}.py; name the file after the code"
            )
        found.append(kind)
    return {kind.code: kind for kind in sorted(found, key=lambda kind: kind.order)}
