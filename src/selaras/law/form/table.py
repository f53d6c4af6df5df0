"""The annex: competencies, requirement rows and the standards made of them; dictionaries of competencies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from selaras.core.model import TOP_OF_SCALE, Importance, Kind, RowKey
from selaras.law.form.piece import Entry, Source


class IndicatorEntry(Entry):
    """One behavioural indicator with its printed number (empty when none is printed)."""

    number: str
    text: str = Field(min_length=1)
    computed: bool = Field(
        default=False, description="The number is a word processor's, not in the file's text"
    )
    source: Source = Source()


class CompetencyEntry(Entry):
    """One competency of a standard as printed. `level` is null when it could not be read; then it is uncertain."""

    code: str = Field(min_length=1)
    kind: Kind
    number: str
    name: str
    level: int | None = Field(ge=1, le=TOP_OF_SCALE)
    description: str
    rubric: str | None = Field(
        default=None, description="Computed from code, level and indicators when absent"
    )
    indicators: tuple[IndicatorEntry, ...]
    citation: str = ""
    source: Source = Source()


class ParsedEducation(Entry):
    """Levels named, in printed order, and the lowest of them."""

    demand: Literal["education"] = "education"
    levels: tuple[str, ...] = Field(min_length=1)
    minimum: str


class ParsedField(Entry):
    """A relevant field of study; `fields` is the act's own list, empty when it leaves the matter to the position."""

    demand: Literal["field"] = "field"
    fields: tuple[str, ...] = ()


class ParsedTraining(Entry):
    """One of these trainings; empty when the position's list decides."""

    demand: Literal["training"] = "training"
    trainings: tuple[str, ...] = ()


class ParsedExperience(Entry):
    """Experience; `months` is null when the act prints no quantity."""

    demand: Literal["experience"] = "experience"
    months: int | None = Field(default=None, ge=1)


class RankName(Entry):
    """A rank by code and name."""

    code: str
    name: str


class ParsedRank(Entry):
    """A range of ranks, both ends included."""

    demand: Literal["rank"] = "rank"
    low: RankName
    high: RankName


class ParsedInformation(Entry):
    """A row that only informs."""

    demand: Literal["information"] = "information"


class ParsedNothing(Entry):
    """A row printed `-`."""

    demand: Literal["nothing"] = "nothing"


class ParsedUnread(Entry):
    """A value that could not be read with certainty."""

    demand: Literal["unread"] = "unread"


Parsed = (
    ParsedEducation
    | ParsedField
    | ParsedTraining
    | ParsedExperience
    | ParsedRank
    | ParsedInformation
    | ParsedNothing
    | ParsedUnread
)


class RequirementEntry(Entry):
    """One row of the requirements. `certain` is false when its mark or its place in the table is in doubt."""

    key: RowKey
    number: str = ""
    letter: str | None = None
    value: str
    importance: Importance | None
    parsed: Annotated[Parsed, Field(discriminator="demand")]
    certain: bool = True
    citation: str = ""
    source: Source = Source()


class ClassStandard(Entry):
    """The standard of one job class."""

    job_class: int = Field(ge=1)
    citation: str
    competencies: tuple[CompetencyEntry, ...]
    requirements: tuple[RequirementEntry, ...]
    source: Source = Source()


class AppliesTo(Entry):
    """The position a standard is for; what the document does not say is null."""

    title: str = Field(min_length=1)
    code: str | None = None
    group: str | None = None
    urusan: str | None = None
    unit: str | None = None
    job_class: int | None = Field(default=None, ge=1)


class PositionStandard(Entry):
    """The standard of one position."""

    applies_to: AppliesTo
    summary: str | None = Field(default=None, description="Ikhtisar jabatan, verbatim")
    citation: str
    competencies: tuple[CompetencyEntry, ...]
    requirements: tuple[RequirementEntry, ...]
    source: Source = Source()


class DictionaryLevel(Entry):
    """One level of a competency in a dictionary."""

    level: int = Field(ge=0, le=TOP_OF_SCALE)
    description: str
    indicators: tuple[IndicatorEntry, ...]


class DictionaryEntry(Entry):
    """One competency of a dictionary (kamus kompetensi) with its levels."""

    code: str
    kind: Kind
    name: str
    definition: str
    levels: tuple[DictionaryLevel, ...]
    source: Source = Source()
