"""States of records as readers see them: a word, a sign and a tone. The one place to change how a state looks.

A kind is a model's choices; a value nobody listed shows its own word in the neutral tone.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matxich.apps.foundation.models import Job, Message
from matxich.apps.places.models import Authority
from matxich.apps.registry.models import (
    Campaign,
    Claim,
    ClaimingRequest,
    ImportBatch,
    ImportRow,
    Verification,
)
from matxich.apps.registry.models.enterprise import Stage, Status


@dataclass(frozen=True, slots=True)
class Tone:
    """How a state looks. Never by colour alone: the sign and the word go with it."""

    #: class name: "good", "waiting", "bad", "lapsed", "off", "plain"
    code: str
    #: of web/icons.txt
    icon: str


GOOD = Tone("good", icon="circle-check")
WAITING = Tone("waiting", icon="clock")
ASKED = Tone("waiting", icon="message-question")
BAD = Tone("bad", icon="circle-x")
LAPSED = Tone("lapsed", icon="hourglass")
OFF = Tone("off", icon="circle-minus")
RUNNING = Tone("plain", icon="progress")
PLAIN = Tone("plain", icon="circle")

_OUTBOX: dict[str, Promise] = {
    Message.State.WAITING: _("Waiting"),
    Message.State.SENDING: _("Being sent"),
    Message.State.SENT: _("Sent"),
    Message.State.FAILED: _("Failed"),
    Message.State.HELD: _("Held back"),
}
_JOBS: dict[str, Promise] = {
    Job.State.QUEUED: _("Queued"),
    Job.State.RUNNING: _("Running"),
    Job.State.DONE: _("Done"),
    Job.State.FAILED: _("Failed"),
}

#: kind → (its choices, value → tone)
KINDS: dict[str, tuple[type[TextChoices], dict[str, Tone]]] = {
    "authority_level": (Authority.Level, {}),
    "stage": (
        Stage,
        {
            Stage.IMPORTED: PLAIN,
            Stage.CLAIMED: PLAIN,
            Stage.SUBMITTED: WAITING,
            Stage.NEEDS_SUPPLEMENT: ASKED,
            Stage.DESK_CHECKED: GOOD,
            Stage.SITE_VERIFIED: GOOD,
            Stage.PUBLISHED: GOOD,
        },
    ),
    "status": (
        Status,
        {Status.ACTIVE: GOOD, Status.SUSPENDED: LAPSED, Status.CEASED: BAD, Status.MERGED: OFF},
    ),
    "claim": (
        Claim.State,
        {
            Claim.State.CURRENT: GOOD,
            Claim.State.PROPOSED: WAITING,
            Claim.State.SUPERSEDED: OFF,
            Claim.State.REFUSED: BAD,
            Claim.State.WITHDRAWN: OFF,
        },
    ),
    "check": (
        Claim.Check,
        {Claim.Check.NONE: OFF, Claim.Check.WAITING: WAITING, Claim.Check.ASKED: ASKED},
    ),
    "verification": (
        Verification.Decision,
        {
            Verification.Decision.ACCEPTED: GOOD,
            Verification.Decision.REFUSED: BAD,
            Verification.Decision.ASKED: ASKED,
        },
    ),
    "claiming_request": (
        ClaimingRequest.State,
        {
            ClaimingRequest.State.CODE_SENT: WAITING,
            ClaimingRequest.State.WAITING: WAITING,
            ClaimingRequest.State.APPROVED: GOOD,
            ClaimingRequest.State.REFUSED: BAD,
            ClaimingRequest.State.EXPIRED: LAPSED,
        },
    ),
    "campaign": (
        Campaign.State,
        {Campaign.State.DRAFT: PLAIN, Campaign.State.RUNNING: RUNNING, Campaign.State.CLOSED: OFF},
    ),
    "import": (
        ImportBatch.State,
        {
            ImportBatch.State.READING: RUNNING,
            ImportBatch.State.PREVIEW: WAITING,
            ImportBatch.State.APPLYING: RUNNING,
            ImportBatch.State.APPLIED: GOOD,
            ImportBatch.State.UNDOING: RUNNING,
            ImportBatch.State.UNDONE: OFF,
            ImportBatch.State.DISCARDED: OFF,
            ImportBatch.State.FAILED: BAD,
        },
    ),
    "import_row": (
        ImportRow.Outcome,
        {
            ImportRow.Outcome.NEW: GOOD,
            ImportRow.Outcome.UPDATE: PLAIN,
            ImportRow.Outcome.SAME: OFF,
            ImportRow.Outcome.DUPLICATE: WAITING,
            ImportRow.Outcome.ERROR: BAD,
        },
    ),
    "job": (
        Job.State,
        {Job.State.QUEUED: WAITING, Job.State.RUNNING: RUNNING, Job.State.DONE: GOOD, Job.State.FAILED: BAD},
    ),
    "message": (
        Message.State,
        {
            Message.State.WAITING: WAITING,
            Message.State.SENDING: RUNNING,
            Message.State.SENT: GOOD,
            Message.State.FAILED: BAD,
            Message.State.HELD: LAPSED,
        },
    ),
}
#: kinds whose choices have no words of their own
_WORDS: dict[str, dict[str, Promise]] = {"job": _JOBS, "message": _OUTBOX}


def status_of(kind: str, value: str) -> tuple[str | Promise, Tone]:
    """Return the word and the tone of a state.

    Raises:
        KeyError: there is no such kind.
    """
    choices, tones = KINDS[kind]
    word: str | Promise = _WORDS.get(kind, {}).get(value) or dict(choices.choices).get(value, value)
    return word, tones.get(value, PLAIN)
