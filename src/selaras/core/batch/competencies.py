"""Competency rows over columns: status, reason and scores of every person's every competency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from selaras.core.batch.codes import EFFECT, distinct, fitting, reason, status
from selaras.core.batch.evidence import Admission, Measured, choose
from selaras.core.batch.facts import Part
from selaras.core.batch.seats import Case
from selaras.core.model import TOP_OF_SCALE
from selaras.core.verdict import Reason, Status


@dataclass(frozen=True)
class Lines:
    """The competency rows of all cases in columns.

    `level`, `size`, `counted` (in the match): by line; requirement rows have none. `cases`: per case first line,
    numbers of competencies and of other rows, effect and the policy's top of the scale. `levels`, `indicators`: widths of scores.
    """

    level: pl.Series
    size: pl.Series
    counted: pl.Series
    cases: pl.DataFrame
    levels: type[pl.DataType]
    indicators: type[pl.DataType]


def lines(cases: Sequence[Case]) -> Lines:
    """Lay out the competency rows of the cases. Raises OverflowError for a top of scale past 32 bits."""
    levels: list[int | None] = []
    sizes: list[int | None] = []
    counted: list[bool] = []
    for case in cases:
        rows, rest = case.standard.competencies, len(case.standard.requirements)
        kinds = case.policy.jpm.value.kinds
        levels += [row.level for row in rows] + [None] * rest
        sizes += [row.rubric.size for row in rows] + [None] * rest
        counted += [row.kind in kinds for row in rows] + [False] * rest
    tops = [case.policy.scale_top.value for case in cases]
    width = fitting(max([*tops, TOP_OF_SCALE]))
    return Lines(
        level=pl.Series(levels, dtype=pl.UInt8),
        size=pl.Series(sizes, dtype=pl.UInt32),
        counted=pl.Series(counted, dtype=pl.Boolean),
        cases=pl.DataFrame(
            [
                pl.Series("first", [case.first for case in cases], dtype=pl.UInt32),
                pl.Series("count", [len(case.standard.competencies) for case in cases], dtype=pl.UInt32),
                pl.Series("rest", [len(case.standard.requirements) for case in cases], dtype=pl.UInt32),
                pl.Series(
                    "effect", [EFFECT[case.policy.effects.value.competency] for case in cases], dtype=pl.UInt8
                ),
                pl.Series("top", tops, dtype=pl.UInt32),
            ]
        ),
        levels=width,
        indicators=fitting(max([size or 0 for size in sizes], default=0)),
    )


def competencies(
    here: Part, case: pl.Series, asked: Lines, admission: Admission
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Everybody's competency rows, and the evidence passed over.

    Rows: person (in `here`), line, status, reason, effect, used (entry of evidence), level_low, level_high,
    indicator_low, indicator_high. Passed over: person, line, entry, reason. Both sorted by person, line, entry.
    """
    of_person = asked.cases.select(pl.all().gather(case))
    count = of_person["count"].fill_null(0)
    ends = count.cast(pl.UInt64).cum_sum()
    cells = int(ends[-1]) if here.size else 0
    if cells >= 2**32:
        raise OverflowError(f"{here.size} persons have {cells} competency rows: take fewer at a time")
    offset = pl.select((ends - count).cast(pl.UInt32)).to_series()
    measured = choose(here, case, offset, cells, admission)
    person = _repeated(count)
    slot = pl.int_range(cells, dtype=pl.UInt32, eager=True) - offset.gather(person)
    line = (of_person["first"].gather(person) + slot).alias("line")
    frame = _answered(person, line, measured, of_person, asked, admission)
    over = measured.passed_over
    return frame, over.select(
        person.gather(over["cell"]).alias("person"),
        line.gather(over["cell"]).alias("line"),
        "entry",
        "reason",
    )


def _repeated(count: pl.Series) -> pl.Series:
    """Each person's number as often as they have rows."""
    numbers = pl.int_range(len(count), dtype=pl.UInt32, eager=True)
    return pl.select(numbers.repeat_by(count)).to_series().explode().drop_nulls().alias("person")


def _answered(
    person: pl.Series,
    line: pl.Series,
    measured: Measured,
    of_person: pl.DataFrame,
    asked: Lines,
    admission: Admission,
) -> pl.DataFrame:
    """Look every row's answer up: it follows from how it was measured and the result, and few such pairs occur."""
    entries, at = measured.entries, measured.chosen
    number, pairs = distinct(entries["plan"], entries["result"], len(admission.catalogue.results))
    answers = _answers(pairs, measured, asked, admission)
    found = pl.DataFrame(
        {
            "person": person,
            "line": line,
            "number": number.gather(at),
            "used": entries["entry"].gather(at),
            "why": measured.why,
        }
    )

    def answer(column: str) -> pl.Expr:
        return pl.lit(answers[column]).gather("number")

    # A null answer is a row without evidence: it may turn out anywhere on the scale.
    top, size = pl.lit(of_person["top"]).gather("person"), pl.lit(asked.size).gather("line")
    return (
        found.lazy()
        .select(
            "person",
            "line",
            status=answer("status").fill_null(status(Status.UNDETERMINED)),
            reason=answer("reason").fill_null(pl.col("why")),
            effect=pl.lit(of_person["effect"]).gather("person"),
            used="used",
            level_low=answer("level_low").fill_null(0),
            level_high=answer("level_high").fill_null(top.cast(asked.levels)),
            indicator_low=answer("indicator_low").fill_null(0),
            indicator_high=answer("indicator_high").fill_null(size.cast(asked.indicators)),
        )
        .collect()
    )


def _answers(
    pairs: Sequence[tuple[int, int]], measured: Measured, asked: Lines, admission: Admission
) -> pl.DataFrame:
    """Status, reason and scores of a row, by plan and result: the counterpart of `rows.competency`."""
    plan = pl.Series([pair[0] for pair in pairs], dtype=pl.UInt32)
    result = pl.Series([pair[1] for pair in pairs], dtype=pl.UInt32)
    results = pl.DataFrame(
        admission.catalogue.results,
        schema={"level": pl.UInt8, "met": pl.UInt32, "failed": pl.UInt32},
        orient="row",
    )
    plans = measured.plans.select("line", "same", of="size", needed="needed")
    frame = plans.select(pl.all().gather(plan)).hstack(results.select(pl.all().gather(result)))
    frame = frame.with_columns(
        required=asked.level.gather(frame["line"]), size=asked.size.gather(frame["line"])
    )
    level, required, size = pl.col("level"), pl.col("required"), pl.col("size")
    by_level = level.is_not_null()
    reached = pl.when(by_level).then(level >= required).otherwise(pl.col("met") >= pl.col("needed"))
    missed = by_level | (pl.col("of") - pl.col("failed") < pl.col("needed"))
    # Indicators of another rubric carry over only as a whole; so does a level that is reached.
    whole = pl.when(by_level).then(reached).otherwise(~pl.col("same") & (pl.col("met") == pl.col("of")))
    frame = frame.with_columns(
        reached=reached, missed=~reached & missed, whole=whole, singly=~by_level & pl.col("same")
    )
    return frame.select(
        status=pl.when("reached")
        .then(status(Status.MET))
        .when("missed")
        .then(status(Status.NOT_MET))
        .otherwise(status(Status.UNDETERMINED)),
        reason=pl.when(pl.col("reached") & by_level)
        .then(reason(Reason.LEVEL_REACHED))
        .when("reached")
        .then(reason(Reason.INDICATORS_REACHED))
        .when(by_level)
        .then(reason(Reason.LEVEL_BELOW))
        .when("missed")
        .then(reason(Reason.INDICATORS_BELOW))
        .otherwise(reason(Reason.NO_EVIDENCE)),
        level_low=pl.when(by_level)
        .then(level)
        .when("reached")
        .then(required)
        .otherwise(0)
        .cast(asked.levels),
        level_high=pl.when(by_level)
        .then(level)
        .when("missed")
        .then(required - 1)
        .otherwise(required)
        .cast(asked.levels),
        indicator_low=pl.when("whole")
        .then(size)
        .when("singly")
        .then(pl.col("met"))
        .otherwise(0)
        .cast(asked.indicators),
        indicator_high=pl.when("singly").then(size - pl.col("failed")).otherwise(size).cast(asked.indicators),
    )
