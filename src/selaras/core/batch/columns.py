"""Person objects → plain columns. The only step of the batch that visits people one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from selaras.core.batch.codes import EMPLOYMENT, GONE, ROW_KEY, Numbering, day
from selaras.core.determination import confirmed_from
from selaras.core.model import (
    Determination,
    EducationHeld,
    Evidence,
    Person,
    Position,
    PositionHeld,
    Rank,
    Recorded,
    Rubric,
    TrainingKind,
    TrainingTaken,
    normalise,
)

# Every table of entries starts so: whose it is; the first day it exists for (begun and known); the day it holds
# from; the first day on which a correction of it is known, GONE if it is itself a withdrawal.
_ENTRY: dict[str, type[pl.DataType]] = {
    "person": pl.UInt32,
    "start": pl.Int32,
    "since": pl.Int32,
    "gone": pl.Int32,
}
SCHEMAS: dict[str, dict[str, type[pl.DataType]]] = {
    "employment": {**_ENTRY, "type": pl.UInt8},
    "educations": {**_ENTRY, "order": pl.Int32, "field": pl.UInt32},
    "ranks": {**_ENTRY, "rank": pl.UInt32},
    "positions": {**_ENTRY, "position": pl.UInt32},
    "trainings": {**_ENTRY, "kind": pl.UInt8, "name": pl.UInt32, "passed": pl.Boolean},
    "evidence": {**_ENTRY, "until": pl.Int32, "measure": pl.UInt32, "result": pl.UInt32},
    "determinations": {
        **_ENTRY,
        "row": pl.UInt8,
        "place": pl.UInt32,
        "finding": pl.Boolean,
        "revoked": pl.Int32,
        "confirmed": pl.Int32,
        "confirmer": pl.UInt32,
    },
}
TRAINING_KIND = {kind: code for code, kind in enumerate(TrainingKind)}

Measure = tuple[Rubric, str, int | None]


@dataclass(frozen=True)
class Catalogue:
    """What the 32-bit codes in the tables stand for, by number.

    A measure is how a result came about: rubric, source, number of assessors. A result is (level or None,
    indicators met, indicators failed); results with the same counts but different indicators have two numbers.
    """

    positions: tuple[Position, ...]
    ranks: tuple[Rank, ...]
    measures: tuple[Measure, ...]
    results: tuple[tuple[int | None, int, int], ...]
    names: tuple[str, ...]  # normalised fields of study and names of trainings
    places: tuple[str, ...]  # position ids of determinations
    people: tuple[str, ...]  # normalised names of those who confirmed determinations


@dataclass(frozen=True)
class Tables:
    """A workforce as columns: `people` (nip, entered) by person index, and one table per kind of entry.

    Tables are sorted by person, then so that the latest of a person's entries comes last: by day and id.
    Evidence is sorted by person, competency and id, so that what competes for one row stands together.
    Days are numbers as `codes.day` makes them.
    """

    people: pl.DataFrame
    employment: pl.DataFrame
    educations: pl.DataFrame
    ranks: pl.DataFrame
    positions: pl.DataFrame
    trainings: pl.DataFrame
    evidence: pl.DataFrame
    determinations: pl.DataFrame
    catalogue: Catalogue


def by_day(entry: Recorded) -> tuple[Any, ...]:
    """The order of entries within a person."""
    return (entry.since, entry.id)


def by_competency(evidence: Evidence) -> tuple[Any, ...]:
    """The order of evidence within a person."""
    return (evidence.competency, evidence.id)


def ordered(person: Person, kind: str) -> list[Any]:
    """A person's entries of one kind in the order of their table."""
    entries: Sequence[Any] = getattr(person, kind)
    return sorted(entries, key=by_competency if kind == "evidence" else by_day)


def columns(people: Sequence[Person]) -> Tables:
    """Lay people out in columns; a person's number is their place in `people`."""
    numbers = _Numbers()
    found: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in SCHEMAS}
    for number, person in enumerate(people):
        for kind, rows in found.items():
            if getattr(person, kind):
                _lay_out(number, person, kind, rows, getattr(numbers, kind))
    tables = {kind: pl.DataFrame(rows, schema=SCHEMAS[kind], orient="row") for kind, rows in found.items()}
    entered = pl.Series("entered", [day(p.entered_on) for p in people], dtype=pl.Int32)
    head = pl.DataFrame([pl.Series("nip", [p.id for p in people], dtype=pl.String), entered])
    return Tables(people=head, catalogue=numbers.catalogue(), **tables)


def _lay_out(
    number: int,
    person: Person,
    kind: str,
    rows: list[tuple[Any, ...]],
    payload: Callable[[Any], tuple[Any, ...]],
) -> None:
    entries = ordered(person, kind)
    corrected: dict[str, date] = {}
    for entry in entries:
        known = entry.known_from
        corrected[entry.corrects] = min(corrected.get(entry.corrects, known), known)
    for entry in entries:
        since = day(entry.since)
        start = since if entry.recorded_on is None else max(since, day(entry.recorded_on))
        gone = GONE if entry.withdrawn else day(corrected.get(entry.id))
        rows.append((number, start, since, gone, *payload(entry)))


class _Numbers:
    """Numbers everything that occurs; a method per kind of entry gives the columns after the common ones."""

    def __init__(self) -> None:
        self._positions = Numbering[Position]()
        self._ranks = Numbering[Rank]()
        self._measures = Numbering[tuple[str, str, int | None]]()
        self._rubrics: dict[str, Rubric] = {}
        self._results = Numbering[tuple[int | None, frozenset[tuple[str, bool]]]]()
        self._names = Numbering[str]()
        self._folded: dict[str, int] = {}
        self._places = Numbering[str]()
        self._people = Numbering[str]()
        self._seen: dict[int, int] = {}

    def catalogue(self) -> Catalogue:
        return Catalogue(
            self._positions.values,
            self._ranks.values,
            tuple((self._rubrics[rubric], source, many) for rubric, source, many in self._measures.values),
            tuple(
                (level, sum(met for _, met in marks), sum(not met for _, met in marks))
                for level, marks in self._results.values
            ),
            self._names.values,
            self._places.values,
            self._people.values,
        )

    def _name(self, text: str) -> int:
        number = self._folded.get(text)
        if number is None:
            number = self._folded[text] = self._names.of(normalise(text))
        return number

    def employment(self, entry: Any) -> tuple[Any, ...]:
        return (EMPLOYMENT[entry.type],)

    def educations(self, entry: EducationHeld) -> tuple[Any, ...]:
        return (entry.level.order, self._name(entry.field) if entry.field else None)

    def ranks(self, entry: Any) -> tuple[Any, ...]:
        return (self._ranks.of(entry.rank),)

    def positions(self, entry: PositionHeld) -> tuple[Any, ...]:
        # Hashing eleven fields is slow, and one position has many holders: ask by identity first. The people
        # keep every position alive while this runs, so identities stay distinct.
        number = self._seen.get(id(entry.position))
        if number is None:
            number = self._seen[id(entry.position)] = self._positions.of(entry.position)
        return (number,)

    def trainings(self, entry: TrainingTaken) -> tuple[Any, ...]:
        return (TRAINING_KIND[entry.kind], self._name(entry.name), entry.passed)

    def evidence(self, entry: Evidence) -> tuple[Any, ...]:
        self._rubrics.setdefault(entry.rubric.id, entry.rubric)
        measure = self._measures.of((entry.rubric.id, entry.source, entry.assessors))
        marks = frozenset(entry.indicators.items()) if entry.indicators else frozenset()
        return (day(entry.valid_until), measure, self._results.of((entry.level, marks)))

    def determinations(self, entry: Determination) -> tuple[Any, ...]:
        return (
            ROW_KEY[entry.row],
            self._places.of(entry.position),
            entry.finding,
            day(entry.revoked_on),
            day(confirmed_from(entry)),
            self._people.of(normalise(entry.confirmed_by)),
        )
