"""Results that count on a day and soon no longer will: after so many years by the policy, or by their own last day.

One definition for the map, which asks from today, and for reports, which ask from the day of their data. Both ask about
what the run read: what was recorded later belongs to the next run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from selaras.core.facts import add_years
from selaras.core.model import Employment
from selaras.core.policy import Policy, Purpose, policy_for
from selaras.web.evaluations.ages import COUNTED, latest_ending
from selaras.web.evaluations.celled import HasCell, Wanted
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.questions import question
from selaras.web.people.models import Entry, Kind

WINDOWS = (30, 90, 180)  # days; each holds the one before
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Ending:
    """One result that counts until a day."""

    answer: int
    person: int
    key: str
    until: date


@dataclass(frozen=True, slots=True)
class Rule:
    """For how many years results count, by type of employment; None: without an end."""

    years: dict[str, int | None]

    def of(self, employment: str) -> int | None:
        """For somebody's employment; who has none recorded is taken as the policy takes them."""
        return self.years.get(employment, self.years[""])

    @property
    def distinct(self) -> list[int]:
        """The numbers of years there are, without repetition."""
        return sorted({each for each in self.years.values() if each is not None})


def rule_of(run: Run, on: date) -> Rule:
    """What the policies in force say for the run's purpose."""
    policies = question(run.instansi, Purpose(run.purpose), on).policies
    years: dict[str, int | None] = {"": _years(policies, None, on)}
    years |= {str(each): _years(policies, each, on) for each in Employment}
    return Rule(years)


def _years(policies: tuple[Policy, ...], employment: Employment | None, on: date) -> int | None:
    return policy_for(policies, employment, on).validity_years.value


def endings(answers: QuerySet[Answer], run: Run, on: date, days: int = WINDOWS[-1]) -> list[Ending]:
    """Results that count on a day and end within so many days, soonest first."""
    rule, last = rule_of(run, on), on + timedelta(days=days)
    own = _own_ends(answers, run, last)
    found = _near(answers, rule, on, last, own)
    rows = found.order_by().values_list("pk", "person_id", "person__employment", "cells")
    listed = []
    for pk, person, employment, cells in rows.iterator(chunk_size=AT_ONCE):
        for key, until in _ends(cells, rule.of(employment), own.get(person, {})):
            if on <= until <= last:
                listed.append(Ending(pk, person, key, until))
    return sorted(listed, key=lambda each: (each.until, each.answer, each.key))


def _near(
    answers: QuerySet[Answer], rule: Rule, on: date, last: date, own: Collection[int]
) -> QuerySet[Answer]:
    """Answers that may hold such a result: found in the database by the day of measurement, or by its own last day."""
    near = Q(person__in=list(own)) if own else Q(pk__in=())
    for years in rule.distinct:
        wanted = Wanted(
            states=COUNTED,
            after=latest_ending(on - timedelta(days=1), years).isoformat(),
            until=latest_ending(last, years).isoformat(),
        )
        employed = [code for code, each in rule.years.items() if each == years]
        near |= Q(HasCell(wanted)) & Q(person__employment__in=employed)
    return answers.filter(near)


def ending_answers(
    answers: QuerySet[Answer], run: Run, on: date, days: int, key: str = ""
) -> QuerySet[Answer]:
    """Exactly the answers with a result (of a competency, where one is named) that ends within so many days."""
    found = {each.answer for each in endings(answers, run, on, days) if key in ("", each.key)}
    return answers.filter(pk__in=found)


def _own_ends(answers: QuerySet[Answer], run: Run, last: date) -> dict[int, dict[tuple[str, str], date]]:
    """Person → (competency, day of measurement) → the last day that the result itself names, by a day."""
    read = Entry.objects.filter(pk__lte=run.read_up_to)
    entries = read.filter(
        person__in=answers.order_by().values("person"), kind=Kind.COMPETENCY, withdrawn=False
    ).exclude(corrected_by__in=read)
    # As texts: a day that nobody named (null) is no day either.
    entries = entries.annotate(own_end=Cast(KeyTextTransform("valid_until", "data"), TextField()))
    named = entries.filter(own_end__isnull=False, own_end__lte=last.isoformat())
    found: dict[int, dict[tuple[str, str], date]] = defaultdict(dict)
    for person, since, data in named.order_by().values_list("person_id", "since", "data"):
        key = (f"competency:{data['rubric'].split('@')[0]}", since.isoformat())
        found[person][key] = date.fromisoformat(data["valid_until"])
    return found


def _ends(
    cells: Iterable[list[Any]], years: int | None, own: dict[tuple[str, str], date]
) -> Iterator[tuple[str, date]]:
    """Competency and last day of the results that count."""
    for key, state, _required, _achieved, day, *_ in cells:
        if state not in COUNTED or not day:
            continue
        ends = [own.get((key, day))]
        if years is not None:
            ends.append(add_years(date.fromisoformat(day), years))
        known = [end for end in ends if end is not None]
        if known:
            yield key, min(known)
