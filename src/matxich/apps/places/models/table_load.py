"""When the tables of administrative units were read, from where, and with what content."""

from __future__ import annotations

from django.db import models


class TableLoad(models.Model):
    """One reading of the tables. The last one says which province this installation is for."""

    province_code = models.CharField(max_length=5)
    #: package and version
    source = models.CharField(max_length=80)
    #: SHA-256 of the rows, hex: whoever keeps units in memory compares it
    digest = models.CharField(max_length=64)
    unit_count = models.PositiveIntegerField()
    succession_count = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("-loaded_at", "-id")
        get_latest_by = ("loaded_at", "id")

    def __str__(self) -> str:
        return f"{self.province_code} from {self.source}"
