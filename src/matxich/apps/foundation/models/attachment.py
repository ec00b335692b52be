"""A file that somebody gave: kept outside the web root, served only through a permission check."""

from __future__ import annotations

import secrets

from django.db import models


def new_token() -> str:
    """Return a name on disk that nobody can guess."""
    return secrets.token_hex(16)


class Attachment(models.Model):
    """What is known of one file; its bytes lie under `DATA_DIR/attachments/<first two>/<token>`."""

    #: name on disk, never the sender's
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    #: the sender's name for it, cleaned
    name = models.CharField(max_length=200)
    #: found in the content, never believed from the sender: "application/pdf"…
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    #: "clean" (the scanner said so), "unscanned" (no scanner is configured)
    scan = models.CharField(max_length=12)
    uploaded_at = models.DateTimeField()
    #: number of the user; None through a signed link
    uploaded_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
