"""Writes about people. Each is one transaction with its entry in the audit chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from selaras.clock import WESTERN_INDONESIA
from selaras.core.model import Equivalence, Rubric
from selaras.core.model.text import digest
from selaras.errors import Text, UsageError
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import Written, record, sealed
from selaras.web.audit.record import record_many as record_all
from selaras.web.organisation.models import Position, Unit
from selaras.web.people.errors import Stale
from selaras.web.people.facts import rubric_data
from selaras.web.people.kinds import check
from selaras.web.people.models import RESTRICTED, Entry, Kind, MeasuredRubric, Person, RubricEquivalence
from selaras.web.people.present import refresh
from selaras.web.uploads.models import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry to be recorded. `corrects` is the entry it replaces."""

    person: Person
    kind: Kind
    since: date
    data: Mapping[str, Any]
    position: Position | None = None
    corrects: Entry | None = None
    withdrawn: bool = False
    reason: str = ""
    document: Upload | None = None
    document_name: str = ""
    known_on: date | None = None


@transaction.atomic
def ensure_person(
    *, instansi: Instansi, nip: str, name: str, unit: Unit, by: User | None, at: datetime
) -> Person:
    """The person of this NIP, made if there is none yet."""
    person, made = Person.objects.get_or_create(
        instansi=instansi, nip=nip, defaults={"name": name, "unit": unit, "updated_at": at}
    )
    if made:
        record("people.add", person, by=by, at=at, instansi=instansi, after={"unit": unit.pk})
    return person


@transaction.atomic
def record_entry(
    *,
    person: Person,
    kind: Kind,
    since: date,
    data: Mapping[str, Any],
    by: User | None,
    at: datetime,
    position: Position | None = None,
    corrects: Entry | None = None,
    withdrawn: bool = False,
    reason: str = "",
    document: Upload | None = None,
    document_name: str = "",
    origin: str = "manual",
    expected_version: int | None = None,
) -> Entry:
    """Record one entry about a person.

    `expected_version`: the version of the person that the writer saw; raises Stale when another stands by now.
    Raises DataRefused for data that do not fit the kind, UsageError for a correction of what is corrected already and
    for the own record of `by`.
    """
    standing = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    refuse_own([standing], by)
    if expected_version is not None and standing.version != expected_version:
        raise Stale(standing.version)
    new = NewEntry(
        person=person,
        kind=kind,
        since=since,
        data=data,
        position=position,
        corrects=corrects,
        withdrawn=withdrawn,
        reason=reason,
        document=document,
        document_name=document_name,
    )
    return record_many(rows=[new], origin=origin, by=by, at=at)[0]


@transaction.atomic
def record_many(*, rows: Iterable[NewEntry], origin: str, by: User | None, at: datetime) -> list[Entry]:
    """Record entries about many people: one entry in the audit chain for each person.

    Locks the people in the order of their keys, so that two such calls never wait for each other.
    """
    rows = list(rows)
    ids = sorted({row.person.pk for row in rows})
    # Evaluated for its locks.
    people = {
        person.pk: person
        for person in Person.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    }
    _refuse_corrected(rows)
    day = at.astimezone(WESTERN_INDONESIA).date()
    entries = Entry.objects.bulk_create([_entry(row, origin, by, at, day) for row in rows], batch_size=500)
    Person.objects.filter(pk__in=ids).update(version=F("version") + 1)
    refresh(ids, on=day, at=at, by=by)
    by_person = defaultdict(list)
    for entry in entries:
        by_person[entry.person_id].append(entry)
    record_all(
        (
            Written(
                "people.record",
                people[pk],
                people[pk].instansi_id,
                after={"origin": origin, "entries": [_told(entry) for entry in written]},
                why=next(
                    (each.reason for each in written if each.reason and each.kind not in RESTRICTED), ""
                ),
            )
            for pk, written in by_person.items()
        ),
        by=by,
        at=at,
    )
    return entries


def refuse_own(people: Iterable[Person], by: User | None) -> None:
    """Nobody records about themselves by hand: they propose, and another decides."""
    if by is not None and any(person.user_id == by.pk for person in people):
        raise UsageError(
            Text("Data sendiri tidak dicatat sendiri.", "One does not record about oneself."),
            Text("Usulkan perbaikan; analis lain memutusnya.", "Propose it; another analyst decides."),
        )


def _entry(row: NewEntry, origin: str, by: User | None, at: datetime, day: date) -> Entry:
    return Entry(
        person_id=row.person.pk,
        kind=row.kind,
        since=row.since,
        data=check(row.kind, row.data),
        position=row.position,
        corrects=row.corrects,
        withdrawn=row.withdrawn,
        reason=row.reason,
        document=row.document,
        document_name=row.document_name,
        origin=origin,
        recorded_at=at,
        recorded_by=by,
        known_on=row.known_on or day,
    )


def _told(entry: Entry) -> dict[str, Any]:
    """An entry for the audit chain; of what is restricted only the fingerprint, not even what kind it is of."""
    said = {"kind": str(entry.kind), "since": entry.since, "data": entry.data}
    told = {"id": entry.pk} | (
        sealed(said | {"reason": entry.reason}) or {} if entry.kind in RESTRICTED else said
    )
    if entry.corrects_id:
        told["corrects"] = entry.corrects_id
    return told | ({"withdrawn": True} if entry.withdrawn else {})


def _refuse_corrected(rows: list[NewEntry]) -> None:
    """An entry is corrected once; a further correction corrects the correction."""
    corrected = [row.corrects.pk for row in rows if row.corrects]
    if corrected and Entry.objects.filter(corrects__in=corrected).exists():
        raise UsageError(
            Text("Catatan ini sudah diperbaiki orang lain.", "This entry was corrected already."),
            Text(
                "Muat ulang halaman, lalu perbaiki catatan yang terbaru.",
                "Load the page again and correct the newest.",
            ),
        )


def keep_rubrics(rubrics: Iterable[Rubric]) -> None:
    """Store rubrics that results were measured with; those known already stay as they are."""
    MeasuredRubric.objects.bulk_create(
        [
            MeasuredRubric(
                id=each.id, competency=each.competency, level=each.level, indicators=rubric_data(each)
            )
            for each in {rubric.id: rubric for rubric in rubrics}.values()
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def keep_equivalences(
    *, instansi: Instansi, decided: Iterable[Equivalence], origin: str, by: User | None, at: datetime
) -> int:
    """Record decisions that rubrics count for one another; those recorded already are left. Returns how many are new."""
    new = 0
    for each in decided:
        data = {
            "measured": each.measured,
            "required": each.required,
            "by": each.by,
            "reason": each.reason,
            "document": each.document,
            "confirmed_by": each.confirmed_by,
            "confirmed_on": each.confirmed_on.isoformat() if each.confirmed_on else None,
            "revoked_on": each.revoked_on.isoformat() if each.revoked_on else None,
        }
        row, made = RubricEquivalence.objects.get_or_create(
            instansi=instansi,
            key=digest(each.since.isoformat(), *(f"{name}={value}" for name, value in data.items())),
            defaults={
                "since": each.since,
                "data": data,
                "recorded_at": at,
                "recorded_by": by,
                "origin": origin,
            },
        )
        if made:
            record("people.equivalence", row, by=by, at=at, instansi=instansi, after=data)
        new += made
    return new
