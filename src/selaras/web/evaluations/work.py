"""The background work of a run: everybody through the batch engine, some hundred at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from selaras.clock import today
from selaras.core.batch import assemble, columns, evaluate_all
from selaras.core.policy import Purpose
from selaras.core.verdict import Interval, Status, Verdict
from selaras.errors import Text, UsageError
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import asker_of
from selaras.web.evaluations.actions import WORK
from selaras.web.evaluations.cells import cells_of
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.questions import Question, question
from selaras.web.jobs.work import Progress, work
from selaras.web.people.load import persons
from selaras.web.people.models import Person

AT_ONCE = 1000  # people held in memory; each lot is one short transaction


@work(WORK, label=Text("Menilai kesesuaian pegawai", "Evaluating people against the standard"), attempts=3)
def evaluate_run(progress: Progress, *, run: int) -> dict[str, Any]:
    """Answer for everybody not answered yet: begun again after a kill, it goes on where it was."""
    row = Run.objects.select_related("instansi", "unit", "by").get(pk=run)
    if not asker_of(row.by, row.instansi_id, today()).reaches(Permission.EVALUATE, row.unit.path):
        raise UsageError(
            Text("Kewenangan menilai unit ini sudah berakhir.", "The right to evaluate this unit has ended."),
            Text(
                "Minta admin instansi memeriksa peran Anda.", "Ask the administrator to look at your roles."
            ),
        )
    asked = question(row.instansi, Purpose(row.purpose), row.on, row.versions)
    everybody = Person.objects.filter(unit__path__startswith=row.unit.path, status=Person.Status.ACTIVE)
    total, done = everybody.count(), row.answers.count()
    progress.step(done, total, Text("Membaca dan menilai", "Reading and evaluating"))
    while lot := _next(everybody, row):
        done += _answer(row, asked, lot)
        progress.step(done, total)
    with transaction.atomic():
        counted = Counter(row.answers.order_by().values_list("outcome", flat=True))
        row.people, row.counts, row.finished = sum(counted.values()), dict(counted), True
        row.policy = ", ".join(sorted({policy.id for policy in asked.policies}))[:80]
        row.save(update_fields=["people", "counts", "finished", "policy"])
    return {"url": reverse("evaluations:run", args=[row.pk]), "people": row.people, **row.counts}


def _next(everybody: QuerySet[Person], run: Run) -> list[Person]:
    """The next people without an answer, in the order of their keys."""
    last = run.answers.order_by("-person_id").values_list("person_id", flat=True).first() or 0
    return list(everybody.filter(pk__gt=last).select_related("position").order_by("pk")[:AT_ONCE])


def _answer(run: Run, asked: Question, lot: Sequence[Person]) -> int:
    people = persons(Person.objects.filter(pk__in=[each.pk for each in lot]).order_by("pk"), run.on)
    result = evaluate_all(
        columns(people), asked.regulations, asked.policies, asked.on, equivalences=asked.equivalences
    )
    verdicts: Iterator[Verdict] = assemble(result, people)
    answers = [answer_of(verdict, run, person) for verdict, person in zip(verdicts, lot, strict=True)]
    Answer.objects.bulk_create(answers, batch_size=500)
    return len(answers)


def answer_of(verdict: Verdict, run: Run, person: Person) -> Answer:
    """A verdict as a row."""
    counted = interval_of(verdict)
    return Answer(
        run=run,
        person=person,
        unit_id=person.unit_id,
        title=verdict.position.title if verdict.position else "",
        job_class=verdict.position.job_class if verdict.position else None,
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
        cells=[cell.stored() for cell in cells_of(verdict)],
    )


def interval_of(verdict: Verdict) -> Interval | None:
    """The match that the policy counts, from its least to its greatest."""
    if verdict.jpm is None:
        return None
    return verdict.jpm.counted.capped if verdict.policy.jpm.value.capped else verdict.jpm.counted.uncapped


def _shown(counted: Interval | None) -> Decimal | None:
    """Two decimals for sorting and reading; nothing is compared with it."""
    if counted is None:
        return None
    return (Decimal(counted.low.numerator) / Decimal(counted.low.denominator)).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
