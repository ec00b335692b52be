"""A link that lets somebody answer without signing in: for one purpose, one subject, until a day."""

from __future__ import annotations

from django.db import models


class SignedLink(models.Model):
    """What is kept of a link: only a hash of its secret part."""

    #: SHA-256 of the secret, hex
    token_hash = models.CharField(max_length=64, unique=True)
    #: "reconfirmation", "claim_firm"…
    purpose = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    first_opened_at = models.DateTimeField(null=True)
    #: answered; it may still be opened to see the answer
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index(fields=("purpose", "subject_type", "subject_id"), name="link_subject"),)

    def __str__(self) -> str:
        return f"{self.purpose} for {self.subject_type} {self.subject_id}"
