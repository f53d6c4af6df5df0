"""An undocumented command fails the build."""

from __future__ import annotations

import subprocess
import sys

from tests.cli.document import PAGE


def test_every_command_is_documented_as_it_is() -> None:
    # A process of its own: help texts are chosen by language when the commands load.
    code = "from tests.cli.document import render; print(render(), end='')"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown == PAGE.read_text("utf-8"), "run: python -m tests.cli.document"
