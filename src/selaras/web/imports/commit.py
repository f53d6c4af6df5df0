"""Saving what a dry run found, some hundred people at a time: cut off, it goes on where it stopped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from selaras import clock
from selaras.errors import Text
from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.imports.again import again
from selaras.web.imports.change import CORRECT, STATUS, Change
from selaras.web.imports.dry_run import count
from selaras.web.imports.leaving import leave, set_status
from selaras.web.imports.local import laws
from selaras.web.imports.models import Import, Row
from selaras.web.imports.plan import Plan
from selaras.web.imports.reach import must_import, still_reached
from selaras.web.imports.reconcile import Step, settle
from selaras.web.imports.recorded import recorded_of
from selaras.web.organisation.actions import ensure_positions, ensure_units
from selaras.web.organisation.models import Position, Unit
from selaras.web.people.actions import NewEntry, keep_equivalences, keep_rubrics, record_many
from selaras.web.people.models import Entry, Kind, Person

AT_ONCE = 250  # people a transaction
SAVING = Text("Menyimpan data pegawai", "Saving people")
SINCE_CHECK = {
    "code": "changed_since",
    "place": "",
    "what": {
        "id": "Data pegawai ini diubah orang lain sejak pemeriksaan dan sekarang bertentangan dengan berkas.",
        "en": "Somebody changed this record since the check, and it now contradicts the file.",
    },
    "remedy": {
        "id": "Putuskan pertentangannya, lalu simpan lagi.",
        "en": "Decide the conflict, then save again.",
    },
    "warning": True,
}


def run(batch: Import, by: User, step: Step) -> None:
    """Save everything of an import that is ready. Safe to run again: what is saved is marked so."""
    must_import(batch, by)
    positions = _prepare(batch, by)
    todo = ready(batch)
    total, done = todo.count(), 0
    while rows := list(todo[:AT_ONCE]):
        _save(batch, rows, positions, by, clock.now())
        done += len(rows)
        step(done, total, SAVING)
    if batch.rules.get("missing") == "left":
        leave(batch, by, step)
    _finish(batch, by)


def ready(batch: Import) -> QuerySet[Row]:
    """The rows that a commit takes: not rejected, nothing undecided, not yet saved."""
    rows = batch.rows.filter(state__in=(Row.State.NEW, Row.State.CHANGED), applied=False)
    return rows.exclude(conflict=True, decision="").order_by("pk")


@transaction.atomic
def _prepare(batch: Import, by: User) -> dict[str, Position]:
    """What the entries refer to: units, positions, rubrics; and the equivalences."""
    plan, at = Plan.of(batch.plan), clock.now()
    since = _since(batch)
    # Before the first entry in the log: another import may be storing the same rubrics, and wait for the log's end.
    regulations = laws(batch.instansi)
    keep_rubrics(row.rubric for law in regulations for one in law.standards for row in one.competencies)
    ensure_units(
        instansi=batch.instansi,
        names=plan.placed(nested=batch.rules.get("parents") == "file"),
        by=by,
        at=at,
        since=since,
    )
    ensure_positions(instansi=batch.instansi, positions=plan.wanted(), by=by, at=at, since=since)
    keep_equivalences(instansi=batch.instansi, decided=plan.decided(), origin=batch.origin, by=by, at=at)
    positions = Position.objects.filter(instansi=batch.instansi).select_related("unit")
    return {position.code: position for position in positions}


def _since(batch: Import) -> date:
    """New positions stand from the day of the oldest fact that names them: history must have somewhere to be."""
    oldest = clock.today()
    for changes in batch.rows.exclude(changes=[]).values_list("changes", flat=True).iterator():
        for change in changes:
            if change["kind"] == Kind.POSITION:
                oldest = min(oldest, date.fromisoformat(change["since"]))
    return oldest


@transaction.atomic
def _save(batch: Import, rows: list[Row], positions: dict[str, Position], by: User, at: datetime) -> None:
    people = _people(batch, rows, positions, by, at)
    rows = still_reached(batch, rows, people, by)
    _catch_up(batch, [row for row in rows if row.person_version != people[row.nip].version], people)
    older = batch.appends_older
    todo = [row for row in rows if not row.conflict or row.decision]
    wanted = {
        row.pk: [change for stored in row.changes if (change := Change(**stored)).wanted(older)]
        for row in todo
    }
    _record(batch, [(people[row.nip], wanted[row.pk]) for row in todo], positions, by, at)
    back = [people[row.nip] for row in todo if any(change.how == STATUS for change in wanted[row.pk])]
    set_status(back, Person.Status.ACTIVE, batch, by, at)
    _mark(batch, rows, todo)


def _mark(batch: Import, rows: list[Row], saved: list[Row]) -> None:
    """Mark rows as saved, in two statements however many; those that were compared anew are written whole."""
    keys = [row.pk for row in rows]
    theirs = Person.objects.filter(instansi=batch.instansi, nip=OuterRef("nip")).values("pk")[:1]
    batch.rows.filter(pk__in=keys, person=None).update(person=Subquery(theirs))
    batch.rows.filter(pk__in=[row.pk for row in saved]).update(applied=True)


def _people(
    batch: Import, rows: Sequence[Row], positions: dict[str, Position], by: User, at: datetime
) -> dict[str, Person]:
    """The people of these rows, locked; those that are new are made."""
    nips = [row.nip for row in rows]
    locked = (
        Person.objects.select_for_update(no_key=True, of=("self",))
        .select_related("unit")
        .filter(instansi=batch.instansi, nip__in=nips)
        .order_by("pk")
    )
    found = {person.nip: person for person in locked}
    new = [row for row in rows if row.nip not in found]
    if new:
        root = Unit.objects.get(instansi=batch.instansi, parent=None)
        made = Person.objects.bulk_create(
            Person(
                instansi=batch.instansi,
                nip=row.nip,
                name=row.name,
                unit=_home(row, positions) or root,
                updated_at=at,
            )
            for row in new
        )
        found |= {person.nip: person for person in made}
        after = {"people": [person.pk for person in made], "origin": batch.origin}
        record("people.add", batch, by=by, at=at, instansi=batch.instansi, after=after)
        for row in new:
            row.person_version = found[row.nip].version
    return found


def _home(row: Row, positions: dict[str, Position]) -> Unit | None:
    """The unit of the last position that a row brings."""
    held = [change for change in row.changes if change["kind"] == Kind.POSITION]
    last = max(held, key=lambda change: change["since"], default=None)
    return positions[last["position"]].unit if last else None


def _catch_up(batch: Import, stale: list[Row], people: dict[str, Person]) -> None:
    """Compare again who was changed since the dry run; what now contradicts waits for a decision."""
    recorded = recorded_of(people[row.nip].pk for row in stale)
    for row in stale:
        person = people[row.nip]
        if person.pk not in recorded:
            continue
        changes = again(
            [Change(**stored) for stored in row.changes],
            recorded[person.pk],
            present_only=batch.layout == "siasn",
            today=clock.today(),
        )
        settle(row, changes)
        row.person_version = person.version
        if row.conflict and not row.decision:
            row.problems = [*row.problems, SINCE_CHECK]
        row.save(update_fields=["changes", "conflict", "decision", "older", "person_version", "problems"])


def _record(
    batch: Import,
    wanted: Iterable[tuple[Person, list[Change]]],
    positions: dict[str, Position],
    by: User,
    at: datetime,
) -> None:
    """Append the entries. One that corrects another of the same file comes after it."""
    waiting = [(person, change) for person, changes in wanted for change in changes if change.how != STATUS]
    made: dict[tuple[int, str], Entry] = {}
    while waiting:
        now = [
            (person, change)
            for person, change in waiting
            if not change.corrects or (person.pk, change.corrects) in made
        ] or waiting
        rows = [
            _entry(person, change, made.get((person.pk, change.corrects)), positions)
            for person, change in now
        ]
        entries = record_many(rows=rows, origin=batch.origin, by=by, at=at)
        for (person, change), entry in zip(now, entries, strict=True):
            if change.id:
                made[person.pk, change.id] = entry
        taken = {id(change) for _, change in now}
        waiting = [pair for pair in waiting if id(pair[1]) not in taken]


def _entry(
    person: Person, change: Change, corrected: Entry | None, positions: dict[str, Position]
) -> NewEntry:
    entry = Entry(pk=change.entry) if change.how == CORRECT and change.entry else corrected
    return NewEntry(
        person=person,
        kind=Kind(change.kind),
        since=date.fromisoformat(change.since),
        data=change.after,
        position=positions.get(change.position) if change.position else None,
        corrects=entry,
        withdrawn=change.withdrawn,
        known_on=date.fromisoformat(change.known_on) if change.known_on else None,
    )


@transaction.atomic
def _finish(batch: Import, by: User) -> None:
    by_state: dict[str, int] = defaultdict(int)
    for state in batch.rows.filter(applied=True).values_list("state", flat=True).iterator():
        by_state[state] += 1
    batch.counts = count(batch) | {f"saved_{state}": number for state, number in by_state.items()}
    batch.state = Import.State.COMMITTED
    batch.save(update_fields=["counts", "state"])
    record("imports.committed", batch, by=by, at=clock.now(), instansi=batch.instansi, after=batch.counts)
