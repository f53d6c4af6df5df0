"""Evaluate a whole workforce, some persons at a time (specification §2–§7 over columns)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from selaras.core.batch.codes import day
from selaras.core.batch.columns import Tables
from selaras.core.batch.competencies import competencies, lines
from selaras.core.batch.demands import demands
from selaras.core.batch.evidence import Admission
from selaras.core.batch.facts import part
from selaras.core.batch.judgement import Judges
from selaras.core.batch.requirements import requirements
from selaras.core.batch.result import Result, named
from selaras.core.batch.seats import Case, Seating, seating
from selaras.core.batch.whole import bands, whole
from selaras.core.model import Equivalence, Regulation, normalise
from selaras.core.policy import Policy

AT_ONCE = 100_000  # persons: enough for columns to pay, few enough to stay small in memory


def evaluate_all(
    tables: Tables,
    instruments: Sequence[Regulation],
    policies: Sequence[Policy],
    on: date,
    *,
    equivalences: Sequence[Equivalence] = (),
    proposer: str = "",
    at_once: int = AT_ONCE,
) -> Result:
    """Compare everybody with the standard of the position they hold on the day.

    `policies` are the variants of one purpose: each person's is that of their type of employment on the day.
    `at_once` persons are in work at a time: more memory, not another answer. Raises LawRefused when somebody's
    type of employment has no policy in force.
    """
    where = seating(tables, instruments, policies, on)
    asked, match = lines(where.cases), bands(where.cases)
    admission = Admission(where.cases, tables.catalogue, on, equivalences, proposer)
    demanded = demands(where, tables.catalogue)
    verdicts: list[pl.DataFrame] = []
    competent: list[pl.DataFrame] = []
    required: list[pl.DataFrame] = []
    passed_over: list[pl.DataFrame] = []
    for first in range(0, max(1, tables.people.height), at_once):
        here = part(tables, first, min(first + at_once, tables.people.height), day(on))
        people = where.people.slice(first, here.size)
        judges = Judges(
            place=demanded.place.gather(people["seat"]),
            anywhere=_number(tables.catalogue.places, ""),
            proposer=_number(tables.catalogue.people, normalise(proposer)),
        )
        rows, over = competencies(here, people["case"], asked, admission)
        rest = requirements(here, people, asked.cases, demanded, judges)
        verdicts.append(whole(people, rows, rest, asked, match))
        for found, frame in ((competent, rows), (required, rest), (passed_over, over)):
            found.append(named(frame.with_columns(pl.col("person") + pl.lit(first, pl.UInt32))))
    return Result(
        on=on,
        tables=tables,
        seating=where,
        lines=_lines(where.cases),
        verdicts=_identified(tables, where, named(pl.concat(verdicts))),
        competencies=pl.concat(competent),
        requirements=pl.concat(required),
        not_chosen=pl.concat(passed_over),
    )


def _number(texts: Sequence[str], text: str) -> int | None:
    return texts.index(text) if text in texts else None


def _identified(tables: Tables, where: Seating, verdicts: pl.DataFrame) -> pl.DataFrame:
    """The verdicts with who and what they are about in front."""
    seat, case = where.people["seat"], where.people["case"]
    numbers = {position: n for n, position in enumerate(tables.catalogue.positions)}
    of_seat = pl.Series([numbers[s.position] for s in where.seats], dtype=pl.UInt32)
    ids = [c.standard.id for c in where.cases]
    standards = pl.Series(ids, dtype=pl.Enum(sorted(set(ids))))
    return verdicts.select(
        tables.people["nip"],
        seat=seat,
        position=of_seat.gather(seat),
        policy=where.people["policy"],
        standard=standards.gather(case),
    ).hstack(verdicts)


def _lines(cases: Sequence[Case]) -> pl.DataFrame:
    """What each line is: its case, its place in the standard and its key."""
    found = [
        (number, slot, str(key))
        for number, case in enumerate(cases)
        for slot, key in enumerate(
            (*(r.key for r in case.standard.competencies), *(r.key for r in case.standard.requirements))
        )
    ]
    schema = {"case": pl.UInt32, "slot": pl.UInt32, "key": pl.String}
    return pl.DataFrame(found, schema=schema, orient="row")
