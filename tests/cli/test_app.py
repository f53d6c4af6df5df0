"""A command typed wrongly is answered in the language of the terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest


def answer(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "selaras", *arguments], capture_output=True, text=True, check=False
    )
    return done.returncode, " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("evaluate",), "Yang wajib diisi belum ada"),
        (("evaluate", "tidak-ada.xlsx", "-o", "h.xlsx"), "tidak dapat dipakai"),
        (("standard", "list", "--warna"), "Pilihan --warna tidak dikenal"),
        (("nilai",), "Perintah keliru"),
    ],
)
def test_a_wrong_command_says_what_is_wrong_and_where_help_is(arguments: tuple[str, ...], said: str) -> None:
    code, error = answer(*arguments)
    assert code == 2
    assert said in error
    assert "--help" in error
