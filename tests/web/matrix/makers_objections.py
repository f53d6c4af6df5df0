"""Objections to a line of somebody's verdict."""

from __future__ import annotations

from datetime import timedelta

from selaras.clock import now, today
from selaras.web.accounts.roles import Role
from selaras.web.evaluations.presenting.asking import asking
from selaras.web.objections.freezing import frozen
from selaras.web.objections.models import WHOLE, Objection, Step
from selaras.web.uploads.models import Upload
from tests.web.matrix.makers import OWN, Place, maker
from tests.web.matrix.makers_people import _document, make_person


@maker("objection")
def make_objection(place: Place) -> Objection:
    """An objection of the employee, or of somebody elsewhere."""
    return _objection(place, None, WHOLE)


@maker("objection_with_document")
def make_objection_with_document(place: Place) -> Objection:
    """Likewise, with a document."""
    return _objection(place, _document(place), "rank")


@maker("objection_step")
def make_objection_step(place: Place) -> dict[str, int]:
    """The step at which its verdict was kept."""
    made = _objection(place, None, "experience")
    return {"pk": made.pk, "step": made.steps.get().pk}


def _objection(place: Place, document: Upload | None, row: str) -> Objection:
    person = make_person(place)
    raiser = place.house.users[Role.EMPLOYEE] if place.name == OWN else place.house.users[Role.NATIONAL]
    verdict = frozen(asking({}, person), person)
    assert verdict
    at = now()
    made = Objection.objects.create(
        person=person,
        instansi=person.instansi,
        row=row,
        row_name={"id": "Putusan secara keseluruhan", "en": "The verdict as a whole"},
        purpose="appointment",
        on=today(),
        verdict=verdict,
        reason="contoh",
        document=document,
        raised_by=raiser,
        raised_at=at,
        due_on=today() + timedelta(days=14),
    )
    Step.objects.create(objection=made, kind="raised", state="open", verdict=verdict, by=raiser, at=at)
    return made
