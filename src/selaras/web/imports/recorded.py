"""What is recorded about people, many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from selaras.web.imports.known import Known, Recorded
from selaras.web.people.models import Entry

_COLUMNS = ("pk", "kind", "since", "data", "corrects_id", "withdrawn", "origin", "person_id")


def recorded_of(people: Iterable[int]) -> dict[int, Recorded]:
    """Key of a person → everything recorded. One query."""
    found: dict[int, list[Known]] = defaultdict(list)
    rows = Entry.objects.filter(person__in=list(people)).order_by("pk").values_list(*_COLUMNS)
    for *said, person in rows.iterator(chunk_size=5000):
        found[person].append(Known(*said))
    return {person: Recorded.of(entries) for person, entries in found.items()}
