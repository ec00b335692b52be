"""Backup and restore: every row and file comes back, in either database, while others write, and half of it never counts."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.models import JSONField, Value

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actions.backing_up import back_up
from matxich.apps.foundation.actions.restoring import NotEmptyError, filled_tables, restore, unfinished
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.attachments import folder
from matxich.apps.foundation.models import Attachment, AuditEntry, Parameter
from matxich.apps.foundation.whole_tables import LEFT_OUT, kept_models
from matxich.files import vault
from matxich.files.backup_archive import ArchiveReader, BadBackupError

NOW = dt.datetime(2026, 3, 20, 9, 30, 15, 123456, tzinfo=dt.UTC)
SAID = 'Đã kiểm tra – “ẽ” 日本語 한국어 \\ " \n xuống dòng'


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, settings):
    """A data folder of the test's own."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()


@pytest.fixture
def filled(transactional_db) -> User:
    """A database with rows of awkward kinds, and two attachments."""
    user = User.objects.create_user("a@example.vn", "a long password", full_name="Đỗ Thị Ẩn")
    record(COMMAND, "note.add", user, {"x": (None, {"đ": [1, 2.5, None, True]})}, now=NOW, reason=SAID)
    Parameter.objects.create(code="null", value=Value(None, JSONField()), valid_from=dt.date(2026, 1, 1))
    Parameter.objects.create(code="list", value=[90, 30, 0], valid_from=dt.date(2026, 1, 1), note=SAID)
    for text in (b"", b"%PDF-1.7 " * 200_000):
        keep_attachment(text)
    # A number that was given once is never given again.
    Parameter.objects.create(code="gone", value=1, valid_from=dt.date(2026, 1, 1)).delete()
    return user


def keep_attachment(data: bytes) -> Attachment:
    token = uuid.uuid4().hex
    vault.settle(vault.draft(folder(), token, data))
    return Attachment.objects.create(
        token=token,
        name="giấy.pdf",
        media_type="application/pdf",
        size_bytes=len(data),
        sha256="",
        scan="unscanned",
        uploaded_at=NOW,
    )


def everything() -> dict[str, list]:
    """All rows of all kept tables."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in kept_models()}


def files() -> dict[str, bytes]:
    return {token: path.read_bytes() for token, path, _changed in vault.stored(folder())}


def empty_installation(tmp_path) -> None:
    """Throw everything away, as a new machine has it."""
    call_command("flush", interactive=False, verbosity=0)
    settings.DATA_DIR = tmp_path / "new"
    settings.DATA_DIR.mkdir(exist_ok=True)
    assert filled_tables() == {}


def digests(path: Path) -> dict[str, str]:
    """The checksum of every table of a backup: equal ones hold equal rows, whatever database they were in."""
    with ArchiveReader(path) as archive:
        return {one["name"]: one["sha256"] for one in archive.manifest["tables"]}


def test_every_row_and_every_file_comes_back(filled, tmp_path):
    rows, kept = everything(), files()
    manifest = back_up(tmp_path / "b.zip", now=NOW)
    assert len(manifest["attachments"]) == 2
    empty_installation(tmp_path)
    restore(tmp_path / "b.zip")
    assert everything() == rows
    assert files() == kept
    (kept_next,) = [one["next_id"] for one in manifest["tables"] if one["name"] == "foundation.parameter"]
    assert kept_next > max(Parameter.objects.values_list("pk", flat=True)) + 1
    assert Parameter.objects.create(code="next", value=1, valid_from=dt.date(2026, 1, 1)).pk == kept_next
    back_up(tmp_path / "again.zip", now=NOW)
    assert digests(tmp_path / "again.zip") != digests(tmp_path / "b.zip")  # the parameter is new
    with pytest.raises(TypeError):
        AuditEntry.objects.all().delete()


def test_no_kept_row_points_at_one_that_is_left_out():
    for model in kept_models():
        for field in model._meta.local_concrete_fields:
            if field.is_relation:
                assert field.related_model._meta.app_label not in LEFT_OUT, f"{model} {field}"


def test_only_the_owner_can_read_a_backup(filled, tmp_path):
    back_up(tmp_path / "b.zip", now=NOW)
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0


def test_it_goes_into_an_empty_installation_only(filled, tmp_path):
    back_up(tmp_path / "b.zip", now=NOW)
    before = everything()
    with pytest.raises(NotEmptyError, match=r"accounts\.user \(1\)") as refusal:
        restore(tmp_path / "b.zip")
    assert "MATXICH_DATA_DIR" in refusal.value.text.vi
    assert everything() == before


def rewritten(source: Path, target: Path, change) -> Path:
    """A copy of a backup with one entry changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def test_a_damaged_backup_is_refused_before_anything_is_written(filled, tmp_path):
    back_up(tmp_path / "b.zip", now=NOW)
    token = Attachment.objects.last().token
    empty_installation(tmp_path)
    damages = {
        "row": lambda name, data: data.replace(b"example.vn", b"example.vm") if "user" in name else data,
        "file": lambda name, data: data[:-1] + b"?" if name.endswith(token) and data else data,
        "missing": lambda name, data: None if name == "tables/foundation.parameter.jsonl" else data,
        "manifest": lambda name, data: None if name == "manifest.json" else data,
        "format": lambda name, data: data.replace(b'"format": 1', b'"format": 9'),
        "tables": lambda name, data: data.replace(b'"foundation.0001_initial"', b'"foundation.0099_later"'),
    }
    for what, change in damages.items():
        with pytest.raises(BadBackupError):
            restore(rewritten(tmp_path / "b.zip", tmp_path / f"{what}.zip", change))
        assert filled_tables() == {}
        assert unfinished() is None
    (tmp_path / "cut.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:-4000])
    with pytest.raises(BadBackupError, match="cut short"):
        restore(tmp_path / "cut.zip")


def test_an_attachment_that_is_gone_is_named(filled, tmp_path):
    row = Attachment.objects.last()
    vault.drop(vault.place(folder(), row.token))
    assert back_up(tmp_path / "b.zip", now=NOW)["missing_attachments"] == [row.token]


def test_a_backup_that_cannot_be_finished_leaves_the_older_one(filled, tmp_path, monkeypatch):
    back_up(tmp_path / "b.zip", now=NOW)
    before = (tmp_path / "b.zip").read_bytes()

    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr("matxich.apps.foundation.actions.backing_up.vault.place", broken)
    with pytest.raises(OSError, match="disk full"):
        back_up(tmp_path / "b.zip", now=NOW)
    assert (tmp_path / "b.zip").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_it_is_of_one_moment_while_writers_write(filled, tmp_path):
    """Each act writes two rows that belong together; no backup has one without the other, and no writer is refused."""
    stop, problems, written = threading.Event(), [], []

    def write(number: int) -> None:
        at = 0
        try:
            while not stop.is_set():
                at += 1
                with transaction.atomic():
                    code = f"w{number}-{at}"
                    row = Parameter.objects.create(code=code, value=at, valid_from=dt.date(2026, 1, 1))
                    record(COMMAND, "parameter.add", row, {"value": (None, at)}, now=NOW)
                    keep_attachment(code.encode())
                written.append(code)
        except Exception as problem:  # noqa: BLE001 -- whatever it is, the test tells it
            problems.append(problem)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for one in writers:
        one.start()
    made = []
    try:
        for at in range(4):
            deadline = time.monotonic() + 20
            while len(written) < 5 * (at + 1) and time.monotonic() < deadline and not problems:
                time.sleep(0.01)
            made.append((len(written), tmp_path / f"{at}.zip"))
            back_up(made[-1][1], now=NOW)
    finally:
        stop.set()
        for one in writers:
            one.join()
    assert problems == []
    for least, path in made:
        with ArchiveReader(path) as archive:
            archive.verify()
            codes = {row[1] for row in archive.rows("foundation.parameter") if row[1].startswith("w")}
            acts = [row for row in archive.rows("foundation.auditentry") if "parameter.add" in row]
            assert len(codes) == len(acts) >= least
            assert archive.manifest["missing_attachments"] == []
            assert len(archive.manifest["attachments"]) == len(codes) + 2
    empty_installation(tmp_path)
    restore(made[-1][1])
    assert Parameter.objects.filter(code__startswith="w").count() == len(codes)


# ── Another machine ──


class Machine:
    """An installation of its own on SQLite, driven through the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
            "MATXICH_DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "matxich.config.settings",
            "PYTHONPATH": "src",
        }

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "matxich", *words]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), env=self.environment, capture_output=True, text=True, check=False
        )

    def serve(self) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "matxich.config.serve"]
        return subprocess.run(
            command,
            env=self.environment | {"PORT": "1", "MATXICH_DEMO": "off"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path / "machine")


def test_a_backup_goes_from_sqlite_to_this_database_and_back(transactional_db, machine, tmp_path):
    subprocess.run(
        [sys.executable, "-m", "matxich.config.serve", "--prepare-only"], env=machine.environment, check=True
    )
    for words in (("region", "load", "hanoi"), ("region", "illustrate", "--firms", "40")):
        done = machine.run(*words)
        assert done.returncode == 0, done.stderr
    done = machine.run("backup", str(tmp_path / "sqlite.zip"))
    assert done.returncode == 0, done.stderr
    empty_installation(tmp_path)
    restore(tmp_path / "sqlite.zip")
    assert User.objects.get(email="canbo@demo.example")
    here = back_up(tmp_path / "here.zip", now=NOW)
    assert here["database"] == connection.vendor
    assert digests(tmp_path / "here.zip") == digests(tmp_path / "sqlite.zip")
    third = Machine(tmp_path / "third")
    done = third.run("restore", str(tmp_path / "here.zip"), "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "matxich index rebuild" in done.stdout
    third.run("backup", str(tmp_path / "third.zip"))
    assert digests(tmp_path / "third.zip") == digests(tmp_path / "sqlite.zip")


def test_a_restore_that_was_killed_says_so_and_can_be_done_again(filled, machine, tmp_path):
    for _ in range(40):
        keep_attachment(os.urandom(1_500_000))
    back_up(tmp_path / "b.zip", now=NOW)
    note = machine.folder / "restore-unfinished.json"
    with subprocess.Popen(
        machine.command("restore", str(tmp_path / "b.zip")),
        env=machine.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as restoring:
        deadline = time.monotonic() + 60
        while not any(machine.folder.glob("attachments/*/*")):
            assert restoring.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.002)
        restoring.send_signal(signal.SIGKILL)
    assert json.loads(note.read_text())["file"].endswith("b.zip")
    refused = machine.serve()
    assert refused.returncode != 0
    assert "was broken off" in refused.stderr
    done = machine.run("restore", str(tmp_path / "b.zip"))
    assert done.returncode == 0, done.stderr
    assert not note.exists()
    machine.run("backup", str(tmp_path / "after.zip"))
    assert digests(tmp_path / "after.zip") == digests(tmp_path / "b.zip")
