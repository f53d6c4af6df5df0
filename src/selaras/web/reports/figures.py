"""The figures of a unit from the answers of a run: counted once, in one pass, never worked out anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from selaras.core.verdict import Status
from selaras.web.evaluations import ages
from selaras.web.evaluations.endings import Ending, endings
from selaras.web.evaluations.models import Answer, Run
from selaras.web.organisation.models import Unit

AT_ONCE = 2000


@dataclass
class Figures:
    """What a unit's people came to."""

    people: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    classes: dict[int | None, Counter[str]] = field(default_factory=dict)
    categories: Counter[str] = field(default_factory=Counter)
    gaps: Counter[tuple[str, str]] = field(default_factory=Counter)  # (row, reason) → people not met
    open: Counter[tuple[str, str]] = field(default_factory=Counter)  # (row, reason) → people undetermined
    without: Counter[str] = field(default_factory=Counter)  # reason → people to whom no standard applied
    below: int = 0  # people below standard in a competency at least
    extents: Counter[str] = field(default_factory=Counter)
    ages: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    units: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    endings: list[Ending] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """People whose standard asks for a competency: of whom coverage speaks."""
        return sum(self.extents.values())


def figures_of(answers: QuerySet[Answer], run: Run, unit: Unit) -> Figures:
    """Count the answers of a unit."""
    found = Figures()
    year_before = ages.a_year_before(run.on)
    rows = answers.order_by().values_list(
        "outcome",
        "reason",
        "category",
        "job_class",
        "person__unit__path",
        "rows",
        "cells",
    )
    for outcome, reason, category, job_class, path, lines, cells in rows.iterator(AT_ONCE):
        found.people += 1
        found.outcomes[outcome] += 1
        found.classes.setdefault(job_class, Counter())[outcome] += 1
        found.categories[category] += bool(category)
        found.without[reason] += bool(reason)
        _lines(found, lines)
        extent = _cells(found, cells, year_before)
        below = found.units[_child(path, unit)]
        below["people"] += 1
        below[outcome] += 1
        if extent:
            found.extents[extent] += 1
            below[extent] += 1
    found.endings = endings(answers, run, run.on)
    return found


def _lines(found: Figures, lines: Iterable[list[str]]) -> None:
    for key, status, reason in lines:
        if status == Status.NOT_MET:
            found.gaps[key, reason] += 1
        elif status == Status.UNDETERMINED:
            found.open[key, reason] += 1


def _cells(found: Figures, cells: Iterable[list[Any]], year_before: str) -> str | None:
    """Count one person's competencies; returns how much of what is asked for they have evidence of."""
    known: list[str] = []
    lacking = False
    for key, state, _required, _achieved, day, reason, *_ in cells:
        age = ages.age_of(state, day, reason, year_before)
        if age is not None:
            known.append(age)
            found.ages[key][age] += 1
            found.ages[key]["below"] += state == "below"
        lacking = lacking or state == "below"
    found.below += lacking
    return ages.extent_of(known)


def _child(path: str, unit: Unit) -> int:
    """The unit right below `unit` that a path stands in; the unit itself for who works there directly."""
    rest = path.removeprefix(unit.path).split("/")[0]
    return int(rest) if rest.isdecimal() else unit.pk
