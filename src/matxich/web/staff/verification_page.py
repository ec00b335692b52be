"""What the page of one line to verify shows: what changed, how it was understood, the evidence, what was decided before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from matxich.apps.accounts.queries.names import names_of
from matxich.apps.registry.models import Claim, Verification
from matxich.apps.registry.queries.verification import (
    Deadline,
    decisions_about,
    held_version,
    other_lines,
    sharing_evidence,
)
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.claim_kind import ClaimKind, claim_kinds
from matxich.web.firm_record.record import text_of
from matxich.web.presenters.files import ShownFile, shown_files
from matxich.web.templatetags.mx_records import in_words

_OTHERS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field of the line, as the component `diff_table` shows it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One line with everything that an officer looks at."""

    claim: Claim
    kind: ClaimKind
    held: Claim | None
    fields: tuple[ChangedField, ...]
    #: how the words were understood, in one line
    understood: str
    #: what the reader could not use: (is an error, sentence)
    remarks: tuple[tuple[bool, str], ...]
    files: tuple[ShownFile, ...]
    others: list[Claim]
    sharing: list[Claim]
    #: (decision, name of who decided)
    decisions: tuple[tuple[Verification, str], ...]
    #: working days it has waited
    waited: int
    is_late: bool


def sheet_of(claim: Claim, deadline: Deadline) -> Sheet:
    """Return what is shown of a claim."""
    kind, held = claim_kinds()[claim.kind], held_version(claim)
    found = kind.read(claim.written, load_vocabulary())
    decisions = decisions_about(claim)
    names = names_of(one.by_id for one in decisions)
    since = waited_since(claim)
    return Sheet(
        claim=claim,
        kind=kind,
        held=held,
        fields=_fields(kind, held, claim),
        understood=in_words(found.summary),
        remarks=tuple((one.severity == "error", in_words(one.text)) for one in found.problems),
        files=tuple(shown_files(claim.evidence_files.all())),
        others=other_lines(claim, _OTHERS_SHOWN),
        sharing=sharing_evidence(claim),
        decisions=tuple((one, names.get(one.by_id or 0, "")) for one in decisions),
        waited=deadline.waited(since),
        is_late=deadline.is_late(since),
    )


def _fields(kind: ClaimKind, held: Claim | None, claim: Claim) -> tuple[ChangedField, ...]:
    """Return every field that says something in one of the two versions, those that differ first."""
    before = held.written if held else {}
    rows = [
        ChangedField(
            in_words(one.label),
            text_of(kind, one.name, before.get(one.name, "")),
            text_of(kind, one.name, claim.written.get(one.name, "")),
        )
        for one in kind.fields
        if before.get(one.name) or claim.written.get(one.name)
    ]
    return tuple(sorted(rows, key=lambda row: row.before == row.after))


def summary_of(claim: Claim) -> str:
    """Return a line in one line of the reader's language."""
    return claim.summary_vi if get_language() == "vi" else claim.summary_en or claim.summary_vi


def waited_since(claim: Claim) -> dt.date:
    """Return the day since which a line waits."""
    return timezone.localdate(claim.submitted_at)
