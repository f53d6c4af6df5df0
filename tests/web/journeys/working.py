"""The worker of the background jobs, beside the browser: on the database of the test, until the journey is over."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from selaras.web.jobs.worker import work_until


@contextmanager
def working() -> Iterator[None]:
    """Let a worker do what is queued meanwhile, as it does in use."""
    stop = threading.Event()
    worker = threading.Thread(target=work_until, args=(stop,), kwargs={"name": "journey"}, daemon=True)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join(timeout=60)
