"""Files: kept whole under a name nobody can guess, scanned, and nothing left over after a crash."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from matxich.apps.foundation.actions.attachments import GRACE, remove_orphans, store
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.attachments import folder, path_of
from matxich.apps.foundation.models import Attachment, AuditEntry
from matxich.files.attachment_kinds import RefusedFileError, spreadsheet_kind
from tests.files.evidence import PDF_FILE, PNG

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Files of a test lie in its own folder."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def scanner(settings, tmp_path):
    """A function that sets a scanner: a real program with this body, which gets the path as $1."""

    def set_(body: str) -> None:
        path = tmp_path / "scan.sh"
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o700)
        settings.SCANNER = f"{path} --quiet"

    return set_


def keep(data: bytes = PDF_FILE, name: str = "ISO 9001.pdf", **more) -> Attachment:
    return store(data, name, actor=Actor(7), now=NOW, **more)


def files() -> list[Path]:
    return sorted(path for path in folder().rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_token_for_its_owner_only_and_its_row_tells_what_it_is(db):
    row = keep(name=r"C:\chung chi\ISO 9001.PDF")
    path = path_of(row)
    assert path.read_bytes() == PDF_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.relative_to(folder()).parts == (row.token[:2], row.token)
    assert (row.name, row.media_type, row.size_bytes) == ("ISO 9001.pdf", "application/pdf", len(PDF_FILE))
    assert (row.sha256, row.scan, row.uploaded_by_id) == (
        hashlib.sha256(PDF_FILE).hexdigest(),
        "unscanned",
        7,
    )
    assert AuditEntry.objects.get().action == "attachment.store"


def test_what_is_refused_leaves_neither_file_nor_row(db, settings):
    for data in (b"<html><script>alert(1)</script>", b"MZ" + bytes(300), b"<svg/>"):
        with pytest.raises(RefusedFileError):
            keep(data, "certificate.pdf")
    settings.MAX_ATTACHMENT_BYTES = 1024 * 1024
    with pytest.raises(RefusedFileError, match="larger than 1 MB"):
        keep(PNG + bytes(1024 * 1024))
    assert (files(), Attachment.objects.count()) == ([], 0)


def test_a_table_for_an_import_is_judged_as_a_table(db):
    assert keep(b"Ten;MST\nA;1\n", "firms.csv", judge=spreadsheet_kind).media_type == "text/csv"


def test_what_the_scanner_calls_clean_is_kept_as_clean(db, scanner):
    scanner('test "$1" = --quiet && test -s "$2"')
    assert keep().scan == "clean"


@pytest.mark.parametrize(
    ("body", "said"),
    [("exit 1", "virus"), ("exit 2", "could not be scanned"), ("kill -9 $$", "could not be scanned")],
)
def test_what_is_infected_or_could_not_be_scanned_is_not_kept(db, scanner, body, said):
    scanner(body)
    with pytest.raises(RefusedFileError, match=said):
        keep()
    assert (files(), Attachment.objects.count()) == ([], 0)


def test_a_scanner_that_is_not_there_or_does_not_end_keeps_nothing(db, scanner, settings, monkeypatch):
    monkeypatch.setattr("matxich.apps.foundation.actions.attachments.SCAN_PATIENCE_S", 0.2)
    scanner("exec sleep 5")
    with pytest.raises(RefusedFileError, match="could not be scanned"):
        keep()
    settings.SCANNER = "/nowhere/scanner"
    with pytest.raises(RefusedFileError, match="could not be scanned"):
        keep()
    assert files() == []


def test_a_file_whose_transaction_was_rolled_back_is_an_orphan_that_the_clean_up_removes(db):
    kept = keep()
    with transaction.atomic():
        keep(PNG, "photo.png")
        transaction.set_rollback(True)
    draft = path_of(kept).with_name("0" * 32 + ".writing")
    draft.write_bytes(b"half")
    now = timezone.now()
    assert remove_orphans(now) == 0  # what is young may still get its row
    assert remove_orphans(now + 2 * GRACE) == 2
    assert files() == [path_of(kept)]


@pytest.mark.parametrize("moment", ["draft", "settle", "row"])
@pytest.mark.django_db(transaction=True)
def test_a_process_killed_with_9_while_it_keeps_a_file_leaves_no_row_without_its_file(
    tmp_path, settings, moment
):
    from tests.jobs.test_worker_processes import database_url

    code = """
        import os, signal, sys, datetime as dt
        import django; django.setup()
        from django.db import transaction
        from matxich.apps.foundation.actions import attachments
        from matxich.apps.foundation.actor import SYSTEM
        from matxich.files import vault
        from tests.files.evidence import PDF_FILE
        die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        moment = sys.argv[1]
        if moment == "draft":
            vault.settle = die
        if moment == "settle":
            attachments.clean_name = die
        with transaction.atomic():
            attachments.store(PDF_FILE, "a.pdf", actor=SYSTEM, now=dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
            die()
    """
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "MATXICH_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "matxich.config.settings",
    }
    command = [sys.executable, "-c", textwrap.dedent(code), moment]
    assert subprocess.run(command, env=environment, check=False).returncode == -9
    assert Attachment.objects.count() == 0
    assert len(files()) == 1
    assert remove_orphans(timezone.now() + 2 * GRACE) == 1
    assert files() == []
