"""Determinations about people of the cast."""

from __future__ import annotations

from datetime import date

from selaras.web.accounts.roles import Permission
from selaras.web.lists.models import Export, View
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Entry, Kind
from tests.web.cast import AT
from tests.web.matrix.makers import Place, maker
from tests.web.matrix.makers_people import export_of, make_person, view_of


@maker("determination")
def make_determination(place: Place) -> Entry:
    """A field found relevant, not confirmed yet."""
    data = {"row": "education.field", "finding": True, "by": "Contoh Penetap", "reason": "contoh"}
    return record_entry(
        person=make_person(place),
        kind=Kind.DETERMINATION,
        since=date(2024, 4, 1),
        data=data,
        by=None,
        at=AT,
    )


@maker("determinations_view")
def make_determinations_view(place: Place) -> View:
    """A saved view of the list."""
    return view_of("determinations", place)


@maker("determinations_file")
def make_determinations_file(place: Place) -> Export:
    """An export of the list."""
    return export_of("determinations", Permission.VIEW_PEOPLE, place)
