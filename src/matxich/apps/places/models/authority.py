"""Who does a task of the programme, at which level, from when to when, by which legal basis."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Authority(models.Model):
    """One line of the authority table. A line ends or is corrected; it is never deleted."""

    class Level(models.TextChoices):
        """Where the body stands. The district level ended on 1 July 2025."""

        CENTRAL = "central", pgettext_lazy("level of authority", "Central")
        PROVINCE = "province", pgettext_lazy("level of authority", "Province")
        DISTRICT = "district", pgettext_lazy("level of authority", "District")
        COMMUNE = "commune", pgettext_lazy("level of authority", "Commune")
        ESTABLISHMENT = "establishment", pgettext_lazy("level of authority", "Firm or investor")

    #: "cluster_appraisal": what the program asks for
    task_code = models.CharField(max_length=60, db_index=True)
    #: the task in words
    task_vi = models.CharField(max_length=300)
    task_en = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=16, choices=Level.choices)
    #: the body as the law names it
    body_vi = models.CharField(max_length=200)
    body_en = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    #: first day on which it is no longer so; None while it holds
    valid_until = models.DateField(null=True, blank=True)
    legal_basis = models.TextField(blank=True)
    note = models.TextField(blank=True)
    #: somebody has read the legal basis and found it so
    is_verified = models.BooleanField(default=False)
    #: which entry of the catalogue it came from; "" when a person added it
    catalogue_code = models.CharField(max_length=80, blank=True)
    #: grows with every change: who saves over an older state is told
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("task_code", "level", "valid_from")
        verbose_name = _("authority")
        constraints = (
            models.UniqueConstraint(
                fields=("catalogue_code",),
                condition=~models.Q(catalogue_code=""),
                name="authority_once_from_catalogue",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gt=models.F("valid_from")),
                name="authority_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.task_code}: {self.body_vi}"
