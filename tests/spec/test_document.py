"""The printed specification is the cases, and nothing else."""

from __future__ import annotations

from tests.spec.cases import sections
from tests.spec.document import PAGE, page


def test_printed_specification_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m tests.spec.document"


def test_printed_specification_holds_every_case() -> None:
    printed = page()
    assert [c.title for s in sections() for c in s.cases if f"\n### {c.title}\n" not in printed] == []
