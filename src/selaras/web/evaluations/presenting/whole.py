"""The whole page: one verdict, worked out now, with everything that is said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from selaras.core import model as core
from selaras.core.explain import explain
from selaras.core.model import Employment
from selaras.core.policy import Effect
from selaras.core.verdict import Verdict
from selaras.errors import Language, LawRefused, Text
from selaras.law.words import words
from selaras.web.accounts.scopes import Asker
from selaras.web.evaluations.outcomes import SIGNS, TONES
from selaras.web.evaluations.presenting.asking import Asking
from selaras.web.evaluations.presenting.basis import address, basis_of
from selaras.web.evaluations.presenting.competencies import Telling, extras, groups
from selaras.web.evaluations.presenting.requirements import legend, lines
from selaras.web.evaluations.presenting.steps import Guide, bundles
from selaras.web.evaluations.presenting.sums import sums
from selaras.web.evaluations.questions import Question, answered, question
from selaras.web.evaluations.work import interval_of
from selaras.web.people.load import persons
from selaras.web.people.models import Entry, Person
from selaras.web.policies.reading import version_of as policy_of


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer. `refused`: why there is none, and the way out."""

    asked: Asking
    question: Question
    who: core.Person
    verdict: Verdict | None
    refused: LawRefused | None = None


@dataclass(frozen=True, slots=True)
class PolicyUsed:
    """The version of the policy: 0 is what comes with the program. `whom`: the types of employment it is for."""

    number: int
    url: str
    whom: str


def answer(asked: Asking, person: Person) -> Answered:
    """Work the verdict out, live. A day for which no policy is in force gives none."""
    put = question(person.instansi, asked.purpose, asked.on)
    (who,) = persons(Person.objects.filter(pk=person.pk), asked.on)
    try:
        return Answered(asked, put, who, answered(who, put, asked.position))
    except LawRefused as error:
        return Answered(asked, put, who, None, error)


def page_of(found: Answered, person: Person, asker: Asker, language: Language) -> dict[str, Any]:
    """What the template shows of an answer."""
    verdict = found.verdict
    if verdict is None:
        return {"refused": found.refused}
    texts = words()
    explanation = explain(verdict, texts)
    basis = basis_of(verdict, person.instansi, found.question.regulations)
    telling = Telling(texts, language, basis, {str(line.row.key): line for line in explanation.lines})
    guide = Guide(asker, person, _query(found.asked), found.asked.query())
    outcome = texts.get("outcome", _outcome(verdict))
    requirements = list(lines(verdict, telling))
    joint, rest = _after(outcome, explanation.verdict, language)
    return {
        "verdict": verdict,
        "explanation": explanation,
        "outcome": outcome[language],
        "joint": joint,
        "rest": rest,
        "tone": TONES[verdict.outcome],
        "outcome_sign": SIGNS[verdict.outcome],
        "match": interval_of(verdict),
        "category": _category(verdict),
        "basis": basis,
        "policy": _policy(found, verdict),
        "groups": list(groups(verdict, telling)),
        "extras": extras(found.who, verdict, found.question.regulations, telling),
        "requirements": requirements,
        "signs": legend(requirements),
        "documents": documents(verdict),
        "bundles": bundles(explanation, verdict, guide, language),
        "guide": guide,
        "ratings": {"met": _("terpenuhi"), "failed": _("belum terpenuhi"), "open": _("tidak dinilai")},
        "sums": sums(verdict, language),
    }


def documents(verdict: Verdict) -> dict[int, str]:
    """Entry → name of the document filed with it, of all that the rows rest on. One query."""
    used = {int(row.used.id) for row in verdict.rows if row.used}
    rows = Entry.objects.filter(pk__in=used, document__isnull=False)
    return (
        {
            pk: called or stored
            for pk, called, stored in rows.values_list("pk", "document_name", "document__name")
        }
        if used
        else {}
    )


def _outcome(verdict: Verdict) -> str:
    """An empty AND is true, but it is never called “meets the standard”: the sentence says so itself."""
    gates = any(row.effect is Effect.GATE for row in verdict.rows)
    return str(verdict.outcome) if gates or verdict.reason else "nothing_gates"


def _after(outcome: Text, sentence: Text, language: Language) -> tuple[str, str]:
    """The verdict's sentence behind its outcome, and the sign between them."""
    rest = sentence[language].removeprefix(outcome[language])
    return (": ", rest[2:]) if rest.startswith(": ") else (" ", rest.lstrip())


def _category(verdict: Verdict) -> Text | None:
    """The band of the match, where both ends of it fall into one."""
    jpm = verdict.jpm
    if jpm is None or jpm.category is None:
        return None
    return next(band.label for band in verdict.policy.bands.value.bands if band.code == jpm.category)


def _policy(found: Answered, verdict: Verdict) -> PolicyUsed:
    """The version of the policy that answered, with its permanent address."""
    instansi, purpose, on = found.question.instansi, found.question.purpose, found.question.on
    version = policy_of(instansi, purpose, on)
    number = version.number or 0
    whom = ", ".join(each.upper() for each in Employment if each in verdict.policy.employment)
    return PolicyUsed(number, address("policies:version", instansi.code, str(purpose), number), whom)


def _query(asked: Asking) -> str:
    """What the form for a determination is told: for which position it is asked."""
    return f"?jabatan={asked.place.pk}" if asked.place else ""
