"""Who may act for a firm, and how somebody comes to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from matxich.apps.accounts.models import User
from matxich.apps.foundation.models import Attachment
from matxich.apps.registry.models.contact import Contact
from matxich.apps.registry.models.enterprise import Enterprise


class Representative(models.Model):
    """A person who acts for a firm, from a day to a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="represents")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="representatives")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    #: how it was proven: "code", "officer", "invitation"
    proof = models.CharField(max_length=12)
    approved_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.user_id} for {self.enterprise_id}"


class ClaimingRequest(models.Model):
    """Somebody says: this firm is mine. Proven by a code sent to the registered contact, or by an officer."""

    class State(models.TextChoices):
        """Where it stands."""

        CODE_SENT = "code_sent", _("Code sent")
        WAITING = "waiting", _("Waits for an officer")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        EXPIRED = "expired", _("Expired")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="claiming_requests")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="claiming_requests")
    state = models.CharField(max_length=10, choices=State.choices, db_index=True)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    #: hash of the code that was sent; "" without one
    code_hash = models.CharField(max_length=128, blank=True)
    code_expires_at = models.DateTimeField(null=True)
    #: wrong codes so far
    wrong_count = models.PositiveSmallIntegerField(default=0)
    #: what the person writes to the officer
    message = models.TextField(blank=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    #: the record was begun with this request, by who sent it
    is_new_firm = models.BooleanField(default=False)
    files: models.ManyToManyField[Attachment, ClaimingFile] = models.ManyToManyField(
        Attachment, through="ClaimingFile", related_name="claiming_requests"
    )

    class Meta:
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return f"{self.user_id} claims {self.enterprise_id} ({self.state})"


class ClaimingFile(models.Model):
    """A file that is to show an officer that somebody may act for a firm."""

    request = models.ForeignKey(ClaimingRequest, on_delete=models.CASCADE, related_name="evidence")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="claiming_files")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.attachment)
