"""The steps of the how-to pages are executed, in order, in an empty folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from selaras.cli.app import cli

FOLDER = Path(__file__).parents[2] / "docs" / "how-to"


def commands(page: Path) -> list[str]:
    """The `selaras` commands in the page's code blocks."""
    blocks = re.findall(r"^```\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("selaras ")]


# The others guide through the application; journeys follow those.
PAGES = [page for page in sorted(FOLDER.glob("*.md")) if commands(page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_step_of_the_page_works(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in commands(page):
        result = CliRunner().invoke(cli, shlex.split(line)[1:], standalone_mode=False)
        assert result.exception is None, f"{line}: {result.exception}"
        assert result.return_value in (0, 1, None), line
        words = shlex.split(line)
        if "-o" in words:
            assert Path(words[words.index("-o") + 1]).exists(), line
