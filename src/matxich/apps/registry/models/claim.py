"""A claim: one line of a firm's profile with its source, evidence, grade and expiry. Superseded, never overwritten."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from matxich.apps.foundation.models import Attachment
from matxich.apps.registry.models.enterprise import Enterprise


class Claim(models.Model):
    """One version of one line. All versions of a line share `line`."""

    class State(models.TextChoices):
        """Where this version stands."""

        #: what holds
        CURRENT = "current", _("Current")
        #: a change to a verified line that waits for an officer; the verified one holds until then
        PROPOSED = "proposed", _("Proposed")
        SUPERSEDED = "superseded", _("Superseded")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Check(models.TextChoices):
        """What waits for whom."""

        NONE = "none", _("Nothing waits")
        WAITING = "waiting", _("Waits for an officer")
        ASKED = "asked", _("Waits for the firm")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="claims")
    #: code of a `ClaimKind`
    kind = models.CharField(max_length=20, db_index=True)
    line = models.UUIDField(default=uuid.uuid4, db_index=True)
    #: what tells it from other lines of the firm, by the kind's own rule
    line_key = models.CharField(max_length=300, blank=True)
    #: field → text as written
    written = models.JSONField(default=dict)
    #: as read: {"items": [...]}, see `domain.enterprises.encoding`
    typed = models.JSONField(default=dict)
    #: concept codes it is found by, "|"-separated with one at both ends: "|iso_9001|"
    codes = models.CharField(max_length=400, blank=True)
    year = models.PositiveSmallIntegerField(null=True, db_index=True)
    summary_vi = models.CharField(max_length=400, blank=True)
    summary_en = models.CharField(max_length=400, blank=True)
    #: "self", "import", "officer", "link", "generated"
    source = models.CharField(max_length=12)
    #: file, sheet and row, or who said it
    source_note = models.CharField(max_length=300, blank=True)
    #: `domain.shared.grade.Grade`
    grade = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State.choices, default=State.CURRENT, db_index=True)
    check_state = models.CharField(max_length=10, choices=Check.choices, default=Check.WAITING, db_index=True)
    #: since when it waits
    submitted_at = models.DateTimeField(db_index=True)
    valid_from = models.DateField(null=True)
    #: last day it holds; None = the line does not say, or holds until superseded
    expires_on = models.DateField(null=True, db_index=True)
    #: when somebody last said that it is (still) true
    confirmed_on = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    verified_by_id = models.BigIntegerField(null=True)
    #: from when until when this version was what held; None, None for one that never did
    current_from = models.DateTimeField(null=True)
    current_until = models.DateTimeField(null=True)
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)
    #: grows with every change of the row: who edits an older one is told
    version = models.PositiveIntegerField(default=1)
    evidence_files: models.ManyToManyField[Attachment, Evidence] = models.ManyToManyField(
        Attachment, through="Evidence", related_name="claims"
    )

    class Meta:
        ordering = ("kind", "id")
        indexes = (
            models.Index(fields=("enterprise", "state", "kind"), name="claim_of_enterprise"),
            models.Index(fields=("check_state", "submitted_at"), name="claim_queue"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("line",), condition=models.Q(state="current"), name="one_current_claim_a_line"
            ),
            models.UniqueConstraint(
                fields=("line",), condition=models.Q(state="proposed"), name="one_proposed_claim_a_line"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.summary_vi}"

    @property
    def code_list(self) -> list[str]:
        """The concept codes."""
        return [code for code in self.codes.split("|") if code]


class Evidence(models.Model):
    """A file that stands behind a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="evidence")
    added_at = models.DateTimeField()
    added_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.attachment)


class Verification(models.Model):
    """What an officer (or a buyer) decided about a claim on a day. Append-only."""

    class Decision(models.TextChoices):
        """The three answers."""

        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        ASKED = "asked", _("Asked")

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="verifications")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    #: the grade given; None when nothing was accepted
    grade = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    #: why it was refused, or what is asked
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.decision} {self.at:%Y-%m-%d}"
