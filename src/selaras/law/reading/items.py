"""Numbered lists: (1), a., 1., 1), a), bullets; nested by the order in which their forms appear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from selaras.law.document import Line, Piece, passage
from selaras.law.form.head import Clause
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.words import ordinal_of

ClauseKind = Literal["ayat", "huruf", "angka", "butir"]

MARKER = re.compile(
    r"^\s*(?:(?P<bullet>[-•*–])\s+)?"
    r"(?:\((?P<ayat>\d{1,2}[a-z]?)\)|(?P<huruf>([a-z])\4?)\.|(?P<angka>\d{1,3})\."
    r"|(?P<subhuruf>[a-z])\)|(?P<subangka>\d{1,2})\))(?:\s+|$)"
)
_BULLET = re.compile(r"^\s*[-•*]\s+(?=\S)")
_KINDS: dict[str, ClauseKind] = {
    "ayat": "ayat",
    "huruf": "huruf",
    "angka": "angka",
    "subhuruf": "huruf",
    "subangka": "angka",
    "bullet": "butir",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list before nesting: the form of its marker, its number, its own text."""

    form: str
    number: str
    text: Piece

    @property
    def kind(self) -> ClauseKind:
        """What such a marker is called."""
        return _KINDS[self.form]


def marker_of(text: str) -> tuple[str, str, int] | None:
    """Form, number and end of the marker that a line begins with; None when it begins with none."""
    match = MARKER.match(text)
    if match:
        form = next(name for name in _KINDS if name != "bullet" and match[name])
        return form, match[form], match.end()
    bullet = _BULLET.match(text)
    return ("bullet", "", bullet.end()) if bullet else None


def items_of(lines: Sequence[Line]) -> tuple[Piece, list[Item]]:
    """Lines → the text before the first marker, and the items. A line without marker continues what precedes it."""
    starts = [(i, found) for i, line in enumerate(lines) if (found := marker_of(line.text))]
    first = starts[0][0] if starts else len(lines)
    ends = [*(i for i, _ in starts[1:]), len(lines)][: len(starts)]
    items = [
        Item(form, number, passage(lines[i:end], after))
        for (i, (form, number, after)), end in zip(starts, ends, strict=True)
    ]
    return passage(lines[:first]), items


def clauses_of(items: Sequence[Item], doubts: Doubts) -> tuple[Clause, ...]:
    """Items → nested clauses. A marker form seen above closes what is open below it."""
    level: list[tuple[Item, list[Item]]] = []
    outer = items[0].form if items else ""
    for item in items:
        if item.form == outer:
            level.append((item, []))
        else:
            level[-1][1].append(item)
    check_numbers([item for item, _ in level], doubts)
    return tuple(
        Clause(
            kind=item.kind,
            number=item.number,
            text=item.text.text,
            clauses=clauses_of(inner, doubts),
            source=source_of(item.text),
        )
        for item, inner in level
    )


def check_numbers(items: Sequence[Item], doubts: Doubts, *, blocking: bool = False) -> None:
    """Doubt every sibling whose number does not follow the one before it: a line may be lost or misread."""
    expect = 1
    before = "–"
    for item in items:
        ordinal = ordinal_of(item.kind, item.number)
        if ordinal is not None and ordinal != expect:
            doubts.add(
                "numbering", item.text, kind=item.kind, before=before, found=item.number, blocking=blocking
            )
        expect = (ordinal or expect) + 1
        before = item.number


def every(clauses: Iterable[Clause]) -> Iterable[Clause]:
    """Clauses with all those inside them, in reading order."""
    for clause in clauses:
        yield clause
        yield from every(clause.clauses)
