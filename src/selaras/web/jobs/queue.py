"""The queue: a row of django-tasks in the same database, so that it appears with the commit of what asked for it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskContext, task

from selaras.web.jobs.models import Job


@task(takes_context=True)
def run_job(context: TaskContext, pk: int) -> None:
    """What the queue calls."""
    from selaras.web.jobs.run import run  # it puts jobs back into this queue

    run(pk, context.task_result.worker_ids[-1] if context.task_result.worker_ids else "")


def put(job: Job, *, after: timedelta | None = None) -> None:
    """Queue a job, at once or after a while. Call it in the transaction of what it belongs to."""
    later = run_job.using(run_after=timezone.now() + after) if after else run_job
    job.task = later.enqueue(job.pk).id
    job.save(update_fields=["task"])
