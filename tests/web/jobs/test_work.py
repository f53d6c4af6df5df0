"""A job from its start to its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from selaras.errors import DataRefused, Text
from selaras.web.jobs import kinds
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import Progress, run_now, start, work
from tests.web.cast import AT, Cast

LABEL = Text("Uji", "Test")


@pytest.fixture(autouse=True)
def _own_kinds() -> Iterator[None]:
    kept = dict(kinds.KINDS)
    yield
    kinds.KINDS.clear()
    kinds.KINDS.update(kept)


def begin(cast: Cast, **arguments: Any) -> Job:
    user = next(iter(cast.dumai.users.values()))
    return start("tests.work", None, by=user, instansi=cast.dumai.instansi, at=AT, **arguments)


def test_a_job_runs_with_its_arguments_and_keeps_its_result(cast: Cast) -> None:
    @work("tests.work", label=LABEL)
    def double(progress: Progress, number: int) -> dict[str, Any]:
        progress.step(1, 2, Text("setengah", "half"))
        return {"url": "/", "double": 2 * number}

    job = run_now(begin(cast, number=21))
    assert (job.state, job.result) == (Job.State.DONE, {"url": "/", "double": 42})
    assert (job.done, job.total, job.note) == (1, 2, {"id": "setengah", "en": "half"})
    assert (job.attempts, job.finished_at is not None) == (1, True)


def test_a_job_is_queued_with_the_commit_of_what_asked_for_it(cast: Cast) -> None:
    work("tests.work", label=LABEL)(lambda progress: None)
    with transaction.atomic():
        begin(cast)
        assert DBTaskResult.objects.count() == 1
        transaction.set_rollback(True)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_a_deliberate_error_ends_the_job_at_once_with_what_to_do(cast: Cast) -> None:
    @work("tests.work", label=LABEL)
    def refuse(progress: Progress) -> None:
        raise DataRefused(Text("Kosong.", "Empty."), Text("Isi dahulu.", "Fill it first."))

    job = run_now(begin(cast))
    assert job.state == Job.State.FAILED
    assert job.error["what"] == {"id": "Kosong.", "en": "Empty."}
    assert job.error["remedy"]["en"] == "Fill it first."


def test_nothing_is_called_by_an_unknown_name(cast: Cast) -> None:
    with pytest.raises(ValueError, match="no background work"):
        start("tests.none", None, by=None, at=AT)
