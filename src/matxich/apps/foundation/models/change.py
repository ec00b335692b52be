"""The feed of changed records that the search index and the matching snapshot follow: the outbox."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """One record was written. Numbers grow in the order of commits (see `actions.changes`)."""

    #: "enterprise"
    kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.id}: {self.kind} {self.subject_id}"
