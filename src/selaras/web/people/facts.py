"""From the engine's values to entries: what a file says, as the table holds it. The way back is `people.load`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from selaras.core.model import (
    Determination,
    EducationHeld,
    EmploymentHeld,
    Evidence,
    PositionHeld,
    RankHeld,
    Recorded,
    Rubric,
    TrainingTaken,
)
from selaras.core.model.text import digest
from selaras.web.people.models import Kind


@dataclass(frozen=True, slots=True)
class Fact:
    """An entry not yet recorded: what the engine's value says, in the words of the table.

    `id` and `corrects` are the names that the source gave; `position`: code of the position concerned.
    """

    kind: Kind
    since: date
    data: dict[str, Any]
    position: str = ""
    known_on: date | None = None
    id: str = ""
    corrects: str = ""
    withdrawn: bool = False

    @property
    def key(self) -> str:
        """Two entries with one key say the same."""
        return natural_key(self.kind, self.since, self.data)


def natural_key(kind: str, since: date, data: Mapping[str, Any]) -> str:
    """The fingerprint of what an entry says and since when: equal for equal facts."""
    return digest(kind, since.isoformat(), json.dumps(data, sort_keys=True, default=str))


def fact_of(entry: Recorded) -> Fact:
    """The engine's value as an entry to record."""
    kind, data = _READ[type(entry)](entry)
    position = entry.position.id if isinstance(entry, PositionHeld) else ""
    return Fact(
        kind, entry.since, data, position, entry.recorded_on, entry.id, entry.corrects, entry.withdrawn
    )


def _competency(entry: Evidence) -> dict[str, Any]:
    return {
        "rubric": entry.rubric.id,
        "source": entry.source,
        "level": entry.level,
        "indicators": dict(entry.indicators) if entry.indicators is not None else None,
        "assessors": entry.assessors,
        "valid_until": entry.valid_until.isoformat() if entry.valid_until else None,
    }


def _determination(entry: Determination) -> dict[str, Any]:
    return {
        "row": str(entry.row),
        "finding": entry.finding,
        "position": entry.position,
        "by": entry.by,
        "reason": entry.reason,
        "document": entry.document,
        "confirmed_by": entry.confirmed_by,
        "confirmed_on": entry.confirmed_on.isoformat() if entry.confirmed_on else None,
        "revoked_on": entry.revoked_on.isoformat() if entry.revoked_on else None,
    }


_READ: dict[type, Callable[[Any], tuple[Kind, dict[str, Any]]]] = {
    EmploymentHeld: lambda held: (Kind.EMPLOYMENT, {"type": str(held.type)}),
    EducationHeld: lambda held: (Kind.EDUCATION, {"level": held.level.code, "field": held.field}),
    RankHeld: lambda held: (Kind.RANK, {"rank": held.rank.code}),
    PositionHeld: lambda held: (Kind.POSITION, {"code": held.position.id}),
    TrainingTaken: lambda taken: (
        Kind.TRAINING,
        {"kind": str(taken.kind), "name": taken.name, "passed": taken.passed, "hours": None},
    ),
    Evidence: lambda entry: (Kind.COMPETENCY, _competency(entry)),
    Determination: lambda entry: (Kind.DETERMINATION, _determination(entry)),
}


def rubric_data(rubric: Rubric) -> list[dict[str, str]]:
    """A rubric's indicators as stored."""
    return [{"number": each.number, "text": each.text} for each in rubric.indicators]
