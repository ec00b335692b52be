"""What a firm answers through its link: still true, changed, no longer true; line by line, as often as it likes.

An answer names the version of the line that it was given about. A version is never overwritten, so an answer about
the one that holds is an answer to what the person saw; one about an older version is either what was done already
(the form was sent twice) or is shown to them again beside what stands there now. The good answers of a form are kept
even when another one needs a second look.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.timezone import localdate

from matxich.apps.foundation.actions.links import use_link
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import SignedLink
from matxich.apps.registry.actions.asking import member_of
from matxich.apps.registry.actions.claims import UnusableClaimError, confirm_lines, propose, withdraw
from matxich.apps.registry.actions.enterprises import confirm
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.models import CampaignMember, Claim, Enterprise
from matxich.apps.registry.queries.confirmation import asked_lines, shown_fields
from matxich.domain.enterprises.claim_kind import ClaimProblem
from matxich.domain.enterprises.versions import cleaned
from matxich.domain.shared.bilingual import Text

LINK = Actor(via="link")
TRUE, CHANGED, GONE = "true", "changed", "gone"
_NOTE = Text("Xác nhận qua liên kết", "Confirmed through the link")
_MEANWHILE = Text(
    "Dòng này đã được sửa từ lúc trang được mở. Hãy xem nội dung hiện tại rồi trả lời lại.",
    "This line was changed since the page was opened. Look at what it says now and answer again.",
)
_TAKEN_BACK = Text(
    "Dòng này đã được rút khỏi hồ sơ từ lúc trang được mở.",
    "This line was taken back since the page was opened.",
)


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What was answered about one line."""

    #: number of the version that the page showed
    claim_id: int
    #: TRUE, CHANGED or GONE
    answer: str
    #: with CHANGED: the fields that the page offered, as they were filled
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SecondLook:
    """An answer that could not be kept as it is; what was entered goes back to the person."""

    given: LineAnswer
    #: the line it is about
    line: uuid.UUID
    #: what to look at; of the field that it is about, where there is one
    problems: tuple[ClaimProblem, ...]


@dataclass(slots=True)
class Outcome:
    """What became of a form."""

    confirmed_count: int = 0
    changed_count: int = 0
    withdrawn_count: int = 0
    second_looks: list[SecondLook] = field(default_factory=list)
    #: lines that nobody has answered yet
    open_count: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether every line was answered: the whole record is confirmed as of today."""
        return self.open_count == 0 and not self.second_looks


def answer(
    link: SignedLink,
    answers: Iterable[LineAnswer],
    *,
    since: dt.date,
    now: dt.datetime,
) -> Outcome:
    """Keep the answers that a form gives, in one transaction. A record without lines is confirmed by sending it.

    Args:
        link: an open or answered link; the caller has looked that it is.
        since: first day of the round.
    """
    outcome = Outcome()
    with transaction.atomic():
        member = member_of(link)
        if member is None:
            raise ValueError("the link belongs to no round")
        # One form of a firm after the other: two that come at once would see each other's lines half done.
        member = CampaignMember.objects.select_for_update().get(pk=member.pk)
        enterprise = Enterprise.objects.get(pk=link.subject_id)
        lines = {row.pk: row for row in Claim.objects.filter(enterprise=enterprise)}
        held = {row.line: row for row in lines.values() if row.state == Claim.State.CURRENT}
        done: dict[str, str] = {}
        still_true: list[Claim] = []
        for given in _unique(answers):
            shown = lines.get(given.claim_id)
            if shown is not None:  # a number of another firm's line, or none at all, is passed over
                _one(shown, held.get(shown.line), given, enterprise, now, done, still_true, outcome)
        outcome.confirmed_count = len(still_true)
        if still_true:
            confirm_lines(still_true, actor=LINK, now=now)
        done |= {str(row.line): TRUE for row in still_true}
        _end(link, member, enterprise, done, since, outcome, now)
    return outcome


def _unique(answers: Iterable[LineAnswer]) -> list[LineAnswer]:
    return list({given.claim_id: given for given in answers}.values())


def _one(
    shown: Claim,
    held: Claim | None,
    given: LineAnswer,
    enterprise: Enterprise,
    now: dt.datetime,
    done: dict[str, str],
    still_true: list[Claim],
    outcome: Outcome,
) -> None:
    line = str(shown.line)
    if held is None:
        if given.answer == GONE:
            done[line] = GONE  # it is gone already
        else:
            outcome.second_looks.append(SecondLook(given, shown.line, (ClaimProblem("", _TAKEN_BACK),)))
        return
    if given.answer == CHANGED:
        _change(shown, held, given, enterprise, now, done, outcome)
    elif held.pk != shown.pk:
        outcome.second_looks.append(SecondLook(given, shown.line, (ClaimProblem("", _MEANWHILE),)))
    elif given.answer == GONE:
        withdraw(held, actor=LINK, now=now, reason=_NOTE.vi)
        done[line] = GONE
        outcome.withdrawn_count += 1
    elif given.answer == TRUE and held.confirmed_on == localdate(now):
        done[line] = TRUE  # the form was sent twice
    elif given.answer == TRUE:
        still_true.append(held)


def _change(
    shown: Claim,
    held: Claim,
    given: LineAnswer,
    enterprise: Enterprise,
    now: dt.datetime,
    done: dict[str, str],
    outcome: Outcome,
) -> None:
    line = str(shown.line)
    names = {one.name for one in shown_fields(shown)}
    hidden = {name: text for name, text in shown.written.items() if name not in names}
    written = cleaned({**{name: given.written.get(name, "") for name in names}, **hidden})
    waiting = Claim.objects.filter(line=held.line, state=Claim.State.PROPOSED).first()
    if waiting is not None and cleaned(waiting.written) == written:
        done[line] = CHANGED  # the form was sent twice
        return
    if held.pk != shown.pk and cleaned(held.written) != written:
        outcome.second_looks.append(SecondLook(given, shown.line, (ClaimProblem("", _MEANWHILE),)))
        return
    try:
        propose(
            enterprise,
            held.kind,
            written,
            actor=LINK,
            now=now,
            source="link",
            source_note=_NOTE.vi,
            line=held.line,
            refreshing=False,
        )
    except UnusableClaimError as problem:
        outcome.second_looks.append(SecondLook(given, shown.line, problem.problems))
    else:
        done[line] = CHANGED
        outcome.changed_count += 1


def _end(
    link: SignedLink,
    member: CampaignMember,
    enterprise: Enterprise,
    done: Mapping[str, str],
    since: dt.date,
    outcome: Outcome,
    now: dt.datetime,
) -> None:
    """Write down who answered what; confirm the whole record when nothing is open."""
    if done:
        member.answer = {**member.answer, "lines": {**member.answer.get("lines", {}), **done}}
    lines = asked_lines(member, since)
    outcome.open_count = sum(not line.answer for line in lines)
    if done or not lines:
        use_link(link, now)
        member.answered_at = member.answered_at or now
        member.opened_at = member.opened_at or now
        member.save(update_fields=["answer", "answered_at", "opened_at"])
    if outcome.is_complete:
        confirm(enterprise, actor=LINK, now=now)
    else:
        refresh([enterprise.pk], now)


def note_opened(link: SignedLink, now: dt.datetime) -> None:
    """Write down the first time the firm looked at the page."""
    SignedLink.objects.filter(pk=link.pk, first_opened_at=None).update(first_opened_at=now)
    CampaignMember.objects.filter(pk=link.payload.get("member"), opened_at=None).update(opened_at=now)
