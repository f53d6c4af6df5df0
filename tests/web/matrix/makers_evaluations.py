"""Runs and their answers."""

from __future__ import annotations

from typing import TypeVar

from selaras.web.accounts.roles import Permission
from selaras.web.evaluations.models import Answer, Comparison, Move, Run
from selaras.web.lists.models import Export, View
from tests.web.cast import AT, DAY
from tests.web.matrix.makers import Place, maker
from tests.web.matrix.makers_people import export_of, make_person, view_of

Made = TypeVar("Made", Run, Comparison)


@maker("run")
def make_run(place: Place) -> Run:
    """A finished run of the unit."""
    return _finished(_asked(place))


@maker("open_run")
def make_open_run(place: Place) -> Run:
    """A run that nobody has answered yet, nor does so just now."""
    return _asked(place)


@maker("answer")
def make_answer(place: Place) -> Answer:
    """Somebody's answer in a run."""
    person, run = make_person(place), _asked(place)
    said = {"unit": person.unit, "unit_name": person.unit.name, "outcome": "undetermined"}
    answer = Answer.objects.create(run=run, person=person, **said)
    _finished(run)
    return answer


@maker("comparison")
def make_comparison(place: Place) -> Comparison:
    """Two runs of the unit, compared."""
    return _finished(_compared(place))


@maker("move")
def make_move(place: Place) -> Move:
    """Somebody who moved from one run to another."""
    person, comparison = make_person(place), _compared(place)
    move = Move.objects.create(
        comparison=comparison,
        person=person,
        unit=person.unit,
        unit_name=person.unit.name,
        purpose="appointment",
        what=Move.What.OUTCOME,
        was="undetermined",
        now="eligible",
        causes=" bukti ",
        rows=[["rank", "undetermined", "no_evidence", "met", "rank_inside", "bukti"]],
    )
    _finished(comparison)
    return move


@maker("affected")
def make_affected(place: Place) -> Comparison:
    """A report on a standard that is not prepared any more."""
    return Comparison.objects.create(
        instansi=place.house.instansi,
        kind=Comparison.Kind.STANDARD,
        subject=0,
        title="Perwali 6/2023",
        key="0" * 64,
        effective_from=DAY,
        on=DAY,
        purposes=["appointment"],
        counts={"appointment": [["undetermined", "eligible", 2]]},
        people=2,
        finished=True,
        by=place.owner,
        at=AT,
    )


def _asked(place: Place) -> Run:
    return Run.objects.create(
        instansi=place.house.instansi,
        unit=place.unit,
        unit_name=place.unit.name,
        on=DAY,
        purpose="appointment",
        engine="0",
        by=place.owner,
        at=AT,
    )


def _compared(place: Place) -> Comparison:
    before, after = _finished(_asked(place)), _finished(_asked(place))
    return Comparison.objects.create(
        instansi=place.house.instansi,
        kind=Comparison.Kind.RUNS,
        before=before,
        after=after,
        key=f"{before.pk}:{after.pk}",
        on=DAY,
        purposes=["appointment"],
        by=place.owner,
        at=AT,
    )


def _finished(made: Made) -> Made:
    """From here on it never changes."""
    made.finished = True
    made.save(update_fields=["finished"])
    return made


@maker("answers_view")
def make_answers_view(place: Place) -> View:
    """A saved view of a verdict list."""
    return view_of("answers", place)


@maker("answers_file")
def make_answers_file(place: Place) -> Export:
    """An export of a verdict list."""
    return export_of("answers", Permission.VIEW_VERDICTS, place)


@maker("moves_view")
def make_moves_view(place: Place) -> View:
    """A saved view of a list of who moved."""
    return view_of("moves", place)


@maker("moves_file")
def make_moves_file(place: Place) -> Export:
    """An export of a list of who moved."""
    return export_of("moves", Permission.VIEW_VERDICTS, place)
