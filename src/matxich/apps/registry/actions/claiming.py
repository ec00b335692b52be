"""Claiming a firm: a code to its registered contact, a request to an officer, a firm that is not there yet."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from matxich.apps.accounts.models import Role, User
from matxich.apps.accounts.queries.roles import holders
from matxich.apps.accounts.who import Who
from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actions.notifications import notify
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.mail import queue_message
from matxich.apps.foundation.models import Attachment
from matxich.apps.registry.actions.enterprises import create_enterprise, move_stage
from matxich.apps.registry.actions.representation import represent
from matxich.apps.registry.actions.sites import save_site
from matxich.apps.registry.claiming_letters import (
    APPROVED,
    CODE_BODY,
    CODE_SUBJECT,
    DECIDED_BODY,
    DECIDED_SUBJECT,
    REFUSED,
)
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.facts import record_state
from matxich.apps.registry.models import ClaimingFile, ClaimingRequest, Enterprise
from matxich.apps.registry.permissions import may_decide_claiming
from matxich.apps.registry.queries.claiming import claiming_state, contact_for_code, limits_on, requests_sent
from matxich.domain.enterprises.claiming import (
    CODE_DIGITS,
    Answer,
    judge_code,
    may_ask_officer,
    may_begin_firm,
    may_decide,
    may_send_code,
)
from matxich.domain.enterprises.registration import may_move
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import require

State = ClaimingRequest.State
_WAITS = Text("{who} nói rằng {firm} là của mình", "{who} says that {firm} is theirs")
_TOLD = Text(
    "Yêu cầu nhận hồ sơ {firm}: {answer}. {reason}", "Your request to claim {firm}: {answer}. {reason}"
)


@transaction.atomic
def send_code(
    enterprise: Enterprise, user: User, *, actor: Actor, now: dt.datetime, on: dt.date
) -> ClaimingRequest:
    """Send a code to the firm's registered contact and return the request that it answers; earlier codes are void.

    Raises:
        NotAllowedError: there is no contact, somebody acts for the firm, or too many codes were sent.
    """
    firm = Enterprise.objects.select_for_update().get(
        pk=enterprise.pk
    )  # codes of one firm are counted one by one
    limits = limits_on(on)
    require(may_send_code(claiming_state(firm, user.pk, now, on), limits))
    contact = contact_for_code(firm)
    assert contact is not None  # noqa: S101 -- the policy has just said so
    ClaimingRequest.objects.filter(enterprise=firm, user=user, state=State.CODE_SENT).update(
        state=State.EXPIRED
    )
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    row = ClaimingRequest.objects.create(
        enterprise=firm,
        user=user,
        state=State.CODE_SENT,
        contact=contact,
        code_hash=make_password(code),
        code_expires_at=now + dt.timedelta(hours=limits.code_hours),
        created_at=now,
    )
    words = {
        "firm": firm.name,
        "person": contact.full_name,
        "who": user.full_name or user.email,
        "email": user.email,
        "code": code,
        "hours": str(limits.code_hours),
    }
    queue_message(
        f"claiming_code:{row.pk}",
        "claiming_code",
        contact.email,
        CODE_SUBJECT.format(**words).in_language(contact.language),
        CODE_BODY.format(**words).in_language(contact.language),
        language=contact.language,
        now=now,
        about=firm,
        secrets=[code],
    )
    record(actor, "claiming.code_sent", row, {"state": (None, row.state)}, now=now, about=firm)
    return row


@transaction.atomic
def enter_code(request: ClaimingRequest, code: str, *, actor: Actor, now: dt.datetime, on: dt.date) -> Answer:
    """Judge a code that was entered; a right one makes the person a representative, and the record claimed.

    A wrong one is counted, so nothing is raised: the count has to be kept.
    """
    row = ClaimingRequest.objects.select_for_update().get(pk=request.pk)
    if row.state != State.CODE_SENT:
        return Answer.VOID
    limits = limits_on(on)
    is_open = judge_code(
        is_right=True,
        wrong_count=row.wrong_count,
        expires_at=row.code_expires_at,
        now=now,
        limits=limits,
    )
    is_right = is_open is Answer.RIGHT and check_password(code.strip().replace(" ", ""), row.code_hash)
    answer = judge_code(
        is_right=is_right,
        wrong_count=row.wrong_count,
        expires_at=row.code_expires_at,
        now=now,
        limits=limits,
    )
    if answer is Answer.RIGHT:
        row.state, row.decided_at = State.APPROVED, now
        _seat(row, "code", actor, now, on)
    else:
        row.wrong_count += 1
        row.state = State.CODE_SENT if answer is Answer.WRONG else State.EXPIRED
    row.save()
    verb = {Answer.RIGHT: "proven", Answer.WRONG: "wrong_code", Answer.VOID: "void"}[answer]
    changes = {"state": (State.CODE_SENT, row.state), "wrong_count": (request.wrong_count, row.wrong_count)}
    record(actor, f"claiming.{verb}", row, changes, now=now, about=row.enterprise)
    return answer


def _seat(row: ClaimingRequest, proof: str, actor: Actor, now: dt.datetime, on: dt.date) -> None:
    """Let the person act for the firm, and move a record that nobody had claimed on."""
    approved_by = actor.user_id if proof == "officer" else None
    represent(row.user, row.enterprise, proof=proof, actor=actor, now=now, on=on, approved_by_id=approved_by)
    if may_move("claim", record_state(row.enterprise)):
        move_stage(row.enterprise, "claim", actor=actor, now=now)


@transaction.atomic
def ask_officer(
    enterprise: Enterprise,
    user: User,
    *,
    message: str,
    files: Iterable[Attachment],
    actor: Actor,
    now: dt.datetime,
    on: dt.date,
    is_new_firm: bool = False,
) -> ClaimingRequest:
    """Put a request before the officers and return it.

    Raises:
        NotAllowedError: the person acts for the firm, has asked already, or asks too often.
    """
    User.objects.select_for_update().get(pk=user.pk)  # requests of one person are counted one by one
    require(may_ask_officer(claiming_state(enterprise, user.pk, now, on), limits_on(on)))
    row = ClaimingRequest.objects.create(
        enterprise=enterprise,
        user=user,
        state=State.WAITING,
        message=message.strip(),
        created_at=now,
        is_new_firm=is_new_firm,
    )
    ClaimingFile.objects.bulk_create(ClaimingFile(request=row, attachment=file) for file in files)
    record(actor, "claiming.asked", row, {"state": (None, row.state)}, now=now, about=enterprise)
    told = _WAITS.format(who=user.full_name or user.email, firm=enterprise.name)
    notify(holders(Role.OFFICER, on), told, f"/staff/claiming/{row.pk}/", now)
    return row


@transaction.atomic
def begin_firm(
    user: User,
    *,
    name: str,
    tax_code: str,
    site: Mapping[str, Any],
    message: str,
    files: Iterable[Attachment],
    actor: Actor,
    now: dt.datetime,
    on: dt.date,
) -> ClaimingRequest:
    """Begin the record of a firm that the registry does not have, as claimed, and ask an officer to approve it.

    Args:
        tax_code: as `domain.enterprises.tax_code` writes it.
        site: its place, as `save_site` takes it.

    Raises:
        TaxCodeTakenError: the registry has the firm.
        NotAllowedError: the person asks too often.
    """
    User.objects.select_for_update().get(pk=user.pk)
    require(may_begin_firm(requests_sent(user.pk, now), limits_on(on)))
    firm = create_enterprise(name=name, tax_code=tax_code, actor=actor, now=now, origin="self")
    save_site(firm, site, actor=actor, now=now)
    firm = move_stage(firm, "claim", actor=actor, now=now)
    return ask_officer(
        firm, user, message=message, files=files, actor=actor, now=now, on=on, is_new_firm=True
    )


@transaction.atomic
def decide_request(
    request: ClaimingRequest,
    *,
    approves: bool,
    reason: str,
    who: Who,
    actor: Actor,
    now: dt.datetime,
    on: dt.date,
) -> ClaimingRequest:
    """Approve or refuse a request, tell the person, and return it.

    Raises:
        EditConflictError: another officer was faster.
        NotAllowedError: the officer is the person, or acts for the firm; or a refusal has no reason.
    """
    row = (
        ClaimingRequest.objects.select_for_update(of=("self",))
        .select_related("enterprise", "user")
        .get(pk=request.pk)
    )
    if row.state != State.WAITING:
        raise EditConflictError(row)
    require(may_decide(row.state, approves=approves, reason=reason) & may_decide_claiming(who, row))
    row.state = State.APPROVED if approves else State.REFUSED
    row.decided_at, row.decided_by_id, row.reason = now, actor.user_id, reason.strip()
    row.save()
    verb = "approved" if approves else "refused"
    record(
        actor,
        f"claiming.{verb}",
        row,
        {"state": (State.WAITING, row.state)},
        now=now,
        reason=reason,
        about=row.enterprise,
    )
    if approves:
        _seat(row, "officer", actor, now, on)
    _tell(row, approves=approves, now=now)
    return row


def _tell(row: ClaimingRequest, *, approves: bool, now: dt.datetime) -> None:
    link = f"/desk/{row.enterprise_id}/" if approves else f"/desk/claim/requests/{row.pk}/"
    answer = APPROVED if approves else REFUSED
    told = _TOLD.format(firm=row.enterprise.name, answer=answer, reason=row.reason)
    notify([row.user_id], told, link, now)
    words = {
        "firm": row.enterprise.name,
        "person": row.user.full_name or row.user.email,
        "answer": answer,
        "reason": f"\n{row.reason}\n" if row.reason else "",
        "link": f"{settings.SITE_URL}{link}",
    }
    language = row.user.language
    queue_message(
        f"claiming_decided:{row.pk}",
        "claiming_decided",
        row.user.email,
        DECIDED_SUBJECT.format(**words).in_language(language),
        DECIDED_BODY.format(**words).in_language(language),
        language=language,
        now=now,
        about=row.enterprise,
    )
