"""The form that begins a match: two files, the date, how many firms for a line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matxich.apps.registry.queries.directory_size import public_count
from matxich.web.public.runs import KINDS, Problem, Run

TOP_DEFAULT, TOP_MOST = 10, 50
_LABELS = {"suppliers": gettext_lazy("Suppliers"), "demand": gettext_lazy("Part list")}
_HINTS = {
    "suppliers": gettext_lazy(
        "Firms with what they can do: one sheet, or one each for firms, processes, certificates, machines."
    ),
    "demand": gettext_lazy("What the buyer needs, a part a row, as it was written."),
}


@dataclass(frozen=True)
class FileField:
    """One of the two files, as the form shows it."""

    kind: str
    label: str | Promise
    hint: str | Promise
    #: name of the file that is kept already; "" when there is none
    kept: str
    problem: Problem | None


@dataclass(frozen=True)
class MatchForm:
    """The form as it is shown."""

    files: list[FileField]
    on: str
    top: int
    top_most: int = TOP_MOST
    #: firms of the registry that can be matched with; 0 offers no such choice
    registry_count: int = 0
    registry: bool = False


def empty_form() -> MatchForm:
    """Return the form of the first page."""
    files = [FileField(kind, _LABELS[kind], _HINTS[kind], "", None) for kind in KINDS]
    count = public_count()
    return MatchForm(
        files, timezone.localdate().isoformat(), TOP_DEFAULT, registry_count=count, registry=count > 0
    )


def form_of(run: Run) -> MatchForm:
    """Return the form of a run that cannot be matched yet, with what is wrong beside each file."""
    names, problems = run.facts.names, run.facts.problems
    files = [
        FileField(
            kind,
            _LABELS[kind],
            _HINTS[kind],
            names.get(kind, ""),
            problems.get(kind) or _missing(kind, names, registry=run.facts.registry),
        )
        for kind in KINDS
    ]
    return MatchForm(
        files, run.facts.on, run.facts.top, registry_count=public_count(), registry=run.facts.registry
    )


def _missing(kind: str, names: dict[str, str], *, registry: bool) -> dict[str, str] | None:
    if kind in names or (kind == "suppliers" and registry):
        return None
    text = (
        _("This file is still missing: choose it here. The other one is kept.")
        if names
        else _("Choose this file.")
    )
    return {"vi": text, "en": text}


def options(sent: Any) -> tuple[dt.date, int]:
    """Return the date and the number of firms of a sent form; today and 10 where they say nothing usable."""
    try:
        on = parse_date(sent.get("on", ""))
    except ValueError:  # the 31st of February
        on = None
    try:
        top = int(sent.get("top", ""))
    except ValueError:
        top = TOP_DEFAULT
    return on or timezone.localdate(), min(max(top, 1), TOP_MOST)


def keep_files(run: Run, request: HttpRequest) -> None:
    """Keep the files of a sent form; a kind that was not sent keeps the file it has."""
    for kind in KINDS:
        sent = request.FILES.get(kind)
        if sent is not None and not (kind == "suppliers" and run.facts.registry):
            run.keep_file(kind, sent.name or kind, sent.read())
