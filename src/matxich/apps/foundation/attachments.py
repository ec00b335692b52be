"""Where the bytes of attachments lie: outside what the web server gives out, each under its token."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from matxich.apps.foundation.models import Attachment
from matxich.files.vault import place


def folder() -> Path:
    """Return the folder of all attachments."""
    return Path(settings.DATA_DIR) / "attachments"


def path_of(attachment: Attachment) -> Path:
    """Return where the bytes of an attachment lie."""
    return place(folder(), attachment.token)
