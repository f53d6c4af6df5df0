"""Verdicts and runs over the API. Read-only: asking works a verdict out, and changes nothing but the access log."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from selaras.clock import today
from selaras.core.policy import Purpose
from selaras.core.verdict import Outcome
from selaras.web.accounts.keys_gate import KeyRequest, needs
from selaras.web.accounts.keys_values import LARGEST, Day, Number
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.audit.access import looked, looked_many
from selaras.web.evaluations.api_answers import AnswerPage, RunPage, RunShape, answer_shape, run_shape
from selaras.web.evaluations.api_shapes import VerdictShape
from selaras.web.evaluations.api_verdict import shape_of
from selaras.web.evaluations.models import Run
from selaras.web.evaluations.questions import question, verdict_of
from selaras.web.evaluations.scopes import answers_for, runs_for
from selaras.web.organisation.models import Position
from selaras.web.organisation.reading import core_positions
from selaras.web.people.models import Entry, Person

LOOKED = "api"

router = Router(tags=["Kesesuaian"])


class Asking(Schema):
    """For what, as of when, and for which position. Empty: today, and the position held."""

    model_config = ConfigDict(extra="forbid")

    purpose: Purpose = Purpose.APPOINTMENT
    on: Day | None = None
    position: int | None = Field(
        None, ge=1, le=LARGEST, description="pk of a position, as `positions` lists them: “what if”"
    )


class AskingByNip(Asking):
    """Likewise, for somebody named by NIP: in the body, since addresses stand in logs."""

    nip: str = Field(pattern=r"^[0-9]{18}$")


@router.get(
    "/people/{int:pk}/verdict",
    response=VerdictShape,
    operation_id="verdict_of_person",
    url_name="person_verdict",
    summary="Putusan seorang pegawai · Verdict of a person",
)
def person_verdict(request: KeyRequest, pk: Number, asked: Query[Asking]) -> VerdictShape:
    """Needs `view_verdicts`; name and NIP only with `view_people`. Worked out now, and noted in the access log."""
    asker = needs(request, Permission.VIEW_VERDICTS, takes=Asking)
    people = Person.objects.visible_to(asker, Permission.VIEW_VERDICTS).filter(instansi=asker.instansi)
    return _verdict(asker, get_object_or_404(people.select_related("unit", "instansi"), pk=pk), asked)


@router.post(
    "/verdicts",
    response=VerdictShape,
    operation_id="verdict_by_nip",
    url_name="verdicts",
    summary="Putusan menurut NIP · Verdict by NIP",
)
def verdict_by_nip(request: KeyRequest, asked: AskingByNip) -> VerdictShape:
    """Needs `view_verdicts` and `view_people`. Writes nothing: POST keeps the NIP out of addresses and logs."""
    asker = needs(request, Permission.VIEW_VERDICTS, Permission.VIEW_PEOPLE)
    people = Person.objects.visible_to(asker, Permission.VIEW_VERDICTS).filter(instansi=asker.instansi)
    return _verdict(asker, get_object_or_404(people.select_related("unit", "instansi"), nip=asked.nip), asked)


def _verdict(asker: Asker, person: Person, asked: Asking) -> VerdictShape:
    on = asked.on or today()
    position = None
    if asked.position is not None:
        own = Position.objects.filter(pk=asked.position, instansi=person.instansi)
        position = core_positions(own, on).get(asked.position)
        if position is None:
            raise Http404
    put = question(person.instansi, asked.purpose, on)
    verdict = verdict_of(person, put, position)
    looked(asker=asker, person=person, what=LOOKED)
    return shape_of(
        person,
        put,
        verdict,
        held=position is None,
        named=asker.reaches(Permission.VIEW_PEOPLE, person.unit.path),
    )


class RunsAsked(Schema):
    """Which runs, and how many at once."""

    model_config = ConfigDict(extra="forbid")

    purpose: Purpose | None = None
    before: int | None = Field(None, ge=1, le=LARGEST, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=200)


@router.get(
    "/runs",
    response=RunPage,
    operation_id="runs",
    url_name="runs",
    summary="Penilaian · Runs",
)
def runs(request: KeyRequest, asked: Query[RunsAsked]) -> RunPage:
    """Finished runs of units within reach, newest first. Needs `view_verdicts`."""
    asker = needs(request, Permission.VIEW_VERDICTS, takes=RunsAsked)
    found = _runs(asker).order_by("-pk")
    if asked.purpose:
        found = found.filter(purpose=str(asked.purpose))
    if asked.before:
        found = found.filter(pk__lt=asked.before)
    listed = list(found[: asked.limit + 1])
    some = listed[: asked.limit]
    return RunPage(
        runs=[_told(asker, each) for each in some], next=some[-1].pk if len(listed) > len(some) else None
    )


@router.get(
    "/runs/{int:pk}",
    response=RunShape,
    operation_id="run",
    url_name="run",
    summary="Satu penilaian · One run",
)
def run(request: KeyRequest, pk: Number) -> RunShape:
    """One finished run with its figures. Needs `view_verdicts`."""
    asker = needs(request, Permission.VIEW_VERDICTS)
    return _told(asker, get_object_or_404(_runs(asker), pk=pk))


class AnswersAsked(Schema):
    """Which answers, and how many at once."""

    model_config = ConfigDict(extra="forbid")

    outcome: Outcome | None = None
    after: int = Field(0, ge=0, le=LARGEST, description="`next` of the page before")
    limit: int = Field(100, ge=1, le=500)


@router.get(
    "/runs/{int:pk}/answers",
    response=AnswerPage,
    operation_id="answers",
    url_name="answers",
    summary="Hasil satu penilaian · Answers of a run",
)
def answers(request: KeyRequest, pk: Number, asked: Query[AnswersAsked]) -> AnswerPage:
    """Everybody's answer as it was, by person, in pages. Needs `view_verdicts`; noted for each person."""
    asker = needs(request, Permission.VIEW_VERDICTS, takes=AnswersAsked)
    within = get_object_or_404(_runs(asker), pk=pk)
    found = answers_for(asker, Permission.VIEW_VERDICTS).filter(run=within, pk__gt=asked.after).order_by("pk")
    if asked.outcome:
        found = found.filter(outcome=str(asked.outcome))
    listed = list(found.select_related("person__unit")[: asked.limit + 1])
    some = listed[: asked.limit]
    looked_many(asker=asker, people=[each.person for each in some], what=LOOKED)
    named = asker.may(Permission.VIEW_PEOPLE)
    return AnswerPage(
        answers=[answer_shape(each, named=named) for each in some],
        next=some[-1].pk if len(listed) > len(some) else None,
    )


def _runs(asker: Asker) -> QuerySet[Run]:
    return runs_for(asker).filter(finished=True)


def _told(asker: Asker, found: Run) -> RunShape:
    """A run with the figures of those within reach."""
    visible = answers_for(asker, Permission.VIEW_VERDICTS).filter(run=found).order_by()
    counted = dict(visible.values_list("outcome").annotate(people=Count("pk")))
    later = Q(person__instansi=found.instansi_id, pk__gt=found.read_up_to)
    return run_shape(found, counted, Entry.objects.filter(later).exists())
