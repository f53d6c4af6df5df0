"""Undoing an import by compensating entries. Who was changed since is listed and left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from selaras import clock
from selaras.errors import Text
from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.imports.change import STATUS
from selaras.web.imports.leaving import AT_ONCE, set_status
from selaras.web.imports.models import Import, Row
from selaras.web.imports.plan import equivalence_of
from selaras.web.imports.reconcile import Step
from selaras.web.people.actions import NewEntry, keep_equivalences, record_many
from selaras.web.people.models import Entry, Kind, Person, RubricEquivalence

UNDONE, LEFT = "undone", "left"
UNDOING = Text("Membatalkan perubahan", "Undoing the changes")
CHANGED_SINCE = {
    "code": "left_as_is",
    "place": "",
    "what": {
        "id": "Tidak dibatalkan: data yang sama diubah lagi setelah impor ini.",
        "en": "Not undone: the same data were changed again after this import.",
    },
    "remedy": {
        "id": "Buka data pegawainya dan perbaiki satu per satu bila perlu.",
        "en": "Open the person's record and correct it there if needed.",
    },
    "warning": True,
}


def run(batch: Import, by: User, step: Step) -> None:
    """Take back what an import recorded. Safe to run again: what is taken back is marked so."""
    todo = batch.rows.filter(applied=True, undo="").order_by("pk")
    total, done = todo.count(), 0
    while rows := list(todo[:AT_ONCE]):
        _take_back(batch, rows, by, clock.now())
        done += len(rows)
        step(done, total, UNDOING)
    _finish(batch, by)


@transaction.atomic
def _take_back(batch: Import, rows: list[Row], by: User, at: datetime) -> None:
    keys = sorted({row.person_id for row in rows if row.person_id})
    people = {
        person.pk: person
        for person in Person.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    }
    entries: dict[int, list[Entry]] = {key: [] for key in keys}
    for entry in Entry.objects.filter(person__in=keys).order_by("pk"):
        entries[entry.person_id].append(entry)
    withdrawals: list[NewEntry] = []
    for row in rows:
        person = people[row.person_id or 0]
        found = _compensation(person, entries[person.pk], batch, by)
        row.undo = LEFT if found is None else UNDONE
        if found is None:
            row.problems = [*row.problems, CHANGED_SINCE]
        withdrawals += found or []
    # one call, so that each person's compensation is one entry in the chain
    if withdrawals:
        record_many(rows=withdrawals, origin=f"undo:{batch.pk}", by=by, at=at)
    _restore_status([row for row in rows if row.undo == UNDONE], people, entries, batch, by, at)
    Row.objects.bulk_update(rows, ["undo", "problems"], batch_size=200)


def _compensation(person: Person, entries: list[Entry], batch: Import, by: User) -> list[NewEntry] | None:
    """The entries that put the record back; None when something of the same kind was recorded since."""
    ours = [entry for entry in entries if entry.origin == batch.origin]
    if not ours:
        return []
    kinds, last = {entry.kind for entry in ours}, ours[-1].pk
    if any(entry.pk > last and entry.kind in kinds for entry in entries):
        return None
    corrected = {entry.corrects_id for entry in entries if entry.corrects_id}
    by_key = {entry.pk: entry for entry in entries}
    return [
        _back(entry, by_key, person, batch)
        for entry in ours
        if entry.pk not in corrected and _undoable(entry, by_key, batch)
    ]


def _undoable(entry: Entry, by_key: dict[int, Entry], batch: Import) -> bool:
    """A withdrawal of what the same import brought leaves nothing to take back."""
    return not entry.withdrawn or _before(entry, by_key, batch) is not None


def _before(entry: Entry, by_key: dict[int, Entry], batch: Import) -> Entry | None:
    """What stood before the import put this in its place."""
    while entry.corrects_id:
        entry = by_key[entry.corrects_id]
        if entry.origin != batch.origin:
            return None if entry.withdrawn else entry
    return None


def _back(entry: Entry, by_key: dict[int, Entry], person: Person, batch: Import) -> NewEntry:
    before = _before(entry, by_key, batch)
    said = before or entry
    return NewEntry(
        person=person,
        kind=Kind(said.kind),
        since=said.since,
        data=said.data,
        position=said.position if said.position_id else None,
        corrects=entry,
        withdrawn=before is None,
        reason=f"Pembatalan impor {batch.pk}",
        document=said.document if before and said.document_id else None,
        document_name=said.document_name if before else "",
        known_on=before.known_on if before else None,
    )


def _restore_status(
    rows: Iterable[Row],
    people: dict[int, Person],
    entries: dict[int, list[Entry]],
    batch: Import,
    by: User,
    at: datetime,
) -> None:
    """Who came with the import leaves again; who left or came back by it is as before."""
    back, gone = [], []
    for row in rows:
        person = people[row.person_id or 0]
        came_back = any(change["how"] == STATUS for change in row.changes if "how" in change)
        others = [entry for entry in entries[person.pk] if not entry.origin.startswith(("import:", "undo:"))]
        if row.state == Row.State.MISSING and person.status == Person.Status.LEFT:
            back.append(person)
        elif came_back or (row.state == Row.State.NEW and not others):
            gone.append(person)
    why = f"Pembatalan impor {batch.pk}"
    set_status(back, Person.Status.ACTIVE, batch, by, at, why)
    set_status(gone, Person.Status.LEFT, batch, by, at, why)


@transaction.atomic
def _finish(batch: Import, by: User) -> None:
    at = clock.now()
    _revoke(batch, by, at)
    undone = batch.rows.filter(undo=UNDONE).count()
    left = batch.rows.filter(undo=LEFT).count()
    batch.counts = batch.counts | {"undone": undone, "left": left}
    batch.state = Import.State.UNDONE
    batch.save(update_fields=["counts", "state"])
    after = {"undone": undone, "left": left}
    record("imports.undone", batch, by=by, at=at, instansi=batch.instansi, after=after)


def _revoke(batch: Import, by: User, at: datetime) -> None:
    """Equivalences of the import that are not revoked are, from today."""
    rows = RubricEquivalence.objects.filter(instansi=batch.instansi, origin=batch.origin)
    today = clock.today().isoformat()
    revoked = [
        equivalence_of({**row.data, "since": row.since.isoformat(), "revoked_on": today, "id": f"{row.pk}"})
        for row in rows
        if not row.data.get("revoked_on")
    ]
    keep_equivalences(instansi=batch.instansi, decided=revoked, origin=f"undo:{batch.pk}", by=by, at=at)
