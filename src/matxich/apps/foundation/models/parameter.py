"""A number or text of the programme that changes with decisions: in force from a day, with its legal basis."""

from __future__ import annotations

from django.db import models


class Parameter(models.Model):
    """One value of one parameter from a day on; the next row of the same code ends it."""

    code = models.CharField(max_length=60)
    value = models.JSONField()
    valid_from = models.DateField()
    #: decision or article it rests on; "" = a default of the house, unverified
    legal_basis = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("code", "-valid_from")
        constraints = (models.UniqueConstraint(fields=("code", "valid_from"), name="parameter_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.code} from {self.valid_from}"
