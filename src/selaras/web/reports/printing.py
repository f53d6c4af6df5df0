"""A verdict of the application as a printed profile: whose, for what, of which version."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from selaras.core.policy import Purpose
from selaras.core.verdict import Verdict
from selaras.errors import Language
from selaras.files.profile.content import Subject, profile
from selaras.law.words import words
from selaras.web.evaluations.questions import PURPOSES, Question
from selaras.web.people.models import Person
from selaras.web.standards.reading import history, holds


def content(
    person: Person, verdict: Verdict, asked: Question, language: Language, *, what_if: bool = False
) -> dict[str, Any]:
    """The content of the profile. `person` with unit, position and instansi read."""
    held = person.position.title if person.position else ""
    subject = Subject(
        nip=person.nip,
        name=person.name,
        unit=person.unit.name,
        instansi=person.instansi.name,
        purpose=PURPOSES[Purpose(asked.purpose)],
        synthetic=person.instansi.synthetic,
        what_if=what_if,
        held=held if what_if else "",
        versions=tuple(_versions(asked, verdict)),
        engine=version("selaras"),
    )
    return profile(verdict, subject, words(), language)


def _versions(asked: Question, verdict: Verdict) -> Iterable[str]:
    """The published version that gave the standard: its number, its first day and its fingerprint."""
    if verdict.standard is None:
        return
    for each in history(asked.instansi):
        if each.act and each.act.act_id == verdict.standard.instrument.id and holds(each, asked.on):
            yield f"{verdict.standard.instrument.short} v{each.number} ({each.digest[:12]})"
