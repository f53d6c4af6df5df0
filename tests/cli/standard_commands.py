"""Runs one of the commands write, diff and draft as people call it."""

from __future__ import annotations

import sys

import pytest

from selaras.cli.app import main


class Command:
    """`selaras standard …` in this process; `out` and `err` are what it printed last."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys = capsys
        self.monkeypatch = monkeypatch
        self.out = self.err = ""

    def __call__(self, *words: object) -> int:
        self.monkeypatch.setattr(sys, "argv", ["selaras", "standard", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = self.capsys.readouterr()
        self.out, self.err = (" ".join(text.split()) for text in (printed.out, printed.err))
        self.raw = printed.out
        return int(ended.value.code or 0)


@pytest.fixture(name="standard")
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.delenv("SELARAS_LANG", raising=False)
    return Command(capsys, monkeypatch)
