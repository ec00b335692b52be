"""Jobs: one worker at a time, taken up again after a death, given up after so many attempts."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter

import pytest
from django.db import OperationalError, connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from matxich.apps.foundation.actions import jobs
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import Job, Tick
from matxich.apps.foundation.queries.jobs import job_of, progress_of, waiting_since

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def held(worker: str = "a", now: dt.datetime = NOW) -> Job:
    job = jobs.take(worker, now)
    assert job is not None
    return job


def stored(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def in_threads(work, count: int) -> None:
    """Run the same work in so many threads, let go at one moment, each with its own connection."""
    gate = threading.Barrier(count)
    problems: list[Exception] = []

    def run(number: int) -> None:
        try:
            gate.wait()
            work(number)
        except Exception as problem:  # noqa: BLE001 -- shown below, whatever it is
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_the_job_that_is_due_first_is_taken_first_and_one_that_is_not_due_waits(db):
    jobs.ask_for("later", {}, NOW, due=NOW + SECOND)
    jobs.ask_for("second", {}, NOW)
    jobs.ask_for("first", {}, NOW, due=NOW - SECOND)
    assert [held().kind, held().kind, jobs.take("a", NOW)] == ["first", "second", None]


def test_a_held_job_is_taken_by_nobody_else_until_its_lease_has_run_out(db):
    jobs.ask_for("x", {}, NOW)
    job = held("a")
    assert jobs.take("b", NOW + jobs.LEASE) is None
    again = held("b", NOW + jobs.LEASE + SECOND)
    assert (again.pk, again.worker, again.attempt_count) == (job.pk, "b", 2)


def test_keeping_renews_the_lease_and_writes_how_far_it_is(db):
    jobs.ask_for("x", {}, NOW)
    job = held()
    jobs.keep(job, 3, 10, NOW + 10 * SECOND)
    assert jobs.take("b", NOW + jobs.LEASE + SECOND) is None
    assert progress_of(stored(job)).share == 0.3


def test_who_lost_a_job_is_told_and_can_write_nothing_about_it(db):
    jobs.ask_for("x", {}, NOW)
    loser = held("a")
    winner = held("b", NOW + jobs.LEASE + SECOND)
    with pytest.raises(jobs.LostJobError):
        jobs.keep(loser, 9, 9, NOW)
    assert not jobs.hold(loser, NOW)
    assert not jobs.finish(loser, NOW)
    jobs.give_back(loser, "broken", NOW)
    jobs.lay_down(loser, NOW)
    now = stored(winner)
    assert (now.state, now.worker, now.done_count, now.problem) == ("running", "b", 0, "")
    assert jobs.finish(winner, NOW)
    assert stored(winner).state == "done"


def test_a_job_whose_worker_dies_each_time_is_given_up_after_the_last_attempt(db):
    jobs.ask_for("x", {}, NOW)
    moment = NOW
    for _ in range(jobs.MOST_ATTEMPTS):
        job = held("a", moment)
        moment += jobs.LEASE + SECOND
    assert jobs.take("a", moment) is None
    assert (stored(job).state, stored(job).problem) == ("failed", "its worker died each time")


def test_a_job_that_goes_wrong_waits_longer_each_time_and_then_fails_with_its_reason(db):
    jobs.ask_for("x", {}, NOW)
    waits = []
    moment = NOW
    for _ in range(jobs.MOST_ATTEMPTS):
        job = held("a", moment)
        jobs.give_back(job, "disk full", moment)
        waits.append((stored(job).due_at - moment).total_seconds())
        moment = stored(job).due_at
    assert waits == [2, 4, 8, 16, 32]
    assert (stored(job).state, progress_of(stored(job)).problem) == ("failed", "disk full")
    assert jobs.retry(stored(job), moment)
    assert held("a", moment).attempt_count == 1


def test_a_job_that_is_laid_down_is_free_at_once_and_it_was_no_attempt(db):
    jobs.ask_for("x", {}, NOW)
    jobs.lay_down(held("a"), NOW)
    assert held("b").attempt_count == 1


def test_more_dead_jobs_than_are_looked_at_at_once_do_not_hide_one_that_waits(db):
    for _ in range(12):
        dead = jobs.ask_for("dead", {}, NOW)
        Job.objects.filter(pk=dead.pk).update(attempt_count=jobs.MOST_ATTEMPTS)
    jobs.ask_for("alive", {}, NOW, due=NOW + SECOND)
    assert held("a", NOW + SECOND).kind == "alive"


def test_only_who_asked_for_a_job_sees_how_far_it_is(db):
    job = jobs.ask_for("x", {}, NOW, actor=Actor(7))
    assert (job_of(7, job.pk), job_of(8, job.pk)) == (job, None)
    assert progress_of(job).share is None
    assert waiting_since(NOW + 5 * SECOND) == 5 * SECOND


def test_what_comes_round_is_queued_once_a_period(db):
    day = NOW.replace(hour=0)
    assert jobs.ask_once_since("clean_up", day, NOW) is not None
    assert jobs.ask_once_since("clean_up", day, NOW + SECOND) is None
    assert jobs.ask_once_since("clean_up", day + dt.timedelta(days=1), NOW + dt.timedelta(days=1)) is not None
    assert Job.objects.count() == 2


def test_finished_jobs_are_removed_after_a_while_and_waiting_ones_never(db):
    jobs.ask_for("done", {}, NOW)
    jobs.finish(held(), NOW)
    jobs.ask_for("waits", {}, NOW)
    assert jobs.clear_finished(NOW + SECOND) == 1
    assert Job.objects.get().kind == "waits"


@pytest.mark.django_db(transaction=True)
def test_workers_that_look_at_the_same_moment_share_the_jobs_and_none_is_run_twice():
    for number in range(40):
        jobs.ask_for("x", {"number": number}, NOW)
    taken: list[tuple[int, str]] = []

    def work(number: int) -> None:
        name = f"worker-{number}"
        while (job := jobs.take(name, NOW)) is not None:
            taken.append((job.pk, name))

    in_threads(work, 8)
    assert Counter(pk for pk, _ in taken) == Counter(Job.objects.values_list("pk", flat=True))
    assert set(Job.objects.values_list("pk", "worker")) == set(taken)
    assert set(Job.objects.values_list("attempt_count", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_lease_ran_out_goes_to_one_of_those_who_want_it():
    jobs.ask_for("x", {}, NOW)
    held("dead")
    taken: list[str] = []

    def work(number: int) -> None:
        if jobs.take(f"worker-{number}", NOW + jobs.LEASE + SECOND) is not None:
            taken.append(f"worker-{number}")

    in_threads(work, 8)
    job = Job.objects.get()
    assert ([job.worker], job.attempt_count) == (taken, 2)


@pytest.mark.django_db(transaction=True)
def test_a_period_is_asked_for_once_however_many_workers_look_at_its_beginning():
    in_threads(lambda _: jobs.ask_once_since("clean_up", NOW, NOW), 8)
    in_threads(lambda _: jobs.ask_once_since("clean_up", NOW + SECOND, NOW + SECOND), 8)
    assert (Job.objects.count(), Tick.objects.get().last_at) == (2, NOW + SECOND)


@pytest.mark.django_db(transaction=True)
def test_work_that_keeps_hold_as_its_last_word_is_written_whole_or_not_at_all():
    """The loser's transaction ends after another worker has taken the job: nothing of it stays."""
    jobs.ask_for("x", {}, NOW)
    loser = held("a")
    held("b", NOW + jobs.LEASE + SECOND)

    def write() -> None:
        with transaction.atomic():
            Tick.objects.create(name="written", last_at=NOW)
            jobs.keep(loser, 1, 1, NOW + jobs.LEASE + 2 * SECOND)

    with pytest.raises(jobs.LostJobError):
        write()
    assert not Tick.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_that_was_kept_inside_a_long_transaction_is_not_taken_when_it_ends():
    """While the transaction is open another worker may wait for the row, but then finds a fresh lease."""
    jobs.ask_for("x", {}, NOW)
    mine = held("a")
    late = NOW + jobs.LEASE + SECOND
    taken: list[Job | None] = []

    def other() -> None:
        try:
            taken.append(jobs.take("b", late))
        except OperationalError:
            taken.append(None)  # SQLite has one writer at a time: it waited in vain
        finally:
            connections.close_all()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        jobs.keep(mine, 1, 2, late)
        if connection.vendor == "postgresql":
            thread.start()
            thread.join(0.5)
    if connection.vendor != "postgresql":
        thread.start()
    thread.join()
    assert taken == [None]
    assert jobs.finish(mine, late)


@pytest.mark.django_db
@given(st.lists(st.sampled_from(["take", "keep", "finish", "give_back", "die", "lay_down"]), max_size=40))
def test_whatever_workers_do_a_job_has_one_holder_and_ends_at_most_once(steps):
    with transaction.atomic():
        job = jobs.ask_for("x", {}, NOW)
        moment, ended, alive = NOW, 0, []
        for number, step in enumerate(steps):
            moment += SECOND
            if step == "die":
                moment += jobs.LEASE
            elif step == "take":
                taken = jobs.take(f"w{number}", moment)
                alive += [taken] if taken else []
            elif alive:
                one = alive[number % len(alive)]
                if step == "finish":
                    ended += jobs.finish(one, moment)
                elif step == "keep":
                    try:
                        jobs.keep(one, 1, 2, moment)
                    except jobs.LostJobError:
                        assert (stored(job).worker, stored(job).attempt_count) != (
                            one.worker,
                            one.attempt_count,
                        ) or stored(job).state != "running"
                else:
                    getattr(jobs, step)(*([one, "bad"] if step == "give_back" else [one]), moment)
        assert ended <= 1
        assert stored(job).attempt_count <= jobs.MOST_ATTEMPTS
        assert (stored(job).state == "done") == (ended == 1)
        transaction.set_rollback(True)
