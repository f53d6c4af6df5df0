"""Runs and their answers."""

from __future__ import annotations

from selaras.web.accounts.roles import Permission
from selaras.web.evaluations.models import Answer, Run
from selaras.web.lists.models import Export, View
from tests.web.cast import AT, DAY
from tests.web.matrix.makers import Place, maker
from tests.web.matrix.makers_people import export_of, make_person, view_of


@maker("run")
def make_run(place: Place) -> Run:
    """A finished run of the unit."""
    return Run.objects.create(
        instansi=place.house.instansi,
        unit=place.unit,
        on=DAY,
        purpose="appointment",
        engine="0",
        finished=True,
        by=place.owner,
        at=AT,
    )


@maker("answer")
def make_answer(place: Place) -> Answer:
    """Somebody's answer in a run."""
    person = make_person(place)
    return Answer.objects.create(run=make_run(place), person=person, unit=person.unit, outcome="undetermined")


@maker("answers_view")
def make_answers_view(place: Place) -> View:
    """A saved view of a verdict list."""
    return view_of("answers", place)


@maker("answers_file")
def make_answers_file(place: Place) -> Export:
    """An export of a verdict list."""
    return export_of("answers", Permission.VIEW_VERDICTS, place)
