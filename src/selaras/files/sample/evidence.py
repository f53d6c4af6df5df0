"""The sample's competency results: rounds of measurement, most met, some expired, few in conflict."""

from __future__ import annotations

from datetime import date

import polars as pl

from selaras.core.model import Kind, Regulation, Rubric
from selaras.files.sample.noise import Noise
from selaras.files.sample.shape import shape
from selaras.law.lists import sources

ROWS = 256  # results of one person that get a number of their own: rounds × competencies


def asked(regulation: Regulation) -> pl.DataFrame:
    """Every competency of every class: group, number, kind, name, and the three ways of rating its indicators."""
    rows = [
        (str(standard.applies_to.job_class), at, row.kind is Kind.TECHNICAL, row.name, *_patterns(row.rubric))
        for standard in regulation.standards
        if standard.applies_to.job_class is not None
        for at, row in enumerate(standard.competencies)
    ]
    schema = ["group", "at", "technical", "competency", "met_all", "met_most", "met_first", "failed_last"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _patterns(rubric: Rubric) -> tuple[str, str, str, str | None]:
    numbers = [indicator.number for indicator in rubric.indicators]
    most = "; ".join(numbers[:-1]) if len(numbers) > 1 else numbers[0]
    return "; ".join(numbers), most, numbers[0], numbers[-1] if len(numbers) > 1 else None


def evidence_table(
    people: pl.DataFrame, seed: int, on: date, evidence: str, regulation: Regulation
) -> pl.DataFrame:
    """Sheet Kompetensi. `evidence`: `full` measures everyone of a class with a standard in everything."""
    rounds = _rounds(
        people.filter(pl.col("group").is_in(asked(regulation)["group"].unique().to_list())),
        seed,
        on,
        evidence,
    )
    rows = rounds.join(asked(regulation), on="group", maintain_order="left_right")
    rows = rows.with_columns(
        number=pl.col("index") * ROWS + pl.col("round") * 64 + pl.col("at").cast(pl.UInt64)
    )
    data = shape()["evidence"]
    noise = Noise(seed, rows["number"])
    kept = ~rows["partial"] | noise.chance("partial", data["partial_row_percent"])
    rows = rows.filter(kept & (rows["technical"] | ~rows["supervisor"]))
    return _results(rows, seed, regulation)


def _rounds(people: pl.DataFrame, seed: int, on: date, evidence: str) -> pl.DataFrame:
    """One row per person and round: 0 the latest, 1 an earlier one, 2 a self-rating, 3 the supervisor's."""
    noise, data = Noise(seed, people["index"]), shape()["evidence"]
    share = data["coverage"][evidence]
    covered = noise.below("coverage", 100)
    years = data["certificate_years"]
    base = (
        people.select("index", "nip", "group")
        .with_columns(
            partial=covered >= share["complete"],
            ago=noise.below("days since round", 365 * years - 60) + 20,
            expired=noise.chance("expired", data["expired_percent"]),
            again=noise.chance("earlier round", data["earlier_round_percent"]),
            rated_self=noise.chance("self", data["self_percent"]),
            rated_supervisor=noise.chance("supervisor", data["supervisor_percent"]),
            by_indicator=noise.chance("by indicator", data["indicator_percent"]),
            core_source=noise.choose("core source", data["core_sources"]),
            technical_source=noise.choose("technical source", data["technical_sources"]),
            printed=noise.chance("printed", data["certificate_printed_percent"]),
        )
        .filter(covered < share["complete"] + share["partial"])
    )
    expiry = 365 * years + 2
    rounds = [
        base.with_columns(round=0, days=pl.col("ago") + pl.when("expired").then(expiry).otherwise(0)),
        base.filter(pl.col("again") & ~pl.col("expired")).with_columns(round=1, days=pl.col("ago") + expiry),
        base.filter("rated_self").with_columns(round=2, days=pl.col("ago") + 9),
        base.filter("rated_supervisor").with_columns(round=3, days=pl.col("ago") + 5),
    ]
    return (
        pl.concat(rounds)
        .sort("index", "round")
        .select(
            "index",
            "nip",
            "group",
            "partial",
            "by_indicator",
            "printed",
            pl.col("round").cast(pl.UInt64),
            supervisor=pl.col("round") == 3,
            since=pl.lit(on) - pl.duration(days="days"),
            core_source=_source("core_source"),
            technical_source=_source("technical_source"),
        )
    )


def _source(column: str) -> pl.Expr:
    """Self-ratings and supervisor's ratings keep their label; they are never mixed with the others."""
    return (
        pl.when(pl.col("round") == 2)
        .then(pl.lit("self"))
        .when(pl.col("round") == 3)
        .then(pl.lit("supervisor"))
        .otherwise(column)
    )


def _results(rows: pl.DataFrame, seed: int, regulation: Regulation) -> pl.DataFrame:
    noise, data = Noise(seed, rows["number"]), shape()["evidence"]
    names = {code: name.id for code, name in sources().items()}
    rows = rows.with_columns(
        source=pl.when("technical").then("technical_source").otherwise("core_source"),
        core_level=noise.choose("level", data["levels"]),
        technical_level=noise.choose("technical level", data["technical_levels"]),
        pattern=noise.choose("pattern", data["patterns"]),
        contested=noise.chance("conflict", data["conflict_permille"], of=1000),
    ).with_columns(
        level=pl.when(~pl.col("by_indicator")).then(
            pl.when("technical").then("technical_level").otherwise("core_level").cast(pl.Int8)
        )
    )
    second = rows.filter(pl.col("contested") & pl.col("level").is_not_null()).with_columns(
        level=pl.when(pl.col("level") == 0).then(pl.lit(1, pl.Int8)).otherwise(pl.lit(0, pl.Int8))
    )
    all_rows = pl.concat([rows, second]).sort("number", maintain_order=True)
    accredited = pl.col("source").is_in(["accredited_centre", "cact_bkn"]) & pl.col("printed")
    indicator = pl.col("by_indicator")
    return all_rows.select(
        "nip",
        standard=pl.lit(regulation.instrument.id).cast(pl.Categorical),
        job_class=pl.col("group").cast(pl.Int8),
        competency=pl.col("competency").cast(pl.Categorical),
        level="level",
        met=pl.when(indicator & (pl.col("pattern") == "all"))
        .then("met_all")
        .when(indicator & (pl.col("pattern") == "all_but_last"))
        .then("met_most")
        .when(indicator)
        .then("met_first"),
        failed=pl.when(indicator & (pl.col("pattern") == "all_but_last")).then("failed_last"),
        source=pl.col("source").replace_strict(names, return_dtype=pl.String).cast(pl.Categorical),
        assessors=pl.when(pl.col("source") == "internal_panel").then(pl.lit(2, pl.Int8)),
        since="since",
        valid_until=pl.when(accredited).then(pl.col("since").dt.offset_by(f"{data['certificate_years']}y")),
    )
