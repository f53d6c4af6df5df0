"""The page about the workforce file says what the reader does."""

from __future__ import annotations

import re
from pathlib import Path

from selaras.files.layout import content
from tests.files.document import PAGE, render

FILES = Path(__file__).parents[2] / "src" / "selaras" / "files"
READERS = [
    *(FILES / "people").glob("*.py"),
    *(
        FILES / f"{name}.py"
        for name in (
            "cells",
            "comma",
            "container",
            "grid",
            "parquet",
            "rejects",
            "source",
            "table",
            "template",
            "workbook",
        )
    ),
]


def test_page_about_the_workforce_file_is_current() -> None:
    assert render() == PAGE.read_text("utf-8"), "run: python -m tests.files.document"


def test_every_problem_of_the_catalogue_is_used_and_every_one_used_is_in_it() -> None:
    code = "\n".join(path.read_text("utf-8") for path in READERS)
    used = set(re.findall(r'"([a-z][a-z0-9_]+)"', code))
    catalogue = set(content("problems.yaml"))
    assert catalogue - used == set()
    raised = re.findall(
        r'(?:Wrong|fail|refused|problem)\((?:\s*(?:row|path|self\.path),)?\s*"([a-z0-9_]+)"', code
    )
    assert set(raised) - catalogue == set()
