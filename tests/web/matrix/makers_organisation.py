"""Positions, lists and workbooks of the organisation."""

from __future__ import annotations

from django.core.files.base import ContentFile

from selaras.web.accounts.roles import Permission
from selaras.web.lists.models import Export, View
from selaras.web.organisation.models import Position, Workbook
from selaras.web.uploads.models import Upload
from tests.web.cast import AT, position
from tests.web.matrix.makers import Place, maker
from tests.web.matrix.makers_people import export_of, view_of


@maker("position")
def make_position(place: Place) -> Position:
    """A position in the unit."""
    return position(place.unit, "Pengelola Contoh", None)


@maker("units_view")
def make_units_view(place: Place) -> View:
    """A saved view of the list of units."""
    return view_of("units", place)


@maker("positions_view")
def make_positions_view(place: Place) -> View:
    """A saved view of the list of positions."""
    return view_of("positions", place)


@maker("units_file")
def make_units_file(place: Place) -> Export:
    """An export of the list of units."""
    return export_of("units", Permission.VIEW_ORGANISATION, place)


@maker("positions_file")
def make_positions_file(place: Place) -> Export:
    """An export of the list of positions."""
    return export_of("positions", Permission.VIEW_ORGANISATION, place)


@maker("organisation_workbook")
def make_workbook(place: Place) -> Workbook:
    """A workbook of units and positions, of whoever is the owner."""
    content = ContentFile(b"PK", name="contoh.xlsx")
    upload = Upload.objects.create(
        instansi=place.house.instansi,
        name="contoh.xlsx",
        kind="xlsx",
        size=2,
        sha256="0" * 64,
        file=content,
        at=AT,
    )
    return Workbook.objects.create(
        instansi=place.house.instansi, kind=Workbook.Kind.POSITIONS, upload=upload, by=place.owner, at=AT
    )
