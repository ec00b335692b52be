"""The record of a firm: how complete it is, what waits for whom, and every line with its evidence and its dates."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from matxich.apps.foundation.models import Attachment
from matxich.apps.registry.facts import record_state
from matxich.apps.registry.models import Claim, Enterprise, Verification
from matxich.apps.registry.permissions import may_consent, may_edit, may_move
from matxich.apps.registry.queries.statedness import peers_that_state
from matxich.domain.enterprises import registration
from matxich.domain.enterprises.claim_kind import CHOICE, YES_NO, ClaimKind, claim_kinds
from matxich.domain.enterprises.completeness import Part, completeness
from matxich.domain.shared.decision import Decision
from matxich.web.access import PersonRequest
from matxich.web.firm_record.forms import in_words
from matxich.web.firm_record.frame import address, show
from matxich.web.navigation import address_of

_MISSING_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record as its page shows it."""

    claim: Claim
    #: (label, text) of the fields that say something, without the one that is its title
    fields: tuple[tuple[str, str], ...]
    files: tuple[dict[str, Any], ...]
    #: a change that waits for an officer beside the line that holds
    proposal: Claim | None
    proposed: tuple[tuple[str, str, str], ...]
    #: what an officer asked or why something was refused; "" without
    remark: str
    #: "meets", "expired", "soon", "" for a line without expiry
    validity: str
    change_address: str
    confirm_address: str
    withdraw_address: str


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one kind."""

    kind: ClaimKind
    lines: tuple[Line, ...]
    new_address: str


def lines(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """Show the record."""
    today = timezone.localdate()
    rows = list(
        Claim.objects.filter(enterprise=enterprise, state__in=(Claim.State.CURRENT, Claim.State.PROPOSED))
        .prefetch_related("evidence_files")
        .order_by("id")
    )
    sections = _sections(request, enterprise, rows, today)
    held = [(claim.kind, claim.written) for claim in rows if claim.state == Claim.State.CURRENT]
    found = completeness(held)
    state, who = record_state(enterprise), request.person.who
    editing = registration.may_edit(state) & may_edit(who, enterprise)
    submitting = registration.may_move("submit", state) & may_move(who, enterprise, "submit")
    words = {
        "sections": sections,
        "completeness": found,
        "missing": _missing(enterprise, found.missing[:_MISSING_SHOWN], request),
        "asked": [claim for claim in rows if claim.check_state == Claim.Check.ASKED],
        "waiting_count": state.waiting_count,
        "may_edit": editing,
        "may_submit": submitting,
        "may_consent": may_consent(who, enterprise),
        "submit_address": address(request, "firm_submit", enterprise),
        "consent_address": address(request, "firm_consent", enterprise),
        "confirm_address": address(request, "firm_confirm", enterprise),
        "public_address": reverse("public:directory_firm", args=[enterprise.pk])
        if enterprise.is_public
        else "",
        "people_address": address_of(
            f"{request.resolver_match.namespace}:firm_people", enterprise_id=enterprise.pk
        )
        if request.resolver_match
        else "",
    }
    return show(request, enterprise, "lines.html", words)


def _missing(enterprise: Enterprise, parts: tuple[Part, ...], request: PersonRequest) -> list[dict[str, Any]]:
    peers = peers_that_state(enterprise, parts)
    return [
        {
            "part": part,
            "peers": peers.get(part.code),
            "address": address(request, "firm_line_new", enterprise, kind=part.kind),
        }
        for part in parts
    ]


def _sections(
    request: PersonRequest, enterprise: Enterprise, rows: list[Claim], today: dt.date
) -> list[Section]:
    proposals = {claim.line: claim for claim in rows if claim.state == Claim.State.PROPOSED}
    remarks = _remarks(rows)
    by_kind: dict[str, list[Line]] = defaultdict(list)
    for claim in rows:
        if claim.state == Claim.State.CURRENT:
            by_kind[claim.kind].append(
                _line(request, enterprise, claim, proposals.get(claim.line), remarks, today)
            )
    return [
        Section(kind, tuple(by_kind[code]), address(request, "firm_line_new", enterprise, kind=code))
        for code, kind in claim_kinds().items()
    ]


def _remarks(rows: list[Claim]) -> dict[int, str]:
    asked = Verification.objects.filter(
        claim__in=[claim.pk for claim in rows if claim.check_state == Claim.Check.ASKED]
    ).order_by("at")
    return {one.claim_id: one.reason for one in asked}


def _line(
    request: PersonRequest,
    enterprise: Enterprise,
    claim: Claim,
    proposal: Claim | None,
    remarks: dict[int, str],
    today: dt.date,
) -> Line:
    kind = claim_kinds()[claim.kind]
    words = {"line": claim.line}
    return Line(
        claim=claim,
        fields=tuple(
            (in_words(kind.field(name).label), text_of(kind, name, text))
            for name, text in claim.written.items()
            if text and name in {one.name for one in kind.fields}
        ),
        files=tuple(file_row(file) for file in claim.evidence_files.all()),
        proposal=proposal,
        proposed=differences(kind, claim, proposal) if proposal else (),
        remark=remarks.get(claim.pk, "") or (remarks.get(proposal.pk, "") if proposal else ""),
        validity=_validity(claim.expires_on, today),
        change_address=address(request, "firm_line", enterprise, **words),
        confirm_address=address(request, "firm_line_confirm", enterprise, **words),
        withdraw_address=address(request, "firm_line_withdraw", enterprise, **words),
    )


def _validity(expires_on: dt.date | None, today: dt.date) -> str:
    if expires_on is None:
        return ""
    if expires_on < today:
        return "expired"
    return "near" if expires_on <= today + dt.timedelta(days=90) else "meets"


def text_of(kind: ClaimKind, name: str, text: str) -> str:
    """Return a field's text as it is read: a choice by its label."""
    field = kind.field(name)
    if field.kind in {CHOICE, YES_NO}:
        return next((in_words(label) for code, label in field.choices if code == text), text)
    return f"{text} {field.unit}" if field.unit and text[-1:].isdigit() else text


def differences(kind: ClaimKind, before: Claim, after: Claim) -> tuple[tuple[str, str, str], ...]:
    """Return (label, before, after) of the fields in which two versions of a line differ."""
    names = [
        one.name for one in kind.fields if before.written.get(one.name, "") != after.written.get(one.name, "")
    ]
    return tuple(
        (in_words(kind.field(name).label), before.written.get(name, ""), after.written.get(name, ""))
        for name in names
    )


def file_row(file: Attachment) -> dict[str, Any]:
    """Return a file as the component `file_list` shows it."""
    return {
        "name": file.name,
        "address": address_of("public:attachment", token=file.token, name=file.name) or "",
        "size_bytes": file.size_bytes,
        "media_type": file.media_type,
        "uploaded_at": file.uploaded_at,
        "scan": file.scan,
    }


def refusal_of(decision: Decision) -> str:
    """Return why something is not possible, in the reader's words; "" when it is."""
    return in_words(decision.refusal) if decision.refusal else ""
