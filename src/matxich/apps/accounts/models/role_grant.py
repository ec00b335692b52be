"""A role that a person holds for the region, from a day to a day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from matxich.apps.accounts.models.user import User


class Role(models.TextChoices):
    """The roles of staff and council (design §4). Firms' people have none: they represent a firm."""

    OFFICER = "officer", _("Officer")
    LEADER = "leader", _("Leader")
    COUNCIL_MEMBER = "council_member", _("Council member")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


class RoleGrant(models.Model):
    """One role of one person. A role that ends keeps its row."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    valid_from = models.DateField()
    #: last day; None while it holds
    valid_until = models.DateField(null=True)

    class Meta:
        ordering = ("user", "role")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
