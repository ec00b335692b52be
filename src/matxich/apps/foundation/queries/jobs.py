"""How far the work behind a page is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from matxich.apps.foundation.models import Job


@dataclass(frozen=True, slots=True)
class JobProgress:
    """One job as its page shows it."""

    id: int
    #: "queued", "running", "done" or "failed"
    state: str
    done_count: int
    #: 0 while it is not known how much there is
    total_count: int
    #: what went wrong last; "" when nothing did
    problem: str

    @property
    def share(self) -> float | None:
        """How far it is, 0..1; None while that is not known."""
        if self.state == Job.State.DONE:
            return 1.0
        return min(1.0, self.done_count / self.total_count) if self.total_count else None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {Job.State.DONE, Job.State.FAILED}


def progress_of(job: Job) -> JobProgress:
    """Return a job as its page shows it; the trace of what went wrong only once it has ended."""
    return JobProgress(
        job.pk,
        job.state,
        job.done_count,
        job.total_count,
        job.problem if job.state == Job.State.FAILED else "",
    )


def job_of(user_id: int, job_id: int) -> Job | None:
    """Return a job that this user asked for; None when there is none of theirs with the number."""
    return Job.objects.filter(pk=job_id, created_by_id=user_id).first()


def waiting_since(now: dt.datetime) -> dt.timedelta | None:
    """Return how long the oldest job that is due has waited; None when none waits."""
    oldest = Job.objects.filter(state=Job.State.QUEUED, due_at__lte=now).order_by("due_at").first()
    return now - oldest.due_at if oldest else None
