"""Jobs whose process was killed hard. Nobody else would ever end them."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from selaras.clock import now
from selaras.web.jobs import run
from selaras.web.jobs.models import Job, Worker

# Longer than SQLite's only writer can be held by a long transaction, during which the beat is silent.
SILENT = timedelta(seconds=120)
FORGOTTEN = timedelta(days=1)
logger = logging.getLogger(__name__)


def reap(dead: str = "") -> int:
    """Give up the jobs of silent processes, and at once those of `dead`, whose end its parent saw. How many."""
    at = now()
    lost = Q(heartbeat_at__lt=at - SILENT)
    if dead:
        lost |= Q(worker=dead)
    found = list(Job.objects.filter(lost, state=Job.State.RUNNING))
    for job in found:
        logger.warning("job was found dead", extra={"job": job.pk, "kind": job.kind, "attempt": job.attempts})
        close(job)
        if job.cancel_requested:
            run.leave(job, Job.State.CANCELLED)
        else:
            run.again(job, run.KILLED)
    requeue(at, dead)
    Worker.objects.filter(beat_at__lt=at - FORGOTTEN).delete()
    return len(found)


def close(job: Job) -> None:
    """End the queue's row, which says RUNNING for ever."""
    if job.task:
        row = DBTaskResult.objects.filter(pk=job.task, status=TaskResultStatus.RUNNING)
        row.update(status=TaskResultStatus.FAILED, finished_at=now())


def requeue(at: datetime, dead: str) -> None:
    """Queue anew what a process had taken from the queue and not begun when it was killed."""
    for job in Job.objects.filter(state=Job.State.QUEUED, task__isnull=False):
        assert job.task
        row = DBTaskResult.objects.filter(pk=job.task).first()
        if row and row.status == TaskResultStatus.READY:
            continue
        fresh = row is not None and row.started_at is not None and row.started_at > at - SILENT
        if fresh and not (row and dead and dead in row.worker_ids):
            continue
        close(job)
        run.put_back(job)
