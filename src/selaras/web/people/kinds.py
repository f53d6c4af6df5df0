"""What an entry of each kind says: its schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from selaras.core.model import (
    TOP_OF_SCALE,
    Employment,
    RowKey,
    TrainingKind,
)
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
