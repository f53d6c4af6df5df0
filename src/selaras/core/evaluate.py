"""One person × one standard: the oracle (specification §6). Written to be read; `batch` must agree with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from selaras.core.applicable import applicable
from selaras.core.facts import position_on
from selaras.core.jpm import job_person_match
from selaras.core.model import (
    EducationAtLeast,
    EducationLevel,
    Equivalence,
    Person,
    Position,
    Regulation,
    Standard,
)
from selaras.core.policy import Effect, Policy
from selaras.core.rows import Case, competency, requirement
from selaras.core.verdict import NoStandard, Outcome, Reason, RowResult, Status, Verdict


def evaluate(
    person: Person,
    standard: Standard | NoStandard,
    policy: Policy,
    on: date,
    *,
    position: Position | None = None,
    equivalences: Sequence[Equivalence] = (),
    proposer: str = "",
) -> Verdict:
    """Compare one person with one standard on one day under one policy.

    `standard` is what `applicable` answered. `position` is the position asked about (its accepted fields,
    trainings and family); `equivalences` are recorded for the whole instansi; `proposer` is who proposes a
    decision that will rest on this verdict, if any.
    """
    if isinstance(standard, NoStandard):
        return _without_standard(person, standard, policy, on, position)
    case = Case(person, policy, on, position, equivalences, proposer, education_asked(standard))
    rows = (
        *(competency(row, case) for row in standard.competencies),
        *(requirement(row, case) for row in standard.requirements),
    )
    return Verdict(
        person=person.id,
        name=person.name,
        position=position,
        standard=standard,
        policy=policy,
        on=on,
        outcome=overall(rows),
        rows=rows,
        jpm=job_person_match(rows, policy),
    )


def evaluate_held(
    person: Person,
    instruments: Sequence[Regulation],
    policy: Policy,
    on: date,
    *,
    equivalences: Sequence[Equivalence] = (),
    proposer: str = "",
) -> Verdict:
    """Compare one person with the standard of the position held on the day."""
    held = position_on(person, on)
    if isinstance(held, Reason):
        return _without_standard(person, NoStandard(held), policy, on, None)
    standard = applicable(held, instruments, on, policy.instrument_order.value)
    return evaluate(person, standard, policy, on, position=held, equivalences=equivalences, proposer=proposer)


def education_asked(standard: Standard) -> EducationLevel | None:
    """The level of education that a standard asks for, if it has such a row."""
    demands = (row.demand for row in standard.requirements)
    return next((demand.level for demand in demands if isinstance(demand, EducationAtLeast)), None)


def overall(rows: Sequence[RowResult]) -> Outcome:
    """Three-valued AND over the gating rows."""
    gating = {row.status for row in rows if row.effect is Effect.GATE}
    if Status.NOT_MET in gating:
        return Outcome.NOT_ELIGIBLE
    return Outcome.UNDETERMINED if Status.UNDETERMINED in gating else Outcome.ELIGIBLE


def _without_standard(
    person: Person, none: NoStandard, policy: Policy, on: date, position: Position | None
) -> Verdict:
    uncovered = none.reason is Reason.NOT_COVERED
    return Verdict(
        person=person.id,
        name=person.name,
        position=position,
        standard=None,
        policy=policy,
        on=on,
        outcome=Outcome.NOT_COVERED if uncovered else Outcome.UNDETERMINED,
        reason=none.reason,
        candidates=none.candidates,
        regulations=none.regulations,
    )
