"""Counting a run's answers: verdicts, competencies, requirement rows, evidence. One pass over what the run stored.

Measured with 5,000 answers of 14 cells on SQLite: reading and counting here takes half the time of its `json_each`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, QuerySet

from selaras.web.evaluations.ages import a_year_before, age_of, extent_of
from selaras.web.evaluations.models import Answer

AT_ONCE = 2000
COMPETENCY = "competency:"
G = TypeVar("G", bound=Hashable)


@dataclass
class Tally:
    """What so many people came to. Keys are those of rows; competencies by state, by reason and by age of evidence."""

    people: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    ages: Counter[tuple[str, str]] = field(default_factory=Counter)
    extents: Counter[str] = field(default_factory=Counter)
    rows: Counter[tuple[str, str, str]] = field(
        default_factory=Counter
    )  # requirement rows: key, status, reason

    def asked(self, key: str) -> int:
        """People whose standard asks for a competency."""
        return sum(self.states[key, state] for state in ("above", "equal", "below", "missing"))

    def met(self, key: str) -> int:
        """People who reach what their standard asks for."""
        return self.states[key, "above"] + self.states[key, "equal"]

    def take(self, outcome: str, cells: list[list[Any]], rows: list[list[str]], year_before: str) -> None:
        """Count one answer."""
        self.people += 1
        self.outcomes[outcome] += 1
        states, ages, found = self.states, self.ages, []
        for key, state, _required, _achieved, day, reason, *_ in cells:
            states[key, state] += 1
            age = age_of(state, day, reason, year_before)
            if age:
                ages[key, age] += 1
                found.append(age)
        extent = extent_of(found)
        if extent:
            self.extents[extent] += 1
        for key, status, reason in rows:
            if not key.startswith(COMPETENCY):
                self.rows[key, status, reason] += 1


def tally(answers: QuerySet[Answer], on: date) -> Tally:
    """Count answers as of the run's day."""
    found = Tally()
    year_before = a_year_before(on)
    listed = answers.order_by().values_list("outcome", "cells", "rows")
    for outcome, cells, rows in listed.iterator(chunk_size=AT_ONCE):
        found.take(outcome, cells, rows, year_before)
    return found


def tally_by(answers: QuerySet[Answer], on: date, column: str, group: Callable[[Any], G]) -> dict[G, Tally]:
    """Count answers by the group that a column's value belongs to."""
    found: dict[G, Tally] = {}
    year_before = a_year_before(on)
    rows = answers.order_by().values_list(column, "outcome", "cells")
    for value, outcome, cells in rows.iterator(chunk_size=AT_ONCE):
        found.setdefault(group(value), Tally()).take(outcome, cells, [], year_before)
    return found


def outcomes(answers: QuerySet[Answer]) -> Counter[str]:
    """People by verdict."""
    counted = answers.order_by().values_list("outcome").annotate(people=Count("pk"))
    return Counter(dict(counted))
