"""A verdict as a row of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from selaras.core.batch import assemble, columns, evaluate_all
from selaras.core.model import Person as Shown
from selaras.core.model import Recorded
from selaras.core.verdict import Interval, Status, Verdict
from selaras.web.evaluations.cells import cells_of
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.questions import Question
from selaras.web.people.models import Person


def answers(
    asked: Question, people: Sequence[Shown], rows: Iterable[Person], run: Run | None
) -> list[Answer]:
    """What everybody is answered: through the batch engine, in the order given. `rows`: the same people."""
    result = evaluate_all(
        columns(people), asked.regulations, asked.policies, asked.on, equivalences=asked.equivalences
    )
    verdicts: Iterator[Verdict] = assemble(result, people)
    return [answer_of(verdict, run, person) for verdict, person in zip(verdicts, rows, strict=True)]


def answer_of(verdict: Verdict, run: Run | None, person: Person) -> Answer:
    """A verdict as a row; of no run where it is only compared."""
    counted = interval_of(verdict)
    return Answer(
        run=run,
        person_id=person.pk,
        unit_id=person.unit_id,
        unit_name=person.unit.name,
        title=verdict.position.title if verdict.position else "",
        job_class=verdict.position.job_class if verdict.position else None,
        standard=verdict.standard.id if verdict.standard else "",
        outcome=str(verdict.outcome),
        reason=str(verdict.reason or ""),
        category=(verdict.jpm.category or "") if verdict.jpm else "",
        match_low=str(counted.low) if counted else "",
        match_high=str(counted.high) if counted else "",
        match_shown=_shown(counted),
        met=len(verdict.having(Status.MET)),
        not_met=len(verdict.having(Status.NOT_MET)),
        undetermined=len(verdict.having(Status.UNDETERMINED)),
        rows=[[row.key, str(row.status), str(row.reason)] for row in verdict.rows],
        used=[_entry(row.used) for row in verdict.rows],
        cells=[cell.stored() for cell in cells_of(verdict)],
    )


def interval_of(verdict: Verdict) -> Interval | None:
    """The match that the policy counts, from its least to its greatest."""
    if verdict.jpm is None:
        return None
    return verdict.jpm.counted.capped if verdict.policy.jpm.value.capped else verdict.jpm.counted.uncapped


def _entry(used: Recorded | None) -> int | None:
    """The key of the entry that a row rests on: `people.load` names entries by it."""
    return int(used.id) if used and used.id.isdecimal() else None


def _shown(counted: Interval | None) -> Decimal | None:
    """Two decimals for sorting and reading; nothing is compared with it."""
    if counted is None:
        return None
    return (Decimal(counted.low.numerator) / Decimal(counted.low.denominator)).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
