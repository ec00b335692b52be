"""Work that goes on behind a page: what is to be done, how far it is, and who holds it until when."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """One piece of work. A worker that dies lets its lease run out; the next one takes the job up again."""

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    #: names the function in `matxich.jobs.handlers`
    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED, db_index=True)
    #: steps done, of how many; 0 of 0 while that is not known yet
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    #: not before this moment
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    #: which worker holds it
    worker = models.CharField(max_length=60, blank=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    #: what went wrong last, for the log and the officer
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField()
    #: number of the user who asked for it, who may see how far it is; None for the system
    created_by_id = models.BigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due_at", "id")
        indexes = (models.Index(fields=("state", "due_at"), name="job_waiting"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.id} ({self.state})"


class Tick(models.Model):
    """Work that comes round: when it was last asked for, so that several workers ask for it once."""

    name = models.CharField(max_length=40, unique=True)
    last_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} {self.last_at:%Y-%m-%d %H:%M}"
