"""Where the columns of a table without upright lines part: white that runs through all its rows, between the names.

A gutter counts only when it is the one possible: wide enough, crossed by no word, and with texts beginning at its right
side one under the other. Where texts leave two gutters, or none, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from selaras.files.documents.pdf.heads import Head, Name
from selaras.files.documents.pdf.words import SetLine, Word
from selaras.law.reading.gathered import level_in

CLEAR = 0.45  # of the font size: the white of a gutter; a space between words is narrower
FEW = 3  # lines: fewer may leave white between words by chance …
CLEAR_OF_FEW = 1.0  # … so their gutters must be as wide
ALIGNED = 0.3  # of the font size: texts of a column begin as near to one another
MOST_CROSSING = 1 / 3  # of the lines: more that cross a gutter leave none

_LIST_MARKER = re.compile(r"^(?:[(]?(?:\d{1,3}(?:[.,]\d{1,3})*|[a-z])[.)]|\d{1,3}(?:[.,]\d{1,3})+|[-•*–])$")
LETTER = re.compile(r"^[A-Z][.)]")
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gutters:
    """Between each text column and the next: the white, and where the texts right of it begin. `sub`: where labels
    such as `A. Jenjang` begin within the first columns of a requirement table."""

    spans: tuple[Span, ...]
    starts: tuple[float | None, ...]
    sub: float | None = None

    @property
    def borders(self) -> tuple[float, ...]:
        """The middle of each gutter."""
        return tuple((low + high) / 2 for low, high in self.spans)


def gutters_of(head: Head, lines: Sequence[SetLine], before: Gutters | None = None) -> Gutters | None:
    """The gutters between the text columns of `head`, and before its marks; None when one is not clear.

    `before`: what an earlier page of the same table showed; a gutter must then go through both.
    """
    names = [*head.texts, *head.marks[:1]]
    sub = sub_of(head, lines, before)
    spans: list[Span] = []
    starts: list[float | None] = []
    for at, (left, right) in enumerate(pairwise(names)):
        room = before.spans[at] if before else (left.x1, right.x0)
        labels = sub if right.role == "value" else None
        span = _gutter(room, lines, labels, levels=right.role == "level")
        start = before.starts[at] if before else None
        if right not in head.marks and span is not None:
            found = _start(span, right, lines, start)
            if found is False:
                return None
            start = found if found is not None else start
        if span is None or (left.role != "number" and _ends_in_marker(span, lines)):
            return None
        spans.append(span)
        starts.append(start)
    return Gutters(tuple(spans), tuple(starts), sub)


def _gutter(room: Span, lines: Sequence[SetLine], labels: float | None, *, levels: bool) -> Span | None:
    """The one gutter within `room`. White behind a list's markers is none, nor behind levels that stand left of their
    name; white before labels parts labels only."""
    kept = [line for line in lines if _white(room, [line], CLEAR)]
    if len(lines) - len(kept) > MOST_CROSSING * len(lines):
        return None
    found = _white(room, kept, CLEAR if len(kept) >= FEW else CLEAR_OF_FEW)
    while len(found) > 1:
        strip = (found[0][1], found[1][0])
        texts = [[word for word in line.words if strip[0] - 1 < word.x0 < strip[1]] for line in kept]
        filled = [words for words in texts if words]
        if all(
            _LIST_MARKER.match(word.text) or (levels and level_in(word.text))
            for words in filled
            for word in words
        ):
            del found[1]
        elif labels is not None and any(abs(words[0].x0 - labels) < 1 for words in filled):
            del found[0]
        else:
            return None
    return found[0] if found else None


def _white(room: Span, lines: Sequence[SetLine], clear: float) -> list[Span]:
    """The stretches of `room` that no word touches and that are wide enough for a gutter."""
    least = max(clear * max((line.size for line in lines), default=0.0), 0.1)
    inked = sorted((word.x0, word.x1) for line in lines for word in line.words)
    found, at = [], room[0]
    for x0, x1 in [*inked, (room[1], room[1])]:
        if min(x0, room[1]) - at >= least:
            found.append((at, min(x0, room[1])))
        at = max(at, x1)
    return found


def _ends_in_marker(span: Span, lines: Sequence[SetLine]) -> bool:
    """Whether a list's marker stands left of a gutter and its text right of it: then the true gutter is another."""
    for line in lines:
        left = [word for word in line.words if word.x1 <= span[0] + 0.1]
        if left and len(left) < len(line.words) and _LIST_MARKER.match(left[-1].text):
            return True
    return False


def _start(span: Span, right: Name, lines: Sequence[SetLine], known: float | None) -> float | bool | None:
    """Where the texts right of a gutter begin; None when there are none, False when they are not aligned."""
    firsts = [next((word for word in line.words if word.x0 >= span[1] - 0.1), None) for line in lines]
    words = [word for word in firsts if word is not None and _near_column(word, right, span)]
    if not words:
        return None
    tolerance = ALIGNED * max(word.size for word in words)
    start = min([word.x0 for word in words] + ([known] if known is not None else []))
    aligned = sum(word.x0 - start <= tolerance for word in words)
    under = all(right.x0 - tolerance <= word.x0 and word.x1 <= right.x1 + tolerance for word in words)
    return start if 2 * aligned >= len(words) or under else False


def _near_column(word: Word, right: Name, span: Span) -> bool:
    """Whether a word may be the first of this column and not of one further right."""
    return word.x0 <= max(right.x1, span[1] + word.size)


def sub_of(head: Head, lines: Sequence[SetLine], before: Gutters | None) -> float | None:
    """Where letters of labels begin, one under the other, right of the first labels of a requirement table."""
    if not head.marks:
        return None
    value = next(name for name in head.names if name.role == "value")
    left = min([line.words[0].x0 for line in lines] + [name.x0 for name in head.names])
    found = [
        phrase[0].x0
        for line in lines
        for phrase in line.phrases(CLEAR)
        if LETTER.match(phrase[0].text) and left + phrase[0].size < phrase[0].x0 < value.x1
    ]
    known = before.sub if before else None
    if not found:
        return known
    return (
        min(found) if max(found) - min(found) < 1 and (known is None or abs(known - min(found)) < 1) else None
    )
