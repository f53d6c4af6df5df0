"""When a person's recorded judgement counts (specification §9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from selaras.core.facts import latest, on_latest_day, standing
from selaras.core.model import Decided, Determination, Equivalence, Position, RowKey, normalise
from selaras.core.policy import Effect
from selaras.core.verdict import Reason

D = TypeVar("D", bound=Decided)


def counts(decided: Decided, on: date, *, gating: bool, proposer: str = "") -> bool:
    """Whether a judgement that stands counts on the day.

    Not once revoked. On a gating row only after a second person has confirmed it, who is neither its author nor
    the proposer of a decision resting on it.
    """
    if decided.revoked_on is not None and decided.revoked_on <= on:
        return False
    if not gating:
        return True
    confirmed = confirmed_from(decided)
    return (
        confirmed is not None and confirmed <= on and normalise(decided.confirmed_by) != normalise(proposer)
    )


def confirmed_from(decided: Decided) -> date | None:
    """The day on which somebody else than the author confirmed a judgement that was made by then, or None.

    Names that differ only in case or spacing are one person; a blank name is nobody.
    """
    if normalise(decided.confirmed_by) in ("", normalise(decided.by)):
        return None
    day = decided.confirmed_on
    return day if day is not None and day >= decided.since else None


def counting(decided: Iterable[D], on: date, *, gating: bool, proposer: str) -> tuple[D, ...]:
    """Those judgements that stand and count on the day."""
    return tuple(d for d in standing(decided, on) if counts(d, on, gating=gating, proposer=proposer))


def determined(
    determinations: Iterable[Determination],
    key: RowKey,
    position: Position | None,
    on: date,
    *,
    effect: Effect,
    proposer: str,
) -> Determination | Reason | None:
    """The latest determination that counts for a row and position; CONFLICTING if two of one day differ; else None."""
    known = counting(determinations, on, gating=effect is Effect.GATE, proposer=proposer)
    last = on_latest_day(_about(known, key, position))
    if len({d.finding for d in last}) > 1:
        return Reason.CONFLICTING
    return max(last, key=lambda d: d.id, default=None)


def awaiting(
    determinations: Iterable[Determination], key: RowKey, position: Position | None, on: date
) -> Determination | None:
    """The latest favourable determination for a row that would count if a second person confirmed it."""
    known = counting(determinations, on, gating=False, proposer="")
    return latest([d for d in _about(known, key, position) if d.finding])


def _about(known: Iterable[Determination], key: RowKey, position: Position | None) -> list[Determination]:
    """Those about a row and position, of those that stand: a correction may move one to another row or position."""
    place = position.id if position else ""
    return [d for d in known if d.row is key and d.position in ("", place)]


def equivalent_rubrics(
    equivalences: Iterable[Equivalence], required: str, on: date, *, effect: Effect, proposer: str
) -> frozenset[str]:
    """Ids of the rubrics whose results count for `required`, itself included."""
    cited = counting(equivalences, on, gating=effect is Effect.GATE, proposer=proposer)
    return frozenset({required, *(e.measured for e in cited if e.required == required)})
