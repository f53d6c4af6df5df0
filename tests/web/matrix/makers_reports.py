"""Profiles of many people in one file."""

from __future__ import annotations

from selaras.web.accounts.roles import Permission
from selaras.web.reports.models import Bundle
from tests.web.cast import AT, DAY
from tests.web.matrix.makers import Place, maker
from tests.web.matrix.makers_people import export_of


@maker("bundle")
def make_bundle(place: Place) -> Bundle:
    """A zip that somebody ordered, within what they reach."""
    return Bundle.objects.create(
        instansi=place.house.instansi,
        unit=place.unit,
        by=place.owner,
        at=AT,
        on=DAY,
        purpose="mapping",
        language="id",
        paper="a4",
        export=export_of("profiles", Permission.EXPORT, place),
    )
