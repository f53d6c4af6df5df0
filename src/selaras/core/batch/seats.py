"""Who is asked what: per distinct position and policy, never per person (specification §2, §8).

A *seat* is a position under a policy; a *case* is a standard under a policy, what all seats of one standard
share; a *line* is one row of a case. There are few of them, so the pure functions of the core answer for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from selaras.core.applicable import applicable
from selaras.core.batch.codes import EMPLOYMENT, REASON, Numbering, day, distinct
from selaras.core.batch.columns import Tables
from selaras.core.batch.facts import Part, part, settled
from selaras.core.model import Employment, Position, Regulation, Standard
from selaras.core.policy import Policy, policy_for
from selaras.core.verdict import NoStandard, Reason

_NO_EMPLOYMENT = len(EMPLOYMENT)


@dataclass(frozen=True)
class Seat:
    """A position under a policy, with the standard that applies or why none does."""

    position: Position
    policy: int
    answer: Standard | NoStandard


@dataclass(frozen=True)
class Case:
    """A standard under a policy. `first` is the number of its first line; lines follow the standard's order."""

    standard: Standard
    policy: Policy
    first: int


@dataclass(frozen=True)
class Seating:
    """Where everybody sits. Per person: `seat`, `policy`, `case` (null without a standard) and then `why` not.

    `case_of_seat` is null where no standard applies.
    """

    policies: tuple[Policy, ...]
    seats: tuple[Seat, ...]
    cases: tuple[Case, ...]
    case_of_seat: pl.Series
    people: pl.DataFrame


def seating(
    tables: Tables, instruments: Sequence[Regulation], policies: Sequence[Policy], on: date
) -> Seating:
    """Find everybody's policy, position and standard. Raises LawRefused when a policy is wanting."""
    here = part(tables, 0, tables.people.height, day(on), ("employment", "positions"))
    chosen, policy = _policies(here, policies, on)
    position, _, clash = settled(here, here.standing["positions"], "position")
    place = pl.select(pl.when(clash.not_()).then(position)).to_series()
    seat, pairs = distinct(place, policy, len(chosen))
    seats = _seats(pairs, tables.catalogue.positions, chosen, instruments, on)
    numbers = Numbering[tuple[int, int]]()
    held: dict[int, Standard] = {}
    case_of_seat: list[int | None] = []
    for one in seats:
        if isinstance(one.answer, NoStandard):
            case_of_seat.append(None)
        else:
            held[id(one.answer)] = one.answer
            case_of_seat.append(numbers.of((id(one.answer), one.policy)))
    cases, first = [], 0
    for standard, number in numbers.values:
        cases.append(Case(held[standard], chosen[number], first))
        first += len(held[standard].competencies) + len(held[standard].requirements)
    cased = pl.Series("case", case_of_seat, dtype=pl.UInt32)
    people = pl.DataFrame(
        {"seat": seat, "policy": policy, "case": cased.gather(seat), "why": _why(here, clash, seat, seats)}
    )
    return Seating(chosen, seats, tuple(cases), cased, people)


def _policies(here: Part, policies: Sequence[Policy], on: date) -> tuple[tuple[Policy, ...], pl.Series]:
    """The policies in use and everybody's, by number."""
    held, _, clash = settled(here, here.standing["employment"], "type")
    types = list(Employment)
    code = pl.select(
        pl.when(clash | held.is_null()).then(pl.lit(_NO_EMPLOYMENT, pl.UInt8)).otherwise(held)
    ).to_series()
    chosen: list[Policy] = []
    numbers: list[int | None] = [None] * (_NO_EMPLOYMENT + 1)
    for present in sorted(code.unique().to_list()):
        policy = policy_for(policies, None if present == _NO_EMPLOYMENT else types[present], on)
        if not any(policy is other for other in chosen):
            chosen.append(policy)
        numbers[present] = next(i for i, other in enumerate(chosen) if other is policy)
    return tuple(chosen), pl.Series("policy", numbers, dtype=pl.UInt8).gather(code)


def _seats(
    pairs: Sequence[tuple[int, int]],
    positions: Sequence[Position],
    policies: Sequence[Policy],
    instruments: Sequence[Regulation],
    on: date,
) -> tuple[Seat, ...]:
    """Ask `applicable` once for all positions that differ only in what it does not look at."""
    answers: dict[tuple[object, ...], Standard | NoStandard] = {}
    seats = []
    for number, policy in pairs:
        held = positions[number]
        seen = (held.type, held.region, held.job_class, held.title, held.code, held.unit, held.urusan, policy)
        if seen not in answers:
            answers[seen] = applicable(held, instruments, on, policies[policy].instrument_order.value)
        seats.append(Seat(held, policy, answers[seen]))
    return tuple(seats)


def _why(here: Part, clash: pl.Series, seat: pl.Series, seats: Sequence[Seat]) -> pl.Series:
    """The reason of the whole for those without a standard; null for the others."""
    answers = [REASON[seat.answer.reason] if isinstance(seat.answer, NoStandard) else None for seat in seats]
    of_seat = pl.Series(answers, dtype=pl.UInt8).gather(seat)
    unknown = (
        pl.when(clash)
        .then(pl.lit(REASON[Reason.CONFLICTING], pl.UInt8))
        .otherwise(here.later(here.tables["positions"]))
    )
    return pl.select(pl.when(seat.is_null()).then(unknown).otherwise(of_seat).alias("why")).to_series()
