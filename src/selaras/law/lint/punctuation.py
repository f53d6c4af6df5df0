"""How texts end: considerations, bases, enactment, definitions, paragraphs, descriptions, indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span

_STOPPED = re.compile(r"[.!?]\W*\Z")
_OPEN = re.compile(r":\s*\Z")
_SHARE = 2 / 3  # of its siblings a text must differ from before its end is a slip and not a style
_FEW = 3


@rule("consideration-end")
def consideration_end(draft: Draft) -> Iterable[Hit]:
    """Each consideration ends in a semicolon, the last one too."""
    for item in draft.considerations:
        if item.span.text and not item.span.text.endswith(";"):
            yield hit(item.span.tail, number=item.number or "–")


@rule("basis-end")
def basis_end(draft: Draft) -> Iterable[Hit]:
    """Each legal basis ends in a semicolon, the last one too."""
    for item in draft.bases:
        if item.span.text and not item.span.text.endswith(";"):
            yield hit(item.span.tail, number=item.number or "–")


@rule("enacting-end")
def enacting_end(draft: Draft) -> Iterable[Hit]:
    """What Menetapkan says ends in a full stop."""
    if draft.enacting and not draft.enacting.text.endswith("."):
        yield hit(draft.enacting.tail)


@rule("definition-end")
def definition_end(draft: Draft) -> Iterable[Hit]:
    """A definition ends in a full stop."""
    for item in draft.defining.items if draft.defining else ():
        last = list(item.every())[-1].span
        if not _STOPPED.search(last.text):
            yield hit(last.tail, number=item.number)


@rule("sentence-end")
def sentence_end(draft: Draft) -> Iterable[Hit]:
    """A paragraph (ayat), an article without clauses, or the end of a list lacks its full stop."""
    for article in draft.norms:
        ends = [item for item in article.items if item.kind == "ayat"] or list(article.items[-1:])
        spans = [list(item.every())[-1].span for item in ends]
        if not article.items and article.opening and article.opening.text:
            spans = [article.opening]
        for span in spans:
            if not _STOPPED.search(span.text) and not _OPEN.search(span.text):
                yield hit(span.tail, place=article.article.place)


@rule("indicator-end")
def indicator_end(draft: Draft) -> Iterable[Hit]:
    """An indicator ends otherwise than its siblings."""
    return _unlike_siblings(
        [span for s in draft.standards for row in s.competencies for _, span in row.indicators]
    )


@rule("description-end")
def description_end(draft: Draft) -> Iterable[Hit]:
    """A description ends otherwise than its siblings."""
    return _unlike_siblings(
        [row.description for s in draft.standards for row in s.competencies if row.description]
    )


def _unlike_siblings(spans: Sequence[Span]) -> Iterable[Hit]:
    stopped = [span for span in spans if _STOPPED.search(span.text)]
    bare = [span for span in spans if not _STOPPED.search(span.text)]
    many, few = (stopped, bare) if len(stopped) >= len(bare) else (bare, stopped)
    if len(spans) < _FEW or len(many) < _SHARE * len(spans):
        return
    usual_id = "bertitik" if many is stopped else "tanpa titik"
    usual_en = "with a full stop" if many is stopped else "without a full stop"
    for span in few:
        yield hit(
            span.tail, group=span.flat, many=len(many), all=len(spans), usual_id=usual_id, usual_en=usual_en
        )
