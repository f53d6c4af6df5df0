"""Compares what a case expects with the engine's verdict, in the words of the cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from selaras.core.explain import Explanation, explain
from selaras.core.model import CompetencyRow
from selaras.core.verdict import Interval, RowResult, Score, Verdict
from selaras.errors import LawRefused
from selaras.law.words import words
from tests.spec.vocabulary import (
    EFFECTS,
    OUTCOMES,
    REASONS,
    REMEDIES,
    ROWS,
    STATUSES,
    CaseError,
    Fields,
    code,
    word_of,
)
from tests.spec.world import ask, row_named


def mismatches(facts: Mapping[str, Any], expected: Mapping[str, Any], where: str) -> list[str]:
    """Every difference between what is expected and what comes out; empty when the case holds."""
    fields = Fields(expected, where)
    if "ditolak" in fields:
        return _refusal(facts, fields, where)
    verdict = ask(facts, where)
    explanation = explain(verdict, words())
    found = [line for line in _differences(verdict, explanation, fields) if line]
    fields.done()
    return found


def _refusal(facts: Mapping[str, Any], fields: Fields, where: str) -> list[str]:
    text = fields.take("ditolak")
    fields.done()
    try:
        ask(facts, where)
    except LawRefused as refused:
        return [] if text in refused.what.id else [f"refused with “{refused.what.id}”, expected “{text}”"]
    return ["expected to be refused, and was not"]


def _differences(verdict: Verdict, explanation: Explanation, fields: Fields) -> Iterator[str]:
    plain: dict[str, Callable[[], object]] = {
        "hasil": lambda: word_of(verdict.outcome, OUTCOMES),
        "alasan": lambda: word_of(verdict.reason, REASONS),
        "standar": lambda: _standard(verdict),
        "kebijakan": lambda: verdict.policy.title.id,
        "di bawah standar": lambda: [_competency(verdict, c) for c in verdict.below_standard],
        "peringatan": lambda: [label(row) for row in verdict.warnings],
        "urutan": lambda: [name_of_line(line) for line in explanation.lines][: len(expected or ())],
        "maka setelah semua langkah": lambda: explanation.then.id if explanation.then else "",
        "belum diverifikasi": lambda: [text.id for text in explanation.unverified],
        "jumlah baris": lambda: len(verdict.rows),
    }
    for name, observe in plain.items():
        if name in fields:
            expected = fields.take(name)
            yield _differ(name, expected, observe())
    if "baris" in fields:
        for name, item in fields.take("baris").items():
            yield from _row(row_called(name, verdict, fields.where), name, item, fields.where)
    if "JPM" in fields:
        yield from _jpm(verdict, Fields(fields.take("JPM"), fields.where))
    if "langkah" in fields:
        yield _differ("langkah", fields.take("langkah"), steps(explanation))
    for sentence in fields.take("kalimat", ()):
        pair = Fields(sentence, fields.where)
        wanted = (pair.need("id"), pair.need("en"))
        pair.done()
        if wanted not in (said := list(sentences(explanation))):
            yield f"no sentence {wanted!r}; said: " + "\n    ".join(map(repr, said))


def _differ(name: str, expected: object, observed: object) -> str:
    return "" if expected == observed else f"{name}: expected {expected!r}, found {observed!r}"


def label(row: RowResult) -> str:
    """A row's name in cases: the competency as printed, or the label of the requirement."""
    return row.row.name if isinstance(row.row, CompetencyRow) else word_of(row.row.key, ROWS)


def name_of_line(line: Any) -> str:
    """The name of the row that a line of an explanation is about."""
    return line.row.name if isinstance(line.row, CompetencyRow) else word_of(line.row.key, ROWS)


def row_called(name: str, verdict: Verdict, where: str) -> RowResult:
    """The result of the row of that name."""
    if verdict.standard is None:
        raise CaseError(f"{where}: no standard applied, so there is no row “{name}” ({verdict.reason})")
    wanted = ROWS[name] if name in ROWS else row_named(name, verdict.standard, where).key
    return next(row for row in verdict.rows if row.key == wanted)


def _standard(verdict: Verdict) -> str:
    if verdict.standard is None:
        return "tidak ada"
    applies = verdict.standard.applies_to
    return f"{verdict.standard.instrument.short}, {applies.title or f'kelas {applies.job_class}'}"


def _competency(verdict: Verdict, wanted: str) -> str:
    rows = (r.row for r in verdict.rows if isinstance(r.row, CompetencyRow))
    return next(row.name for row in rows if row.code == wanted)


def status_and_reason(row: RowResult) -> str:
    """`memenuhi, level tercapai`."""
    return f"{word_of(row.status, STATUSES)}, {word_of(row.reason, REASONS)}"


def _row(row: RowResult, name: str, item: Any, where: str) -> Iterator[str]:
    fields = Fields({"hasil": item} if isinstance(item, str) else item, f"{where}: {name}")
    if "hasil" in fields:
        result = fields.take("hasil")
        status, _, reason = result.partition(", ")
        code(status, STATUSES, fields.where)
        code(reason, REASONS, fields.where)
        yield _differ(name, result, status_and_reason(row))
    passed_over = {n.evidence.id: word_of(n.reason, REASONS) for n in row.not_chosen}
    plain = {
        "akibat": word_of(row.effect, EFFECTS),
        "dipakai": row.used.id if row.used else "tidak ada",
        "tidak dipakai": passed_over or "tidak ada",
        "bulan": row.months,
        "nilai level": span(row.levels),
        "nilai indikator": span(row.indicators),
        "dasar": str(row.citation),
    }
    for field, observed in plain.items():
        if field in fields:
            wanted = fields.take(field)
            if isinstance(wanted, Mapping):
                wanted = {str(k): v for k, v in wanted.items()}
            elif field == "dipakai":
                wanted = str(wanted)
            yield _differ(f"{name}: {field}", wanted, observed)
    fields.done()


def span(score: Score | None) -> str:
    """`2 dari 3`, or `0 sampai 5 dari 1` while evidence is missing."""
    if score is None:
        return "tidak ada"
    low, high = str(score.low), str(score.high)
    return f"{low if low == high else f'{low} sampai {high}'} dari {score.required}"


def _jpm(verdict: Verdict, fields: Fields) -> Iterator[str]:
    jpm = verdict.jpm
    if jpm is None:
        yield "JPM: there is none"
        return
    rule = verdict.policy.jpm.value
    plain = {
        "level dibatasi": interval(jpm.by_level.capped),
        "level tidak dibatasi": interval(jpm.by_level.uncapped),
        "indikator": interval(jpm.by_indicator.capped),
        "dihitung": interval(jpm.counted.capped if rule.capped else jpm.counted.uncapped),
        "kategori": jpm.category or "belum dapat ditentukan",
    }
    for name, observed in plain.items():
        if name in fields:
            yield _differ(f"JPM {name}", str(fields.take(name)), observed)
    fields.done()


def interval(value: Interval) -> str:
    """Exact ends: `700/9`, or `0 sampai 100`."""
    return f"{value.low}" if value.low == value.high else f"{value.low} sampai {value.high}"


def steps(explanation: Explanation) -> list[dict[str, str]]:
    """The next steps, each with its row (if any) and the outcome if only it were done."""
    return [
        {
            **({"baris": label(step.row)} if step.row else {}),
            "langkah": word_of(step.remedy, REMEDIES),
            **({"maka": word_of(step.then, OUTCOMES)} if step.then else {}),
        }
        for step in explanation.steps
    ]


def sentences(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Every sentence of an explanation in both languages."""
    texts = [
        explanation.verdict,
        *(line.text for line in explanation.lines),
        *(text for line in explanation.lines for text in line.not_chosen),
        *explanation.arithmetic,
        *(step.text for step in explanation.steps),
        *([explanation.then] if explanation.then else []),
        *explanation.unverified,
    ]
    yield from ((text.id, text.en) for text in texts)
