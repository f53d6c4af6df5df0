"""The job–person match (specification §7): exact fractions, an interval where evidence is missing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from selaras.core.model import CompetencyRow
from selaras.core.policy import Policy, Variant
from selaras.core.verdict import Interval, Jpm, Match, RowResult, Score


def job_person_match(rows: Sequence[RowResult], policy: Policy) -> Jpm | None:
    """Σ achieved ÷ Σ required × 100 over the kinds the policy names; None if the standard has none of them.

    The category holds only when both ends of the interval that counts fall in one band.
    """
    rule = policy.jpm.value
    counted = [r for r in rows if isinstance(r.row, CompetencyRow) and r.row.kind in rule.kinds]
    by_level = match([r.levels for r in counted if r.levels])
    by_indicator = match([r.indicators for r in counted if r.indicators])
    if by_level is None or by_indicator is None:
        return None
    chosen = by_level if rule.variant is Variant.LEVEL else by_indicator
    interval = chosen.capped if rule.capped else chosen.uncapped
    low, high = policy.bands.value.of(interval.low), policy.bands.value.of(interval.high)
    return Jpm(by_level, by_indicator, chosen, low.code if low == high else None)


def match(scores: Sequence[Score]) -> Match | None:
    """Sum scores into a match; None if nothing is required."""
    required = sum(score.required for score in scores)
    if not required:
        return None

    def percent(parts: int) -> Fraction:
        return Fraction(100 * parts, required)

    return Match(
        required,
        capped=Interval(
            percent(sum(min(score.low, score.required) for score in scores)),
            percent(sum(min(score.high, score.required) for score in scores)),
        ),
        uncapped=Interval(
            percent(sum(score.low for score in scores)), percent(sum(score.high for score in scores))
        ),
    )
