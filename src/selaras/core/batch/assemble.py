"""Columns → full verdicts, equal in every field to those of `core.evaluate`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import polars as pl

from selaras.core.batch.columns import SCHEMAS, ordered
from selaras.core.batch.result import Result
from selaras.core.model import (
    CompetencyRow,
    EducationAtLeast,
    FieldRelevant,
    Person,
    RankBetween,
    Recorded,
    Requirement,
    TrainingNeeded,
)
from selaras.core.policy import Effect, Variant
from selaras.core.verdict import (
    Interval,
    Jpm,
    Match,
    NoStandard,
    NotChosen,
    Outcome,
    Reason,
    RowResult,
    Score,
    Status,
    Verdict,
)

_AT_ONCE = 10_000
_TABLE_OF: dict[type[object], str] = {
    EducationAtLeast: "educations",
    FieldRelevant: "educations",
    TrainingNeeded: "trainings",
    RankBetween: "ranks",
}


def assemble(result: Result, people: Sequence[Person]) -> Iterator[Verdict]:
    """Rebuild the verdict of each of `people`, who must be those the tables were made of, in their order.

    Raises ValueError when they are not as many.
    """
    if len(people) != result.verdicts.height:
        raise ValueError(f"{result.verdicts.height} verdicts cannot be those of {len(people)} people")
    entries = _Entries()
    for first in range(0, len(people), _AT_ONCE):
        some = people[first : first + _AT_ONCE]
        rows = [
            _of_each(frame, first, len(some))
            for frame in (result.competencies, result.requirements, result.not_chosen)
        ]
        verdicts = result.verdicts.slice(first, len(some)).iter_rows(named=True)
        for person, verdict, competencies, requirements, over in zip(some, verdicts, *rows, strict=True):
            entries.of(person)
            yield _verdict(result, person, verdict, competencies, requirements, over, entries)


def _of_each(frame: pl.DataFrame, first: int, size: int) -> Iterator[list[dict[str, Any]]]:
    """The rows of each of some persons, of a frame sorted by person."""
    who = frame["person"]
    edges = who.search_sorted(
        pl.int_range(first, first + size + 1, dtype=pl.UInt32, eager=True), "left"
    ).to_list()
    rows = frame.slice(edges[0], edges[-1] - edges[0]).to_dicts()
    for low, high in pairwise(edge - edges[0] for edge in edges):
        yield rows[low:high]


class _Entries:
    """The entries of one person after another, by their row in the tables."""

    def __init__(self) -> None:
        self._first = dict.fromkeys(SCHEMAS, 0)
        self._held: dict[str, list[Any]] = {kind: [] for kind in SCHEMAS}

    def of(self, person: Person) -> None:
        for kind, held in self._held.items():
            self._first[kind] += len(held)
            self._held[kind] = ordered(person, kind)

    def at(self, kind: str, row: int) -> Any:
        return self._held[kind][row - self._first[kind]]


def _verdict(
    result: Result,
    person: Person,
    found: dict[str, Any],
    competencies: list[dict[str, Any]],
    requirements: list[dict[str, Any]],
    over: list[dict[str, Any]],
    entries: _Entries,
) -> Verdict:
    where = result.seating
    policy = where.policies[found["policy"]]
    seat = None if found["seat"] is None else where.seats[found["seat"]]
    answer = seat.answer if seat else None
    standard = None if answer is None or isinstance(answer, NoStandard) else answer
    rows: tuple[RowResult, ...] = ()
    if standard is not None:
        passed: dict[int, list[NotChosen]] = {}
        for row in over:
            turned = NotChosen(entries.at("evidence", row["entry"]), Reason(row["reason"]))
            passed.setdefault(row["line"], []).append(turned)
        rows = (
            *(
                _competency(row, asked, tuple(passed.get(row["line"], ())), entries)
                for row, asked in zip(competencies, standard.competencies, strict=True)
            ),
            *(
                _requirement(row, asked, entries)
                for row, asked in zip(requirements, standard.requirements, strict=True)
            ),
        )
    return Verdict(
        person=person.id,
        name=person.name,
        position=seat.position if seat else None,
        standard=standard,
        policy=policy,
        on=result.on,
        outcome=Outcome(found["outcome"]),
        rows=rows,
        jpm=_jpm(found, policy.jpm.value.variant),
        reason=Reason(found["reason"]) if found["reason"] else None,
        candidates=answer.candidates if isinstance(answer, NoStandard) else (),
        regulations=answer.regulations if isinstance(answer, NoStandard) else (),
    )


def _competency(
    row: dict[str, Any], asked: CompetencyRow, passed: tuple[NotChosen, ...], entries: _Entries
) -> RowResult:
    return RowResult(
        asked,
        Status(row["status"]),
        Reason(row["reason"]),
        Effect(row["effect"]),
        used=None if row["used"] is None else entries.at("evidence", row["used"]),
        not_chosen=passed,
        levels=Score(asked.level, row["level_low"], row["level_high"]),
        indicators=Score(asked.rubric.size, row["indicator_low"], row["indicator_high"]),
    )


def _requirement(row: dict[str, Any], asked: Requirement, entries: _Entries) -> RowResult:
    used: Recorded | None = None
    if row["used"] is not None:
        table = "determinations" if row["determined"] else _TABLE_OF[type(asked.demand)]
        used = entries.at(table, row["used"])
    return RowResult(
        asked,
        Status(row["status"]),
        Reason(row["reason"]),
        Effect(row["effect"]),
        used=used,
        months=row["months"],
    )


def _jpm(found: dict[str, Any], variant: Variant) -> Jpm | None:
    levels, indicators = found["level_required"], found["indicator_required"]
    if levels is None:
        return None

    def interval(name: str, required: int) -> Interval:
        low, high = (Fraction(100 * found[f"{name}_{end}"], required) for end in ("low", "high"))
        return Interval(low, high)

    by_level = Match(levels, interval("capped", levels), interval("level", levels))
    indicator = interval("indicator", indicators)
    by_indicator = Match(indicators, indicator, indicator)
    counted = by_level if variant is Variant.LEVEL else by_indicator
    return Jpm(by_level, by_indicator, counted, found["category"])
