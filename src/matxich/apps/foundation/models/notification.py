"""A line in somebody's bell: something happened that waits for them or that they should know."""

from __future__ import annotations

from django.db import models


class Notification(models.Model):
    """One line, in both languages, with where it leads."""

    user_id = models.BigIntegerField(db_index=True)
    text_vi = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    #: address within the site
    link = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.text_vi
