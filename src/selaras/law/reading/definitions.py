"""Definitions: one a number, or all of them in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selaras.law.form.head import Article, Clause, Definition
from selaras.law.reading.doubts import Doubts, piece_of, source_of

_MEANING = re.compile(
    r"^(?P<term>.+?)(?:,?\s+yang\s+selanjutnya\s+(?:disebut|disingkat)(?:\s+dengan)?\s+(?P<short>.+?))?,?\s+(?:adalah|ialah|merupakan)\s",
    re.DOTALL,
)
_OPENING = re.compile(r"\bdimaksud\s+dengan\s*:?\s*", re.IGNORECASE)
_INLINE = re.compile(r"(?:^|(?<=[.;:]))\s*(?P<number>\d{1,3})\.\s+(?=\S)")


def definitions_of(articles: Iterable[Article], doubts: Doubts) -> tuple[Definition, ...]:
    """The definitions of the article that opens with "yang dimaksud dengan"."""
    article = next((each for each in articles if _OPENING.search(each.opening)), None)
    if article is None:
        return ()
    clauses = article.clauses or tuple(_inline(article))
    return tuple(_definition(clause, doubts) for clause in clauses)


def _inline(article: Article) -> Iterator[Clause]:
    """Definitions that stand in the opening sentence itself: `… dengan: 1. A adalah … 2. B adalah …`."""
    opening = _OPENING.search(article.opening)
    start = opening.end() if opening else 0
    rest = article.opening[start:]
    marks: list[re.Match[str]] = []
    for match in _INLINE.finditer(rest):
        if int(match["number"]) == len(marks) + 1:
            marks.append(match)
    stretches = [(match["number"], match.end()) for match in marks] or [("", 0)]
    ends = [*(match.start() for match in marks[1:]), len(rest)][: len(stretches)]
    whole = piece_of(article.opening, article.source)
    for (number, begin), end in zip(stretches, ends, strict=True):
        piece = whole.part(start + begin, start + end)
        if piece.text:
            yield Clause(kind="angka", number=number, text=piece.text, source=source_of(piece))


def _definition(clause: Clause, doubts: Doubts) -> Definition:
    match = _MEANING.match(clause.text)
    if not match:
        doubts.add("definition", piece_of(clause.text, clause.source))
    return Definition(
        number=clause.number,
        term=match["term"] if match else clause.text,
        abbreviation=match["short"] if match else None,
        text=clause.text,
        source=clause.source,
    )
