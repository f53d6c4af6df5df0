"""People who come to an instansi and leave it by an import."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from selaras import clock
from selaras.errors import Text
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import asker_of
from selaras.web.audit.record import record
from selaras.web.imports.models import Import, Row
from selaras.web.imports.reconcile import Step
from selaras.web.people.models import Person

AT_ONCE = 250  # people a transaction
LEAVING = Text("Menandai pegawai yang tidak ada di berkas", "Marking people missing from the file")


def set_status(
    people: Iterable[Person], status: Person.Status, batch: Import, by: User, at: datetime, why: str = ""
) -> None:
    """Mark people as in service or not, each with its entry in the chain."""
    for person in people:
        before = {"status": person.status}
        Person.objects.filter(pk=person.pk).update(status=status, version=F("version") + 1, updated_at=at)
        after = {"status": status.value, "origin": batch.origin}
        record(
            "people.status",
            person,
            by=by,
            at=at,
            instansi=batch.instansi,
            before=before,
            after=after,
            why=why,
        )


def leave(batch: Import, by: User, step: Step) -> None:
    """Mark those that the file does not name as no longer here, as the rule says."""
    asker = asker_of(by, batch.instansi_id, clock.today())
    todo = batch.rows.filter(state=Row.State.MISSING, applied=False).order_by("pk")
    total, done, why = todo.count(), 0, batch.rules.get("missing_reason", "")
    while rows := list(todo[:AT_ONCE]):
        with transaction.atomic():
            keys = [row.person_id for row in rows if row.person_id]
            people = {
                person.pk: person
                for person in Person.objects.select_for_update(no_key=True, of=("self",))
                .select_related("unit")
                .filter(pk__in=keys)
                .order_by("pk")
                if asker.reaches(Permission.IMPORT, person.unit.path)
            }
            gone = [
                people[row.person_id]
                for row in rows
                if row.person_id in people and people[row.person_id].status == Person.Status.ACTIVE
            ]
            set_status(gone, Person.Status.LEFT, batch, by, clock.now(), why)
            Row.objects.filter(pk__in=[row.pk for row in rows]).update(applied=True)
        done += len(rows)
        step(done, total, LEAVING)
