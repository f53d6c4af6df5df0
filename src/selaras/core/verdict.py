"""The shape of an answer: one result per row, the whole, the job–person match. Frozen, comparable, complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from selaras.core.citation import Citation
from selaras.core.model import (
    CompetencyRow,
    Evidence,
    Position,
    Recorded,
    Regulation,
    Requirement,
    Standard,
)
from selaras.core.policy import Effect, Policy


class Status(StrEnum):
    """What a row came to. NOT_REQUIRED rows ask nothing of this person under this policy."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NOT_REQUIRED = "not_required"


class Outcome(StrEnum):
    """The whole: three-valued, and apart from it the positions that no executor standard covers."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"
    NOT_COVERED = "not_covered"


class Reason(StrEnum):
    """Why. Every row has exactly one."""

    # met
    LEVEL_REACHED = "level_reached"
    INDICATORS_REACHED = "indicators_reached"
    EDUCATION_REACHED = "education_reached"
    FIELD_LISTED = "field_listed"
    TRAINING_TAKEN = "training_taken"
    EXPERIENCE_REACHED = "experience_reached"
    RANK_INSIDE = "rank_inside"
    DETERMINED_MET = "determined_met"
    # not met
    LEVEL_BELOW = "level_below"
    INDICATORS_BELOW = "indicators_below"
    EDUCATION_BELOW = "education_below"
    FIELD_NOT_LISTED = "field_not_listed"
    TRAINING_NOT_PASSED = "training_not_passed"
    EXPERIENCE_SHORT = "experience_short"
    RANK_BELOW = "rank_below"
    RANK_ABOVE = "rank_above"
    DETERMINED_NOT_MET = "determined_not_met"
    # undetermined: the ten of the specification
    NO_EVIDENCE = "no_evidence"
    EXPIRED = "expired"
    SOURCE_NOT_ACCEPTED = "source_not_accepted"
    OTHER_RUBRIC = "other_rubric"
    CONFLICTING = "conflicting"
    NEEDS_DETERMINATION = "needs_determination"
    UNKNOWN_ON_DAY = "unknown_on_day"
    NO_STANDARD_IN_FORCE = "no_standard_in_force"
    SEVERAL_STANDARDS = "several_standards"
    CLASS_NOT_RECORDED = "class_not_recorded"
    # not required
    PRINTED_DASH = "printed_dash"
    NOT_APPLICABLE = "not_applicable"
    INFORMATION = "information"
    # the whole position
    NOT_COVERED = "not_covered"
    # why a result that would have counted was not chosen
    LOWER_SOURCE = "lower_source"
    OLDER = "older"
    SAME_RESULT = "same_result"


@dataclass(frozen=True, slots=True)
class Score:
    """One competency's part of the match: what was measured, from `low` to `high`, against `required`.

    Units are levels or indicators. Missing evidence is the widest interval, never zero.
    """

    required: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class NotChosen:
    """Evidence that existed on the day and was not used, with the reason."""

    evidence: Evidence
    reason: Reason


@dataclass(frozen=True, slots=True)
class RowResult:
    """The result of one row of a standard.

    `used` is the entry the result rests on (evidence, fact or determination; on an undetermined row a
    determination that still needs its confirmation), `months` the experience counted,
    `levels` and `indicators` the competency's scores. `effect` is what the row does to the whole.
    """

    row: CompetencyRow | Requirement
    status: Status
    reason: Reason
    effect: Effect
    used: Recorded | None = None
    not_chosen: tuple[NotChosen, ...] = ()
    months: int | None = None
    levels: Score | None = None
    indicators: Score | None = None

    @property
    def key(self) -> str:
        """`competency:<code>` or the requirement's key."""
        return str(self.row.key)

    @property
    def citation(self) -> Citation:
        """Where the standard says so."""
        return self.row.citation


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, exact, in percent."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Match:
    """Job–person match in one variant: each competency at most as required, and as measured."""

    required: int
    capped: Interval
    uncapped: Interval


@dataclass(frozen=True, slots=True)
class Jpm:
    """The job–person match in both variants. `category` is a band's code, or None when the ends disagree."""

    by_level: Match
    by_indicator: Match
    counted: Match
    category: str | None


@dataclass(frozen=True, slots=True)
class NoStandard:
    """No single standard applies, and why. `regulations` are those in force that were asked."""

    reason: Reason
    candidates: tuple[Standard, ...] = ()
    regulations: tuple[Regulation, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything concluded about one person for one position on one day under one policy.

    `reason` is set only when no standard could be applied; then there are no rows and no match, `candidates`
    are the standards that compete and `regulations` the instruments in force that were asked.
    """

    person: str
    name: str
    position: Position | None
    standard: Standard | None
    policy: Policy
    on: date
    outcome: Outcome
    rows: tuple[RowResult, ...] = ()
    jpm: Jpm | None = None
    reason: Reason | None = None
    candidates: tuple[Standard, ...] = ()
    regulations: tuple[Regulation, ...] = ()

    def having(self, *statuses: Status, effect: Effect | None = None) -> tuple[RowResult, ...]:
        """Rows with one of `statuses`, in the standard's order, with the given effect if any."""
        return tuple(r for r in self.rows if r.status in statuses and effect in (None, r.effect))

    @property
    def below_standard(self) -> tuple[str, ...]:
        """Codes of the competencies that are not met: shown beside every match."""
        return tuple(r.row.code for r in self.having(Status.NOT_MET) if isinstance(r.row, CompetencyRow))

    @property
    def warnings(self) -> tuple[RowResult, ...]:
        """Rows that warn: each must be answered with a reason where a decision follows."""
        return self.having(Status.NOT_MET, Status.UNDETERMINED, effect=Effect.WARN)
