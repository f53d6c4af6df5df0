"""The background work of comparisons: the answers of two runs, or everybody evaluated twice before a publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.urls import reverse

from selaras.clock import today
from selaras.core.policy import Purpose
from selaras.errors import Text, UsageError
from selaras.web.accounts.models import User
from selaras.web.accounts.scopes import asker_of
from selaras.web.evaluations.actions import COMPARE
from selaras.web.evaluations.affected import Both, questions
from selaras.web.evaluations.answers import answers
from selaras.web.evaluations.differences import Side, Sides, moved
from selaras.web.evaluations.models import Answer, Comparison, Move, Run
from selaras.web.evaluations.questions import Question
from selaras.web.evaluations.scopes import comparisons_for
from selaras.web.evaluations.work import AT_ONCE, question_of
from selaras.web.jobs.work import Progress, work
from selaras.web.people.load import persons
from selaras.web.people.models import Person

Pair = tuple[Answer | None, Answer | None]
Counts = Counter[tuple[str, str, str]]  # purpose, outcome before, outcome after → people


@work(COMPARE, label=Text("Membandingkan hasil kesesuaian", "Comparing verdicts"), attempts=3)
def compare(progress: Progress, *, comparison: int) -> dict[str, Any]:
    """From the start each time: it is begun again only after a kill or a cancellation."""
    row = Comparison.objects.select_related("instansi", "before", "after", "by").get(pk=comparison)
    if not row.finished:
        _still_may(progress.job.owner or row.by, row)
        row.moves.all().delete()
        counts = _runs(progress, row) if row.of_runs else _publication(progress, row)
        _finish(row, counts)
    page = "evaluations:comparison" if row.of_runs else "evaluations:affected"
    return {"url": reverse(page, args=[row.pk]), "people": row.people}


def _still_may(by: User, row: Comparison) -> None:
    if (
        not comparisons_for(asker_of(by, row.instansi_id, today()), unfinished=True)
        .filter(pk=row.pk)
        .exists()
    ):
        raise UsageError(
            Text(
                "Kewenangan untuk perbandingan ini sudah berakhir.", "The right to this comparison has ended."
            ),
            Text(
                "Minta admin instansi memeriksa peran Anda.", "Ask the administrator to look at your roles."
            ),
        )


def _runs(progress: Progress, row: Comparison) -> Counts:
    """The answers of two runs, person by person."""
    if row.before is None or row.after is None:
        raise ValueError("a comparison of runs has two")
    sides = (_side(question_of(row.before)), _side(question_of(row.after)))
    counts: Counts = Counter()
    total = max(row.before.people, row.after.people)
    progress.step(0, total, Text("Membandingkan", "Comparing"))
    for done, pairs in enumerate(_pairs(row.before, row.after), 1):
        _keep(row, row.after.purpose, pairs, sides, counts)
        progress.step(min(done * AT_ONCE, total), total)
    return counts


def _pairs(before: Run, after: Run) -> Iterator[list[Pair]]:
    """Answers of the same people side by side, some hundred at a time."""
    people = Answer.objects.filter(run__in=[before, after]).order_by("person_id")
    keys = list(people.values_list("person_id", flat=True).distinct())
    for first in range(0, len(keys), AT_ONCE):
        lot = keys[first : first + AT_ONCE]
        was, now = (
            {answer.person_id: answer for answer in run.answers.filter(person__in=lot)}
            for run in (before, after)
        )
        yield [(was.get(key), now.get(key)) for key in lot]


def _publication(progress: Progress, row: Comparison) -> Counts:
    """Everybody in service, evaluated twice for each purpose."""
    asked = questions(row)
    everybody = Person.objects.filter(instansi=row.instansi, status=Person.Status.ACTIVE).order_by("pk")
    total, last, done = everybody.count(), 0, 0
    counts: Counts = Counter()
    progress.step(0, total, Text("Membaca dan menilai dua kali", "Reading and evaluating twice"))
    while lot := list(everybody.filter(pk__gt=last).select_related("unit")[:AT_ONCE]):
        people = persons(
            Person.objects.filter(pk__in=[each.pk for each in lot]).order_by("pk"), asked[0].before.on
        )
        for both in asked:
            was, now = (answers(side, people, lot, None) for side in (both.before, both.after))
            sides = (_side(both.before), _side(both.after))
            _keep(row, both.before.purpose, list(zip(was, now, strict=True)), sides, counts)
        last, done = lot[-1].pk, done + len(lot)
        progress.step(done, total)
    return counts


def _keep(row: Comparison, purpose: str | Purpose, pairs: list[Pair], sides: Sides, counts: Counts) -> None:
    """Who moved, all of a lot in one transaction; everybody is counted."""
    moves = []
    for was, now in pairs:
        counts[str(purpose), was.outcome if was else "", now.outcome if now else ""] += 1
        if move := moved(was, now, sides):
            move.comparison, move.purpose = row, str(purpose)
            moves.append(move)
    Move.objects.bulk_create(moves, batch_size=500)


def _side(asked: Question) -> Side:
    return Side(asked.regulations, asked.policies, asked.on)


@transaction.atomic
def _finish(row: Comparison, counts: Counts) -> None:
    """From here on the database itself lets nothing of it change."""
    row.counts = {
        purpose: [[was, now, number] for (of, was, now), number in sorted(counts.items()) if of == purpose]
        for purpose in row.purposes
    }
    row.people = max((sum(each[2] for each in row.counts[purpose]) for purpose in row.purposes), default=0)
    row.finished = True
    row.save(update_fields=["counts", "people", "finished"])


__all__ = ["Both", "compare"]
