"""One job from the queue to its end. Every state is left by a conditional update, so that only one process leaves it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F

from selaras.clock import now
from selaras.errors import DataRefused, SelarasError, Text
from selaras.web.jobs import queue
from selaras.web.jobs.kinds import KINDS
from selaras.web.jobs.models import Job
from selaras.web.jobs.progress import Cancelled, Lost, Progress, Stopped
from selaras.web.jobs.pulse import Pulse, followed

BACKOFF = 5  # seconds before the second attempt; doubled for each further one
SHOWN = 50  # problems kept with a refused file
PATIENCE = (
    0.1,
    0.5,
    2,
    5,
    10,
)  # seconds between tries to write an outcome while the database is busy or away
logger = logging.getLogger(__name__)

BROKE = Text(
    "Pekerjaan ini berhenti karena kesalahan pada sistem. Tidak ada yang salah pada Anda.",
    "This work stopped because of an error in the system. You did nothing wrong.",
)
KILLED = Text(
    "Pekerjaan ini terhenti berulang kali karena server mati di tengah jalan.",
    "This work was cut off again and again because the server went down in the middle of it.",
)
TELL = Text(
    "Coba sekali lagi. Jika terulang, sampaikan nomor pekerjaan {number} kepada pengelola sistem.",
    "Try once more. If it happens again, give the number of this work, {number}, to the administrator.",
)


def run(pk: int, worker: str = "", *, strict: bool = False) -> None:
    """Run a queued job; nothing happens when it is not queued any more. `strict`: let unexpected errors out."""
    job = claim(pk, worker)
    if job is None:
        return
    progress = Progress(job, direct=Pulse.running is None)
    try:
        with followed(progress):
            result = KINDS[job.kind].function(progress, **job.arguments)
        leave(job, Job.State.DONE, result=result or {}, **progress.said)
    except Lost:
        logger.warning("job was given up while it still ran", extra={"job": job.pk})
    except Stopped:
        back(job, attempts=F("attempts") - 1)
    except Cancelled:
        leave(job, Job.State.CANCELLED)
    except SelarasError as error:
        leave(job, Job.State.FAILED, error=told(error))
    except Exception:
        logger.exception("job broke", extra={"job": job.pk, "kind": job.kind, "attempt": job.attempts})
        again(job, BROKE)
        if strict:
            raise


def claim(pk: int, worker: str) -> Job | None:
    """Take a queued job; None when another has it, or it was cancelled."""
    at = now()
    taken = Job.objects.filter(pk=pk, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        worker=worker,
        started_at=at,
        heartbeat_at=at,
        done=0,
        note=None,
    )
    return Job.objects.get(pk=pk) if taken else None


def again(job: Job, why: Text) -> None:
    """Back to the queue after a pause, or failed when it was begun often enough."""
    kind = KINDS.get(job.kind)
    if kind is None or job.attempts >= kind.attempts:
        remedy = TELL.format(number=job.pk)
        leave(job, Job.State.FAILED, error={"what": asdict(why), "remedy": asdict(remedy)})
        return
    back(job, after=timedelta(seconds=BACKOFF * 2 ** (job.attempts - 1)))


def back(job: Job, *, after: timedelta | None = None, **changed: Any) -> None:
    """To the queue once more."""

    def write() -> None:
        with transaction.atomic():
            if mine(job).update(state=Job.State.QUEUED, worker="", **changed):
                queue.put(job, after=after)

    steadily(write)


def put_back(job: Job) -> None:
    """Queue anew a job that waits and that the queue has lost, unless somebody has just done so."""
    with transaction.atomic():
        waiting = Job.objects.select_for_update(no_key=True).filter(
            pk=job.pk, state=Job.State.QUEUED, task=job.task
        )
        if waiting.exists():
            queue.put(job)


def leave(job: Job, state: Job.State, **outcome: Any) -> None:
    """Write the end of a job, unless another process has taken it over."""
    steadily(lambda: mine(job).update(state=state, finished_at=now(), **outcome))


def mine(job: Job) -> Any:
    """The job's row, as long as this attempt is the one that counts."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def told(error: SelarasError) -> dict[str, Any]:
    """An error as kept with the job."""
    kept: dict[str, Any] = {"what": asdict(error.what), "remedy": asdict(error.remedy)}
    if isinstance(error, DataRefused):
        kept["problems"] = [
            {"place": str(each.place), "what": asdict(each.what), "remedy": asdict(each.remedy)}
            for each in error.problems[:SHOWN]
        ]
    return kept


def steadily(write: Callable[[], object]) -> None:
    """Write, and try again while the database is busy or away: an outcome must not be lost."""
    for pause in PATIENCE:
        try:
            write()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(pause)
        else:
            return
    write()
