"""A verdict as JSON, whole: what the API gives and what an objection keeps. Fractions are texts, exact."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import ConfigDict, Field


class Shape(Schema):
    """What every answer is made of. Described exactly: nothing may come that is not written here."""

    model_config = ConfigDict(extra="forbid")


class Said(Shape):
    """One text in both languages."""

    id: str = Field(description="Bahasa Indonesia")
    en: str = Field(description="English")


class Subject(Shape):
    """Whose verdict it is. `nip` and `name` are null for a key that may not see people's data."""

    pk: int
    nip: str | None
    name: str | None
    unit: str


class Post(Shape):
    """The position asked about, as it stood on the day."""

    code: str
    title: str
    job_class: int | None
    unit: str


class Score(Shape):
    """A competency's part of the match: measured from `low` to `high`, against `required`."""

    required: int
    low: int
    high: int


class Used(Shape):
    """The entry that a row rests on."""

    entry: int = Field(description="Number of the entry in the record")
    kind: str
    since: date
    known_on: date
    source: str | None = None
    rubric: str | None = None
    level: int | None = None
    indicators_met: int | None = None
    indicators_failed: int | None = None


class PassedOver(Shape):
    """Evidence that existed and was not used, with the reason."""

    entry: int
    reason: str
    text: Said


class Row(Shape):
    """One row of the standard and what it came to."""

    key: str = Field(description="`competency:<code>` or the key of a requirement")
    name: Said
    section: str
    status: str
    reason: str
    effect: str
    text: Said = Field(description="The row's sentence")
    citation: str
    line: int | None = Field(description="Line of the source text")
    required_level: int | None
    rubric: str | None = Field(description="The rubric that is asked for, by its fingerprint")
    value: str | None = Field(description="What a requirement's row prints")
    used: Used | None
    not_chosen: list[PassedOver]
    months: int | None
    levels: Score | None
    indicators: Score | None


class Between(Shape):
    """From `low` to `high` in percent, as exact fractions: “250/3”."""

    low: str
    high: str


class Match(Shape):
    """The match in one variant: each competency at most as required, and as measured."""

    required: int
    capped: Between
    uncapped: Between


class Jpm(Shape):
    """The job–person match. `counted`: the interval that the policy counts; `category` null: its ends disagree."""

    by_level: Match
    by_indicator: Match
    counted: Between
    shown: Said = Field(description="`counted` with two decimals, for reading only")
    category: str | None


class NextStep(Shape):
    """The nearest remedy of an open row, and the outcome if only this were done."""

    remedy: str
    row: str | None
    text: Said
    then: str | None


class StandardUsed(Shape):
    """The standard that applied."""

    id: str
    citation: str


class PolicyUsed(Shape):
    """The policy that applied, and what of it nobody has verified yet."""

    id: str
    title: Said
    unverified: list[Said]


class VersionUsed(Shape):
    """A version of an act that was in force. `digest` names its content."""

    pk: int
    act: str
    number: int
    effective_from: date
    digest: str


class VerdictShape(Shape):
    """One person's verdict for a position, a purpose and a day, with the whole explanation."""

    person: Subject
    position: Post | None
    held: bool = Field(description="Whether it is the position held, or another one (“what if”)")
    purpose: str
    on: date
    outcome: str
    outcome_text: Said
    sentence: Said
    reason: str | None
    rows: list[Row]
    jpm: Jpm | None
    arithmetic: list[Said]
    below_standard: list[str]
    warnings: list[str]
    next_steps: list[NextStep]
    then: Said | None
    standard: StandardUsed | None
    policy: PolicyUsed
    versions: list[VersionUsed]
    engine: str
