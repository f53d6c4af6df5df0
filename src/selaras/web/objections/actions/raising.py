"""What an employee does: object, withdraw, take note of the answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from selaras.clock import WESTERN_INDONESIA
from selaras.web.accounts.models import User
from selaras.web.audit.record import record, sealed
from selaras.web.evaluations.presenting.asking import Asking
from selaras.web.objections.actions.time import days_of
from selaras.web.objections.errors import StandsAlready, answered, refused
from selaras.web.objections.freezing import names
from selaras.web.objections.models import Objection, State, Step
from selaras.web.people.models import Person
from selaras.web.uploads.models import Upload


@transaction.atomic
def object_to(
    *,
    person: Person,
    row: str,
    asked: Asking,
    verdict: dict[str, Any],
    reason: str,
    by: User,
    at: datetime,
    document: Upload | None = None,
) -> Objection:
    """Object to a line of one's own verdict, which is kept as it was.

    The log proves the reason without telling it: administrators read the log, and no objection.
    Raises StandsAlready while an objection to that line waits, UsageError for somebody else's verdict, a line that the
    verdict does not have, or without a reason.
    """
    if person.user_id != by.pk:
        raise refused(
            "Keberatan hanya atas hasil sendiri.",
            "One objects to one's own result.",
            "Minta pegawai yang bersangkutan mengajukannya.",
            "Ask the person concerned to object.",
        )
    name = names(verdict, row)
    if name is None:
        raise refused(
            "Putusan ini tidak memuat baris itu.",
            "This verdict has no such line.",
            "Buka halaman kesesuaian, lalu pilih barisnya.",
            "Open the verdict and choose the line.",
        )
    if not reason.strip():
        raise refused("Tulis alasan keberatan.", "Write the reason for the objection.")
    # One at a time for a person: two clicks must not become two objections.
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    if standing := Objection.objects.filter(person=person, row=row, state=State.OPEN).first():
        raise StandsAlready(standing.pk)
    day = at.astimezone(WESTERN_INDONESIA).date()
    made = Objection.objects.create(
        person=person,
        instansi=person.instansi,
        row=row,
        row_name=name,
        purpose=str(asked.purpose),
        on=asked.on,
        compared=asked.compared,
        verdict=verdict,
        reason=reason.strip(),
        document=document,
        raised_by=by,
        raised_at=at,
        due_on=day + timedelta(days=days_of(person.instansi)),
    )
    step(made, Step.Kind.RAISED, made.reason, by, at, verdict=verdict)
    said = {
        "row": row,
        "purpose": made.purpose,
        "on": made.on,
        "due_on": made.due_on,
        "document": document and document.pk,
        "reason": sealed({"text": made.reason}),
    }
    record("objections.raise", made, by=by, at=at, instansi=person.instansi, after=said)
    return made


@transaction.atomic
def withdraw(*, objection: Objection, by: User, at: datetime) -> None:
    """Take one's own open objection back. Raises UsageError when it was answered meanwhile."""
    standing = locked(objection)
    if standing.raised_by_id != by.pk or not standing.open:
        raise answered()
    standing.state = State.WITHDRAWN
    standing.save(update_fields=["state"])
    step(standing, Step.Kind.WITHDRAWN, "", by, at)
    record(
        "objections.withdraw",
        standing,
        by=by,
        at=at,
        instansi=standing.instansi,
        before={"state": "open"},
        after={"state": "withdrawn"},
    )


@transaction.atomic
def acknowledge(*, objection: Objection, by: User, at: datetime) -> None:
    """Take note of the answer; once."""
    standing = locked(objection)
    if standing.raised_by_id != by.pk or standing.answered_at is None or standing.read_at is not None:
        return
    standing.read_at = at
    standing.save(update_fields=["read_at"])
    step(standing, Step.Kind.READ, "", by, at)
    record("objections.read", standing, by=by, at=at, instansi=standing.instansi, after={"read": True})


def locked(objection: Objection) -> Objection:
    """The objection as it stands, ours until the transaction ends: exactly one answer wins."""
    rows = Objection.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("person__instansi", "person__unit", "instansi").get(pk=objection.pk)


def step(
    objection: Objection, kind: str, text: str, by: User, at: datetime, verdict: dict[str, Any] | None = None
) -> Step:
    """Append to the history."""
    return Step.objects.create(
        objection=objection, kind=kind, state=objection.state, text=text, verdict=verdict, by=by, at=at
    )
