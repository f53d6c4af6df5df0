"""What requirement rows ask, in columns: per case for what a standard and a policy say, per seat for lists.

A seat matters where a row leaves the answer to the position: its accepted fields of study and trainings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import polars as pl

from selaras.core.batch.codes import EFFECT, Numbering
from selaras.core.batch.columns import Catalogue
from selaras.core.batch.seats import Case, Seat, Seating
from selaras.core.evaluate import education_asked
from selaras.core.model import (
    EducationAtLeast,
    ExperienceNeeded,
    FieldRelevant,
    Information,
    Nothing,
    RankBetween,
    Requirement,
    RowKey,
    TrainingNeeded,
    Unread,
    normalise,
)
from selaras.core.policy import Policy


class Ask(IntEnum):
    """How a row is answered; an 8-bit code."""

    DASH = 0
    INFORMATION = 1
    NOT_APPLICABLE = 2
    EDUCATION = 3
    FIELD = 4
    TRAINING = 5
    EXPERIENCE = 6
    RANK = 7
    UNREAD = 8


_ASKS: dict[type[object], Ask] = {
    Nothing: Ask.DASH,
    Information: Ask.INFORMATION,
    EducationAtLeast: Ask.EDUCATION,
    FieldRelevant: Ask.FIELD,
    TrainingNeeded: Ask.TRAINING,
    ExperienceNeeded: Ask.EXPERIENCE,
    RankBetween: Ask.RANK,
    Unread: Ask.UNREAD,
}
_CASE_COLUMNS: dict[str, type[pl.DataType]] = {
    "line": pl.UInt32,
    "ask": pl.UInt8,
    "effect": pl.UInt8,
    "above": pl.UInt8,
    "education": pl.Int32,
    "needed": pl.Int64,
    "scale": pl.UInt32,
    "low": pl.Int32,
    "high": pl.Int32,
}


@dataclass(frozen=True)
class Demands:
    """All requirement rows: `cases[key]` per case (line null: no such row), `lists[key]` per seat, the list of
    accepted names (null: none). `accepted` holds the lists as name codes; `family` and `place` of each seat's
    position are codes, null where not recorded or named by nobody; `family_of` is per position of the catalogue.
    `ranks` gives scale and order by policy and rank, in that order, `held_ranks` ranks to a policy; `names` is
    how many names there are.
    """

    cases: dict[RowKey, pl.DataFrame]
    lists: dict[RowKey, pl.Series]
    accepted: tuple[frozenset[int], ...]
    family: pl.Series
    family_of: pl.Series
    place: pl.Series
    ranks: pl.DataFrame
    held_ranks: int
    names: int


def demands(where: Seating, catalogue: Catalogue) -> Demands:
    """Lay out every requirement row of every case and seat."""
    scales, families = Numbering[str](), Numbering[str]()
    names = {name: code for code, name in enumerate(catalogue.names)}
    accepted = Numbering[frozenset[int]]()
    known: dict[object, int | None] = {}

    def listed(texts: tuple[str, ...], policy: int | None) -> int | None:
        """The number of the list that these texts make, with a policy's equivalents for trainings."""
        if (texts, policy) not in known:
            folded = frozenset(map(normalise, texts))
            if policy is not None:
                folded = folded.union(*map(where.policies[policy].same_training, folded))
            codes = frozenset(names[name] for name in folded if name in names)
            known[texts, policy] = accepted.of(codes) if folded else None
        return known[texts, policy]

    cases, lists = {}, {}
    for key in RowKey:
        rows = [_row(case, key) for case in where.cases]
        if not any(rows):
            continue
        found = [_case(case, row, scales) for case, row in zip(where.cases, rows, strict=True)]
        cases[key] = pl.DataFrame(found, schema=_CASE_COLUMNS, orient="row")
        demanded = dict(enumerate(row.demand if row else None for row in rows))
        asked = [
            _list(seat, demanded[case], listed) if case is not None else None
            for seat, case in zip(where.seats, where.case_of_seat.to_list(), strict=True)
        ]
        lists[key] = pl.Series(asked, dtype=pl.UInt32)

    def family(text: str | None) -> int | None:
        return None if text is None else families.of(text)

    places = {place: code for code, place in enumerate(catalogue.places)}
    return Demands(
        cases=cases,
        lists=lists,
        accepted=accepted.values,
        family=pl.Series([family(seat.position.family) for seat in where.seats], dtype=pl.UInt32),
        family_of=pl.Series([family(position.family) for position in catalogue.positions], dtype=pl.UInt32),
        place=pl.Series([places.get(seat.position.id) for seat in where.seats], dtype=pl.UInt32),
        ranks=_ranks(where.policies, catalogue, scales),
        held_ranks=len(catalogue.ranks),
        names=len(catalogue.names),
    )


def _row(case: Case, key: RowKey) -> Requirement | None:
    return next((row for row in case.standard.requirements if row.key is key), None)


def _case(case: Case, row: Requirement | None, scales: Numbering[str]) -> tuple[object, ...]:
    if row is None:
        return (None,) * len(_CASE_COLUMNS)
    demand, effects = row.demand, case.policy.effects.value
    ask = _ASKS[type(demand)]
    if ask > Ask.INFORMATION and row.key in case.policy.not_applicable:
        ask = Ask.NOT_APPLICABLE
    line = case.first + len(case.standard.competencies) + case.standard.requirements.index(row)
    effect = above = None
    if ask > Ask.NOT_APPLICABLE:
        effect, above = EFFECT[effects.of_requirement(row)], EFFECT[effects.of_rank_above(row)]
    level = demand.level if isinstance(demand, EducationAtLeast) else education_asked(case.standard)
    months = case.policy.experience_months.value
    if isinstance(demand, ExperienceNeeded) and demand.months is not None:
        months = demand.months
    scale = low = high = None
    if isinstance(demand, RankBetween):
        scale, low, high = scales.of(demand.low.scale), demand.low.order, demand.high.order
    return (line, ask, effect, above, level.order if level else None, months, scale, low, high)


def _list(
    seat: Seat, demand: object, listed: Callable[[tuple[str, ...], int | None], int | None]
) -> int | None:
    if isinstance(demand, FieldRelevant):
        return listed(demand.fields or seat.position.fields or (), None)
    if isinstance(demand, TrainingNeeded):
        return listed(demand.names or seat.position.trainings or (), seat.policy)
    return None


def _ranks(policies: Sequence[Policy], catalogue: Catalogue, scales: Numbering[str]) -> pl.DataFrame:
    """Scale and order of every rank held, as each policy reads it."""
    read = [p.rank_equivalents.value.get(rank.code, rank) for p in policies for rank in catalogue.ranks]
    return pl.DataFrame(
        [(scales.of(rank.scale), rank.order) for rank in read],
        schema={"scale": pl.UInt32, "order": pl.Int32},
        orient="row",
    )
