"""What an entry of each kind says: its schema, and the way from and to the engine's values."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from selaras.core.model import (
    TOP_OF_SCALE,
    Determination,
    EducationHeld,
    Employment,
    EmploymentHeld,
    Evidence,
    PositionHeld,
    RankHeld,
    Recorded,
    RowKey,
    Rubric,
    TrainingKind,
    TrainingTaken,
)
from selaras.core.model.text import digest
from selaras.errors import DataRefused, Place, Problem, Text
from selaras.law.invalid import what_is_wrong
from selaras.law.lists import education_levels, predicates, ranks, sanction_degrees, sources
from selaras.web.people.models import Kind


def _listed(codes: Callable[[], Mapping[str, Any]]) -> AfterValidator:
    def check(code: str) -> str:
        if code not in codes():
            raise ValueError(f"must be one of {', '.join(codes())}")
        return code

    return AfterValidator(check)


class Said(BaseModel):
    """What any entry says."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class SaidEmployment(Said):
    """A type of employment."""

    type: Employment


class SaidEducation(Said):
    """A completed education; `field` empty: not recorded."""

    level: Annotated[str, _listed(education_levels)]
    field: str = Field("", max_length=200)


class SaidRank(Said):
    """A rank, by its code."""

    rank: Annotated[str, _listed(ranks)]


class SaidPosition(Said):
    """A position held, by its code within the instansi."""

    code: str = Field(min_length=1, max_length=160)


class SaidTraining(Said):
    """A training finished, or recorded as not passed."""

    kind: TrainingKind
    name: str = Field(min_length=1, max_length=250)
    passed: bool = True
    hours: int | None = Field(None, ge=0)


class SaidCompetency(Said):
    """One result with the rubric it was measured with: a level, or which indicators were met."""

    rubric: str = Field(min_length=1, max_length=120)
    source: Annotated[str, _listed(sources)]
    level: int | None = Field(None, ge=0, le=TOP_OF_SCALE)
    indicators: dict[str, bool] | None = None
    assessors: int | None = Field(None, ge=1)
    valid_until: date | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> SaidCompetency:
        if (self.level is None) == (not self.indicators):
            raise ValueError("needs either a level or indicator results")
        return self


class SaidDetermination(Said):
    """A recorded judgement on one row; `position` empty: for any position."""

    row: RowKey
    finding: bool
    position: str = ""
    by: str = Field(min_length=1, max_length=240)
    reason: str = Field(min_length=1, max_length=500)
    document: str = Field("", max_length=200)
    confirmed_by: str = ""
    confirmed_on: date | None = None
    revoked_on: date | None = None


class SaidProfile(Said):
    """How somebody is called, and since when they serve."""

    name: str = Field(min_length=1, max_length=200)
    entered_on: date | None = None
    unit: str = ""  # code of the unit, where the position does not say it


class SaidPerformance(Said):
    """A yearly predicate."""

    year: int = Field(ge=1945, le=9999)
    predicate: Annotated[str, _listed(lambda: dict.fromkeys(predicates()))]


class SaidDiscipline(Said):
    """A disciplinary sanction. Restricted."""

    degree: Annotated[str, _listed(sanction_degrees)]
    sanction: str = Field(min_length=1, max_length=250)
    until: date | None = None


SCHEMAS: dict[Kind, type[Said]] = {
    Kind.EMPLOYMENT: SaidEmployment,
    Kind.EDUCATION: SaidEducation,
    Kind.RANK: SaidRank,
    Kind.POSITION: SaidPosition,
    Kind.TRAINING: SaidTraining,
    Kind.COMPETENCY: SaidCompetency,
    Kind.DETERMINATION: SaidDetermination,
    Kind.PROFILE: SaidProfile,
    Kind.PERFORMANCE: SaidPerformance,
    Kind.DISCIPLINE: SaidDiscipline,
}
# Several may stand at once; of the others the newest replaces the one before.
SEVERAL = frozenset({Kind.EDUCATION, Kind.TRAINING, Kind.COMPETENCY, Kind.DETERMINATION, Kind.DISCIPLINE})
_REFUSED = Text("Isi catatan tidak dapat dipakai.", "What the entry says cannot be used.")
_MEND = Text("Perbaiki isian yang disebut.", "Mend what is named.")


def check(kind: Kind, data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` as it is stored. Raises DataRefused with a problem for everything that is wrong in it."""
    try:
        said = SCHEMAS[kind].model_validate(dict(data))
    except ValidationError as error:
        problems = tuple(
            Problem("entry", Place(column=".".join(map(str, each["loc"]))), what_is_wrong(each), _MEND)
            for each in error.errors()
        )
        raise DataRefused(_REFUSED, _MEND, problems) from error
    return said.model_dump(mode="json")


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


@cache
def day(text: str) -> date:
    """An ISO day; shared, since a workforce has few distinct ones."""
    return date.fromisoformat(text)


def optional_day(text: str | None) -> date | None:
    """An ISO day, or none."""
    return day(text) if text else None


def rubric_data(rubric: Rubric) -> list[dict[str, str]]:
    """A rubric's indicators as stored."""
    return [{"number": each.number, "text": each.text} for each in rubric.indicators]
