"""Runs and their answers as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import Field

from selaras.web.evaluations.api_shapes import Between, Shape, Subject
from selaras.web.evaluations.models import Answer, Run


class RunUnit(Shape):
    """The unit that was evaluated, with everything below it."""

    pk: int
    code: str
    name: str


class RunShape(Shape):
    """One question put to a unit. `counts`: people by outcome, of those within the key's reach."""

    pk: int
    unit: RunUnit
    purpose: str
    on: date
    at: datetime
    policy: str
    regulations: list[str]
    versions: list[int] = Field(description="pk of the versions of the standards")
    engine: str
    people: int
    counts: dict[str, int]
    changed_since: bool = Field(description="Whether anything was recorded in the agency since")


class RunPage(Shape):
    """Some runs. `next` null: there are no more."""

    runs: list[RunShape]
    next: int | None


class RowAnswer(Shape):
    """What one row came to."""

    key: str
    status: str
    reason: str


class AnswerShape(Shape):
    """One person's verdict in a run, as it was."""

    pk: int
    person: Subject
    position: str
    job_class: int | None
    outcome: str
    reason: str | None
    jpm: Between | None
    category: str | None
    met: int
    not_met: int
    undetermined: int
    rows: list[RowAnswer]


class AnswerPage(Shape):
    """Some answers. `next` null: there are no more."""

    answers: list[AnswerShape]
    next: int | None


def run_shape(run: Run, counts: Mapping[str, int], changed: bool) -> RunShape:
    """A run with the figures of those within reach."""
    return RunShape(
        pk=run.pk,
        unit=RunUnit(pk=run.unit.pk, code=run.unit.code, name=run.unit.name),
        purpose=run.purpose,
        on=run.on,
        at=run.at,
        policy=run.policy,
        regulations=list(run.regulations),
        versions=list(run.versions),
        engine=run.engine,
        people=sum(counts.values()),
        counts=dict(counts),
        changed_since=changed,
    )


def answer_shape(answer: Answer, *, named: bool) -> AnswerShape:
    """An answer; who it is about only for whom that is."""
    person = answer.person
    return AnswerShape(
        pk=answer.pk,
        person=Subject(
            pk=person.pk,
            nip=person.nip if named else None,
            name=person.name if named else None,
            unit=person.unit.name,
        ),
        position=answer.title,
        job_class=answer.job_class,
        outcome=answer.outcome,
        reason=answer.reason or None,
        jpm=Between(low=answer.match_low, high=answer.match_high) if answer.match_low else None,
        category=answer.category or None,
        met=answer.met,
        not_met=answer.not_met,
        undetermined=answer.undetermined,
        rows=[RowAnswer(key=key, status=status, reason=reason) for key, status, reason in answer.rows],
    )
