"""Keeping files that people give, and removing what was left over when a write was broken off.

The file is on the disk before its row is: a crash between the two leaves a file without a row, which the clean-up
removes, and never a row without its file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.attachments import folder
from matxich.apps.foundation.models import Attachment
from matxich.apps.foundation.models.attachment import new_token
from matxich.domain.shared.bilingual import Text
from matxich.files import vault
from matxich.files.attachment_kinds import AttachmentKind, RefusedFileError, attachment_kind, clean_name

log = logging.getLogger(__name__)
#: a file without a row is left alone so long: the transaction that brings its row may still go on
GRACE = dt.timedelta(hours=1)
#: seconds that the scanner may take for one file
SCAN_PATIENCE_S = 120
_TOO_LARGE = Text(
    "“{name}” lớn hơn {most} MB. Hãy giảm kích thước (quét ở 150 dpi, nén PDF) rồi gửi lại.",
    "“{name}” is larger than {most} MB. Make it smaller (scan at 150 dpi, compress the PDF) and send it again.",
)
_INFECTED = Text(
    "“{name}” bị phát hiện chứa mã độc nên không được lưu. Hãy quét máy của bạn rồi gửi lại tệp sạch.",
    "“{name}” was found to hold a virus and is not kept. Scan your machine and send a clean file.",
)
_UNSCANNED = Text(
    "Chưa quét được mã độc trong “{name}” nên tệp chưa được lưu. Hãy thử lại sau ít phút; nếu vẫn lỗi, báo quản trị.",
    "“{name}” could not be scanned for viruses, so it is not kept. Try again in some minutes; if it fails again, tell the administrator.",
)


def store(
    data: bytes,
    name: str,
    *,
    actor: Actor,
    now: dt.datetime,
    judge: Callable[[bytes, str], AttachmentKind] = attachment_kind,
) -> Attachment:
    """Keep a file and return its row; the caller says in the same transaction what it stands behind.

    Args:
        name: the sender's name for it.
        judge: tells the kind by the content, and refuses what is not wanted here.

    Raises:
        RefusedFileError: it is too large, of a kind that is not kept, damaged, infected, or could not be scanned.
    """
    shown = Path(name.replace("\\", "/")).name[:80] or "?"
    if len(data) > settings.MAX_ATTACHMENT_BYTES:
        raise RefusedFileError(
            _TOO_LARGE.format(name=shown, most=settings.MAX_ATTACHMENT_BYTES // (1024 * 1024))
        )
    kind = judge(data, shown)
    token = new_token()
    draft = vault.draft(folder(), token, data)
    try:
        scan = _scan(draft, shown)
        vault.settle(draft)
    except BaseException:
        vault.drop(draft)
        raise
    with transaction.atomic():
        row = Attachment.objects.create(
            token=token,
            name=clean_name(name, kind),
            media_type=kind.media_type,
            size_bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            scan=scan,
            uploaded_at=now,
            uploaded_by_id=actor.user_id,
        )
        record(actor, "attachment.store", row, {"name": ("", row.name), "sha256": ("", row.sha256)}, now=now)
    return row


def _scan(path: Path, name: str) -> str:
    """Return "clean", or "unscanned" where no scanner is set.

    Raises:
        RefusedFileError: it is infected, or the scanner did not answer.
    """
    command = shlex.split(settings.SCANNER)
    if not command:
        return "unscanned"
    try:
        done = subprocess.run(
            [*command, str(path)],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SCAN_PATIENCE_S,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        log.exception("the scanner %s did not answer", command[0])
        raise RefusedFileError(_UNSCANNED.format(name=name)) from problem
    if done.returncode == 1:
        log.warning("the scanner found %s infected: %s", name, done.stdout[-500:].decode(errors="replace"))
        raise RefusedFileError(_INFECTED.format(name=name))
    if done.returncode != 0:
        log.error(
            "the scanner ended with %d: %s", done.returncode, done.stderr[-500:].decode(errors="replace")
        )
        raise RefusedFileError(_UNSCANNED.format(name=name))
    return "clean"


def remove_orphans(now: dt.datetime) -> int:
    """Remove files that have no row, drafts among them, when they are older than the grace; return how many."""
    before = (now - GRACE).timestamp()
    old = [(token, path) for token, path, changed in vault.stored(folder()) if changed < before]
    known: set[str] = set()
    for start in range(0, len(old), 500):
        tokens = [token for token, _ in old[start : start + 500]]
        known.update(Attachment.objects.filter(token__in=tokens).values_list("token", flat=True))
    orphans = [path for token, path in old if token not in known or path.name != token]
    for path in orphans:
        vault.drop(path)
    return len(orphans)
