"""Doing an import by hand, for tests: begin it, let its job run, choose, apply, undo."""

from __future__ import annotations

import datetime as dt
from typing import Any

from matxich.apps.foundation.actions import jobs
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import Job
from matxich.apps.registry.actions.importing.applying import apply_import, ask_to_apply
from matxich.apps.registry.actions.importing.beginning import begin_import
from matxich.apps.registry.actions.importing.reading import read_import
from matxich.apps.registry.actions.importing.undoing import ask_to_undo, undo_import
from matxich.apps.registry.models import ImportBatch, ImportRow
from tests.apps.registry.conftest import NOW


def run_job(kind: str, now: dt.datetime = NOW, worker: str = "test") -> Job:
    """Run the next waiting job of this kind, as a worker does; searches for duplicates are passed over."""
    job = jobs.take(worker, now)
    while job is not None and job.kind == "find_duplicates":
        jobs.finish(job, now)
        job = jobs.take(worker, now)
    assert job is not None
    assert job.kind == kind

    def keep(done: int, total: int) -> None:
        jobs.keep(job, done, total, now)

    if kind == "import_read":
        read_import(job, keep)
    elif kind == "import_apply":
        apply_import(job, keep, now)
    else:
        undo_import(job, keep, now)
    assert jobs.finish(job, now) is not False
    return job


def preview(
    data: bytes, actor: Actor, *, name: str = "danh-sach.xlsx", now: dt.datetime = NOW
) -> ImportBatch:
    """Send a file and let it be read."""
    batch = begin_import(data, name, actor=actor, now=now)
    run_job("import_read", now)
    batch.refresh_from_db()
    return batch


def apply(batch: ImportBatch, actor: Actor, *, whole: bool = True, now: dt.datetime = NOW) -> ImportBatch:
    """Apply a preview."""
    ask_to_apply(batch, whole=whole, actor=actor, now=now)
    run_job("import_apply", now)
    batch.refresh_from_db()
    return batch


def undo(
    batch: ImportBatch, actor: Actor, *, now: dt.datetime = NOW, reason: str = "Gửi nhầm tệp"
) -> ImportBatch:
    """Undo an applied import."""
    ask_to_undo(batch, actor=actor, now=now, reason=reason)
    run_job("import_undo", now)
    batch.refresh_from_db()
    return batch


def applied(data: bytes, actor: Actor, **words: Any) -> ImportBatch:
    """Send a file and apply it whole."""
    now = words.get("now", NOW)
    return apply(preview(data, actor, **words), actor, now=now)


def row(batch: ImportBatch, number: int) -> ImportRow:
    """One row of a preview, as it stands."""
    found: ImportRow = batch.rows.get(number=number)
    return found


def told(found: ImportRow) -> list[tuple[str, str, str, str]]:
    """The differences of a row in English: (what, label, before, after)."""
    return [
        (one["what"], one["label"]["en"], one["before"]["en"], one["after"]["en"])
        for one in found.differences
    ]
