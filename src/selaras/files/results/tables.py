"""Verdicts as plain rows: the per-person columns of every format, and the full answer for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from selaras.core.explain import verdict_sentence
from selaras.core.model import CompetencyRow, Evidence
from selaras.core.remedy import next_steps
from selaras.core.verdict import Interval, RowResult, Status, Verdict
from selaras.core.words import Words
from selaras.errors import Language

PERSON_COLUMNS = (
    "nip",
    "name",
    "unit",
    "position",
    "job_class",
    "verdict",
    "reason",
    "jpm_low",
    "jpm_high",
    "jpm_uncapped_low",
    "jpm_uncapped_high",
    "category",
    "below_standard",
    "not_met",
    "undetermined",
    "warnings",
    "next_steps",
    "standard",
    "policy",
    "on",
    "jpm_low_exact",
    "jpm_high_exact",
)


def person_row(verdict: Verdict, words: Words, language: Language) -> dict[str, Any]:
    """One person's answer, a value for each of PERSON_COLUMNS.

    JPM in percent, rounded to two decimals for reading; `*_exact` carry the fractions. Lists are joined by `; `.
    """
    capped, uncapped = _intervals(verdict)
    position = verdict.position
    steps = (f"{n}. {step.text[language]}" for n, step in enumerate(next_steps(verdict, words), 1))
    return {
        "nip": verdict.person,
        "name": verdict.name,
        "unit": position.unit if position else None,
        "position": position.title if position else None,
        "job_class": position.job_class if position else None,
        "verdict": str(verdict.outcome),
        "reason": str(verdict.reason) if verdict.reason else None,
        "jpm_low": rounded(capped.low) if capped else None,
        "jpm_high": rounded(capped.high) if capped else None,
        "jpm_uncapped_low": rounded(uncapped.low) if uncapped else None,
        "jpm_uncapped_high": rounded(uncapped.high) if uncapped else None,
        "category": verdict.jpm.category if verdict.jpm else None,
        "below_standard": "; ".join(verdict.below_standard),
        "not_met": _keys(verdict.having(Status.NOT_MET)),
        "undetermined": _keys(verdict.having(Status.UNDETERMINED)),
        "warnings": _keys(verdict.warnings),
        "next_steps": "; ".join(steps),
        "standard": verdict.standard.id if verdict.standard else None,
        "policy": verdict.policy.id,
        "on": verdict.on,
        "jpm_low_exact": str(capped.low) if capped else None,
        "jpm_high_exact": str(capped.high) if capped else None,
    }


def rounded(value: Fraction) -> float:
    """Two decimals, half up, as a number for spreadsheets. Never compared with anything."""
    return int(value * 100 + Fraction(1, 2)) / 100


def _intervals(verdict: Verdict) -> tuple[Interval | None, Interval | None]:
    return (verdict.jpm.counted.capped, verdict.jpm.counted.uncapped) if verdict.jpm else (None, None)


def _keys(rows: tuple[RowResult, ...]) -> str:
    """Row keys with their reasons: `rank (rank_above); competency:M.1 (expired)`."""
    return "; ".join(f"{row.key} ({row.reason})" for row in rows)


def answer(verdict: Verdict, words: Words, language: Language) -> dict[str, Any]:
    """The whole answer about one person for JSON: the per-person columns, the sentence and every row."""
    return {
        **person_row(verdict, words, language),
        "sentence": verdict_sentence(verdict, words)[language],
        "rows": [row_answer(row) for row in verdict.rows],
    }


def row_answer(row: RowResult) -> dict[str, Any]:
    """One row of an answer: result, reason, effect, citation, the entry used and those passed over."""
    scores = {"levels": row.levels, "indicators": row.indicators}
    return {
        "key": row.key,
        "status": str(row.status),
        "reason": str(row.reason),
        "effect": str(row.effect),
        "citation": str(row.citation),
        "line": row.citation.line,
        "used": row.used.id if row.used else None,
        "since": row.used.since if row.used else None,
        "months": row.months,
        "not_chosen": [{"evidence": n.evidence.id, "reason": str(n.reason)} for n in row.not_chosen],
        **{name: {"required": s.required, "low": s.low, "high": s.high} for name, s in scores.items() if s},
    }


def competency_rows(verdict: Verdict) -> Iterator[tuple[RowResult, CompetencyRow, Evidence | None]]:
    """The competencies of one verdict with the evidence each rests on."""
    for row in verdict.rows:
        if isinstance(row.row, CompetencyRow):
            yield row, row.row, row.used if isinstance(row.used, Evidence) else None
