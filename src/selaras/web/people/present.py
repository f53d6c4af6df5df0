"""Today's reading of people: the columns that lists show and sort by, worked out from the entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import TruncDate

from selaras.clock import WESTERN_INDONESIA
from selaras.law.lists import education_levels, ranks
from selaras.web.accounts.actions.making import move_accounts
from selaras.web.accounts.models import Instansi, User
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Entry, Kind, Person

AT_ONCE = 500
BEGUN = timedelta(days=14)  # as far as the daily work looks back, should it not have run for a while
_SHOWN = (
    "unit_id",
    "name",
    "entered_on",
    "employment",
    "rank",
    "rank_order",
    "education",
    "education_order",
    "position_id",
    "position_since",
    "competencies_known",
    "newest_result",
    "updated_at",
)
_READ = (Kind.PROFILE, Kind.EMPLOYMENT, Kind.RANK, Kind.EDUCATION, Kind.POSITION, Kind.COMPETENCY)


def refresh(ids: Iterable[int], *, on: date, at: datetime, by: User | None) -> None:
    """Work out anew what stands today for these people; their accounts follow them to another unit.

    Called within the transaction of what was recorded.
    """
    remaining = iter(ids)
    while some := list(islice(remaining, AT_ONCE)):
        for instansi, moves in _refresh(some, on, at).items():
            move_accounts(moves=moves, instansi=instansi, by=by, at=at)


@transaction.atomic
def refresh_due(at: datetime) -> None:
    """Show what was recorded beforehand and begins now. Done daily."""
    on = at.astimezone(WESTERN_INDONESIA).date()
    begun = Entry.objects.filter(since__lte=on, since__gt=on - BEGUN, recorded_at__lt=at)
    early = begun.annotate(day=TruncDate("recorded_at", tzinfo=WESTERN_INDONESIA)).filter(since__gt=F("day"))
    refresh(sorted(set(early.values_list("person_id", flat=True))), on=on, at=at, by=None)


def _refresh(ids: list[int], on: date, at: datetime) -> dict[Instansi, dict[int, Unit]]:
    by_person: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    entries = Entry.objects.filter(
        person__in=ids, kind__in=_READ, since__lte=on, withdrawn=False, corrected_by__isnull=True
    ).order_by("since", "pk")
    columns = ("person_id", "kind", "since", "data", "position_id", "position__unit_id")
    for row in entries.values_list(*columns).iterator(chunk_size=5000):
        by_person[row[0]][row[1]].append(row)
    people = list(Person.objects.filter(pk__in=ids).select_related("instansi"))
    moved = []
    for person in people:
        before = person.unit_id
        for name, value in _shown(by_person[person.pk]):
            setattr(person, name, value)
        person.updated_at = at
        if person.user_id and person.unit_id != before:
            moved.append(person)
    # An upsert of rows that exist: several times quicker than bulk_update, which writes a CASE for every cell.
    Person.objects.bulk_create(
        people, update_conflicts=True, unique_fields=["id"], update_fields=_SHOWN, batch_size=200
    )
    units = Unit.objects.in_bulk([person.unit_id for person in moved])
    moves: dict[Instansi, dict[int, Unit]] = defaultdict(dict)
    for person in moved:
        moves[person.instansi][person.user_id] = units[person.unit_id]  # type: ignore[index]  # has an account
    return moves


def _shown(entries: dict[str, list[Any]]) -> Iterator[tuple[str, Any]]:
    """Column and value, from entries in the order of their days."""
    if profile := entries[Kind.PROFILE]:
        yield "name", profile[-1][3]["name"]
        entered = profile[-1][3].get("entered_on")
        yield "entered_on", date.fromisoformat(entered) if entered else None
    employment, rank = entries[Kind.EMPLOYMENT], entries[Kind.RANK]
    yield "employment", employment[-1][3]["type"] if employment else ""
    code = rank[-1][3]["rank"] if rank else ""
    yield "rank", code
    yield "rank_order", ranks()[code].order if code else None
    levels = [education_levels()[entry[3]["level"]] for entry in entries[Kind.EDUCATION]]
    highest = max(levels, key=lambda level: level.order, default=None)
    yield "education", highest.code if highest else ""
    yield "education_order", highest.order if highest else None
    held = entries[Kind.POSITION]
    yield "position_id", held[-1][4] if held else None
    yield "position_since", held[-1][2] if held else None
    if held and held[-1][5]:
        yield "unit_id", held[-1][5]
    results = entries[Kind.COMPETENCY]
    yield "competencies_known", len({entry[3]["rubric"].split("@")[0] for entry in results})
    yield "newest_result", results[-1][2] if results else None
