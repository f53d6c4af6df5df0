"""Workers: what is queued gets done, also when a process is killed in the middle of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult

from selaras.clock import now
from selaras.errors import Text
from selaras.web.jobs import actions, kinds, periodic, run
from selaras.web.jobs.models import Chore, Job, Worker
from selaras.web.jobs.reap import SILENT, reap
from selaras.web.jobs.work import Progress, start, work
from selaras.web.jobs.worker import work_until
from tests.web.cast import AT, Cast
from tests.web.jobs import process

LABEL = Text("Uji", "Test")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept = dict(kinds.KINDS)
    monkeypatch.setattr(periodic, "CHORES", {})
    monkeypatch.setattr(run, "BACKOFF", 0)
    work("tests.count", label=LABEL)(process.count)
    yield
    kinds.KINDS.clear()
    kinds.KINDS.update(kept)


def begin(kind: str = "tests.work", **arguments: Any) -> Job:
    return start(kind, None, by=None, at=AT, **arguments)


def rows() -> Any:
    return Chore.objects.filter(name__startswith="row ")


def do_all(name: str = "one") -> None:
    work_until(threading.Event(), name=name, once=True)


def test_a_job_killed_hard_is_found_and_done_by_another_process_exactly_once_in_effect() -> None:
    job = begin("tests.count")
    database = connection.settings_dict["NAME"]
    first = process.begin(database, "first")
    deadline = time.monotonic() + 60
    while rows().count() < 5 and time.monotonic() < deadline:
        time.sleep(0.05)
    first.kill()
    first.wait()
    job.refresh_from_db()
    assert (job.state, job.worker, rows().count() < process.WANTED) == (
        Job.State.RUNNING,
        "first",
        True,
    )

    assert reap() == 0, "it may still be alive: its beat is fresh"
    assert reap(dead="first") == 1
    assert process.begin(database, "second").wait(60) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result) == (Job.State.DONE, 2, {"rows": process.WANTED})
    assert rows().count() == process.WANTED
    assert not DBTaskResult.objects.filter(status="RUNNING").exists()


def test_a_job_without_a_beat_is_given_up_and_fails_kindly_after_its_last_attempt() -> None:
    work("tests.work", label=LABEL, attempts=2)(lambda progress: None)
    job = begin()
    for attempt in (1, 2):
        taken = run.claim(job.pk, "gone")
        assert taken
        assert taken.attempts == attempt
        Job.objects.update(heartbeat_at=now() - SILENT - timedelta(seconds=1))
        assert reap() == 1
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert job.error["what"] == {"id": run.KILLED.id, "en": run.KILLED.en}


def test_what_was_taken_from_the_queue_and_never_begun_is_queued_anew() -> None:
    work("tests.work", label=LABEL)(lambda progress: {"ok": True})
    job = begin()
    DBTaskResult.objects.get().claim("gone")
    reap()
    do_all()
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED, "it may be about to begin"
    reap(dead="gone")
    do_all()
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_an_unexpected_error_is_tried_again_and_then_told_without_its_text() -> None:
    calls = []

    @work("tests.work", label=LABEL, attempts=3)
    def breaks(progress: Progress) -> None:
        calls.append(1)
        raise RuntimeError("secret")

    job = begin()
    do_all()
    job.refresh_from_db()
    assert (len(calls), job.state) == (3, Job.State.FAILED)
    assert "secret" not in str(job.error)
    assert str(job.pk) in job.error["remedy"]["id"]


def test_a_job_succeeds_at_a_later_attempt() -> None:
    calls = []

    @work("tests.work", label=LABEL)
    def breaks_once(progress: Progress) -> dict[str, Any]:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("database is locked")
        return {"calls": len(calls)}

    job = begin()
    do_all()
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts) == (Job.State.DONE, {"calls": 2}, 2)


def test_a_running_job_ends_at_the_step_after_it_was_cancelled(cast: Cast) -> None:
    steps = []

    @work("tests.work", label=LABEL)
    def endless(progress: Progress) -> None:
        for step in range(1000):
            steps.append(step)
            progress.step(step)
            if step == 3:
                actions.cancel(job=progress.job, by=cast.superadmin, at=AT)
            time.sleep(0.05)

    job = begin()
    do_all()
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert len(steps) < 200


def test_a_waiting_job_that_is_cancelled_never_runs(cast: Cast) -> None:
    work("tests.work", label=LABEL)(lambda progress: pytest.fail("it ran"))
    job = begin()
    actions.cancel(job=job, by=cast.superadmin, at=AT)
    do_all()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.CANCELLED, 0)


def test_a_worker_that_is_stopped_puts_its_job_back_without_counting_the_attempt() -> None:
    stop = threading.Event()

    @work("tests.work", label=LABEL)
    def endless(progress: Progress) -> None:
        stop.set()
        for step in range(1000):
            progress.step(step)
            time.sleep(0.05)

    job = begin()
    work_until(stop, name="one")
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.QUEUED, 0)
    assert not Worker.objects.exists()


def test_a_process_given_up_for_dead_writes_nothing_more() -> None:
    @work("tests.work", label=LABEL)
    def slow(progress: Progress) -> dict[str, Any]:
        # As if it had been silent, reaped and begun by another.
        Job.objects.update(attempts=2, worker="another")
        return {"of": "the dead"}

    job = begin()
    do_all()
    job.refresh_from_db()
    assert (job.state, job.result, job.worker) == (Job.State.RUNNING, None, "another")


def test_progress_is_seen_by_others_while_the_job_still_runs() -> None:
    seen = []

    @work("tests.work", label=LABEL)
    def watched(progress: Progress) -> None:
        progress.step(1, 2, Text("baca", "read"))
        for _ in range(100):
            time.sleep(0.05)
            row = Job.objects.get(pk=progress.job.pk)
            if row.done == 1 and row.note:
                seen.append(row.note["en"])
                return

    begin()
    do_all()
    assert seen == ["read"]


def test_a_chore_is_done_once_when_it_is_due_and_a_broken_one_does_not_stop_the_others() -> None:
    done = []

    def broken(at: object) -> None:
        raise RuntimeError

    periodic.every("daily", broken, "broken")
    periodic.every("daily", done.append, "tidy")
    assert periodic.do_what_is_due() == ["tidy"]
    assert periodic.do_what_is_due() == []
    Chore.objects.update(ran_at=now() - timedelta(days=1, minutes=1))
    assert periodic.do_what_is_due() == ["tidy"]
    assert len(done) == 2
