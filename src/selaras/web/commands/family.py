"""A server, its workers, and the parent that starts them, replaces those that die and ends them all together."""

from __future__ import annotations

import http.client
import secrets
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import click

from selaras.errors import Text, UsageError
from selaras.web.commands.application import say

LOOK = 0.3  # seconds between two looks at the children
START = 60.0  # seconds for the server's first answer
GRACE = 30.0  # seconds for an orderly end
PAUSE = 2.0  # seconds before a dead child is replaced, doubled each time, up to:
LONGEST_PAUSE = 60.0


@dataclass
class Worker:
    """A worker process, and when the next may take its place."""

    name: str = ""
    process: subprocess.Popen[bytes] | None = None
    died: float = 0.0
    deaths: int = 0


@dataclass
class Family:
    """The processes of one installation on one machine."""

    server_command: list[str]
    job_workers: int
    stop: threading.Event = field(default_factory=threading.Event)
    server: subprocess.Popen[bytes] | None = None
    workers: list[Worker] = field(default_factory=list)

    def live(self, host: str, port: int, *, once: bool = False) -> int:
        """Until a signal asks to end; `once`: until everything answered. 0, or 1 when the server died by itself."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_end)
        # Children get their own group: Ctrl-C reaches the parent alone, which ends them in order.
        self.server = subprocess.Popen(self.server_command, start_new_session=True)
        self.workers = [Worker() for _ in range(self.job_workers)]
        try:
            self._replace_workers()
            self._await_answer(host, port, "/sehat/")
            if not self.stop.is_set():
                click.echo(
                    f"Selaras: http://{host}:{port}/  ({say('Ctrl-C untuk berhenti', 'Ctrl-C to stop')})"
                )
            if once:
                self._await_answer(host, port, "/siap/")
                click.echo(say("Menjawab dan siap.", "It answers and is ready."))
                return 0
            while not self.stop.wait(LOOK):
                if self.server.poll() is not None:
                    return 1
                self._replace_workers()
            return 0
        finally:
            self._end()

    def _asked_to_end(self, _number: int, _frame: Any) -> None:
        self.stop.set()

    def _await_answer(self, host: str, port: int, path: str) -> None:
        deadline = time.monotonic() + START
        while not self.stop.is_set() and time.monotonic() < deadline:
            if self.server and self.server.poll() is not None:
                break
            asked = http.client.HTTPConnection(host.strip("[]"), port, timeout=5)
            try:
                asked.request("GET", path)
                if asked.getresponse().status == http.HTTPStatus.OK:
                    return
            except (OSError, http.client.HTTPException):
                pass
            finally:
                asked.close()
            self.stop.wait(LOOK)
        if not self.stop.is_set():
            raise UsageError(
                Text("Server web tidak menyala.", "The web server did not start."),
                Text(
                    "Lihat pesan di atas; periksa dengan: selaras check",
                    "See the messages above; look into it with: selaras check",
                ),
            )

    def _replace_workers(self) -> None:
        """Start those that are missing; a successor takes over the work of a dead one at once."""
        for worker in self.workers:
            if worker.process and worker.process.poll() is None:
                continue
            if worker.process and not worker.died:
                worker.died = time.monotonic()
                worker.deaths += 1
            pause = min(PAUSE * 2 ** max(worker.deaths - 1, 0), LONGEST_PAUSE)
            if worker.process and time.monotonic() - worker.died < pause:
                continue
            dead, worker.name, worker.died = worker.name, secrets.token_hex(8), 0.0
            command = [sys.executable, "-m", "selaras", "worker", "--name", worker.name]
            command += ["--after", dead] if dead else []
            worker.process = subprocess.Popen(command, start_new_session=True)

    def _end(self) -> None:
        """Ask all to end, wait, and end hard what is left."""
        children = [self.server, *(worker.process for worker in self.workers)]
        living = [child for child in children if child and child.poll() is None]
        for child in living:
            child.terminate()
        deadline = time.monotonic() + GRACE
        for child in living:
            try:
                child.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
