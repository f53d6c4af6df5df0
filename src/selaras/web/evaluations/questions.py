"""What is asked: an instansi's regulations, a purpose with its policies, a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from selaras.core.applicable import applicable
from selaras.core.evaluate import evaluate, evaluate_held
from selaras.core.facts import employment_on
from selaras.core.model import Equivalence, Position, Regulation
from selaras.core.model import Person as Shown
from selaras.core.policy import Policy, Purpose, policy_for
from selaras.core.verdict import Verdict
from selaras.errors import Text
from selaras.web.accounts.models import Instansi
from selaras.web.people.load import equivalences, persons
from selaras.web.people.models import Person
from selaras.web.policies.reading import policies_for
from selaras.web.standards.reading import in_force, laws

PURPOSES = {
    Purpose.APPOINTMENT: Text("Pengangkatan (Pasal 5)", "Appointment (Article 5)"),
    Purpose.MOVEMENT: Text("Promosi dan mutasi", "Promotion and transfer"),
    Purpose.MAPPING: Text("Pemetaan kompetensi", "Competency mapping"),
    Purpose.DEVELOPMENT: Text("Pengembangan kompetensi", "Competency development"),
    Purpose.RECRUITMENT: Text("Pengadaan", "Recruitment"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question, the same for one person and for everybody."""

    instansi: Instansi
    on: date
    purpose: Purpose
    regulations: tuple[Regulation, ...]
    policies: tuple[Policy, ...]
    equivalences: Sequence[Equivalence]


def question(
    instansi: Instansi, purpose: Purpose, on: date, versions: Collection[int] | None = None
) -> Question:
    """Gather what is needed to answer for an instansi. `versions`: of the standards; None: those in force then."""
    regulations = in_force(instansi, on) if versions is None else laws(instansi, versions)
    return Question(
        instansi, on, purpose, regulations, policies_for(instansi, purpose, on), equivalences(instansi)
    )


def verdict_of(person: Person, asked: Question, position: Position | None = None) -> Verdict:
    """The verdict of one person, worked out now: for the position held, or for another (“what if”)."""
    (who,) = persons(Person.objects.filter(pk=person.pk), asked.on)
    return answered(who, asked, position)


def answered(who: Shown, asked: Question, position: Position | None = None) -> Verdict:
    """The verdict of somebody whose record is in memory."""
    policy = policy_for(asked.policies, employment_on(who, asked.on), asked.on)
    if position is None:
        return evaluate_held(who, asked.regulations, policy, asked.on, equivalences=asked.equivalences)
    standard = applicable(position, asked.regulations, asked.on, policy.instrument_order.value)
    return evaluate(who, standard, policy, asked.on, position=position, equivalences=asked.equivalences)
