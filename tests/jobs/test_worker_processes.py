"""Workers as real processes: killed with -9, stopped, several at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from matxich.apps.foundation.actions.jobs import ask_for
from matxich.apps.foundation.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def database_url() -> str:
    """The address of the test database, for another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(values['NAME']).absolute()}"
    user = quote(values["USER"]) + (f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else "")
    return f"postgresql://{user}@/{values['NAME']}?host={quote(str(values['HOST']), safe='')}"


@pytest.fixture
def start(tmp_path):
    """A function that starts a worker process; those still alive at the end are killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start_() -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "MATXICH_DATA_DIR": str(tmp_path / "data"),
            "DJANGO_SETTINGS_MODULE": "matxich.config.settings",
        }
        command = [sys.executable, "-m", "tests.jobs.worker", str(tmp_path / "log")]
        with (tmp_path / "errors").open("ab") as errors:
            started.append(subprocess.Popen(command, env=environment, stderr=errors))
        return started[-1]

    yield start_
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def lines(tmp_path) -> Callable[[str], list[tuple[int, int]]]:
    """A function: the (job, process) of every line of the log with this word."""

    def lines_(word: str) -> list[tuple[int, int]]:
        path = tmp_path / "log"
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        found = [line.split() for line in text.splitlines()]
        return [(int(job), int(process)) for what, job, process in found if what == word]

    return lines_


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_the_job_of_a_worker_killed_with_9_is_taken_up_by_another_one_after_its_lease(start, lines):
    job = ask_for("slow", {"steps": 40}, timezone.now())
    first = start()
    wait_until(lambda: Job.objects.filter(pk=job.pk, done_count__gte=5).exists())
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = start()
    wait_until(lambda: Job.objects.filter(pk=job.pk, state="done").exists())
    assert lines("begin") == [(job.pk, first.pid), (job.pk, second.pid)]
    assert lines("end") == [(job.pk, second.pid)]
    assert Job.objects.get().attempt_count == 2


def test_two_processes_share_the_jobs_and_run_each_once(start, lines):
    workers = [start(), start()]
    time.sleep(1.5)
    for _ in range(30):
        ask_for("slow", {"steps": 2}, timezone.now())
    wait_until(lambda: Job.objects.filter(state="done").count() == 30)
    assert Counter(job for job, _ in lines("begin")) == Counter(Job.objects.values_list("pk", flat=True))
    assert {process for _, process in lines("begin")} == {worker.pid for worker in workers}


def test_a_long_step_without_a_word_does_not_lose_the_job_while_its_process_lives(start, lines):
    job = ask_for("silent", {}, timezone.now())
    start()
    start()
    wait_until(lambda: Job.objects.filter(pk=job.pk, state="done").exists())
    assert (len(lines("begin")), Job.objects.get().attempt_count) == (1, 1)


def test_a_worker_that_is_told_to_stop_lays_its_job_down_and_ends_well(start, lines):
    job = ask_for("slow", {"steps": 2000}, timezone.now())
    worker = start()
    wait_until(lambda: Job.objects.filter(pk=job.pk, done_count__gte=2).exists())
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0
    assert list(Job.objects.values_list("state", "attempt_count")) == [("queued", 0)]
