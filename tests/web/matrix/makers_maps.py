"""Answers as the map points to them, and what its list keeps."""

from __future__ import annotations

from typing import Any

from selaras.web.accounts.roles import Permission
from selaras.web.evaluations.models import Answer, Run
from selaras.web.lists.models import Export, View
from selaras.web.standards.reading import version_ids
from tests.web.cast import DAY
from tests.web.matrix.makers import Place, all_makers, maker
from tests.web.matrix.makers_people import export_of, make_person, view_of


@maker("map_answer")
def make_map_answer(place: Place) -> Answer:
    """Somebody's answer in a run that knows its standards."""
    run: Run = all_makers()["open_run"](place)
    run.versions = version_ids(run.instansi, DAY)
    person = make_person(place)
    answer = Answer.objects.create(run=run, person=person, unit=person.unit, outcome="undetermined")
    run.finished = True
    run.save(update_fields=["versions", "finished"])
    return answer


@maker("map_cell")
def make_map_cell(place: Place) -> dict[str, Any]:
    """The first competency of such an answer."""
    return {"pk": make_map_answer(place).pk, "row": 0}


@maker("map_view")
def make_map_view(place: Place) -> View:
    """A saved view of the list behind the figures."""
    return view_of("map_people", place)


@maker("map_file")
def make_map_file(place: Place) -> Export:
    """An export of that list."""
    return export_of("map_people", Permission.VIEW_VERDICTS, place)
