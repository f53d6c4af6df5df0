"""Fifty people write at the same moment: no error, no lost update, an unbroken chain."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.db import connection, transaction

from selaras.clock import now
from selaras.errors import Text
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.models import Entry, Head
from selaras.web.audit.record import record
from selaras.web.jobs import actions
from selaras.web.jobs.kinds import KINDS, Kind
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import run_now, start
from selaras.web.uploads.actions import store_bytes
from selaras.web.uploads.models import Upload
from tests.web.cast import AT, make_cast

WRITERS, EACH = 50, 4
LABEL = Text("Uji", "Test")
pytestmark = pytest.mark.django_db(transaction=True)


def together(write: Callable[[int], None]) -> list[BaseException]:
    """Let fifty threads, each with its own connection, write at once; what went wrong."""
    errors: list[BaseException] = []
    gate = threading.Barrier(WRITERS)

    def one(number: int) -> None:
        try:
            gate.wait(60)
            for turn in range(EACH):
                write(number * EACH + turn)
        except Exception as error:  # noqa: BLE001  # the test shows whatever it was
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_a_figure_that_fifty_read_and_write_counts_every_one_of_them() -> None:
    job = Job.objects.create(kind="tests.none", created_at=AT)

    @transaction.atomic
    def add(_number: int) -> None:
        row = Job.objects.select_for_update().get(pk=job.pk)
        row.done += 1
        row.save(update_fields=["done"])
        record("tests.add", row, by=None, at=now(), after={"done": row.done})

    assert together(add) == []
    job.refresh_from_db()
    assert job.done == WRITERS * EACH
    said = [entry.after["done"] for entry in Entry.objects.order_by("number")]
    assert said == list(range(1, WRITERS * EACH + 1))


def test_fifty_uploads_are_all_kept_and_all_on_one_unbroken_chain() -> None:
    instansi = Instansi.objects.create(code="x", name="X", region="X")

    def upload(number: int) -> None:
        store_bytes(name=f"{number}.csv", content=b"a", kind="csv", instansi=instansi, by=None, at=now())

    assert together(upload) == []
    assert Upload.objects.count() == WRITERS * EACH
    entries = list(Entry.objects.order_by("number"))
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert all(after.previous == before.hash for before, after in pairwise(entries))
    assert Head.objects.get().hash == entries[-1].hash


def test_of_fifty_who_cancel_one_job_one_is_on_record() -> None:
    user: User = make_cast().superadmin
    job = Job.objects.create(kind="tests.none", created_at=AT)
    assert together(lambda _number: actions.cancel(job=job, by=user, at=AT) and None) == []
    assert Entry.objects.filter(action="jobs.cancel").count() == 1


def test_of_fifty_workers_one_runs_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = []
    monkeypatch.setitem(KINDS, "tests.once", Kind("tests.once", LABEL, lambda progress: ran.append(1), 3))
    job = start("tests.once", None, by=None, at=AT)
    assert together(lambda _number: run_now(job) and None) == []
    job.refresh_from_db()
    assert (len(ran), job.attempts, job.state) == (1, 1, Job.State.DONE)
