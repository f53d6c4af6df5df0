"""What the verdicts of a run are called and how they are drawn: in lists, on the map and in reports alike."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from selaras.core.policy import Effect, Purpose
from selaras.law.words import words
from selaras.web.evaluations.models import Run
from selaras.web.people.telling import language
from selaras.web.policies.reading import policies_by, policies_for

OUTCOMES = (
    ("eligible", _("memenuhi standar")),
    ("not_eligible", _("belum memenuhi standar")),
    ("undetermined", _("belum dapat ditentukan")),
    ("not_covered", _("di luar cakupan standar ini")),
)
TONES = {"eligible": "ok", "not_eligible": "no", "undetermined": "un", "not_covered": "plain"}
SIGNS = {"eligible": "✓", "not_eligible": "✗", "undetermined": "?", "not_covered": "–"}
NAMES = dict(OUTCOMES)
UNDECIDED = ("rest", "○")  # tone and sign of “memenuhi” where no row decides


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict as the pages call and draw it."""

    code: str
    label: str | Promise
    tone: str
    sign: str


def outcomes_of(run: Run) -> tuple[Outcome, ...]:
    """The verdicts. Where no row decides (mapping), nobody is said to meet the standard: that would claim too much."""
    decided = decides(run)
    return tuple(_outcome(code, decided) for code in NAMES)


def outcome_name(code: str, decided: bool = True) -> str:
    """An outcome as a list says it. `decided`: whether a row decides in its run."""
    return str(_outcome(code, decided).label)


def badge(code: str, decided: bool = True) -> str:
    """An outcome as a list shows it: leaner than the component, since a list has hundreds of them."""
    shown = _outcome(code, decided)
    return format_html(
        '<span class="status status-{}"><span aria-hidden="true">{}</span> <span>{}</span></span>',
        shown.tone,
        shown.sign,
        shown.label,
    )


def _outcome(code: str, decided: bool) -> Outcome:
    if code == "eligible" and not decided:
        return Outcome(code, words().get("outcome", "nothing_gates")[language()].lower(), *UNDECIDED)
    return Outcome(code, NAMES.get(code, code), TONES.get(code, "plain"), SIGNS.get(code, ""))


def decides(run: Run) -> bool:
    """Whether any row decides under the policies of a run; under those for mapping none does."""
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
