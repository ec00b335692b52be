"""Running jobs: take one, keep hold of it while it runs, end it or give it back."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections
from django.utils import timezone

from matxich.apps.foundation.actions import jobs
from matxich.apps.foundation.models import Job
from matxich.jobs.handlers import HANDLERS
from matxich.jobs.ticks import ask_for_due_ticks

log = logging.getLogger(__name__)


class StoppedError(Exception):
    """The worker is told to stop: the job is laid down where it stands and taken up by another one."""


class Runner:
    """One worker: runs one job at a time."""

    def __init__(self, stopping: Callable[[], bool] = lambda: False) -> None:
        #: unique over all machines and restarts: it is half of what proves who holds a job
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._stopping = stopping

    def work(self) -> bool:
        """Run the next job that is due and return True; False when none is."""
        ask_for_due_ticks(timezone.now())
        job = jobs.take(self.name, timezone.now())
        if job is None:
            return False
        self.run(job)
        return True

    def run(self, job: Job) -> None:
        """Run one job that this worker holds. Never raises for what goes wrong in the job itself."""

        def keep(done: int, total: int) -> None:
            if self._stopping():
                raise StoppedError
            jobs.keep(job, done, total, timezone.now())

        try:
            with _held(job):
                HANDLERS[job.kind](job, keep)
        except StoppedError:
            jobs.lay_down(job, timezone.now())
        except jobs.LostJobError:
            log.warning("lost %s: another worker has taken it up", job)
        except Exception:
            log.exception("%s, attempt %d", job, job.attempt_count)
            jobs.give_back(job, traceback.format_exc(), timezone.now())
        else:
            if not jobs.finish(job, timezone.now()):
                log.warning("lost %s at its end: another worker has taken it up", job)


@contextmanager
def _held(job: Job) -> Iterator[None]:
    """Renew the lease from beside while the work goes on, so that a long step does not lose the job.

    A process that dies takes this thread with it, and the lease runs out.
    """
    over = threading.Event()

    def renew() -> None:
        try:
            while not over.wait(jobs.LEASE.total_seconds() / 3):
                try:
                    if not jobs.hold(job, timezone.now()):
                        return
                except DatabaseError:
                    log.warning("could not renew the hold of %s; trying again", job)
        finally:
            connections.close_all()

    thread = threading.Thread(target=renew, name=f"hold-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def run_waiting(most: int = 1000) -> int:
    """Run what is due now in this thread until nothing is, at most so many; return how many ran."""
    runner = Runner()
    return next((count for count in range(most) if not runner.work()), most)
