"""A generated world: law, policies, people and a day, ready to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.core.batch import assemble, columns, evaluate_all
from selaras.core.evaluate import evaluate_held
from selaras.core.facts import employment_on
from selaras.core.model import Equivalence, Person, Regulation
from selaras.core.policy import Policy, policy_for
from selaras.core.verdict import Verdict
from tests.properties import law, people
from tests.properties.choices import Choices


@dataclass(frozen=True)
class World:
    """Everything a verdict depends on."""

    on: date
    instruments: tuple[Regulation, ...]
    policies: tuple[Policy, ...]
    people: tuple[Person, ...]
    equivalences: tuple[Equivalence, ...]
    proposer: str

    def by_oracle(self) -> list[Verdict]:
        """One person after another, by the code that is written to be read."""
        return [
            evaluate_held(
                person,
                self.instruments,
                policy_for(self.policies, employment_on(person, self.on), self.on),
                self.on,
                equivalences=self.equivalences,
                proposer=self.proposer,
            )
            for person in self.people
        ]

    def by_batch(self, at_once: int = 1000) -> list[Verdict]:
        """All at once, by the code that is written to be fast."""
        result = evaluate_all(
            columns(self.people),
            self.instruments,
            self.policies,
            self.on,
            equivalences=self.equivalences,
            proposer=self.proposer,
            at_once=at_once,
        )
        return list(assemble(result, self.people))


def world(c: Choices, size: int) -> World:
    """Any world with so many people."""
    on = c.among((law.DAYS[0], *law.DAYS))
    names = ("satu", "dua", "tiga")[: c.among((1, 1, 1, 2, 3))]
    instruments = tuple(law.regulation(c, name, on) for name in names)
    standards = [standard for regulation in instruments for standard in regulation.standards]
    places = people.positions(c)
    return World(
        on=on,
        instruments=instruments,
        policies=law.policies(c, names),
        people=tuple(people.person(c, f"{n:018}", on, places, standards) for n in range(size)),
        equivalences=people.equivalences(c, on, standards),
        proposer=c.among(("", *people.NAMES)),
    )
