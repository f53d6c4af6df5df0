"""All rules over one draft: hits become findings, one slip is reported once, a failing rule loses no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selaras.core.citation import Trust
from selaras.law.document import Document
from selaras.law.form import Form
from selaras.law.form.table import DictionaryEntry
from selaras.law.lint import (
    alike,
    body,
    content,
    definitions,
    drift,
    formulas,
    letters,
    lists,
    marks,
    numbering,
    punctuation,
    references,
    requirements,
    sentences,
    terms,
    titles,
    words,
)
from selaras.law.lint.catalogue import RuleText, rule_texts
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Finding, Hit, Spot
from selaras.law.lint.registry import RULES
from selaras.law.lint.span import Span

FAMILIES = (  # importing a module enters its rules
    body,
    lists,
    numbering,
    marks,
    punctuation,
    letters,
    words,
    sentences,
    definitions,
    terms,
    references,
    formulas,
    titles,
    content,
    alike,
    drift,
    requirements,
)


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in reading order, and the rules that failed (a bug of the linter, not of the document)."""

    findings: tuple[Finding, ...]
    failed: tuple[str, ...] = ()


def lint(document: Document, form: Form, dictionary: Sequence[DictionaryEntry] = ()) -> Report:
    """Every finding in a document read as `form`; `dictionary` adds the comparison with a reference."""
    draft = Draft(document, form, dictionary)
    hits: dict[str, list[Hit]] = {}
    failed = []
    for id, check in RULES.items():
        try:
            hits[id] = merged([each for each in check(draft) if each.at.text])
        except Exception:  # noqa: BLE001  a bug in one rule must not lose the findings of the others
            failed.append(id)
    findings = [
        (each.at.start, _finding(draft, text, each))
        for text in rule_texts().values()
        for each in hits.get(text.id, ())
        if not _said_better(each.at, text, hits)
    ]
    return Report(tuple(found for _, found in sorted(findings, key=lambda pair: pair[0])), tuple(failed))


def merged(hits: Sequence[Hit]) -> list[Hit]:
    """Hits of one group as one, the later ones as related places; the same span is hit once."""
    groups: dict[object, list[Hit]] = {}
    for each in hits:
        groups.setdefault(each.group or (each.at.start, each.at.stop), []).append(each)
    return [_one(group) for group in groups.values()]


def _one(group: Sequence[Hit]) -> Hit:
    first = group[0]
    if not first.group:
        return first
    places = (span for each in group for span in (each.at, *each.related))
    related = dict.fromkeys(span for span in places if span != first.at)
    first_related = dict.fromkeys(first.related)
    return replace(first, related=tuple({**first_related, **related}))


def _said_better(at: Span, text: RuleText, hits: dict[str, list[Hit]]) -> bool:
    return any(
        at.meets(span)
        for other in text.yields_to
        for each in hits.get(other, ())
        for span in (each.at, *each.related)
    )


def _finding(draft: Draft, text: RuleText, each: Hit) -> Finding:
    values = {"quote": each.at.flat, **each.values}
    return Finding(
        rule=text.id,
        severity=text.severity,
        heuristic=text.heuristic or each.heuristic or text.norm.trust is Trust.UNVERIFIED,
        spot=_spot(draft, each.at),
        message=text.message.format(**values),
        advice=text.advice.format(**values),
        related=tuple(_spot(draft, span) for span in each.related if span.text),
    )


def _spot(draft: Draft, span: Span) -> Spot:
    return Spot(span.text, draft.place(span))
