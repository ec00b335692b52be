"""Work behind a page: asking for it, taking it up, keeping hold of it, ending it. Several workers may run at once.

A worker holds a job by a lease that it renews. It is the number of the attempt that tells an old holder from a new
one: every write of a worker names it, so that who lost the job cannot write a word more about it. Work that ends in
one long transaction calls `keep` as its last statement inside it: then either the job is still held and everything is
written, or it is lost and nothing is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from matxich.apps.foundation.actor import SYSTEM, Actor
from matxich.apps.foundation.models import Job, Tick
from matxich.apps.foundation.wake import JOBS

#: how long a worker that says nothing keeps a job
LEASE = dt.timedelta(seconds=15)
#: how often a job that fails or whose worker dies is taken up
MOST_ATTEMPTS = 5
_DIED = "its worker died each time"


class LostJobError(Exception):
    """The job is no longer this worker's: its lease ran out and another one took it up."""


def ask_for(
    kind: str,
    payload: Mapping[str, Any],
    now: dt.datetime,
    *,
    due: dt.datetime | None = None,
    actor: Actor = SYSTEM,
) -> Job:
    """Queue a job; call it in the transaction that it belongs to.

    Args:
        due: not before this moment; None = at once.
        actor: who asks, and may see how far it is.
    """
    job = Job.objects.create(
        kind=kind, payload=dict(payload), created_at=now, due_at=due or now, created_by_id=actor.user_id
    )
    JOBS.ring_after_commit()
    return job


def take(worker: str, now: dt.datetime) -> Job | None:
    """Return the next job that is due, now held by this worker; None when nothing waits."""
    waiting = Q(state=Job.State.QUEUED, due_at__lte=now) | Q(state=Job.State.RUNNING, leased_until__lt=now)
    while True:
        some = list(Job.objects.filter(waiting).order_by("due_at", "id")[:5])
        if not some:
            return None
        for job in some:
            row = Job.objects.filter(waiting, pk=job.pk, attempt_count=job.attempt_count)
            if job.attempt_count >= MOST_ATTEMPTS:
                row.update(
                    state=Job.State.FAILED, finished_at=now, leased_until=None, problem=job.problem or _DIED
                )
            # Whoever changes the row first has it: the number of attempts tells the two apart.
            elif row.update(
                state=Job.State.RUNNING,
                worker=worker,
                leased_until=now + LEASE,
                attempt_count=job.attempt_count + 1,
            ):
                job.state, job.worker, job.leased_until = Job.State.RUNNING, worker, now + LEASE
                job.attempt_count += 1
                return job


def keep(job: Job, done: int, total: int, now: dt.datetime) -> None:
    """Write down how far a job is, and keep hold of it.

    Raises:
        LostJobError: another worker has it by now.
    """
    if not _mine(job).update(done_count=done, total_count=total, leased_until=now + LEASE):
        raise LostJobError(str(job))
    job.done_count, job.total_count = done, total


def hold(job: Job, now: dt.datetime) -> bool:
    """Keep hold of a job without a word about how far it is; False when another worker has it by now."""
    return _mine(job).update(leased_until=now + LEASE) == 1


def finish(job: Job, now: dt.datetime) -> bool:
    """End a job that is done; False when another worker has it by now."""
    ended = _mine(job).update(state=Job.State.DONE, finished_at=now, leased_until=None, problem="")
    return ended == 1


def give_back(job: Job, problem: str, now: dt.datetime) -> None:
    """Let a job that went wrong be tried again later, or end it when it was tried often enough."""
    last = job.attempt_count >= MOST_ATTEMPTS
    _mine(job).update(
        state=Job.State.FAILED if last else Job.State.QUEUED,
        due_at=now + dt.timedelta(seconds=2**job.attempt_count),
        finished_at=now if last else None,
        leased_until=None,
        problem=problem[:4000],
    )


def lay_down(job: Job, now: dt.datetime) -> None:
    """Give a job back at once because its worker stops; nothing went wrong, so this was no attempt."""
    _mine(job).update(
        state=Job.State.QUEUED, due_at=now, leased_until=None, attempt_count=job.attempt_count - 1
    )


def retry(job: Job, now: dt.datetime) -> bool:
    """Queue a failed job anew with all its attempts; False when it has not failed."""
    again = Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(
        state=Job.State.QUEUED, due_at=now, attempt_count=0, finished_at=None
    )
    JOBS.ring_after_commit()
    return again == 1


def ask_once_since(kind: str, since: dt.datetime, now: dt.datetime) -> Job | None:
    """Queue work that comes round, unless a worker has queued it since a moment; None then."""
    if Tick.objects.filter(name=kind, last_at__gte=since).exists():
        return None
    with transaction.atomic():
        mine = Tick.objects.filter(name=kind, last_at__lt=since).update(last_at=now)
        if not mine and not _first(kind, now):
            return None
        return ask_for(kind, {}, now)


def _first(kind: str, now: dt.datetime) -> bool:
    try:
        with transaction.atomic():
            Tick.objects.create(name=kind, last_at=now)
    except IntegrityError:
        return False  # another worker was first
    return True


def clear_finished(before: dt.datetime) -> int:
    """Remove jobs that ended before a moment; return how many."""
    ended = Q(state__in=(Job.State.DONE, Job.State.FAILED), finished_at__lt=before)
    return Job.objects.filter(ended).delete()[0]


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(
        pk=job.pk, worker=job.worker, attempt_count=job.attempt_count, state=Job.State.RUNNING
    )
