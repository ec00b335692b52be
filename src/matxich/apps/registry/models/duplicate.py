"""Firms that may be one, what people said of them, and merges that can be undone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from matxich.apps.registry.models.enterprise import Enterprise


class DuplicatePair(models.Model):
    """Two records that look alike and wait for a judgement; found anew by every search, judged once."""

    #: the one with the lower number
    first = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="pairs_first")
    second = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="pairs_second")
    #: 0..1
    score = models.FloatField()
    #: what speaks for and against: [{"feature", "points", "vi", "en"}], points in bits
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField()

    class Meta:
        ordering = ("-score", "id")
        constraints = (models.UniqueConstraint(fields=("first", "second"), name="pair_once"),)

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id} ({self.score:.2f})"


class DuplicateJudgement(models.Model):
    """What a person decided about two records, or about a written name and a record; remembered for ever."""

    class Verdict(models.TextChoices):
        """The answers."""

        SAME = "same", _("The same firm")
        DIFFERENT = "different", _("Different firms")

    #: identity of each side, the smaller first: "enterprise:12", or "row:<fingerprint>" of an imported row
    left = models.CharField(max_length=80)
    right = models.CharField(max_length=80)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-at",)
        constraints = (models.UniqueConstraint(fields=("left", "right"), name="judged_once"),)

    def __str__(self) -> str:
        return f"{self.left} {self.right}: {self.verdict}"


class Merge(models.Model):
    """One record went into another; what moved is written down, so that it can be undone."""

    kept = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="merges_kept")
    gone = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="merges_gone")
    #: "<model>" → numbers of the rows that moved, and what was made or changed on the way
    moved = models.JSONField(default=dict)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"
