"""Attachments as the component `file_list` shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from matxich.apps.foundation.models import Attachment
from matxich.files.attachment_kinds import KINDS


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file of a list."""

    name: str
    #: "" when the reader may not open it
    address: str
    size_bytes: int
    media_type: str
    uploaded_at: datetime
    scan: str
    #: page that removes it; "" without
    removal: str = ""
    #: address that shows it in place, for staff; "" when a browser does not show its kind
    preview: str = ""


def address_of(attachment: Attachment) -> str:
    """Return the address of a file."""
    return reverse("public:attachment", args=[attachment.token, attachment.name])


def shown_files(attachments: Iterable[Attachment], *, opens: bool = True) -> list[ShownFile]:
    """Return files for a list; without addresses for who may not open them."""
    return [_shown(one, opens=opens) for one in attachments]


def _shown(attachment: Attachment, *, opens: bool) -> ShownFile:
    address = address_of(attachment) if opens else ""
    kind = KINDS.get(attachment.media_type)
    return ShownFile(
        attachment.name,
        address,
        attachment.size_bytes,
        attachment.media_type,
        attachment.uploaded_at,
        attachment.scan,
        preview=f"{address}?show" if address and kind is not None and kind.is_shown else "",
    )
