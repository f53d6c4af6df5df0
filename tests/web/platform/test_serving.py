"""The commands of the application, in processes of their own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner

from selaras.errors import UsageError
from selaras.web.commands.serve import free_port, serve

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
LONG = 90  # seconds, on a machine with much else to do


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SELARAS_", "DJANGO_"))}
    return {**kept, "SELARAS_DATA": str(data), "SELARAS_LANG": "en", **more}


def selaras(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "selaras", *words],
        env=environment(data, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG,
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("installation")
    done = selaras(data, "migrate")
    assert done.returncode == 0, done.stderr
    return data


def a_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def served(prepared: Path) -> Iterator[tuple[int, subprocess.Popen[str], IO[str]]]:
    port = a_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "selaras", "serve", "--port", str(port), "--workers", "1"],
        env=environment(prepared),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    yield port, process, process.stdout
    if process.poll() is None:
        process.kill()
    process.wait()
    process.stdout.close()


def get(port: int, path: str) -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as asked:
        asked.request("GET", path)
        answer = asked.getresponse()
        return answer.status, answer.read()


def test_serve_prints_the_address_answers_gets_ready_and_ends_cleanly_when_asked(
    served: tuple[int, subprocess.Popen[str], IO[str]],
) -> None:
    port, process, out = served
    assert out.readline().startswith(f"Selaras: http://127.0.0.1:{port}/")
    status, page = get(port, "/")
    assert status == 200
    assert b"<html" in page
    deadline = time.monotonic() + LONG
    while get(port, "/siap/")[0] != 200 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert get(port, "/siap/")[0] == 200, "its worker beats"
    half_a_file(port)
    process.send_signal(signal.SIGTERM)
    assert process.wait(LONG) == 0
    with pytest.raises(ConnectionRefusedError):
        get(port, "/sehat/")


def half_a_file(port: int) -> None:
    """A body that breaks off: the server drops it and goes on."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as line:
        head = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        line.sendall(f"{head}Content-Length: 100000\r\n\r\n--x\r\n".encode())
    assert get(port, "/sehat/")[0] == 200


def test_an_installation_that_is_not_prepared_is_not_served(tmp_path: Path) -> None:
    done = selaras(tmp_path, "serve", "--port", str(a_port()))
    assert done.returncode == 2
    assert "selaras migrate" in done.stderr


@pytest.mark.parametrize("command", [["serve"], ["audit", "verify"]])
def test_a_file_that_is_no_database_is_named_without_a_traceback(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "selaras.sqlite3").write_text("Ini bukan basis data.")
    done = selaras(tmp_path, *command)
    assert done.returncode == 2
    assert "SELARAS_DATA" in done.stderr
    assert "Traceback" not in done.stderr


def test_migrate_may_be_run_again_and_check_then_finds_nothing_wrong(prepared: Path) -> None:
    assert selaras(prepared, "migrate").returncode == 0
    done = selaras(prepared, "check")
    assert done.returncode == 0, done.stdout
    assert "✗" not in done.stdout
    assert "No background worker is alive." in done.stdout
    keys = prepared / "keys"
    assert {path.stat().st_mode & 0o777 for path in keys.iterdir()} == {0o600}


def test_check_finds_what_must_be_mended(prepared: Path) -> None:
    done = selaras(prepared, "check", SELARAS_HOSTS="selaras.example.go.id", SELARAS_DEBUG="1")
    assert done.returncode == 1
    assert "HTTPS is not required." in done.stdout
    assert "The development mode is on." in done.stdout


def test_a_worker_ends_when_the_queue_is_empty_if_asked_so(prepared: Path) -> None:
    assert selaras(prepared, "worker", "--once").returncode == 0


def test_a_taken_port_is_told_or_the_next_one_is_used() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match="cannot be used"):
            free_port("127.0.0.1", port, 0)
        assert port < free_port("127.0.0.1", port, 20) <= port + 20


def test_serve_explains_its_options() -> None:
    said = CliRunner().invoke(serve, ["--help"]).output
    for option in ("--host", "--port", "--workers", "--job-workers", "--self-check"):
        assert option in said
