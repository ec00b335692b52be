"""Work behind a page: asking for it, taking it up, keeping hold of it, ending it. Several workers may run at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from matxich.apps.foundation.models import Job

#: how long a worker that says nothing keeps a job
LEASE = dt.timedelta(seconds=15)
#: how often a job that fails or whose worker dies is taken up
MOST_ATTEMPTS = 5


class LostJobError(Exception):
    """The job is no longer this worker's: its lease ran out and another one took it up."""


def ask_for(
    kind: str, payload: Mapping[str, Any], now: dt.datetime, *, due: dt.datetime | None = None
) -> Job:
    """Queue a job; call it in the transaction that it belongs to."""
    return Job.objects.create(kind=kind, payload=dict(payload), created_at=now, due_at=due or now)


def take(worker: str, now: dt.datetime) -> Job | None:
    """Return the next job that is due, now held by this worker; None when nothing waits."""
    waiting = Q(state=Job.State.QUEUED, due_at__lte=now) | Q(state=Job.State.RUNNING, leased_until__lt=now)
    for job in Job.objects.filter(waiting).order_by("due_at", "id")[:5]:
        if job.attempt_count >= MOST_ATTEMPTS:
            Job.objects.filter(pk=job.pk, attempt_count=job.attempt_count).update(
                state=Job.State.FAILED, finished_at=now, problem=job.problem or "its worker died each time"
            )
            continue
        # Whoever changes the row first has it: the number of attempts tells the two apart.
        taken = Job.objects.filter(waiting, pk=job.pk, attempt_count=job.attempt_count).update(
            state=Job.State.RUNNING,
            worker=worker,
            leased_until=now + LEASE,
            attempt_count=job.attempt_count + 1,
        )
        if taken:
            job.refresh_from_db()
            return job
    return None


def keep(job: Job, done: int, total: int, now: dt.datetime) -> None:
    """Write down how far a job is, and keep hold of it.

    Raises:
        LostJobError: another worker has it by now.
    """
    mine = Job.objects.filter(
        pk=job.pk, worker=job.worker, attempt_count=job.attempt_count, state=Job.State.RUNNING
    )
    if not mine.update(done_count=done, total_count=total, leased_until=now + LEASE):
        raise LostJobError(str(job))
    job.done_count, job.total_count = done, total


def finish(job: Job, now: dt.datetime) -> None:
    """End a job that is done."""
    Job.objects.filter(pk=job.pk, worker=job.worker, attempt_count=job.attempt_count).update(
        state=Job.State.DONE, finished_at=now, leased_until=None, problem=""
    )


def give_back(job: Job, problem: str, now: dt.datetime) -> None:
    """Let a job that went wrong be tried again later, or end it when it was tried often enough."""
    last = job.attempt_count >= MOST_ATTEMPTS
    Job.objects.filter(pk=job.pk, worker=job.worker, attempt_count=job.attempt_count).update(
        state=Job.State.FAILED if last else Job.State.QUEUED,
        due_at=now + dt.timedelta(seconds=2**job.attempt_count),
        finished_at=now if last else None,
        leased_until=None,
        problem=problem[:4000],
    )
