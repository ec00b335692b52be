"""Beginning an import, correcting what its columns mean, throwing it away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from matxich.apps.foundation.actions.attachments import store
from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actions.jobs import ask_for
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.models import ImportBatch
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import Decision, NotAllowedError, refused
from matxich.files.attachment_kinds import spreadsheet_kind

READ_JOB = "import_read"
State = ImportBatch.State
_NOT_NOW = {
    State.READING: refused(
        "Tệp đang được đọc. Hãy chờ đọc xong.", "The file is being read. Wait until that is done."
    ),
    State.APPLYING: refused(
        "Tệp đang được ghi vào sổ. Hãy chờ ghi xong.", "The import is being applied. Wait until that is done."
    ),
    State.APPLIED: refused(
        "Tệp này đã được ghi vào sổ. Muốn làm lại, hãy hoàn tác trước.",
        "This import has been applied. To do it again, undo it first.",
    ),
    State.UNDOING: refused(
        "Lần nhập này đang được hoàn tác. Hãy chờ xong.",
        "This import is being undone. Wait until that is done.",
    ),
    State.UNDONE: refused(
        "Lần nhập này đã được hoàn tác. Hãy nhập lại tệp.", "This import was undone. Import the file again."
    ),
    State.DISCARDED: refused(
        "Lần nhập này đã bị bỏ. Hãy nhập lại tệp.", "This import was discarded. Import the file again."
    ),
    State.FAILED: refused(
        "Tệp này không đọc được. Hãy sửa ý nghĩa các cột hoặc nhập tệp khác.",
        "This file could not be read. Correct what its columns mean, or import another one.",
    ),
}


class NotNowError(NotAllowedError):
    """The import is not in a state in which this may be done; `state` is the one it is in."""

    def __init__(self, state: str, text: Text) -> None:
        self.state = state
        super().__init__(text)


def may_choose(batch: ImportBatch) -> Decision:
    """Say whether rows may still be chosen: while the preview stands."""
    return _NOT_NOW.get(State(batch.state), Decision())


def locked(batch: ImportBatch, *states: str) -> ImportBatch:
    """Return the batch, locked until the transaction ends, if it is in one of these states.

    Raises:
        NotNowError: it is in another one: somebody was faster.
    """
    row = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if row.state not in states:
        refusal = _NOT_NOW.get(State(row.state), refused("", "")).refusal
        raise NotNowError(
            row.state, refusal or Text("Lần nhập đang ở bước khác.", "The import is at another step.")
        )
    return row


def begin_import(data: bytes, name: str, *, actor: Actor, now: dt.datetime) -> ImportBatch:
    """Keep a file and ask for its reading.

    Args:
        data: the file's content, of any kind; what cannot be read is told on the import's page.
        name: what the sender calls it.

    Raises:
        RefusedFileError: it is no spreadsheet, too large, or the virus scanner refuses it.
    """
    with transaction.atomic():
        file = store(data, name, actor=actor, now=now, judge=spreadsheet_kind)
        batch = ImportBatch.objects.create(file=file, created_at=now, created_by_id=actor.user_id)
        _ask_reading(batch, actor, now)
        record(actor, "import.begin", batch, {"file": ("", file.name)}, now=now)
    return batch


def _ask_reading(batch: ImportBatch, actor: Actor, now: dt.datetime) -> None:
    batch.job = ask_for(READ_JOB, {"batch": batch.pk}, now, actor=actor)
    batch.state, batch.problem = State.READING, {}
    batch.save(update_fields=["job", "state", "problem"])


def correct_columns(
    batch: ImportBatch, corrections: Mapping[tuple[str, int], str], *, actor: Actor, now: dt.datetime
) -> None:
    """Say what columns mean, (sheet, column from 0) → field ("" = not used), and read the file again.

    Choices made so far are dropped with their rows; judgements stay remembered.

    Raises:
        NotNowError: the import is neither a preview nor unreadable.
    """
    with transaction.atomic():
        row = locked(batch, State.PREVIEW, State.FAILED)
        told = {(sheet, column): name for sheet, column, name in row.corrections}
        told.update(corrections)
        row.corrections = [[sheet, column, name] for (sheet, column), name in sorted(told.items())]
        row.save(update_fields=["corrections"])
        row.rows.all().delete()
        _ask_reading(row, actor, now)
        record(actor, "import.columns", row, {"corrections": (batch.corrections, row.corrections)}, now=now)


def discard(batch: ImportBatch, *, actor: Actor, now: dt.datetime) -> None:
    """Throw an import away that was not applied; its file and rows stay to be looked at.

    Raises:
        NotNowError: it was applied, or is being.
    """
    with transaction.atomic():
        row = locked(batch, State.READING, State.PREVIEW, State.FAILED)
        row.state = State.DISCARDED
        row.save(update_fields=["state"])
        record(actor, "import.discard", row, {"state": (batch.state, row.state)}, now=now)
