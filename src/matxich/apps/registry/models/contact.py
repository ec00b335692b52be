"""A person at a firm: personal data with its purpose and consent, separable from the firm's record."""

from __future__ import annotations

from django.db import models

from matxich.apps.registry.models.enterprise import Enterprise


class Contact(models.Model):
    """One contact person. Erasing one empties the personal fields and leaves the row for the history's number."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="contacts")
    full_name = models.CharField(max_length=120, blank=True)
    position = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    #: E.164, "+84…"; as written when it cannot be read
    phone = models.CharField(max_length=40, blank=True)
    #: language to write to them in
    language = models.CharField(max_length=5, default="vi")
    #: the address that codes and yearly links are sent to
    is_registered = models.BooleanField(default=False)
    #: what the data are kept for, in words
    purpose = models.CharField(max_length=200)
    #: law or consent they are kept on
    basis = models.CharField(max_length=200, blank=True)
    consented_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-is_registered", "id")

    def __str__(self) -> str:
        return self.full_name or self.email or f"#{self.pk}"
