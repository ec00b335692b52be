"""The history: who did what to which record, when, what changed from what to what, and why. Append-only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove what has been written into the history."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Reads and appends; the database refuses the rest too (see the migration's triggers)."""

    def update(self, **kwargs: Any) -> int:
        """Refuse."""
        raise AppendOnlyError("history is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnlyError("history is never removed")


class AuditEntry(models.Model):
    """One act. It names people by number only, so that erasing a person leaves it whole and nameless."""

    at = models.DateTimeField(db_index=True)
    #: number of the user; None for the system and for signed links
    actor_id = models.BigIntegerField(null=True, db_index=True)
    #: how it came: "web", "link", "import", "system", "command"
    via = models.CharField(max_length=12)
    #: what was done: "<noun>.<verb>", as in actions/
    action = models.CharField(max_length=60, db_index=True)
    #: the record: "<app>.<model>" and its number
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    #: the record on whose page it is shown too (a claim's firm), same form; "" and None without
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True)
    #: field → [before, after]; a field of personal data stands here without its values: [null, null]
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    objects: ClassVar[Any] = AuditQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=("subject_type", "subject_id", "-at"), name="audit_subject"),
            models.Index(fields=("about_type", "about_id", "-at"), name="audit_about"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append; refuse to write over an entry."""
        if not self._state.adding:
            raise AppendOnlyError("history is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnlyError("history is never removed")
