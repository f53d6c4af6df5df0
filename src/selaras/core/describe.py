"""Names and reasons of rows in words."""

from __future__ import annotations

from selaras.core.model import (
    CompetencyRow,
    Decided,
    EducationHeld,
    Evidence,
    ExperienceNeeded,
    RankHeld,
    Recorded,
    Requirement,
    TrainingTaken,
)
from selaras.core.verdict import Reason, RowResult, Verdict
from selaras.core.words import Words
from selaras.errors import Text


def name_of(row: RowResult, words: Words) -> Text:
    """A competency's name as printed, or the label of a requirement with its mark."""
    if isinstance(row.row, CompetencyRow):
        return Text(row.row.name, row.row.name)
    label = words.get("row", row.row.key)
    if row.row.importance is None:
        return label
    mark = words.get("importance", row.row.importance)
    return Text(f"{label.id} ({mark.id})", f"{label.en} ({mark.en})")


def reason_text(verdict: Verdict, row: RowResult | None, words: Words) -> Text:
    """Why a row — or, without a row, the whole position — came to its result, with the evidence it rests on."""
    if row is None:
        return _whole_reason(verdict, words)
    if isinstance(row.row, CompetencyRow):
        return _competency_reason(verdict, row, words)
    return _requirement_reason(verdict, row, row.row, words)


def _whole_reason(verdict: Verdict, words: Words) -> Text:
    position = verdict.position
    return words.fill(
        "reason",
        str(verdict.reason),
        on=verdict.on,
        position=position.title if position else "",
        job_class=position.job_class if position else "",
        type=words.get("position_type", position.type) if position else "",
        standards="; ".join(str(s.citation) for s in verdict.candidates),
    )


def _competency_reason(verdict: Verdict, row: RowResult, words: Words) -> Text:
    evidence = row.used if isinstance(row.used, Evidence) else None
    size = evidence.rubric.size if evidence else 0
    partly = evidence is not None and row.reason is Reason.NO_EVIDENCE
    text = words.fill(
        "reason",
        "partly_rated" if partly else row.reason,
        achieved=evidence.level if evidence else "",
        required=row.levels.required if row.levels else "",
        met=evidence.met if evidence else 0,
        failed=evidence.failed if evidence else 0,
        size=size,
        needed=verdict.policy.needed_indicators(size) if evidence else 0,
    )
    if evidence is None:
        return text
    source = words.sources.get(evidence.source, Text(evidence.source, evidence.source))
    where = words.fill("summary", "source", source=source, date=evidence.since)
    return Text(f"{text.id} ({where.id})", f"{text.en} ({where.en})")


def _requirement_reason(verdict: Verdict, row: RowResult, asked: Requirement, words: Words) -> Text:
    used = row.used
    demand = asked.demand
    own = demand.months if isinstance(demand, ExperienceNeeded) else None
    basis = verdict.policy.not_applicable.get(asked.key)
    judged = used if isinstance(used, Decided) else None
    return words.fill(
        "reason",
        row.reason,
        value=asked.value,
        held=_held(used, asked, words),
        months=row.months if row.months is not None else "",
        needed=own if own is not None else verdict.policy.experience_months.value,
        family=(verdict.position.family if verdict.position else None) or "",
        on=verdict.on,
        basis=basis.basis if basis else Text("", ""),
        by=judged.by if judged else "",
        why=judged.reason if judged else "",
        document=judged.document if judged else "",
    )


def _held(used: Recorded | None, asked: Requirement, words: Words) -> Text:
    """What the person has, with the day it holds from."""
    match used:
        case EducationHeld():
            name = used.level.name if asked.key == "education.level" else used.field
            what = f"{name} {used.field}".strip() if asked.key == "education.level" else name
        case RankHeld():
            what = used.rank.label
        case TrainingTaken():
            return words.fill("summary", "source", source=used.name, date=used.since)
        case _:
            return Text("", "")
    return words.fill("summary", "since", what=what, date=used.since)
