"""The register of rules: each is a function from a draft to hits, entered under its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit

Check: TypeAlias = Callable[[Draft], Iterable[Hit]]

RULES: dict[str, Check] = {}


def rule(id: str) -> Callable[[Check], Check]:
    """Enter a function as the rule `id`; its texts stand under the same id in the data."""

    def enter(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"two rules are named {id}")
        RULES[id] = check
        return check

    return enter
