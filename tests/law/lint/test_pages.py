"""The reference pages say what the rules say now."""

from __future__ import annotations

from pathlib import Path

import pytest

from selaras.law.lint.catalogue import rule_texts
from selaras.law.lint.pages import pages

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
MADE = pages()


@pytest.mark.parametrize("name", list(MADE))
def test_a_page_is_up_to_date(name: str) -> None:
    path = REFERENCE / name
    assert path.is_file(), "run: python -m selaras.law.lint.pages docs/reference"
    assert path.read_text("utf-8") == MADE[name], "run: python -m selaras.law.lint.pages docs/reference"


def test_every_rule_has_its_page_and_no_page_is_left_over() -> None:
    there = {path.stem for path in (REFERENCE / "lint").glob("*.md")}
    assert there == {*rule_texts(), "index"}
