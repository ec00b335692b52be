"""A message to somebody: written into the outbox first, sent by the job that empties it, readable by officers."""

from __future__ import annotations

from django.db import models


class Message(models.Model):
    """One mail."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        #: the site is set not to send (the demonstration): readable here, sent to nobody
        HELD = "held"

    #: an act sends one message: a second one with the same key is not written
    key = models.CharField(max_length=120, unique=True)
    #: what kind: "reconfirmation", "certificate_reminder"…
    kind = models.CharField(max_length=40, db_index=True)
    #: personal data: emptied when the person is erased
    to_address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    #: parts of the body that open something for whoever knows them (the secret of a link, a code): shown to officers
    #: as dots, and taken out of the body once it is sent
    secrets = models.JSONField(default=list)
    language = models.CharField(max_length=5)
    #: the record it is about, "<app>.<model>" and its number
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    created_at = models.DateTimeField()
    #: not before
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = (
            models.Index(fields=("state", "due_at"), name="message_waiting"),
            models.Index(fields=("about_type", "about_id"), name="message_about"),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"
