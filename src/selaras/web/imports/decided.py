"""Conflicts that were decided before: who kept their own value once is not asked again for the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from selaras.web.imports.change import KEEP, Change
from selaras.web.imports.models import Import, Row


def decided_before(batch: Import, people: Iterable[int]) -> dict[int, set[tuple[Any, ...]]]:
    """Key of a person → what earlier imports said of them that was decided against."""
    found: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    rows = Row.objects.filter(
        batch__instansi=batch.instansi_id,
        batch__state=Import.State.COMMITTED,
        conflict=True,
        person__in=list(people),
    )
    for person, changes in rows.exclude(batch=batch.pk).values_list("person_id", "changes"):
        for stored in changes:
            if stored.get("decision") == KEEP:
                found[person].add(Change(**stored).told)
    return found
