"""An invitation to sign in: by link, for staff in a role, or for a firm's people to represent it."""

from __future__ import annotations

from django.db import models

from matxich.apps.accounts.models.role_grant import Role


class Invitation(models.Model):
    """One invitation. The link itself is a signed link of the foundation, purpose "invitation"."""

    email = models.EmailField()
    full_name = models.CharField(max_length=120, blank=True)
    #: "" when it is for a firm
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    #: number of the enterprise it is for; the registry, which stands above, reads it
    enterprise_id = models.BigIntegerField(null=True)
    invited_by_id = models.BigIntegerField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.email
