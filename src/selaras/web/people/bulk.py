"""One entry for many people at once: “these 40 people, field relevant, reason, document”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from selaras.errors import Text, UsageError
from selaras.web.accounts.models import User
from selaras.web.people.actions import NewEntry, record_many, refuse_own
from selaras.web.people.facts import natural_key
from selaras.web.people.kinds import check
from selaras.web.people.models import Entry, Kind, Person, PersonQuerySet

OPEN_KINDS = (Kind.DETERMINATION, Kind.TRAINING, Kind.PERFORMANCE)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a bulk entry would do: for whom it is new, and who has the very same already."""

    new: tuple[Person, ...]
    known: tuple[Person, ...]


def plan(people: PersonQuerySet, kind: Kind, since: date, data: Mapping[str, Any]) -> Plan:
    """Look before writing. Two queries."""
    key = natural_key(kind, since, check(kind, data))
    standing = Entry.objects.filter(
        person__in=people.order_by().values("pk"),
        kind=kind,
        since=since,
        withdrawn=False,
        corrected_by__isnull=True,
    )
    have = {
        pk for pk, said in standing.values_list("person_id", "data") if natural_key(kind, since, said) == key
    }
    everybody = list(people)
    return Plan(
        tuple(person for person in everybody if person.pk not in have),
        tuple(person for person in everybody if person.pk in have),
    )


def record_for_all(
    *,
    people: PersonQuerySet,
    kind: Kind,
    since: date,
    data: Mapping[str, Any],
    reason: str,
    document_name: str,
    by: User,
    at: datetime,
) -> int:
    """Record one entry for each of these people who has not the same already. Returns for how many.

    All or nobody. Raises UsageError for a kind that is each person's own, such as a rank, and where `by` is among them.
    """
    if kind not in OPEN_KINDS:
        raise UsageError(
            Text(
                "Catatan ini tidak dapat dibuat untuk banyak orang.",
                "This cannot be recorded for many people.",
            ),
            Text("Catat satu per satu di halaman pegawai.", "Record it on each person's page."),
        )
    origin = f"bulk:{at:%Y%m%d%H%M%S}"
    with transaction.atomic():
        # Locked before looking: of two that send the same, the second finds it recorded.
        ids = people.order_by().values("pk")
        locked = Person.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
        refuse_own(locked, by)
        new = plan(people, kind, since, data).new
        record_many(
            rows=[
                NewEntry(
                    person=person,
                    kind=kind,
                    since=since,
                    data=data,
                    reason=reason,
                    document_name=document_name,
                )
                for person in new
            ],
            origin=origin,
            by=by,
            at=at,
        )
    return len(new)
