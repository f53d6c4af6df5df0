"""Entries of the log."""

from __future__ import annotations

from selaras.web.audit.models import Entry
from selaras.web.audit.record import record
from tests.web.cast import AT
from tests.web.matrix.makers import Place, maker


@maker("audit_entry")
def make_entry(place: Place) -> Entry:
    """An entry of the instansi of the place."""
    return record("test.write", place.unit, by=None, at=AT, instansi=place.house.instansi)
