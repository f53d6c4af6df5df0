"""What comes out of the batch: frames that hold every field of every verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from selaras.core.batch.codes import EFFECTS, OUTCOMES, REASONS, STATUSES
from selaras.core.batch.columns import Tables
from selaras.core.batch.seats import Seating

_NAMED = {"status": STATUSES, "reason": REASONS, "effect": EFFECTS, "outcome": OUTCOMES}


@dataclass(frozen=True)
class Result:
    """Everybody's verdicts on one day, as frames keyed by the person's number.

    `verdicts`, one row per person in their order: nip, outcome, reason (of the whole, if no standard applies),
    seat and policy (numbers in `seating`), position (in the tables' catalogue), standard (its id), counts of rows
    `not_met`, `undetermined`, `warnings`, `gates_not_met`, `gates_undetermined` and of competencies
    `below_standard`; the match as sums of levels and indicators: `level_required`, `level_low`, `level_high` as
    measured, `capped_low`, `capped_high`, and `indicator_*` (which never exceed what is required, so capped and
    uncapped are one); `category`. A percentage is 100 · sum ÷ required, exactly.

    `competencies` and `requirements`, one row per person and line: status, reason, effect, `used` (row of the
    table of evidence, facts or, where `determined`, determinations), scores or months. `not_chosen`: evidence
    passed over, by person, line and entry. `lines`: what a line is, by its number.
    """

    on: date
    tables: Tables
    seating: Seating
    lines: pl.DataFrame
    verdicts: pl.DataFrame
    competencies: pl.DataFrame
    requirements: pl.DataFrame
    not_chosen: pl.DataFrame

    @property
    def rows(self) -> pl.DataFrame:
        """Competencies and requirements in one frame, with the key of each, in the order of the verdict."""
        every = pl.concat([self.competencies, self.requirements], how="diagonal").sort("person", "line")
        return every.with_columns(key=self.lines["key"].gather(every["line"]))

    def listed(self) -> pl.DataFrame:
        """Per person with any: keys of rows not met, undetermined and warning, codes below the standard."""
        open_ = self.rows.filter(pl.col("status").is_in(["not_met", "undetermined"]))
        key, missed = pl.col("key"), pl.col("status") == "not_met"
        return open_.group_by("person", maintain_order=True).agg(
            not_met=key.filter(missed),
            undetermined=key.filter(~missed),
            warnings=key.filter(pl.col("effect") == "warn"),
            below_standard=key.filter(missed & pl.col("level_low").is_not_null()).str.strip_prefix(
                "competency:"
            ),
        )


def named(frame: pl.DataFrame) -> pl.DataFrame:
    """Codes of closed lists as enumerations, which print as words and stay 8 bits wide."""
    return frame.with_columns(
        pl.col(column).cat.to(dtype) for column, dtype in _NAMED.items() if column in frame.columns
    )
