"""From the engine's verdict to the shape of the API. The sentences are those of `core.explain`, none of its own."""

from __future__ import annotations

from importlib.metadata import version as engine_version

from selaras.core import verdict as core
from selaras.core.describe import name_of
from selaras.core.explain import Explanation, Line, explain
from selaras.core.model import (
    CompetencyRow,
    Determination,
    EducationHeld,
    EmploymentHeld,
    Evidence,
    PositionHeld,
    RankHeld,
    Recorded,
    TrainingTaken,
)
from selaras.core.words import LANGUAGES, percent
from selaras.errors import Text
from selaras.law.words import words
from selaras.web.evaluations.api_shapes import (
    Between,
    Jpm,
    Match,
    NextStep,
    PassedOver,
    PolicyUsed,
    Post,
    Row,
    Said,
    Score,
    StandardUsed,
    Subject,
    Used,
    VerdictShape,
    VersionUsed,
)
from selaras.web.evaluations.questions import Question
from selaras.web.evaluations.work import interval_of
from selaras.web.people.models import Kind, Person
from selaras.web.standards.reading import history, holds

_KINDS: dict[type[Recorded], Kind] = {
    Determination: Kind.DETERMINATION,
    EducationHeld: Kind.EDUCATION,
    EmploymentHeld: Kind.EMPLOYMENT,
    Evidence: Kind.COMPETENCY,
    PositionHeld: Kind.POSITION,
    RankHeld: Kind.RANK,
    TrainingTaken: Kind.TRAINING,
}


def shape_of(
    person: Person, asked: Question, verdict: core.Verdict, *, held: bool, named: bool = True
) -> VerdictShape:
    """A verdict with its explanation. `named` False leaves out who it is about."""
    texts = words()
    explanation = explain(verdict, texts)
    lines = {str(line.row.key): line for line in explanation.lines}
    return VerdictShape(
        person=Subject(
            pk=person.pk,
            nip=person.nip if named else None,
            name=person.name if named else None,
            unit=person.unit.name,
        ),
        position=_post(verdict),
        held=held,
        purpose=str(asked.purpose),
        on=asked.on,
        outcome=str(verdict.outcome),
        outcome_text=said(texts.get("outcome", verdict.outcome)),
        sentence=said(explanation.verdict),
        reason=str(verdict.reason) if verdict.reason else None,
        rows=[_row(row, lines[row.key]) for row in verdict.rows],
        jpm=_jpm(verdict),
        arithmetic=[said(each) for each in explanation.arithmetic],
        below_standard=list(verdict.below_standard),
        warnings=[row.key for row in verdict.warnings],
        next_steps=_steps(explanation),
        then=said(explanation.then) if explanation.then else None,
        standard=StandardUsed(id=verdict.standard.id, citation=str(verdict.standard.citation))
        if verdict.standard
        else None,
        policy=PolicyUsed(
            id=verdict.policy.id,
            title=said(verdict.policy.title),
            unverified=[said(each) for each in explanation.unverified],
        ),
        versions=versions_of(asked),
        engine=engine_version("selaras"),
    )


def said(text: Text) -> Said:
    """A text of the engine."""
    return Said(id=text.id, en=text.en)


def versions_of(asked: Question) -> list[VersionUsed]:
    """The versions of acts that were asked."""
    used = {law.instrument.id for law in asked.regulations}
    return [
        VersionUsed(
            pk=each.pk,
            act=each.act.act_id,
            number=each.number or 0,
            effective_from=each.effective_from,
            digest=each.digest,
        )
        for each in history(asked.instansi)
        if each.act and each.act.act_id in used and each.effective_from and holds(each, asked.on)
    ]


def _post(verdict: core.Verdict) -> Post | None:
    post = verdict.position
    return Post(code=post.id, title=post.title, job_class=post.job_class, unit=post.unit) if post else None


def _row(row: core.RowResult, line: Line) -> Row:
    competency = row.row if isinstance(row.row, CompetencyRow) else None
    return Row(
        key=row.key,
        name=said(name_of(row, words())),
        section=str(line.section),
        status=str(row.status),
        reason=str(row.reason),
        effect=str(row.effect),
        text=said(line.text),
        citation=str(row.citation),
        line=row.citation.line,
        required_level=competency.level if competency else None,
        rubric=competency.rubric.id if competency else None,
        value=None if competency else str(getattr(row.row, "value", "")),
        used=_used(row.used) if row.used else None,
        not_chosen=[
            PassedOver(entry=int(each.evidence.id), reason=str(each.reason), text=said(text))
            for each, text in zip(row.not_chosen, line.not_chosen, strict=True)
        ],
        months=row.months,
        levels=_score(row.levels),
        indicators=_score(row.indicators),
    )


def _used(entry: Recorded) -> Used:
    result = entry if isinstance(entry, Evidence) else None
    rated = result is not None and result.indicators is not None
    return Used(
        entry=int(entry.id),
        kind=str(_KINDS[type(entry)]),
        since=entry.since,
        known_on=entry.known_from,
        source=result.source if result else None,
        rubric=result.rubric.id if result else None,
        level=result.level if result else None,
        indicators_met=result.met if result and rated else None,
        indicators_failed=result.failed if result and rated else None,
    )


def _score(score: core.Score | None) -> Score | None:
    return Score(required=score.required, low=score.low, high=score.high) if score else None


def _jpm(verdict: core.Verdict) -> Jpm | None:
    counted = interval_of(verdict)
    if verdict.jpm is None or counted is None:
        return None
    return Jpm(
        by_level=_match(verdict.jpm.by_level),
        by_indicator=_match(verdict.jpm.by_indicator),
        counted=_between(counted),
        shown=said(Text(*(shown(counted, language) for language in LANGUAGES))),
        category=verdict.jpm.category,
    )


def shown(interval: core.Interval, language: str) -> str:
    """“83,33” or “66,67–83,33”: for reading, never compared."""
    low, high = (percent(end, "id" if language == "id" else "en") for end in (interval.low, interval.high))
    return low if low == high else f"{low}–{high}"


def _match(match: core.Match) -> Match:
    return Match(required=match.required, capped=_between(match.capped), uncapped=_between(match.uncapped))


def _between(interval: core.Interval) -> Between:
    return Between(low=str(interval.low), high=str(interval.high))


def _steps(explanation: Explanation) -> list[NextStep]:
    return [
        NextStep(
            remedy=str(step.remedy),
            row=step.row.key if step.row else None,
            text=said(step.text),
            then=str(step.then) if step.then else None,
        )
        for step in explanation.steps
    ]
