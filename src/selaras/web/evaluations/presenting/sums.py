"""Every number of the job–person match, before rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from selaras.core.model import CompetencyRow
from selaras.core.policy import Variant
from selaras.core.verdict import Interval, Match, Score, Verdict
from selaras.errors import Language

PLACES = 6  # of a decimal that does not end; where it goes on, “…” says so


@dataclass(frozen=True, slots=True)
class Part:
    """One competency in the sum: required and achieved, as measured and at most as required."""

    name: str
    required: int
    uncapped: str
    capped: str
    indicators: int
    uncapped_indicators: str
    capped_indicators: str


@dataclass(frozen=True, slots=True)
class Total:
    """One variant: its sum, the exact fraction in percent, the same in decimals. `counts`: the policy's own."""

    name: str
    achieved: str
    required: int
    fraction: str
    decimal: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """The whole arithmetic. `left_out`: competencies of kinds that the policy does not count."""

    parts: tuple[Part, ...]
    totals: tuple[Total, ...]
    left_out: tuple[str, ...]


def sums(verdict: Verdict, language: Language) -> Sums | None:
    """The arithmetic of a verdict; None where nothing is counted."""
    jpm = verdict.jpm
    if jpm is None:
        return None
    kinds = verdict.policy.jpm.value.kinds
    rows = [(row, row.row) for row in verdict.rows if isinstance(row.row, CompetencyRow)]
    return Sums(
        tuple(
            _part(asked.name, row.levels, row.indicators)
            for row, asked in rows
            if asked.kind in kinds and row.levels and row.indicators
        ),
        tuple(_totals(verdict, language)),
        tuple(asked.name for _row, asked in rows if asked.kind not in kinds),
    )


def _part(name: str, levels: Score, indicators: Score) -> Part:
    return Part(
        name,
        levels.required,
        span(levels.low, levels.high),
        span(min(levels.low, levels.required), min(levels.high, levels.required)),
        indicators.required,
        span(indicators.low, indicators.high),
        span(min(indicators.low, indicators.required), min(indicators.high, indicators.required)),
    )


def _totals(verdict: Verdict, language: Language) -> Iterator[Total]:
    jpm, rule = verdict.jpm, verdict.policy.jpm.value
    if jpm is None:
        return
    for match, variant, names in (
        (jpm.by_level, Variant.LEVEL, (_("Level, dibatasi"), _("Level, sebagaimana diukur"))),
        (jpm.by_indicator, Variant.INDICATOR, (_("Indikator, dibatasi"), _("Indikator, sebagaimana diukur"))),
    ):
        for interval, capped, name in ((match.capped, True, names[0]), (match.uncapped, False, names[1])):
            counts = rule.variant is variant and rule.capped is capped
            yield _total(name, match, interval, counts, language)


def _total(name: str, match: Match, interval: Interval, counts: bool, language: Language) -> Total:
    ends = (interval.low,) if interval.low == interval.high else (interval.low, interval.high)
    return Total(
        name,
        "–".join(str(end * match.required / 100) for end in ends),
        match.required,
        " – ".join(str(end) for end in ends),
        " – ".join(exact(end, language) for end in ends),
        counts,
    )


def span(low: int, high: int) -> str:
    """A number, or from where to where."""
    return str(low) if low == high else f"{low}–{high}"


def exact(value: Fraction, language: Language) -> str:
    """A fraction in decimals, never rounded: cut after some places, and then marked as going on."""
    whole, rest = divmod(value.numerator, value.denominator)
    digits = ""
    while rest and len(digits) < PLACES:
        digit, rest = divmod(rest * 10, value.denominator)
        digits += str(digit)
    mark = "," if language == "id" else "."
    return f"{whole}{mark if digits else ''}{digits}{'…' if rest else ''}"
