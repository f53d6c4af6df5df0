"""What other apps use: declare background work, start it, run it at once in a test."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from selaras.web.accounts.models import Instansi, User
from selaras.web.accounts.scopes import Asker
from selaras.web.jobs import queue, run
from selaras.web.jobs.kinds import KINDS, work
from selaras.web.jobs.models import Job
from selaras.web.jobs.progress import Cancelled, Progress

__all__ = ["Cancelled", "Progress", "run_now", "start", "work"]


@transaction.atomic
def start(
    kind: str,
    asker: Asker | None = None,
    *,
    by: User | None,
    instansi: Instansi | None = None,
    at: datetime,
    **arguments: Any,
) -> Job:
    """Queue a job. It begins when the caller's transaction is committed, and never if that is rolled back.

    `arguments` must be what JSON can hold. What was asked for is put on record by the action that asks.
    """
    if kind not in KINDS:
        raise ValueError(f"no background work is called {kind}")
    job = Job.objects.create(
        kind=kind,
        owner=by,
        instansi=instansi or (asker.instansi if asker else None),
        arguments=arguments,
        created_at=at,
    )
    queue.put(job)
    return job


def run_now(job: Job) -> Job:
    """Run a queued job in this process, for tests and commands; an unexpected error comes out."""
    run.run(job.pk, strict=True)
    job.refresh_from_db()
    return job
