"""A verdict in ordered sentences with citations, its arithmetic, and what would change it (specification §10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from selaras.core.citation import Citation
from selaras.core.describe import name_of, reason_text
from selaras.core.model import CompetencyRow, Requirement
from selaras.core.policy import Effect, Policy
from selaras.core.remedy import Step, next_steps
from selaras.core.verdict import Interval, Match, Outcome, RowResult, Status, Verdict
from selaras.core.words import LANGUAGES, Words, fill, join, percent
from selaras.errors import Language, Text


class Section(StrEnum):
    """The order of an explanation: what stops, what is open, what warns, the rest."""

    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    WARNING = "warning"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence about one row: its citation, the evidence passed over, the day of the evidence used."""

    section: Section
    row: CompetencyRow | Requirement
    text: Text
    citation: Citation
    not_chosen: tuple[Text, ...]
    dated: date | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a personnel officer can defend line by line.

    `unverified` names the values of the policy whose legal basis nobody has confirmed yet.
    """

    verdict: Text
    lines: tuple[Line, ...]
    arithmetic: tuple[Text, ...]
    steps: tuple[Step, ...]
    then: Text | None
    policy: Policy
    unverified: tuple[Text, ...]

    def of(self, section: Section) -> tuple[Line, ...]:
        """The lines of one section."""
        return tuple(line for line in self.lines if line.section is section)


def explain(verdict: Verdict, words: Words) -> Explanation:
    """Explain a verdict in Bahasa Indonesia and English."""
    steps = next_steps(verdict, words)
    lines = [_line(row, verdict, words) for row in verdict.rows]
    return Explanation(
        verdict=verdict_sentence(verdict, words),
        lines=tuple(line for section in Section for line in lines if line.section is section),
        arithmetic=arithmetic(verdict, words),
        steps=steps,
        then=_then(verdict, steps, words),
        policy=verdict.policy,
        unverified=tuple(_unverified(name, words) for name, _ in verdict.policy.unverified),
    )


def verdict_sentence(verdict: Verdict, words: Words) -> Text:
    """The verdict in one sentence, in the words of the specification §11."""
    outcome = words.get("outcome", verdict.outcome)
    if verdict.reason is not None:
        return words.fill(
            "summary", "without_standard", outcome=outcome, reason=reason_text(verdict, None, words)
        )
    rows = [r for r in verdict.rows if isinstance(r.row, CompetencyRow)]
    parts = [
        words.fill("summary", code, count=count)
        for code, status in (
            ("competencies_below", Status.NOT_MET),
            ("competencies_undetermined", Status.UNDETERMINED),
        )
        if (count := sum(r.status is status for r in rows))
    ]
    gating = [r for r in verdict.rows if r.effect is Effect.GATE]
    if deciding := [r.status for r in gating if isinstance(r.row, Requirement)]:
        parts.append(
            words.fill("summary", "requirements", **{s: deciding.count(s) for s in list(Status)[:3]})
        )
    template = "verdict"
    if not gating:
        # An empty AND is true, but nobody may read that as “meets the standard”.
        template, outcome = "nothing_gates", words.get("outcome", "nothing_gates")
    met = sum(r.status is Status.MET for r in rows)
    return words.fill(
        "summary",
        template,
        outcome=outcome,
        met=met,
        total=len(rows),
        parts=join(*parts),
        policy=verdict.policy.title,
    )


def arithmetic(verdict: Verdict, words: Words) -> tuple[Text, ...]:
    """Every number of the match: both variants, capped and uncapped, before rounding; the category; what is below."""
    jpm = verdict.jpm
    if jpm is None:
        return ()
    bands = verdict.policy.bands.value
    rule = verdict.policy.jpm.value
    interval = jpm.counted.capped if rule.capped else jpm.counted.uncapped
    low, high = bands.of(interval.low), bands.of(interval.high)
    if jpm.category is None:
        category = words.fill("jpm", "no_category", low=low.code, high=high.code)
    else:
        category = words.fill("jpm", "category", code=low.code, label=low.label, scale=bands.code)
    if not verdict.policy.bands.trust.verified:
        category = join(category, words.get("unverified", "mark"), separator=" — ")
    below = [name_of(r, words) for r in verdict.having(Status.NOT_MET) if isinstance(r.row, CompetencyRow)]
    return (
        _sum(jpm.by_level, jpm.by_level.capped, "by_level", words),
        _sum(jpm.by_level, jpm.by_level.uncapped, "by_level_uncapped", words),
        _sum(jpm.by_indicator, jpm.by_indicator.capped, "by_indicator", words),
        category,
        words.fill("jpm", "below", names=below) if below else words.get("jpm", "none_below"),
    )


def _sum(match: Match, interval: Interval, code: str, words: Words) -> Text:
    low, high = (part * match.required / 100 for part in (interval.low, interval.high))
    return words.fill(
        "jpm",
        code,
        parts=f"{low}" if low == high else f"{low}–{high}",
        required=match.required,
        percent=Text(*(_span(interval, language) for language in LANGUAGES)),
    )


def _span(interval: Interval, language: Language) -> str:
    low, high = (percent(end, language) for end in (interval.low, interval.high))
    return low if low == high else f"{low}–{high}"


def section_of(row: RowResult) -> Section:
    """Where a row stands in an explanation."""
    if row.effect is Effect.GATE and row.status is Status.NOT_MET:
        return Section.NOT_MET
    if row.effect is Effect.GATE and row.status is Status.UNDETERMINED:
        return Section.UNDETERMINED
    if row.effect is Effect.WARN and row.status in (Status.NOT_MET, Status.UNDETERMINED):
        return Section.WARNING
    return Section.REST


def _line(row: RowResult, verdict: Verdict, words: Words) -> Line:
    status = words.get("status", row.status)
    text = fill(
        Text("{name}: {status} — {reason}", "{name}: {status} — {reason}"),
        name=name_of(row, words),
        status=status,
        reason=reason_text(verdict, row, words),
    )
    passed_over = tuple(
        words.fill(
            "summary",
            "not_chosen",
            source=words.sources.get(item.evidence.source, Text(item.evidence.source, item.evidence.source)),
            date=item.evidence.since,
            reason=words.get("reason", item.reason),
        )
        for item in row.not_chosen
    )
    return Line(
        section_of(row), row.row, text, row.citation, passed_over, row.used.since if row.used else None
    )


def _then(verdict: Verdict, steps: tuple[Step, ...], words: Words) -> Text | None:
    if not steps:
        return None
    if verdict.standard is None:
        return words.get("summary", "then_standard")
    return words.fill("summary", "then_all", outcome=words.get("outcome", Outcome.ELIGIBLE))


def _unverified(name: str, words: Words) -> Text:
    code, _, key = name.partition(":")
    label = words.get("unverified", code)
    return join(label, words.get("row", key), separator=": ") if key else label
