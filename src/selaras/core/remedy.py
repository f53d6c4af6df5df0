"""Next steps: for each open row that gates, the nearest remedy and what the verdict would be then (§10)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selaras.core.describe import name_of
from selaras.core.model import CompetencyRow, Determination, Evidence, RowKey
from selaras.core.policy import Effect
from selaras.core.verdict import Outcome, Reason, RowResult, Status, Verdict
from selaras.core.words import Words
from selaras.errors import Text


class Remedy(StrEnum):
    """Kinds of next step. Each is done on a screen of its own, or is a task for a person."""

    RECORD = "record"
    RECORD_HISTORY = "record_history"
    ASSESS = "assess"
    RENEW = "renew"
    REASSESS_RUBRIC = "reassess_rubric"
    RESOLVE = "resolve"
    DETERMINE = "determine"
    CONFIRM = "confirm"
    TRAIN = "train"
    TAKE_TRAINING = "take_training"
    STUDY = "study"
    GAIN_EXPERIENCE = "gain_experience"
    PROMOTE = "promote"
    AMEND = "amend"
    AMEND_NONE = "amend_none"
    AMEND_RANGE = "amend_range"
    ORDER = "order"
    MAP = "map"
    RECORD_POSITION = "record_position"


@dataclass(frozen=True, slots=True)
class Step:
    """One remedy for one row (None: for the whole position), and the outcome if only this step were done.

    `then` is None where the outcome cannot be foreseen because no standard applied yet.
    """

    remedy: Remedy
    row: RowResult | None
    text: Text
    then: Outcome | None


_OF_COMPETENCY = {
    Reason.NO_EVIDENCE: Remedy.ASSESS,
    Reason.SOURCE_NOT_ACCEPTED: Remedy.ASSESS,
    Reason.EXPIRED: Remedy.RENEW,
    Reason.OTHER_RUBRIC: Remedy.REASSESS_RUBRIC,
    Reason.CONFLICTING: Remedy.RESOLVE,
    Reason.LEVEL_BELOW: Remedy.TRAIN,
    Reason.INDICATORS_BELOW: Remedy.TRAIN,
}
_OF_REQUIREMENT = {
    Reason.NO_EVIDENCE: Remedy.RECORD,
    Reason.UNKNOWN_ON_DAY: Remedy.RECORD_HISTORY,
    Reason.CONFLICTING: Remedy.RESOLVE,
    Reason.NEEDS_DETERMINATION: Remedy.DETERMINE,
    Reason.FIELD_NOT_LISTED: Remedy.DETERMINE,
    Reason.EDUCATION_BELOW: Remedy.STUDY,
    Reason.TRAINING_NOT_PASSED: Remedy.TAKE_TRAINING,
    Reason.EXPERIENCE_SHORT: Remedy.GAIN_EXPERIENCE,
    Reason.RANK_BELOW: Remedy.PROMOTE,
    Reason.RANK_ABOVE: Remedy.AMEND_RANGE,
}
_OF_DETERMINED_NOT_MET = {
    RowKey.EDUCATION_FIELD: Remedy.STUDY,
    RowKey.EXPERIENCE: Remedy.GAIN_EXPERIENCE,
    RowKey.TRAINING_MANAGERIAL: Remedy.TAKE_TRAINING,
    RowKey.TRAINING_TECHNICAL: Remedy.TAKE_TRAINING,
    RowKey.TRAINING_FUNCTIONAL: Remedy.TAKE_TRAINING,
    RowKey.RANK: Remedy.PROMOTE,
    RowKey.EDUCATION_LEVEL: Remedy.STUDY,
    RowKey.PERFORMANCE: Remedy.DETERMINE,
}
_OF_POSITION = {
    Reason.CLASS_NOT_RECORDED: Remedy.MAP,
    Reason.SEVERAL_STANDARDS: Remedy.ORDER,
    Reason.CONFLICTING: Remedy.RESOLVE,
    Reason.NO_EVIDENCE: Remedy.RECORD_POSITION,
    Reason.UNKNOWN_ON_DAY: Remedy.RECORD_POSITION,
}


def next_steps(verdict: Verdict, words: Words) -> tuple[Step, ...]:
    """The smallest steps that change the verdict, rows not met first; empty when nothing is open."""
    if verdict.outcome in (Outcome.ELIGIBLE, Outcome.NOT_COVERED):
        return ()
    if verdict.standard is None:
        return (_position_step(verdict, words),)
    open_rows = (
        *verdict.having(Status.NOT_MET, effect=Effect.GATE),
        *verdict.having(Status.UNDETERMINED, effect=Effect.GATE),
    )
    return tuple(_step(row, open_rows, verdict, words) for row in open_rows)


def remedy_of(row: RowResult) -> Remedy:
    """The nearest remedy of an open row."""
    if isinstance(row.row, CompetencyRow):
        return _OF_COMPETENCY[row.reason]
    if row.status is Status.UNDETERMINED and isinstance(row.used, Determination):
        return Remedy.CONFIRM
    if row.reason is Reason.DETERMINED_NOT_MET:
        return _OF_DETERMINED_NOT_MET[row.row.key]
    return _OF_REQUIREMENT.get(row.reason, Remedy.DETERMINE)


def _step(row: RowResult, open_rows: tuple[RowResult, ...], verdict: Verdict, words: Words) -> Step:
    return Step(remedy_of(row), row, remedy_text(row, verdict, words), _outcome_without(row, open_rows))


def remedy_text(row: RowResult, verdict: Verdict, words: Words) -> Text:
    """The nearest remedy of an open row in words, whether the row gates or not."""
    remedy = remedy_of(row)
    expired = [n.evidence.since for n in row.not_chosen if n.reason is Reason.EXPIRED]
    competency = row.row if isinstance(row.row, CompetencyRow) else None
    accepted = verdict.policy.sources.value.get(competency.kind, ()) if competency else ()
    return words.fill(
        "remedy",
        remedy,
        name=name_of(row, words),
        instrument=row.citation.instrument.short,
        value="" if competency else getattr(row.row, "value", ""),
        size=competency.rubric.size - _rated(row) if competency else "",
        sources=[words.sources.get(a.source, Text(a.source, a.source)) for a in accepted],
        date=max(expired) if expired else "",
        on=verdict.on,
        by=row.used.by if isinstance(row.used, Determination) else "",
    )


def _rated(row: RowResult) -> int:
    """How many indicators of an undetermined competency are rated already."""
    if row.status is Status.UNDETERMINED and isinstance(row.used, Evidence):
        return row.used.met + row.used.failed
    return 0


def _outcome_without(done: RowResult, open_rows: tuple[RowResult, ...]) -> Outcome:
    """The outcome if `done` were met and the other open gating rows stayed as they are."""
    left = {row.status for row in open_rows if row is not done}
    if Status.NOT_MET in left:
        return Outcome.NOT_ELIGIBLE
    return Outcome.UNDETERMINED if left else Outcome.ELIGIBLE


def _position_step(verdict: Verdict, words: Words) -> Step:
    """The remedy when no standard applied: amend, map, order, or record the position."""
    position = verdict.position
    naming = [
        r.instrument.short
        for r in verdict.regulations
        if position and position.job_class in r.classes_without_standard
    ]
    if verdict.reason is Reason.NO_STANDARD_IN_FORCE:
        remedy = Remedy.AMEND if naming else Remedy.AMEND_NONE
    else:
        remedy = _OF_POSITION[verdict.reason or Reason.NO_EVIDENCE]
    text = words.fill(
        "remedy",
        remedy,
        instrument=", ".join(naming),
        job_class=position.job_class if position else "",
        position=position.title if position else "",
        name=position.title if position else words.get("row", RowKey.EXPERIENCE),
        standards=", ".join(s.instrument.short for s in verdict.candidates),
        on=verdict.on,
    )
    return Step(remedy, None, text, None)
