"""One row of a standard, one result (specification §5): met, not met or undetermined, with exactly one reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selaras.core.determination import awaiting, determined, equivalent_rubrics
from selaras.core.evidence import Choice, choose
from selaras.core.facts import latest, missing, on_latest_day, standing, whole_months
from selaras.core.model import (
    CompetencyRow,
    EducationAtLeast,
    EducationHeld,
    EducationLevel,
    Equivalence,
    Evidence,
    ExperienceNeeded,
    FieldRelevant,
    Information,
    Nothing,
    Person,
    Position,
    RankBetween,
    Recorded,
    Requirement,
    TrainingKind,
    TrainingNeeded,
    TrainingTaken,
    Unread,
    normalise,
)
from selaras.core.policy import Effect, Policy
from selaras.core.verdict import Reason, RowResult, Score, Status


@dataclass(frozen=True, slots=True)
class Case:
    """The question a row is asked in: who, under which policy, on which day, for which position.

    `proposer` is who proposes a decision that will rest on the answer; their own confirmations do not count.
    `education` is the level the standard asks for: a field of study is relevant at that level or above.
    """

    person: Person
    policy: Policy
    on: date
    position: Position | None
    equivalences: Sequence[Equivalence]
    proposer: str
    education: EducationLevel | None


# --- competencies -------------------------------------------------------------------------------------------


def competency(row: CompetencyRow, case: Case) -> RowResult:
    """A competency row: the evidence that counts against the required level or its indicators."""
    effect = case.policy.effects.value.competency
    rubrics = equivalent_rubrics(
        case.equivalences, row.rubric.id, case.on, effect=effect, proposer=case.proposer
    )
    choice = choose(case.person.evidence, row, case.policy, case.on, rubrics)
    if choice.evidence is None:
        return _unmeasured(row, case.policy, choice, effect)
    measure = _by_level if choice.evidence.level is not None else _by_indicators
    status, reason, levels, indicators = measure(row, choice.evidence, case.policy)
    return RowResult(
        row,
        status,
        reason,
        effect,
        used=choice.evidence,
        not_chosen=choice.not_chosen,
        levels=levels,
        indicators=indicators,
    )


def _unmeasured(row: CompetencyRow, policy: Policy, choice: Choice, effect: Effect) -> RowResult:
    """Missing evidence: the result may turn out anywhere on the scale."""
    return RowResult(
        row,
        Status.UNDETERMINED,
        choice.reason or Reason.NO_EVIDENCE,
        effect,
        not_chosen=choice.not_chosen,
        levels=Score(row.level, 0, policy.scale_top.value),
        indicators=Score(row.rubric.size, 0, row.rubric.size),
    )


def _by_level(row: CompetencyRow, evidence: Evidence, policy: Policy) -> tuple[Status, Reason, Score, Score]:
    """A level result; reached, it counts all indicators as met; below, it says nothing about single ones."""
    level, size = evidence.level or 0, row.rubric.size
    levels = Score(row.level, level, level)
    if level >= row.level:
        return Status.MET, Reason.LEVEL_REACHED, levels, Score(size, size, size)
    return Status.NOT_MET, Reason.LEVEL_BELOW, levels, Score(size, 0, size)


def _by_indicators(
    row: CompetencyRow, evidence: Evidence, policy: Policy
) -> tuple[Status, Reason, Score, Score]:
    """Indicator results against the policy's threshold; what was not rated may still turn out either way."""
    size, required = evidence.rubric.size, row.level
    needed = policy.needed_indicators(size)
    indicators = _indicator_score(row, evidence)
    if evidence.met >= needed:
        return Status.MET, Reason.INDICATORS_REACHED, Score(required, required, required), indicators
    if size - evidence.failed < needed:
        return Status.NOT_MET, Reason.INDICATORS_BELOW, Score(required, 0, required - 1), indicators
    return Status.UNDETERMINED, Reason.NO_EVIDENCE, Score(required, 0, required), indicators


def _indicator_score(row: CompetencyRow, evidence: Evidence) -> Score:
    """Indicators of the row known to be met. Those of an equivalent rubric carry over only as a whole."""
    size = row.rubric.size
    if evidence.rubric == row.rubric:
        return Score(size, evidence.met, size - evidence.failed)
    return Score(size, size if evidence.met == evidence.rubric.size else 0, size)


# --- requirements -------------------------------------------------------------------------------------------


def requirement(row: Requirement, case: Case) -> RowResult:
    """A row of part II, after the policy's word on whether it applies to this person at all."""
    if isinstance(row.demand, Nothing):
        return RowResult(row, Status.NOT_REQUIRED, Reason.PRINTED_DASH, Effect.INFORM)
    if isinstance(row.demand, Information):
        return RowResult(row, Status.NOT_REQUIRED, Reason.INFORMATION, Effect.INFORM)
    if row.key in case.policy.not_applicable:
        return RowResult(row, Status.NOT_REQUIRED, Reason.NOT_APPLICABLE, Effect.INFORM)
    match row.demand:
        case EducationAtLeast():
            return _education(row, row.demand, case)
        case FieldRelevant():
            return _field(row, row.demand, case)
        case TrainingNeeded():
            return _training(row, row.demand, case)
        case ExperienceNeeded():
            return _experience(row, row.demand, case)
        case RankBetween():
            return _rank(row, row.demand, case)
        case Unread():
            return _judged(row, case, Status.UNDETERMINED, Reason.NEEDS_DETERMINATION)


def _result(
    row: Requirement,
    case: Case,
    status: Status,
    reason: Reason,
    used: Recorded | None = None,
    months: int | None = None,
) -> RowResult:
    effects = case.policy.effects.value
    effect = effects.of_rank_above(row) if reason is Reason.RANK_ABOVE else effects.of_requirement(row)
    return RowResult(row, status, reason, effect, used=used, months=months)


def _judged(
    row: Requirement,
    case: Case,
    status: Status,
    reason: Reason,
    used: Recorded | None = None,
    months: int | None = None,
) -> RowResult:
    """What a determination says, where law leaves judgement; without one, the given status and reason."""
    effect = case.policy.effects.value.of_requirement(row)
    found = determined(
        case.person.determinations, row.key, case.position, case.on, effect=effect, proposer=case.proposer
    )
    if found is None:
        waiting = awaiting(case.person.determinations, row.key, case.position, case.on)
        if status is Status.UNDETERMINED and effect is Effect.GATE and waiting:
            used = waiting  # on a gating row it can only be the confirmation that is missing
        return _result(row, case, status, reason, used, months)
    if isinstance(found, Reason):
        return _result(row, case, Status.UNDETERMINED, found, None, months)
    if found.finding:
        return _result(row, case, Status.MET, Reason.DETERMINED_MET, found, months)
    return _result(row, case, Status.NOT_MET, Reason.DETERMINED_NOT_MET, found, months)


def _education(row: Requirement, demand: EducationAtLeast, case: Case) -> RowResult:
    held = standing(case.person.educations, case.on)
    if not held:
        return _result(row, case, Status.UNDETERMINED, missing(case.person.educations, case.on))
    highest = _highest(held)
    if highest.level.order >= demand.level.order:
        return _result(row, case, Status.MET, Reason.EDUCATION_REACHED, highest)
    return _result(row, case, Status.NOT_MET, Reason.EDUCATION_BELOW, highest)


def _field(row: Requirement, demand: FieldRelevant, case: Case) -> RowResult:
    """The position's list of fields, else a determination."""
    listed = demand.fields or (case.position.fields if case.position else None) or ()
    accepted = {normalise(field) for field in listed}
    held = _at_level(standing(case.person.educations, case.on), case.education)
    match = latest([e for e in held if e.field and normalise(e.field) in accepted])
    if match:
        return _result(row, case, Status.MET, Reason.FIELD_LISTED, match)
    if not held:
        return _judged(row, case, Status.UNDETERMINED, missing(case.person.educations, case.on))
    if not accepted:
        return _judged(row, case, Status.UNDETERMINED, Reason.NEEDS_DETERMINATION)
    if any(not e.field for e in held):
        return _judged(row, case, Status.UNDETERMINED, Reason.NO_EVIDENCE)
    return _judged(row, case, Status.NOT_MET, Reason.FIELD_NOT_LISTED, _highest(held))


def _at_level(held: Sequence[EducationHeld], level: EducationLevel | None) -> Sequence[EducationHeld]:
    """Educations of the level asked for or above; if there are none, all: the level row says what is missing."""
    return [e for e in held if level is None or e.level.order >= level.order] or held


def _highest(held: Sequence[EducationHeld]) -> EducationHeld:
    return max(held, key=lambda e: (e.level.order, e.since, e.id))


def _training(row: Requirement, demand: TrainingNeeded, case: Case) -> RowResult:
    """A training of the row's kind whose name is asked for, or one recognised as its equivalent."""
    kind = TrainingKind(row.key.removeprefix("training."))
    listed = demand.names or (case.position.trainings if case.position else None) or ()
    accepted = frozenset().union(*(case.policy.same_training(normalise(name)) for name in listed))
    taken = [t for t in standing(case.person.trainings, case.on) if _counts_as(t, kind, accepted)]
    passed = latest([t for t in taken if t.passed])
    if passed:
        return _result(row, case, Status.MET, Reason.TRAINING_TAKEN, passed)
    if not accepted:
        return _judged(row, case, Status.UNDETERMINED, Reason.NEEDS_DETERMINATION)
    if taken:
        return _judged(row, case, Status.NOT_MET, Reason.TRAINING_NOT_PASSED, latest(taken))
    later = [t for t in case.person.trainings if _counts_as(t, kind, accepted)]
    return _judged(row, case, Status.UNDETERMINED, missing(later, case.on))


def _counts_as(training: TrainingTaken, kind: TrainingKind, accepted: frozenset[str]) -> bool:
    return training.kind is kind and normalise(training.name) in accepted


def _experience(row: Requirement, demand: ExperienceNeeded, case: Case) -> RowResult:
    """Months in the position's family, where enough are known; else a determination."""
    needed = demand.months if demand.months is not None else case.policy.experience_months.value
    family = case.position.family if case.position else None
    stints = family_stints(case.person, case.on)
    if not stints:
        return _judged(row, case, Status.UNDETERMINED, missing(case.person.positions, case.on))
    if needed is None or family is None:
        return _judged(row, case, Status.UNDETERMINED, Reason.NEEDS_DETERMINATION)
    months = sum(whole_months(start, end) for start, end, held in stints if held == family)
    if months >= needed:
        return _result(row, case, Status.MET, Reason.EXPERIENCE_REACHED, months=months)
    if _complete(case.person, stints):
        return _judged(row, case, Status.NOT_MET, Reason.EXPERIENCE_SHORT, months=months)
    return _judged(row, case, Status.UNDETERMINED, Reason.NEEDS_DETERMINATION, months=months)


Stint = tuple[date, date, str | None]


def family_stints(person: Person, on: date) -> tuple[Stint, ...]:
    """The position history up to the day as (from, to, family); positions of one family in a row are one stint.

    The family is None where it is not recorded, or where positions of the same day contradict each other.
    """
    families: dict[date, set[str | None]] = {}
    for held in standing(person.positions, on):
        families.setdefault(held.since, set()).add(held.position.family)
    merged: list[tuple[date, str | None]] = []
    for since in sorted(families):
        family = families[since].pop() if len(families[since]) == 1 else None
        if not merged or merged[-1][1] != family:
            merged.append((since, family))
    ends = [*(since for since, _ in merged), on][1:]
    return tuple((since, end, family) for (since, family), end in zip(merged, ends, strict=True))


def _complete(person: Person, stints: Sequence[Stint]) -> bool:
    """Whether the history leaves nothing open: known from the first day of service on, every family known."""
    entered = person.entered_on
    return (
        entered is not None and stints[0][0] <= entered and all(family is not None for _, _, family in stints)
    )


def _rank(row: Requirement, demand: RankBetween, case: Case) -> RowResult:
    """The rank held against the range; below and above are two different results."""
    held = on_latest_day(standing(case.person.ranks, case.on))
    if not held:
        return _result(row, case, Status.UNDETERMINED, missing(case.person.ranks, case.on))
    if len({h.rank for h in held}) > 1:
        return _result(row, case, Status.UNDETERMINED, Reason.CONFLICTING)
    used = max(held, key=lambda h: h.id)
    rank = case.policy.rank_equivalents.value.get(used.rank.code, used.rank)
    if rank.scale != demand.low.scale:
        return _judged(row, case, Status.UNDETERMINED, Reason.NEEDS_DETERMINATION, used)
    if rank.order < demand.low.order:
        return _result(row, case, Status.NOT_MET, Reason.RANK_BELOW, used)
    if rank.order > demand.high.order:
        return _result(row, case, Status.NOT_MET, Reason.RANK_ABOVE, used)
    return _result(row, case, Status.MET, Reason.RANK_INSIDE, used)
