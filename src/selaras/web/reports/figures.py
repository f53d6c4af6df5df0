"""The figures of a unit from the answers of a run: counted once, in one pass, never worked out anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from selaras.core.facts import add_years
from selaras.core.model import Employment
from selaras.core.policy import Policy, policy_for
from selaras.core.verdict import Status
from selaras.web.evaluations import ages
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.questions import question
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Entry, Kind

OUTCOMES = ("eligible", "not_eligible", "undetermined", "not_covered")
AGES = tuple(code for code, _label in ages.AGES)
EXTENTS = tuple(code for code, _label in ages.EXTENTS)
SOON = 180  # days after the run's day within which evidence is called expiring
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Ending:
    """Evidence that counts on the run's day and soon no longer will."""

    person: int
    key: str
    until: date


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
    years, own = _years(run), _own_ends(answers, run)
    year_before = ages.a_year_before(run.on)
    rows = answers.order_by().values_list(
        "person_id",
        "outcome",
        "reason",
        "category",
        "job_class",
        "person__unit__path",
        "person__employment",
        "rows",
        "cells",
    )
    for person, outcome, reason, category, job_class, path, employment, lines, cells in rows.iterator(
        AT_ONCE
    ):
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
        until = years.get(employment, years[""])
        found.endings += _endings(person, cells, until, own.get(person, {}), run.on)
    found.endings.sort(key=lambda each: (each.until, each.person, each.key))
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


def _years(run: Run) -> dict[str, int | None]:
    """For how many years results count under the run's policies, by type of employment; "": not recorded."""
    policies = question(run.instansi, run.purpose, run.on).policies  # type: ignore[arg-type]
    every: dict[str, int | None] = {"": _validity(policies, None, run.on)}
    return every | {str(each): _validity(policies, each, run.on) for each in Employment}


def _validity(policies: tuple[Policy, ...], employment: Employment | None, on: date) -> int | None:
    return policy_for(policies, employment, on).validity_years.value


def _own_ends(answers: QuerySet[Answer], run: Run) -> dict[int, dict[tuple[str, str], date]]:
    """Person → (competency, day of measurement) → the last day that the result itself names."""
    entries = Entry.objects.filter(
        person__in=answers.order_by().values("person"),
        kind=Kind.COMPETENCY,
        withdrawn=False,
        corrected_by__isnull=True,
        pk__lte=run.read_up_to or 0,
    ).annotate(own_end=Cast(KeyTextTransform("valid_until", "data"), CharField()))
    found: dict[int, dict[tuple[str, str], date]] = defaultdict(dict)
    # As texts: days outside make no difference, and what says no day (null) is no day either.
    last = (run.on + timedelta(days=SOON)).isoformat()
    ending = entries.filter(own_end__gte=run.on.isoformat(), own_end__lte=last)
    for person, since, data in ending.order_by().values_list("person_id", "since", "data"):
        key = (f"competency:{data['rubric'].split('@')[0]}", since.isoformat())
        found[person][key] = date.fromisoformat(data["valid_until"])
    return found


def _endings(
    person: int,
    cells: Iterable[list[Any]],
    years: int | None,
    own: dict[tuple[str, str], date],
    on: date,
) -> Iterator[Ending]:
    for key, state, _required, _achieved, day, *_ in cells:
        if state not in ages.COUNTED or not day:
            continue
        ends = [own.get((key, day)), None if years is None else add_years(date.fromisoformat(day), years)]
        known = [end for end in ends if end is not None]
        if known and on <= min(known) <= on + timedelta(days=SOON):
            yield Ending(person, key, min(known))
