"""People for runs: what the engine's cast shows, recorded in the database."""

from __future__ import annotations

from selaras.core.model import Person as Shown
from selaras.web.people.actions import NewEntry, keep_rubrics, record_many
from selaras.web.people.kinds import fact_of
from selaras.web.people.models import Kind, Person
from tests.cast import RINI
from tests.web.cast import AT, House


def like_rini(house: House) -> Person:
    """The person of the house with everything that the engine's Rini shows."""
    return showing(house, house.person, RINI)


def showing(house: House, who: Person, shown: Shown) -> Person:
    """A person with the entries of one of the engine's, known since each of them holds; in the house's position."""
    entries = [
        *shown.employment,
        *shown.educations,
        *shown.ranks,
        *shown.positions,
        *shown.trainings,
        *shown.evidence,
        *shown.determinations,
    ]
    keep_rubrics(entry.rubric for entry in shown.evidence)
    rows = []
    for fact in map(fact_of, entries):
        held = house.position if fact.kind == Kind.POSITION else None
        data = {"code": house.position.code} if held else fact.data
        rows.append(
            NewEntry(
                person=who, kind=fact.kind, since=fact.since, data=data, position=held, known_on=fact.since
            )
        )
    record_many(rows=rows, origin="test", by=None, at=AT)
    return Person.objects.get(pk=who.pk)
