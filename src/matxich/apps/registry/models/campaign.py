"""A round of asking firms whether their record is still true, and who answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from matxich.apps.foundation.models import Message, SignedLink
from matxich.apps.registry.models.enterprise import Enterprise


class Campaign(models.Model):
    """One round."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Draft")
        RUNNING = "running", _("Running")
        CLOSED = "closed", _("Closed")

    name = models.CharField(max_length=150)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    #: who is asked: filters of the registry table
    audience = models.JSONField(default=dict)
    due_on = models.DateField()
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name


class CampaignMember(models.Model):
    """One firm that is asked."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="members")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="campaign_members")
    link = models.ForeignKey(SignedLink, null=True, on_delete=models.SET_NULL, related_name="+")
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    #: why it could not be asked ("no_contact"); "" otherwise
    obstacle = models.CharField(max_length=20, blank=True)
    reminded_count = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    #: lines said to be still true, changed, no longer true
    answer = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("campaign", "enterprise"), name="asked_once_a_campaign"),
        )

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.enterprise_id}"
