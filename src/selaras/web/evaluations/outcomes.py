"""What the verdicts of a run are called and how they are drawn, on the map and in reports alike."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from selaras.core.policy import Effect, Purpose
from selaras.law.words import words
from selaras.web.evaluations.lists import OUTCOMES, SIGNS, TONES
from selaras.web.evaluations.models import Run
from selaras.web.people.telling import language
from selaras.web.policies.reading import policies_by, policies_for


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict as the pages call and draw it."""

    code: str
    label: str | Promise
    tone: str
    sign: str


def outcomes_of(run: Run) -> tuple[Outcome, ...]:
    """The verdicts. Where no row decides (mapping), nobody is said to meet the standard: that would claim too much."""
    decided = tuple(Outcome(code, label, TONES[code], SIGNS[code]) for code, label in OUTCOMES)
    if _decides(run):
        return decided
    open_ended = Outcome("eligible", words().get("outcome", "nothing_gates")[language()].lower(), "rest", "○")
    return (open_ended, *decided[1:])


def _decides(run: Run) -> bool:
    purpose = Purpose(run.purpose)
    found = (
        policies_by(run.instansi, run.policies)
        if run.policies
        else policies_for(run.instansi, purpose, run.on)
    )
    for effects in (policy.effects.value for policy in found):
        said = (effects.competency, effects.rank_below, effects.rank_above)
        if Effect.GATE in {*said, *effects.importance.values(), *effects.unmarked.values()}:
            return True
    return False
