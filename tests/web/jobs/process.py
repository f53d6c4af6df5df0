"""A worker in a process of its own, on the database of the tests: `python -m tests.web.jobs.process DATABASE NAME`."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from typing import Any

from selaras.errors import Text

WANTED = 40
LABEL = Text("Uji", "Test")


def begin(database: str, name: str) -> subprocess.Popen[bytes]:
    """Start it; it ends when the queue is empty."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.web.jobs.process", database, name],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.web.settings"},
    )


def count(progress: Any) -> dict[str, Any]:
    """Long work in short transactions, safe to run again: rows by name, each once."""
    from selaras.clock import now
    from selaras.web.jobs.models import Chore

    for number in range(WANTED):
        Chore.objects.get_or_create(name=f"row {number}", defaults={"ran_at": now()})
        progress.step(number + 1, WANTED)
        time.sleep(0.05)
    return {"rows": WANTED}


def main(database: str, name: str) -> None:
    """Work until the queue is empty."""
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    import django

    django.setup()
    from selaras.web.jobs.work import work
    from selaras.web.jobs.worker import work_until

    work("tests.count", label=LABEL)(count)
    work_until(threading.Event(), name=name, once=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
