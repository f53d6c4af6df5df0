"""The second thread of a worker: says that the process lives, and how far its job is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from selaras.clock import now
from selaras.web.jobs.models import Worker
from selaras.web.jobs.progress import Progress

EVERY = 1.0  # seconds
PATIENCE = 500  # milliseconds: how long a report waits for SQLite's only writer before it is skipped
logger = logging.getLogger(__name__)


class Pulse(threading.Thread):
    """Beats every second on a connection of its own."""

    running: Pulse | None = None  # the one of this process; none in tests and commands

    def __init__(self, name: str, stop: threading.Event) -> None:
        super().__init__(name="pulse", daemon=True)
        self.worker = name
        self.stop = stop
        self.ended = threading.Event()
        self.progress: Progress | None = None

    def run(self) -> None:
        """Until the worker ends."""
        while not self.ended.wait(EVERY):
            try:
                self.beat()
            except DatabaseError:
                # Busy or away. The next beat comes soon; only a long silence means something.
                connection.close()
                logger.debug("a beat was skipped")
        connection.close()

    def beat(self) -> None:
        """One beat."""
        connection.close_if_unusable_or_obsolete()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        progress = self.progress
        if progress:
            if self.stop.is_set() and not progress.interrupted:
                progress.interrupted = "stopped"
            progress.flush()
        Worker.objects.filter(name=self.worker).update(beat_at=now())


@contextmanager
def followed(progress: Progress) -> Iterator[None]:
    """Have the pulse report a job while it runs."""
    pulse = Pulse.running
    if pulse:
        pulse.progress = progress
    try:
        yield
    finally:
        if pulse:
            pulse.progress = None
