"""Chromium for the journeys: the one on PATH; as root else from apt; else a stop with what to type.

`python -m tests.web.journeys.chromium` does the same beforehand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = (
    ("apt-get", "update", "-q"),
    ("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"),
)
TYPE = "sudo apt-get update && sudo apt-get install -y chromium"
FLAGS = (
    "--no-sandbox",  # root has no other way; the pages are our own
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


class Missing(Exception):
    """There is no Chromium, and this user may not install one."""


def path() -> str:
    """Where Chromium is; installed first when that is possible."""
    found = _on_path()
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in INSTALL:
            subprocess.run(
                command,
                check=False,
                stdout=sys.stderr,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
        found = _on_path()
    if not found:
        raise Missing(f"The browser journeys need Chromium. Type: {TYPE}")
    return found


def _on_path() -> str:
    return next((found for name in NAMES if (found := shutil.which(name))), "")


if __name__ == "__main__":
    try:
        path()
    except Missing as missing:
        sys.exit(str(missing))
