"""How far a job is. Reporting costs the job nothing: a second thread writes it down.

The job's own connection may be in the middle of a transaction, where a progress write would stay invisible until the
end. SQLite has one writer besides: when it is busy the report is skipped, never the work.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from selaras.clock import now
from selaras.errors import Text
from selaras.web.jobs.models import Job

Reason = Literal["", "cancelled", "stopped", "lost"]


class Cancelled(Exception):
    """Somebody asked to cancel the job. Let it pass: what is in an open transaction is rolled back."""


class Stopped(Cancelled):
    """The process is being shut down; the job goes back to the queue."""


class Lost(Cancelled):
    """The job was given up for dead and begun by another process; this one must write nothing more."""


ENDS: dict[str, type[Cancelled]] = {"cancelled": Cancelled, "stopped": Stopped, "lost": Lost}


class Progress:
    """Given to every job: `progress.job` is its row, `progress.step(…)` reports."""

    def __init__(self, job: Job, *, direct: bool) -> None:
        self.job = job
        self.direct = direct  # no second thread: write at once
        self.interrupted: Reason = ""
        self.said: dict[str, Any] = {}

    def step(self, done: int, total: int | None = None, note: Text | None = None) -> None:
        """Report that `done` of `total` is finished. Raises Cancelled when the job is to end."""
        said: dict[str, Any] = {"done": done}
        if total is not None:
            said["total"] = total
        if note is not None:
            said["note"] = asdict(note)
        self.said = self.said | said
        if self.direct:
            self.flush()
        if self.interrupted:
            raise ENDS[self.interrupted]

    def flush(self) -> None:
        """Write down what was said and that the job lives; read whether it is to end."""
        row = Job.objects.filter(pk=self.job.pk, state=Job.State.RUNNING, attempts=self.job.attempts)
        if not row.update(heartbeat_at=now(), **self.said):
            self.interrupted = "lost"
        elif not self.interrupted and row.filter(cancel_requested=True).exists():
            self.interrupted = "cancelled"
