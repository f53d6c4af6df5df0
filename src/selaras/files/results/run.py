"""One evaluation of a workforce: its question, its verdicts, and the figures people ask for first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from selaras.core.describe import name_of
from selaras.core.model import Evidence, Regulation
from selaras.core.policy import Effect, Policy
from selaras.core.verdict import Outcome, Reason, RowResult, Status, Verdict
from selaras.core.words import Words
from selaras.errors import Text

COMMONEST = 10  # as many as fit a screen


@dataclass(frozen=True, slots=True)
class Run:
    """A question put to a workforce and all its answers.

    `units` names the unit of each person by NIP; `notes` are remarks on the data that belong on the first page
    (synthetic data, rows left out, titles without a class).
    """

    regulations: tuple[Regulation, ...]
    policies: tuple[Policy, ...]
    on: date
    source: str
    engine: str
    verdicts: Sequence[Verdict]
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of a standard with how many people share a result on it."""

    name: Text
    reason: Text
    people: int


@dataclass(frozen=True, slots=True)
class Group:
    """People counted together: those of one job class, those whose class is unknown, those not covered."""

    order: int
    label: Text


@dataclass(frozen=True, slots=True)
class Summary:
    """Verdicts counted per group (a job class, or none), commonest gaps, commonest missing evidence."""

    by_group: Mapping[Group, Counter[Outcome]]
    total: Counter[Outcome]
    gaps: tuple[Figure, ...]
    missing: tuple[Figure, ...]
    whole: tuple[Figure, ...]
    categories: Counter[str | None] = field(default_factory=Counter)


def summarise(run: Run, words: Words) -> Summary:
    """Count a run once; every figure shown anywhere comes from here."""
    by_group: dict[Group, Counter[Outcome]] = {}
    gaps: Counter[tuple[Text, Text]] = Counter()
    missing: Counter[tuple[Text, Text]] = Counter()
    whole: Counter[Reason] = Counter()
    categories: Counter[str | None] = Counter()
    for verdict in run.verdicts:
        by_group.setdefault(_group(verdict), Counter())[verdict.outcome] += 1
        if verdict.reason is not None:
            whole[verdict.reason] += 1
        if verdict.jpm is not None:
            categories[verdict.jpm.category] += 1
        for row in verdict.rows:
            if row.status is Status.NOT_MET:
                gaps[name_of(row, words), why(row, words)] += 1
            elif row.status is Status.UNDETERMINED:
                missing[name_of(row, words), why(row, words)] += 1
    total: Counter[Outcome] = sum(by_group.values(), Counter())
    return Summary(
        by_group=dict(sorted(by_group.items(), key=lambda item: item[0].order)),
        total=total,
        gaps=_commonest(gaps),
        missing=_commonest(missing),
        whole=tuple(
            Figure(Text("Jabatan", "Position"), short_reason(reason, words), count)
            for reason, count in whole.most_common()
        ),
        categories=categories,
    )


def _group(verdict: Verdict) -> Group:
    """Classes in descending order, then people without a recorded class, then structural and functional staff."""
    if verdict.outcome is Outcome.NOT_COVERED:
        return Group(2, Text("struktural, fungsional", "structural, functional"))
    job_class = verdict.position.job_class if verdict.position else None
    if job_class is None:
        return Group(1, Text("belum dicatat", "not recorded"))
    return Group(-job_class, Text(str(job_class), str(job_class)))


def outcome_label(outcome: Outcome, policy: Policy, words: Words) -> Text:
    """An outcome in words. Under a policy in which nothing gates nobody is said to meet the standard."""
    effects = policy.effects.value
    every = (
        effects.competency,
        effects.rank_below,
        effects.rank_above,
        *effects.importance.values(),
        *effects.unmarked.values(),
    )
    unconditional = outcome is Outcome.ELIGIBLE and Effect.GATE not in every
    return words.get("outcome", "nothing_gates" if unconditional else outcome)


def why(row: RowResult, words: Words) -> Text:
    """A row's reason in a few words; evidence that rates only some indicators is not the same as none."""
    partly = row.reason is Reason.NO_EVIDENCE and isinstance(row.used, Evidence)
    return words.get("short", "partly_rated" if partly else row.reason)


def short_reason(reason: Reason, words: Words) -> Text:
    """A reason in a few words, for tables and counts."""
    return words.get("short", reason)


def _commonest(counted: Counter[tuple[Text, Text]]) -> tuple[Figure, ...]:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0][0].id, item[0][1].id))
    return tuple(Figure(name, reason, n) for (name, reason), n in ordered[:COMMONEST])
