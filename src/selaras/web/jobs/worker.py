"""A process that does jobs and chores until it is told to stop."""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from selaras.clock import now
from selaras.web.jobs import periodic
from selaras.web.jobs.models import Worker
from selaras.web.jobs.pulse import Pulse
from selaras.web.jobs.reap import reap

IDLE = 1.0  # seconds between two looks into an empty queue
ROUNDS = 15  # looks between two rounds for the dead and for chores
logger = logging.getLogger(__name__)


def work_until(stop: threading.Event, *, name: str, after: str = "", once: bool = False) -> None:
    """Do what is queued, one job after another, until `stop` is set; a running job is then put back into the queue.

    `after`: the name of a process that this one replaces, whose jobs are given up at once. `once`: end when the queue
    is empty.
    """
    at = now()
    Worker.objects.update_or_create(name=name, defaults={"started_at": at, "beat_at": at})
    pulse = Pulse.running = Pulse(name, stop)
    pulse.start()
    try:
        reap(after)
        looks = 0
        while not stop.is_set():
            if looks % ROUNDS == 0:
                reap()
                periodic.do_what_is_due()
            drain(name, stop)
            looks += 1
            if once or stop.wait(IDLE):
                break
    finally:
        pulse.ended.set()
        pulse.join(timeout=5)
        Pulse.running = None
        Worker.objects.filter(name=name).delete()
        connection.close()


def drain(name: str, stop: threading.Event) -> None:
    """Run everything that is queued now."""
    while not stop.is_set():
        close_old_connections()
        queue = QueueWorker(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=name,
            excluded_queue_names=[],
        )
        queue.run()
        if not queue._run_tasks:  # the queue was empty
            return
