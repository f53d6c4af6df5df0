"""People with records, and runs over them."""

from __future__ import annotations

from selaras.core import model as core
from selaras.core.policy import Purpose
from selaras.web.accounts.roles import Role
from selaras.web.evaluations.actions import start_run
from selaras.web.evaluations.models import Run
from selaras.web.jobs.work import run_now
from selaras.web.organisation.models import Position
from selaras.web.people.actions import NewEntry, keep_rubrics, record_many
from selaras.web.people.facts import fact_of
from selaras.web.people.models import Kind, Person
from tests.cast import RINI
from tests.web.cast import AT, DAY, Cast


def recorded(who: Person, position: Position, shows: core.Person = RINI) -> Person:
    """Somebody of the cast with everything that one of the engine's people shows."""
    facts = [
        *shows.employment,
        *shows.educations,
        *shows.ranks,
        *shows.positions,
        *shows.trainings,
        *shows.evidence,
    ]
    keep_rubrics(entry.rubric for entry in shows.evidence)
    rows = []
    for fact in map(fact_of, facts):
        held = position if fact.kind == Kind.POSITION else None
        data = {"code": position.code} if held else fact.data
        rows.append(
            NewEntry(
                person=who, kind=fact.kind, since=fact.since, data=data, position=held, known_on=fact.since
            )
        )
    record_many(rows=rows, origin="test", by=None, at=AT)
    return Person.objects.get(pk=who.pk)


def evaluated(cast: Cast, purpose: Purpose = Purpose.MAPPING) -> Run:
    """A finished run over everybody of Dumai."""
    run = start_run(unit=cast.dumai.root, purpose=purpose, on=DAY, by=cast.dumai.users[Role.ANALYST], at=AT)
    assert run.job
    run_now(run.job)
    run.refresh_from_db()
    return run
