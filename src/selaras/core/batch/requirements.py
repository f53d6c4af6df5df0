"""Requirement rows over columns: who has which, answered kind by kind, then by determinations."""

from __future__ import annotations

import polars as pl

from selaras.core.batch.codes import EFFECT, REASON, dense, lit, reason, status
from selaras.core.batch.conditions import Facts
from selaras.core.batch.demands import Ask, Demands
from selaras.core.batch.facts import Part
from selaras.core.batch.judgement import Judges, judged
from selaras.core.model import RowKey
from selaras.core.policy import Effect
from selaras.core.verdict import Reason, Status

ANSWERS: dict[str, type[pl.DataType]] = {
    "person": pl.UInt32,
    "line": pl.UInt32,
    "status": pl.UInt8,
    "reason": pl.UInt8,
    "effect": pl.UInt8,
    "used": pl.UInt32,
    "determined": pl.Boolean,
    "months": pl.Int32,
}
_NOT_ASKED = {
    Ask.DASH: Reason.PRINTED_DASH,
    Ask.INFORMATION: Reason.INFORMATION,
    Ask.NOT_APPLICABLE: Reason.NOT_APPLICABLE,
}


def requirements(
    here: Part, people: pl.DataFrame, cases: pl.DataFrame, asked: Demands, judges: Judges
) -> pl.DataFrame:
    """Everybody's requirement rows: person (in `here`), line, status, reason, effect, used, determined, months.

    `people` holds seat, policy and case by person, `cases` the lines of each case. Sorted by person and line. `used` is a row of the table of
    determinations where `determined`, else of the table of the facts that the row is about. A standard has a row
    key at most once, so each key gives a person at most one answer.
    """
    facts = Facts(here, people, asked)
    found = []
    for key, demand in asked.cases.items():
        # Whoever has no case, or a case without this row, has a null line here.
        rows = demand.select(pl.all().gather(people["case"])).with_row_index("person")
        rows = rows.filter(pl.col("line").is_not_null())
        found += [_answers(facts, key, part, judges) for part in rows.partition_by("ask")]
    if not found:
        return pl.DataFrame(schema=ANSWERS)
    return _in_order(pl.concat(found), cases.select(pl.all().gather(people["case"])))


def _in_order(answers: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Put every answer in its place, which is known: sorting would only find it again."""
    count = lines["rest"].fill_null(0)
    starts = count.cast(pl.UInt64).cum_sum() - count
    begin = lines["first"] + lines["count"]
    who = answers["person"]
    place = starts.gather(who) + (answers["line"] - begin.gather(who))
    order = dense(
        answers.height, place, pl.int_range(answers.height, dtype=pl.UInt32, eager=True), pl.UInt32, None
    )
    return answers.select(pl.all().gather(order))


def _answers(facts: Facts, key: RowKey, rows: pl.DataFrame, judges: Judges) -> pl.DataFrame:
    ask = Ask(rows["ask"][0])
    if ask in _NOT_ASKED:
        return rows.select(
            "person",
            "line",
            status=status(Status.NOT_REQUIRED),
            reason=reason(_NOT_ASKED[ask]),
            effect=lit(EFFECT[Effect.INFORM]),
            used=pl.lit(None, pl.UInt32),
            determined=pl.lit(False),
            months=pl.lit(None, pl.Int32),
        )
    answers = judged(facts.here, facts.answer(ask, key, rows), key, judges)
    above = pl.col("reason") == REASON[Reason.RANK_ABOVE]
    return answers.with_columns(effect=pl.when(above).then("above").otherwise("effect")).select(*ANSWERS)
