"""What the page of a firm's confirmation shows: its lines, what was answered, what needs a second look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matxich.apps.registry.actions.confirmation import CHANGED, LineAnswer, SecondLook
from matxich.apps.registry.queries.confirmation import AskedLine
from matxich.domain.enterprises.claim_kind import (
    CHOICE,
    DATE,
    LONG_TEXT,
    NUMBER,
    YES_NO,
    ClaimField,
    ClaimProblem,
)
from matxich.domain.shared.bilingual import Text, same

#: fields offered on one page: a browser's form and the server's limit both stay well below
MOST_FIELDS = 1_200
CHOICES: tuple[tuple[str, Promise], ...] = (
    ("true", _("Still true")),
    ("changed", _("Has changed")),
    ("gone", _("No longer true")),
)
GIVEN: dict[str, Promise] = {
    "true": _("You said: still true"),
    "changed": _("You changed this line"),
    "gone": _("You said: no longer true"),
}


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of a line."""

    name: str
    label: Text
    unit: str
    #: what stands there now, or what was entered
    value: str
    #: what stands in the record, as a reader says it
    current: Text
    #: "long", "choice", "number" or "text"
    widget: str
    choices: tuple[tuple[str, Text], ...]
    help: Text | None
    example: str
    is_required: bool
    problems: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the page."""

    number: int
    title: Text
    fields: tuple[ShownField, ...]
    #: answer that is marked: what was sent and needs a second look; "" for none
    marked: str
    #: answer that was kept in this round; "" for none
    given: str
    #: a change of it waits for an officer
    waits: bool
    #: what to look at, of the whole line
    problems: tuple[Text, ...] = ()

    @property
    def key(self) -> str:
        """The number as text, for names of fields."""
        return str(self.number)

    @property
    def stated(self) -> list[ShownField]:
        """The fields that say something."""
        return [one for one in self.fields if one.current.vi]

    @property
    def given_words(self) -> str | Promise:
        """What was answered, in words."""
        return GIVEN.get(self.given, "")


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one kind."""

    title: Text
    lines: list[ShownLine]


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of the page."""

    sections: list[Section]
    #: lines without an answer, those not shown yet among them
    open_count: int
    total_count: int
    #: lines that do not fit on this page and come after the next sending
    later_count: int
    #: answers about lines that are not there any more
    lost: list[SecondLook] = field(default_factory=list)


def lines_of(asked: Sequence[AskedLine], looks: Sequence[SecondLook] = ()) -> Lines:
    """Return the lines, those without an answer first within their kind, as many as a page holds."""
    by_line = {look.line: look for look in looks}
    wanted = sorted(asked, key=lambda one: (one.kind.order, bool(one.answer), one.claim.pk))
    shown: list[AskedLine] = []
    count = 0
    for line in sorted(wanted, key=lambda one: bool(one.answer)):
        count += len(line.fields)
        if count <= MOST_FIELDS or not shown:
            shown.append(line)
    kept = {line.claim.pk for line in shown}
    sections = []
    for _code, found in groupby(
        (one for one in wanted if one.claim.pk in kept), key=lambda one: one.kind.code
    ):
        members = list(found)
        drawn = [_shown(one, by_line.get(one.claim.line)) for one in members]
        sections.append(Section(members[0].kind.plural, drawn))
    there = {one.claim.line for one in asked}
    return Lines(
        sections,
        sum(not one.answer for one in asked),
        len(asked),
        sum(one.claim.pk not in kept and not one.answer for one in asked),
        [look for look in looks if look.line not in there],
    )


def _shown(asked: AskedLine, look: SecondLook | None) -> ShownLine:
    given: LineAnswer | None = look.given if look is not None else None
    entered: Mapping[str, str] = given.written if given is not None and given.answer == CHANGED else {}
    problems = look.problems if look is not None else ()
    names = {one.name for one, _text in asked.fields}
    return ShownLine(
        asked.claim.pk,
        asked.title,
        tuple(_field(one, text, entered.get(one.name, text), problems) for one, text in asked.fields),
        given.answer if given is not None else "",
        asked.answer,
        asked.waits,
        tuple(one.text for one in problems if one.field not in names),
    )


def _field(one: ClaimField, current: str, value: str, problems: Sequence[ClaimProblem]) -> ShownField:
    widget = {LONG_TEXT: "long", CHOICE: "choice", YES_NO: "choice", NUMBER: "number", DATE: "date"}.get(
        one.kind, "text"
    )
    choices = one.choices
    if widget == "choice" and value and value not in {code for code, _label in choices}:
        widget = "text"  # written in words of its own: a select would lose them
    return ShownField(
        one.name,
        one.label,
        one.unit,
        value,
        dict(one.choices).get(current, same(current)),
        widget if widget != "choice" or choices else "text",
        choices,
        one.help,
        one.example,
        one.required,
        tuple(problem.text for problem in problems if problem.field == one.name),
    )
