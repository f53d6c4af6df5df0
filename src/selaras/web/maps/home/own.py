"""One calm page about oneself: my standard, my gap, my next steps, my record's holes, who looked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from selaras.clock import today
from selaras.core.explain import explain
from selaras.core.policy import Effect, Purpose
from selaras.errors import LawRefused
from selaras.law.words import words
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.audit import present
from selaras.web.audit.access import of
from selaras.web.evaluations.outcomes import SIGNS, TONES
from selaras.web.evaluations.presenting.steps import Guide, bundles
from selaras.web.evaluations.questions import question, verdict_of
from selaras.web.people.models import Person
from selaras.web.people.record import PROFILE, entries_of, holes, lines_of
from selaras.web.people.telling import language
from selaras.web.ui.registry import Panel

STEPS, LOOKS = 4, 3


def panels(asker: Asker) -> Iterable[Panel]:
    """For who has a record of their own here."""
    if not asker.may(Permission.VIEW_OWN) or asker.instansi is None:
        return
    found = Person.objects.filter(user=asker.user, instansi=asker.instansi)
    person = found.select_related("unit", "position", "instansi").first()
    if person is None:
        return
    style = "maps/maps.css"
    yield Panel("maps/home_verdict.html", _verdict(person, asker), order=10, wide=True, style=style)
    yield Panel("maps/home_holes.html", _holes(person, asker), order=11, style=style)
    yield Panel("maps/home_looks.html", _looks(person), order=12, style=style)


def _verdict(person: Person, asker: Asker) -> dict[str, Any]:
    """The verdict as it is now, in the words of every other page."""
    context: dict[str, Any] = {"person": person, "url": reverse("evaluations:person", args=[person.pk])}
    try:
        verdict = verdict_of(person, question(person.instansi, Purpose.APPOINTMENT, today()))
    except LawRefused as refused:  # no policy is in force
        return context | {"refused": refused}
    texts = words()
    told = explain(verdict, texts)
    decides = verdict.reason or any(row.effect is Effect.GATE for row in verdict.rows)
    steps = bundles(told, verdict, Guide(asker, person, "", ""), language())
    outcome = texts.get("outcome", verdict.outcome if decides else "nothing_gates")[language()]
    return context | {
        "outcome": outcome,
        "sentence": _after(outcome, told.verdict[language()]),
        "tone": TONES[verdict.outcome],
        "sign": SIGNS[verdict.outcome],
        "standard": verdict.standard,
        "steps": [each.title or each.steps[0].sentence for each in steps[:STEPS]],
        "more": max(len(steps) - STEPS, 0),
        "then": told.then,
        "today": today(),
    }


def _after(outcome: str, sentence: str) -> str:
    """The sentence without the outcome that stands above it."""
    rest = sentence.removeprefix(outcome).lstrip(" :")
    return rest[:1].upper() + rest[1:]


def _holes(person: Person, asker: Asker) -> dict[str, Any]:
    lines = lines_of(entries_of(person, asker, PROFILE), person, today())
    url = reverse("people:detail", args=[person.pk])
    return {"holes": holes(person, lines), "url": url, "updated": person.updated_at}


def _looks(person: Person) -> dict[str, Any]:
    found = of(person)
    return {
        "looks": present.looks(found[:LOOKS]),
        "url": reverse("audit:who_looked"),
        "count": found.count(),
    }
