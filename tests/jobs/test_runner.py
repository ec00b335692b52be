"""The loop: what goes wrong in a job stays in the job, the bell wakes, what comes round comes once."""

from __future__ import annotations

import datetime as dt
import threading
import time

import pytest
import time_machine
from django.db import OperationalError

from matxich.apps.foundation.actions.jobs import ask_for
from matxich.apps.foundation.models import Job
from matxich.apps.foundation.wake import Bell
from matxich.jobs import handlers, loop, ticks
from matxich.jobs.loop import Loop
from matxich.jobs.runner import Runner, run_waiting
from matxich.jobs.ticks import Daily

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def no_ticks(monkeypatch):
    """Only what a test queues is run."""
    monkeypatch.setattr(ticks, "TICKS", ())


@pytest.fixture
def handle(monkeypatch):
    """A function that sets what a kind of job does."""
    return lambda kind, work: monkeypatch.setitem(handlers.HANDLERS, kind, work)


def test_a_job_runs_with_its_payload_and_ends(db, handle):
    seen = []
    handle("x", lambda job, keep: (seen.append(job.payload), keep(1, 2)))
    ask_for("x", {"a": 1}, NOW - dt.timedelta(days=1000))
    assert run_waiting() == 1
    assert seen == [{"a": 1}]
    assert list(Job.objects.values_list("state", "done_count")) == [("done", 1)]


def test_what_goes_wrong_is_written_into_the_job_and_the_next_one_runs(db, handle):
    handle("bad", lambda job, keep: 1 / 0)
    handle("good", lambda job, keep: None)
    for kind in ("bad", "good"):
        ask_for(kind, {}, NOW - dt.timedelta(days=1000))
    assert run_waiting() == 2
    bad, good = Job.objects.order_by("id")
    assert (bad.state, good.state) == ("queued", "done")
    assert "ZeroDivisionError" in bad.problem


def test_a_kind_that_nobody_knows_fails_like_any_other_job(db):
    ask_for("nobody knows", {}, NOW - dt.timedelta(days=1000))
    assert run_waiting() == 1
    assert "KeyError" in Job.objects.get().problem


def test_a_worker_that_lost_its_job_stops_at_its_next_word(db, handle):
    reached = []

    def work(job, keep):
        Job.objects.update(worker="another", attempt_count=2)
        keep(1, 2)
        reached.append("after")

    handle("x", work)
    ask_for("x", {}, NOW - dt.timedelta(days=1000))
    Runner().work()
    assert (reached, Job.objects.get().worker, Job.objects.get().state) == ([], "another", "running")


def test_a_worker_that_stops_lays_its_job_down(db, handle):
    handle("x", lambda job, keep: keep(1, 2))
    ask_for("x", {}, NOW - dt.timedelta(days=1000))
    Runner(stopping=lambda: True).work()
    assert list(Job.objects.values_list("state", "attempt_count")) == [("queued", 0)]


def test_the_bell_wakes_a_waiting_loop_at_once():
    bell, woken = Bell(), threading.Event()
    rounds = []

    def work() -> bool:
        rounds.append(time.monotonic())
        if len(rounds) > 1:
            woken.set()
        return False

    one = Loop("test", work, bell)
    thread = threading.Thread(target=one.run)
    thread.start()
    time.sleep(0.1)
    rung = time.monotonic()
    bell.ring()
    woken.wait(5)
    one.stop()
    thread.join(5)
    assert rounds[1] - rung < loop.LOOK_EVERY_S / 2
    assert not thread.is_alive()


@pytest.mark.parametrize("problem", [OperationalError("gone"), ValueError("odd")])
def test_a_loop_goes_on_after_something_went_wrong(monkeypatch, problem):
    monkeypatch.setattr(loop, "REST_S", 0.01)
    done = threading.Event()
    rounds = []

    def work() -> bool:
        rounds.append(1)
        if len(rounds) == 1:
            raise problem
        done.set()
        return False

    one = Loop("test", work, Bell())
    thread = threading.Thread(target=one.run)
    thread.start()
    assert done.wait(5)
    one.stop()
    thread.join(5)


@pytest.mark.django_db(transaction=True)
def test_queuing_rings_only_once_the_transaction_has_ended_well(monkeypatch):
    from django.db import transaction

    from matxich.apps.foundation import wake

    rung = []
    monkeypatch.setattr(wake.JOBS, "_event", type("Event", (), {"set": lambda self: rung.append(1)})())
    with transaction.atomic():
        ask_for("x", {}, NOW)
        assert rung == []
    assert rung == [1]


def test_a_day_begins_at_the_hour_of_the_sites_own_time(settings):
    tick = Daily("x", 3)
    late = dt.datetime(2026, 11, 25, 19, 59, tzinfo=dt.UTC)  # 02:59 on the 26th in Hà Nội
    assert tick.since(late).isoformat() == "2026-11-25T03:00:00+07:00"
    assert tick.since(late + dt.timedelta(minutes=1)).isoformat() == "2026-11-26T03:00:00+07:00"


def test_what_comes_round_is_queued_once_a_day_and_an_idle_look_asks_nothing(
    db, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(ticks, "TICKS", (Daily("clean_up", 3),))
    monkeypatch.setattr(ticks, "_asked", {})
    ticks.ask_for_due_ticks(NOW)
    with django_assert_num_queries(0):
        ticks.ask_for_due_ticks(NOW + dt.timedelta(hours=1))
    monkeypatch.setattr(ticks, "_asked", {})  # another process
    ticks.ask_for_due_ticks(NOW + dt.timedelta(hours=1))
    ticks.ask_for_due_ticks(NOW + dt.timedelta(days=1))
    assert Job.objects.count() == 2


def test_an_idle_look_for_jobs_is_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Runner().work() is False


@pytest.mark.django_db
def test_the_clean_up_runs():
    with time_machine.travel(NOW):
        ask_for("clean_up", {}, NOW)
        assert run_waiting() == 1
    assert Job.objects.get().state == "done"
