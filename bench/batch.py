"""`core.batch` on a million people, against one person at a time and against plain pandas."""

from __future__ import annotations

import hashlib

import polars as pl

from bench.measure import Line, Measured, Report, apart, stopwatch
from bench.workforce import ON, people, standards, tiled
from selaras.core.batch import Result, columns, evaluate_all
from selaras.core.evaluate import evaluate_held
from selaras.core.facts import employment_on
from selaras.core.policy import policy_for
from selaras.core.verdict import Status
from selaras.law.policies import policies

BASE, TIMES = 10_000, 100
COMPARED = ("outcome", "not_met", "undetermined", "level_required", "capped_low", "capped_high", "category")


def fingerprint(frame: pl.DataFrame) -> str:
    """A digest of what is compared, row by row: outcome, counts, the match and its category."""
    text = frame.select(pl.col("outcome", "category").cast(pl.String), pl.col(*COMPARED[1:-1]).cast(pl.Int64))
    return hashlib.sha256(text.select(COMPARED).write_csv().encode()).hexdigest()


def one_by_one(size: int) -> Measured:
    """The oracle, on so many people."""
    every, law, variants = people(size), [standards()], policies("appointment")
    with stopwatch() as measured:
        verdicts = [
            evaluate_held(one, law, policy_for(variants, employment_on(one, ON), ON), ON) for one in every
        ]
    rows = [
        {
            "outcome": verdict.outcome,
            "not_met": len(verdict.having(Status.NOT_MET)),
            "undetermined": len(verdict.having(Status.UNDETERMINED)),
            "level_required": verdict.jpm.by_level.required,
            "capped_low": int(verdict.jpm.by_level.capped.low * verdict.jpm.by_level.required / 100),
            "capped_high": int(verdict.jpm.by_level.capped.high * verdict.jpm.by_level.required / 100),
            "category": verdict.jpm.category,
        }
        for verdict in verdicts
        if verdict.jpm
    ]
    measured.facts = {"fingerprint": fingerprint(pl.DataFrame(rows, infer_schema_length=None))}
    return measured


def over_columns(size: int, times: int) -> Measured:
    """The batch, on so many people so many times over."""
    tables = tiled(columns(people(size)), times)
    law, variants = [standards()], policies("appointment")
    with stopwatch() as measured:
        result = evaluate_all(tables, law, variants, ON)
    measured.facts = _facts(result, size) | {
        "fingerprint": fingerprint(result.verdicts),
        "first": fingerprint(result.verdicts.head(size)),
        "tables_mb": sum(
            getattr(tables, kind).estimated_size("mb") for kind in vars(tables) if kind != "catalogue"
        ),
    }
    return measured


def _facts(result: Result, size: int) -> dict[str, object]:
    counts = result.verdicts.group_by("outcome").len().sort("outcome")
    return {
        "people": result.verdicts.height,
        "evidence": result.tables.evidence.height,
        "competencies": result.competencies.height,
        "requirements": result.requirements.height,
        "outcomes": dict(zip(counts["outcome"].to_list(), counts["len"].to_list(), strict=True)),
    }


def in_pandas(size: int, times: int) -> Measured:
    """Plain pandas, on the same frames."""
    from bench.plain_pandas import evaluate, frames  # pandas is loaded where it is measured, and only there

    tables = tiled(columns(people(size)), times)
    given = frames(tables, standards(), policies("appointment"), ON)
    del tables
    with stopwatch() as measured:
        found = evaluate(given)
    back = pl.DataFrame({name: found[name].to_numpy() for name in COMPARED if name != "category"})
    codes = [code if isinstance(code, str) else None for code in found["category"].tolist()]
    back = back.with_columns(category=pl.Series(codes, dtype=pl.String))
    measured.facts = {"fingerprint": fingerprint(back)}
    return measured


def run() -> Report:
    """Measure all three and compare what they found."""
    oracle, batch, plain = (
        apart(one_by_one, BASE),
        apart(over_columns, BASE, TIMES),
        apart(in_pandas, BASE, TIMES),
    )
    facts, size = batch.facts, BASE * TIMES
    if facts["first"] != oracle.facts["fingerprint"]:
        raise RuntimeError("batch and oracle disagree")
    if facts["fingerprint"] != plain.facts["fingerprint"]:
        raise RuntimeError("batch and pandas disagree")
    scaled = oracle.seconds * TIMES
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in facts["outcomes"].items())
    return Report(
        title="Everybody at once",
        scope=(
            f"{size:,} people with {facts['competencies']:,} competency rows, {facts['requirements']:,} requirement "
            f"rows and {facts['evidence']:,} results, from columns in memory to verdicts, rows and evidence passed "
            f"over. They are {BASE:,} generated people laid out {TIMES} times with numbers of their own. `evaluate` "
            f"is measured on the {BASE:,} and scaled up. Pandas answers the same competency and requirement rows of "
            "the same frames under the same policy, and gives outcome, counts and match; it leaves out what the "
            "sample does not hold: equivalences, several instruments, contradictory facts; and it does not list the "
            "evidence passed over."
        ),
        lines=(
            Line("evaluate, one by one", f"{BASE:,}, scaled up", scaled, oracle.peak_mb, "1"),
            Line("plain pandas", f"{size:,}", plain.seconds, plain.peak_mb, f"{scaled / plain.seconds:,.0f}"),
            Line("core.batch", f"{size:,}", batch.seconds, batch.peak_mb, f"{scaled / batch.seconds:,.0f}"),
        ),
        findings=(
            f"batch is {scaled / batch.seconds:,.0f} × evaluate (aim: 40) and {plain.seconds / batch.seconds:.1f} × "
            "pandas (aim: 3)",
            f"all three found the same outcome, counts, match and category for everybody: {outcomes}",
            f"the columns themselves take {facts['tables_mb']:,.0f} MB of the peak",
        ),
    )
