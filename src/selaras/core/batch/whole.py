"""The whole over columns: outcome, counts and job–person match (specification §6, §7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from selaras.core.batch.codes import EFFECT, OUTCOME, REASON, STATUS, lit
from selaras.core.batch.competencies import Lines
from selaras.core.batch.seats import Case
from selaras.core.policy import BandSet, Effect, Variant
from selaras.core.verdict import Outcome, Reason, Status

PARTS = ("level_low", "level_high", "capped_low", "capped_high", "indicator_low", "indicator_high")
COUNTS = ("not_met", "undetermined", "warnings", "gates_not_met", "gates_undetermined")
_FAR = 2**63 - 1  # a cut that no sum of scores reaches


@dataclass(frozen=True)
class Bands:
    """How the match is counted. `cases`, per case: what is required (null: no match), whether the variant that
    counts is by level, whether it is capped. Per band in the policy's order, and then per case: `cuts`, the
    least sum of scores that reaches it; `first`, the first band equal to it; `codes`, its code.
    """

    cases: pl.DataFrame
    cuts: tuple[pl.Series, ...]
    first: tuple[pl.Series, ...]
    codes: tuple[pl.Series, ...]


def bands(cases: Sequence[Case]) -> Bands:
    """Turn percentages into sums: `start ≤ 100 · sum ÷ required` exactly when the sum reaches a whole number."""
    rows: list[tuple[int | None, int | None, bool, bool]] = []
    cuts, first, codes = [], [], []
    most = max((len(case.policy.bands.value.bands) for case in cases), default=0)
    for case in cases:
        rule, every = case.policy.jpm.value, case.policy.bands.value.bands
        counted = [row for row in case.standard.competencies if row.kind in rule.kinds]
        levels, indicators = sum(row.level for row in counted), sum(row.rubric.size for row in counted)
        by_level = rule.variant is Variant.LEVEL
        matched = levels > 0 and indicators > 0
        rows.append((levels if matched else None, indicators if matched else None, by_level, rule.capped))
        spare = most - len(every)
        cuts.append(_cuts(case.policy.bands.value, levels if by_level else indicators) + [_FAR] * spare)
        first.append([every.index(band) for band in every] + [0] * spare)
        codes.append([band.code for band in every] + [every[0].code] * spare)
    known = pl.Enum(sorted({code for row in codes for code in row}))
    schema = {
        "level_required": pl.Int64,
        "indicator_required": pl.Int64,
        "by_level": pl.Boolean,
        "capped": pl.Boolean,
    }
    return Bands(
        cases=pl.DataFrame(rows, schema=schema, orient="row"),
        cuts=tuple(pl.Series([row[i] for row in cuts], dtype=pl.Int64) for i in range(most)),
        first=tuple(pl.Series([row[i] for row in first], dtype=pl.UInt32) for i in range(most)),
        codes=tuple(pl.Series([row[i] for row in codes], dtype=known) for i in range(most)),
    )


def _cuts(bands: BandSet, required: int) -> list[int]:
    sums = (band.start * required / 100 for band in bands.bands)
    return [min(_FAR, -(-least.numerator // least.denominator)) for least in sums]


def whole(
    people: pl.DataFrame, competencies: pl.DataFrame, requirements: pl.DataFrame, asked: Lines, match: Bands
) -> pl.DataFrame:
    """One row per person of `people` (case and why): outcome, reason, counts, sums of scores and category.

    Sums are whole numbers of levels or indicators; a percentage is 100 · sum ÷ required, left to the reader.
    """
    frame = pl.concat(
        [
            people.select("case", "why"),
            match.cases.select(pl.all().gather(people["case"])),
            _spread(people.height, _sums(competencies, asked)),
            _spread(people.height, requirements.group_by("person").agg(_counts())).select(
                pl.all().name.suffix("_too")
            ),
        ],
        how="horizontal",
    )
    frame = frame.with_columns(
        below_standard=pl.col("below_standard").fill_null(0),
        **{name: pl.col(name).fill_null(0) + pl.col(f"{name}_too").fill_null(0) for name in COUNTS},
    ).with_columns(
        pl.when(pl.col("level_required").is_not_null()).then(pl.col(part).fill_null(0)).alias(part)
        for part in PARTS
    )
    return frame.select(
        _outcome().alias("outcome"),
        pl.col("why").alias("reason"),
        *COUNTS,
        "below_standard",
        "level_required",
        "indicator_required",
        *PARTS,
        _category(frame, people["case"], match).alias("category"),
    )


def _sums(competencies: pl.DataFrame, asked: Lines) -> pl.DataFrame:
    """Per person with competency rows: sums of scores over the kinds counted, and counts over all."""
    line = competencies["line"]
    rows = competencies.lazy().with_columns(required=asked.level.gather(line))
    rows = rows.with_columns(
        capped_low=pl.min_horizontal("level_low", "required"),
        capped_high=pl.min_horizontal("level_high", "required"),
        missed=pl.col("status") == STATUS[Status.NOT_MET],
        open=pl.col("status") == STATUS[Status.UNDETERMINED],
    )
    counted = asked.counted.gather(line)
    if not counted.all():
        rows = rows.with_columns(
            pl.when(counted).then(pl.col(part)).otherwise(0).alias(part) for part in PARTS
        )
    sums = rows.group_by("person", maintain_order=True).agg(
        # All competency rows of one person have one effect.
        *(pl.col(part).cast(pl.Int64).sum() for part in PARTS),
        pl.col("missed", "open").sum(),
        pl.col("effect").first(),
    )
    gates, warns = (pl.col("effect") == EFFECT[effect] for effect in (Effect.GATE, Effect.WARN))
    return sums.select(
        "person",
        *PARTS,
        not_met="missed",
        undetermined="open",
        warnings=pl.when(warns).then(pl.col("missed") + pl.col("open")).otherwise(0),
        gates_not_met=pl.when(gates).then("missed").otherwise(0),
        gates_undetermined=pl.when(gates).then("open").otherwise(0),
        below_standard="missed",
    ).collect()


def _counts() -> list[pl.Expr]:
    """How many rows are not met, undetermined, warn while one of those; and of the first two, how many gate."""
    missed = pl.col("status") == STATUS[Status.NOT_MET]
    open_ = pl.col("status") == STATUS[Status.UNDETERMINED]
    gates, warns = (pl.col("effect") == EFFECT[effect] for effect in (Effect.GATE, Effect.WARN))
    return [
        rows.sum().alias(name)
        for name, rows in zip(
            COUNTS, (missed, open_, warns & (missed | open_), gates & missed, gates & open_), strict=True
        )
    ]


def _spread(size: int, sums: pl.DataFrame) -> pl.DataFrame:
    """Rows of `sums` put at the number of their person, nulls where there is none."""
    if sums.height == size and sums["person"].is_sorted():
        return sums.drop("person")
    place = pl.repeat(None, size, dtype=pl.UInt32, eager=True)
    if sums.height:
        place = place.scatter(sums["person"], pl.int_range(sums.height, dtype=pl.UInt32, eager=True))
    return sums.drop("person").select(pl.all().gather(place))


def _outcome() -> pl.Expr:
    return (
        pl.when(pl.col("why") == REASON[Reason.NOT_COVERED])
        .then(lit(OUTCOME[Outcome.NOT_COVERED]))
        .when(pl.col("gates_not_met") > 0)
        .then(lit(OUTCOME[Outcome.NOT_ELIGIBLE]))
        .when(pl.col("why").is_not_null() | (pl.col("gates_undetermined") > 0))
        .then(lit(OUTCOME[Outcome.UNDETERMINED]))
        .otherwise(lit(OUTCOME[Outcome.ELIGIBLE]))
    )


def _category(frame: pl.DataFrame, case: pl.Series, match: Bands) -> pl.Series:
    """The band that holds both ends of the interval that counts, or null: the last one whose cut is reached."""
    if not match.cuts:
        return pl.repeat(None, frame.height, dtype=pl.Enum([]), eager=True)
    low, high = (_counted(frame, end) for end in ("low", "high"))
    at_low, at_high, code = (
        match.first[0].gather(case),
        match.first[0].gather(case),
        match.codes[0].gather(case),
    )
    for cuts, first, codes in zip(match.cuts[1:], match.first[1:], match.codes[1:], strict=True):
        columns = {
            "cut": cuts.gather(case),
            "first": first.gather(case),
            "here": codes.gather(case),
            "low": low,
            "high": high,
            "at_low": at_low,
            "at_high": at_high,
            "code": code,
        }
        found = pl.DataFrame(columns).select(
            at_low=pl.when(pl.col("low") >= pl.col("cut")).then("first").otherwise("at_low"),
            at_high=pl.when(pl.col("high") >= pl.col("cut")).then("first").otherwise("at_high"),
            code=pl.when(pl.col("low") >= pl.col("cut")).then("here").otherwise("code"),
        )
        at_low, at_high, code = found["at_low"], found["at_high"], found["code"]
    return pl.select(pl.when((at_low == at_high) & low.is_not_null()).then(code)).to_series()


def _counted(frame: pl.DataFrame, end: str) -> pl.Series:
    """The sum that the policy names: by level or by indicator; of indicators nobody has more than required."""
    return frame.select(
        pl.when(~pl.col("by_level"))
        .then(f"indicator_{end}")
        .when("capped")
        .then(f"capped_{end}")
        .otherwise(f"level_{end}")
    ).to_series()
