"""Where a firm is: its address as written, and the unit it lies in, before and after the reform of 2025."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from matxich.apps.registry.models.enterprise import Enterprise


class Site(models.Model):
    """One place of a firm. The units are kept by code: `apps.places` gives them names and successors."""

    class Kind(models.TextChoices):
        """What is there."""

        HEAD_OFFICE = "head_office", _("Head office")
        FACTORY = "factory", _("Factory")
        WAREHOUSE = "warehouse", _("Warehouse")

    class Resolution(models.TextChoices):
        """How surely its unit is known."""

        CONFIRMED = "confirmed", _("Confirmed")
        RESOLVED = "resolved", _("Read from the address")
        TO_CONFIRM = "to_confirm", _("To be confirmed")
        UNKNOWN = "unknown", _("Not found")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="sites")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.HEAD_OFFICE)
    address = models.CharField(max_length=400)
    #: code of the province, "" when not known
    province_code = models.CharField(max_length=10, blank=True, db_index=True)
    #: code of the district before 1 July 2025
    old_district_code = models.CharField(max_length=10, blank=True, db_index=True)
    old_ward_code = models.CharField(max_length=10, blank=True)
    #: code of the commune or ward since then
    new_unit_code = models.CharField(max_length=10, blank=True, db_index=True)
    resolution = models.CharField(max_length=12, choices=Resolution.choices, default=Resolution.UNKNOWN)
    #: codes it may lie in, while that is to be confirmed
    candidates = models.JSONField(default=list)
    #: name of the industrial cluster or park; clusters become records of their own later
    cluster = models.CharField(max_length=150, blank=True, db_index=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.address
