"""A spreadsheet on its way into the registry: read, compared, shown, applied, perhaps undone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from matxich.apps.foundation.models import Attachment, Job
from matxich.apps.registry.models.enterprise import Enterprise


class ImportBatch(models.Model):
    """One file."""

    class State(models.TextChoices):
        """Where it stands."""

        READING = "reading", _("Being read")
        PREVIEW = "preview", _("Preview")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Applied")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")
        DISCARDED = "discarded", _("Discarded")
        FAILED = "failed", _("Could not be read")

    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    #: [[sheet, column, field], …]: the officer's corrections of what a column means
    corrections = models.JSONField(default=list)
    #: what was understood, column by column, and the findings of the reader
    understood = models.JSONField(default=dict)
    #: says of itself that its data are invented
    is_illustrative = models.BooleanField(default=False)
    #: why it could not be read, applied or undone, in both languages; with "obstacles" where something rests on it
    problem = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.file.name


class ImportRow(models.Model):
    """One firm of the file, with the rows it stands in."""

    class Outcome(models.TextChoices):
        """What applying it would do."""

        NEW = "new", _("New")
        UPDATE = "update", _("Update")
        SAME = "same", _("Same")
        DUPLICATE = "duplicate", _("Possible duplicate")
        ERROR = "error", _("Error")

    class Choice(models.TextChoices):
        """What the officer wants done with it."""

        APPLY = "apply", _("Apply")
        SKIP = "skip", _("Skip")
        #: undecided: a possible duplicate without a judgement; it is left out and reported
        ASK = "ask", _("To be decided")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    #: where it stands: [[sheet, row], …]
    places = models.JSONField(default=list)
    name = models.CharField(max_length=250, blank=True)
    tax_code = models.CharField(max_length=20, blank=True)
    #: tells this row in later imports, for remembered judgements
    fingerprint = models.CharField(max_length=64, db_index=True)
    #: identity fields and claims as written
    content = models.JSONField(default=dict)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, db_index=True)
    choice = models.CharField(max_length=6, choices=Choice.choices)
    #: the record it updates
    enterprise = models.ForeignKey(Enterprise, null=True, on_delete=models.SET_NULL, related_name="+")
    #: records it may be: [{"enterprise", "score", "reasons"}]
    candidates = models.JSONField(default=list)
    #: field by field: [{"field", "before", "after"}]
    differences = models.JSONField(default=list)
    #: findings about its cells: [{"sheet", "row", "column", "vi", "en", "severity"}]
    findings = models.JSONField(default=list)
    #: what happened when it was applied, in both languages
    result = models.JSONField(default=dict)
    #: rows made or changed by it, for the undoing
    applied = models.JSONField(default=dict)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("batch", "number"), name="import_row_once"),)

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number} {self.name}"
