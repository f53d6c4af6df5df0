"""`selaras worker`: does background jobs and regular chores."""

from __future__ import annotations

import os
import secrets
import signal
import threading
from typing import Any

import click

from selaras.web.commands.application import database, must_be_prepared, ready, say


@click.command(
    help=say(
        "Mengerjakan pekerjaan latar dan tugas berkala sampai dihentikan. `selaras serve` sudah menjalankannya.",
        "Do background work and regular chores until stopped. `selaras serve` runs one already.",
    )
)
@click.option(
    "--once", is_flag=True, help=say("Selesai ketika antrean kosong.", "End when the queue is empty.")
)
@click.option("--name", default="", help=say("Nama proses ini; unik.", "A name of this process; unique."))
@click.option(
    "--after",
    default="",
    help=say(
        "Nama proses mati yang digantikannya; pekerjaannya langsung diambil alih.",
        "The name of a dead process that this one replaces; its work is taken over at once.",
    ),
)
def worker(once: bool, name: str, after: str) -> None:
    """The first signal lets the running job go back to the queue at its next step; the second ends hard."""
    ready()
    must_be_prepared()
    from selaras.web.jobs.worker import work_until

    register_chores()
    stop = threading.Event()

    def end(number: int, _frame: Any) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    with database():
        work_until(stop, name=name or f"{os.getpid()}-{secrets.token_hex(4)}", after=after, once=once)


def register_chores() -> None:
    """The chores of apps that stand below the jobs and cannot register their own."""
    from selaras.web.audit import periodic as audit
    from selaras.web.jobs import periodic

    periodic.every("often", audit.often, "audit.often")
    periodic.every("daily", audit.daily, "audit.daily")
