"""For whom somebody may import at the moment of saving: roles end and people move between a check and a commit."""

from __future__ import annotations

from collections.abc import Mapping

from selaras import clock
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import asker_of
from selaras.web.imports.complaints import OUT_OF_REACH, stored
from selaras.web.imports.errors import not_yours
from selaras.web.imports.models import Import, Row
from selaras.web.people.models import Person


def must_import(batch: Import, by: User) -> None:
    """Raise ImportRefused when somebody may import nothing any more."""
    if not asker_of(by, batch.instansi_id, clock.today()).may(Permission.IMPORT):
        raise not_yours()


def still_reached(batch: Import, rows: list[Row], people: Mapping[str, Person], by: User) -> list[Row]:
    """The rows of people for whom `by` may import now. The others are rejected: they moved away since the check."""
    asker = asker_of(by, batch.instansi_id, clock.today())
    within = [row for row in rows if asker.reaches(Permission.IMPORT, people[row.nip].unit.path)]
    gone = [row for row in rows if row not in within]
    for row in gone:
        row.state, row.problems = Row.State.REJECTED, [*row.problems, stored(OUT_OF_REACH)]
    Row.objects.bulk_update(gone, ["state", "problems"], batch_size=200)
    return within
