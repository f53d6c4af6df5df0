"""Which result counts for a competency row (specification §4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from selaras.core.facts import add_years, standing
from selaras.core.model import CompetencyRow, Evidence
from selaras.core.policy import Policy
from selaras.core.verdict import NotChosen, Reason

# How far a result came before it was turned away. The row names the reason of the one that came furthest:
# it is the nearest to counting, so its remedy is the nearest too.
_NEARNESS = (Reason.NO_EVIDENCE, Reason.SOURCE_NOT_ACCEPTED, Reason.OTHER_RUBRIC, Reason.EXPIRED)


@dataclass(frozen=True, slots=True)
class Choice:
    """The evidence chosen, or the reason why none was; and what was passed over, with reasons, in order of id."""

    evidence: Evidence | None
    reason: Reason | None
    not_chosen: tuple[NotChosen, ...]


def valid_until(evidence: Evidence, policy: Policy) -> date | None:
    """The last day on which a result counts: the certificate's or the policy's, whichever is earlier; None: no end."""
    years = policy.validity_years.value
    ends = [evidence.valid_until, None if years is None else add_years(evidence.since, years)]
    return min((end for end in ends if end is not None), default=None)


def turned_away(
    evidence: Evidence, row: CompetencyRow, policy: Policy, on: date, rubrics: frozenset[str]
) -> Reason | None:
    """Why a result does not count, or None if it is admissible."""
    if policy.accepted(row.kind, evidence.source, evidence.assessors) is None:
        return Reason.SOURCE_NOT_ACCEPTED
    if evidence.rubric.id not in rubrics:
        return Reason.OTHER_RUBRIC
    end = valid_until(evidence, policy)
    if end is not None and end < on:
        return Reason.EXPIRED
    return None


def choose(
    entries: Sequence[Evidence], row: CompetencyRow, policy: Policy, on: date, rubrics: frozenset[str]
) -> Choice:
    """The result that counts for `row` on the day: by the policy's source order, then the latest date.

    Results of the same source order and day that differ conflict; then none is chosen.
    """
    found = [e for e in standing(entries, on) if e.competency == row.code]
    reasons = {e.id: turned_away(e, row, policy, on, rubrics) for e in found}
    admissible = [e for e in found if reasons[e.id] is None]
    if not admissible:
        reason = max((r for r in reasons.values() if r), key=_NEARNESS.index, default=Reason.NO_EVIDENCE)
        return Choice(None, reason, _listed(found, reasons))

    def rank(evidence: Evidence) -> tuple[int, int]:
        accepted = policy.accepted(row.kind, evidence.source, evidence.assessors)
        return (accepted.order if accepted else 0, -evidence.since.toordinal())

    best = min(map(rank, admissible))
    ties = [e for e in admissible if rank(e) == best]
    for other in admissible:
        if rank(other) != best:
            reasons[other.id] = Reason.OLDER if rank(other)[0] == best[0] else Reason.LOWER_SOURCE
    if any(not _same_result(ties[0], other) for other in ties):
        return Choice(
            None, Reason.CONFLICTING, _listed(found, reasons | {e.id: Reason.CONFLICTING for e in ties})
        )
    chosen = max(ties, key=lambda e: e.id)
    reasons.update({e.id: Reason.SAME_RESULT for e in ties if e is not chosen})
    return Choice(chosen, None, _listed(found, reasons))


def _same_result(one: Evidence, other: Evidence) -> bool:
    return (one.level, one.indicators) == (other.level, other.indicators)


def _listed(found: Sequence[Evidence], reasons: Mapping[str, Reason | None]) -> tuple[NotChosen, ...]:
    turned = ((evidence, reasons.get(evidence.id)) for evidence in sorted(found, key=lambda e: e.id))
    return tuple(NotChosen(evidence, reason) for evidence, reason in turned if reason)
