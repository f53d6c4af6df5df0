"""`selaras serve`: the web server and the workers under one parent."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import closing

import click

from selaras.errors import Text, UsageError
from selaras.web.commands.application import must_be_prepared, ready, say

TRIED = 20  # ports after the one asked for


@click.command(
    help=say(
        "Menjalankan aplikasi: server web dan pekerja latar. Hentikan dengan Ctrl-C.",
        "Serve the application: web server and background workers. Stop it with Ctrl-C.",
    )
)
@click.option("--host", default="127.0.0.1", show_default=True, help=say("Alamat.", "Address."))
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=say("Porta.", "Port.")
)
@click.option(
    "--next-port",
    is_flag=True,
    help=say("Bila terpakai, pakai porta berikutnya.", "If taken, use the next free one."),
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=lambda: min(2 * (os.cpu_count() or 1) + 1, 9),
    show_default=say("2 × inti + 1", "2 × cores + 1"),
    help=say("Jumlah proses web.", "Number of web processes."),
)
@click.option(
    "--job-workers",
    type=click.IntRange(0, 16),
    default=1,
    show_default=True,
    help=say("Jumlah pekerja latar.", "Number of background workers."),
)
@click.option(
    "--self-check",
    is_flag=True,
    help=say("Nyalakan, periksa bahwa menjawab, lalu berhenti.", "Start, see that it answers, and stop."),
)
def serve(host: str, port: int, next_port: bool, workers: int, job_workers: int, self_check: bool) -> int:
    """Exit code 0 after a stop that was asked for."""
    ready()
    must_be_prepared()
    from selaras.web.commands.family import Family

    port = free_port(host, port, TRIED if next_port else 0)
    shown = f"[{host}]" if ":" in host else host
    family = Family(server_command(shown, port, workers), job_workers)
    return family.live(shown, port, once=self_check)


def free_port(host: str, port: int, more: int) -> int:
    """The port, or one of the next `more`. Raises UsageError when none is free."""
    for candidate in range(port, min(port + more, 65535) + 1):
        kind = socket.AF_INET6 if ":" in host else socket.AF_INET
        with closing(socket.socket(kind)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except OSError:
                continue
            return candidate
    raise UsageError(
        Text(f"Porta {port} di {host} tidak dapat dipakai.", f"Port {port} of {host} cannot be used."),
        Text(
            "Hentikan program yang memakainya, atau pilih yang lain dengan --port.",
            "Stop the program that uses it, or choose another with --port.",
        ),
    )


def server_command(host: str, port: int, workers: int) -> list[str]:
    """Gunicorn: sync workers, each renewed now and then."""
    memory = ["--worker-tmp-dir", "/dev/shm"] if os.path.isdir("/dev/shm") else []
    return [
        *(sys.executable, "-m", "gunicorn", "selaras.web.config.wsgi:application"),
        *("--bind", f"{host}:{port}", "--workers", str(workers), "--worker-class", "sync", "--preload"),
        # A body over a weak link keeps a sync worker busy; behind a proxy that buffers it never takes long.
        *("--timeout", "300", "--graceful-timeout", "20"),
        *("--max-requests", "5000", "--max-requests-jitter", "500"),
        *("--log-level", "warning", "--no-control-socket", *memory),
    ]
