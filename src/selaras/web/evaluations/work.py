"""The background work of a run: everybody through the batch engine, some hundred at a time."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from selaras.clock import today
from selaras.core.policy import Policy, Purpose
from selaras.errors import Text, UsageError
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import asker_of
from selaras.web.evaluations.actions import WORK
from selaras.web.evaluations.answers import answers, interval_of
from selaras.web.evaluations.models import Answer, Run
from selaras.web.evaluations.questions import Question
from selaras.web.jobs.work import Progress, work
from selaras.web.people.load import equivalences, persons
from selaras.web.people.models import Person
from selaras.web.policies.reading import policies_by, policies_for
from selaras.web.standards.reading import laws

__all__ = ["AT_ONCE", "evaluate_run", "interval_of", "question_of"]

AT_ONCE = 1000  # people held in memory; each lot is one short transaction


@work(WORK, label=Text("Menilai kesesuaian pegawai", "Evaluating people against the standard"), attempts=3)
def evaluate_run(progress: Progress, *, run: int) -> dict[str, Any]:
    """Answer for everybody not answered yet: begun again after a kill or a cancellation, it goes on where it was."""
    row = Run.objects.select_related("instansi", "unit", "by").get(pk=run)
    if not row.finished:
        _still_may(progress.job.owner or row.by, row)
        asked = question_of(row)
        everybody = Person.objects.filter(unit__path__startswith=row.unit.path, status=Person.Status.ACTIVE)
        total, done = everybody.count(), row.answers.count()
        progress.step(done, total, Text("Membaca dan menilai", "Reading and evaluating"))
        while lot := _next(everybody, row):
            done += _answer(row, asked, lot)
            progress.step(done, total)
        _finish(row, asked)
    return {"url": reverse("evaluations:run", args=[row.pk]), "people": row.people, **row.counts}


def question_of(run: Run) -> Question:
    """What a run asked, with the standards and policies it was asked with: the same whenever it is gone on with."""
    regulations, policies = laws(run.instansi, run.versions), policies_of(run)
    return Question(
        run.instansi, run.on, Purpose(run.purpose), regulations, policies, equivalences(run.instansi)
    )


def policies_of(run: Run) -> tuple[Policy, ...]:
    """The policies that a run was asked with."""
    if run.policies:
        return policies_by(run.instansi, run.policies)
    return policies_for(run.instansi, run.purpose, run.on)


def _still_may(by: User, run: Run) -> None:
    if not asker_of(by, run.instansi_id, today()).reaches(Permission.EVALUATE, run.unit.path):
        raise UsageError(
            Text("Kewenangan menilai unit ini sudah berakhir.", "The right to evaluate this unit has ended."),
            Text(
                "Minta admin instansi memeriksa peran Anda.", "Ask the administrator to look at your roles."
            ),
        )


def _next(everybody: QuerySet[Person], run: Run) -> list[Person]:
    """The next people without an answer, in the order of their keys."""
    last = run.answers.order_by("-person_id").values_list("person_id", flat=True).first() or 0
    return list(everybody.filter(pk__gt=last).select_related("unit").order_by("pk")[:AT_ONCE])


def _answer(run: Run, asked: Question, lot: list[Person]) -> int:
    people = persons(Person.objects.filter(pk__in=[each.pk for each in lot]).order_by("pk"), run.on)
    # All of a lot or none of it: one transaction.
    return len(Answer.objects.bulk_create(answers(asked, people, lot, run), batch_size=500))


@transaction.atomic
def _finish(run: Run, asked: Question) -> None:
    """From here on the database itself lets nothing of it change."""
    counted = Counter(run.answers.order_by().values_list("outcome", flat=True))
    run.people, run.counts, run.finished = sum(counted.values()), dict(counted), True
    run.policy = ", ".join(sorted({policy.id for policy in asked.policies}))[:80]
    run.save(update_fields=["people", "counts", "finished", "policy"])
