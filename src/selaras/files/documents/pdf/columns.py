"""Words of a row without upright lines → its columns; a word or tick that no column is proven for makes no mark."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selaras.errors import Place
from selaras.files.documents.pdf.glyphs import Char
from selaras.files.documents.pdf.gutters import CLEAR, LETTER, Gutters
from selaras.files.documents.pdf.heads import Head
from selaras.files.documents.pdf.rows import RowTexts
from selaras.files.documents.pdf.words import SetLine, Word
from selaras.law.document import Piece
from selaras.law.reading.kinds import heading_of
from selaras.law.reading.labels import labels_of
from selaras.law.reading.requirements import TICKS

HANGING = 3.0  # of the font size: how far a text may be set in from the side of its column
ALONE = CLEAR  # of the font size: the white before a tick

_MARKER = re.compile(r"^[(]?(?:\d{1,3}|[A-Za-z])(?:[.)]|$)")
_INDICATOR = re.compile(r"^\s*(\d{1,2})[.,]\d", re.MULTILINE)
Join = Callable[[Sequence[Char]], str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table, left to right: texts, and ticks when it is one of requirements."""

    head: Head
    gutters: Gutters

    @property
    def needs(self) -> bool:
        """Whether it is a table of requirements."""
        return bool(self.head.marks)

    @property
    def labels(self) -> int:
        """How many columns hold labels."""
        return len(self.head.texts) if self.needs else 1

    @property
    def width(self) -> int:
        """How many columns it has; requirements have one for their parts (`A. Jenjang`) that no header names."""
        return len(self.head.names) + self.needs

    def header(self) -> list[RowTexts]:
        """Its header as rows: the common heading of the marks in a row of its own."""
        texts = [name.text for name in self.head.names]
        spans = [1] * self.width
        if not self.needs:
            return [RowTexts(texts, spans)]
        value = self.labels - 1
        texts[value:value] = [""]
        spans[value - 1 : value + 1] = [2, 0]
        if self.head.over is None:
            return [RowTexts(texts, spans)]
        marks = len(self.head.marks)
        upper = [*texts[:-marks], self.head.over.text, *[""] * (marks - 1)]
        lower = [*[""] * (self.width - marks), *texts[-marks:]]
        covered = [*spans[:-marks], marks, *[0] * (marks - 1)]
        return [RowTexts(upper, covered), RowTexts(lower, spans)]

    def row(self, lines: Sequence[SetLine], ticks: Sequence[Word], join: Join, sure: bool) -> RowTexts | None:
        """One row; None when a word crosses a gutter. A tick counts by the name it stands under; any other makes the
        row wider than its header, which the grammar doubts."""
        cells = self._cells(lines)
        if cells is None:
            return None
        row = RowTexts([join(cell) for cell in cells], [1] * self.width)
        if not self.needs and len({each[1] for each in _INDICATOR.finditer(row.texts[-1])}) > 1:
            return None  # indicators of two competencies
        for tick in ticks:
            at = self.mark(tick) if sure else None
            if at is None or row.texts[at]:
                row.texts.append(tick.text)
                row.spans.append(1)
            else:
                row.texts[at] = tick.text
        return row

    def column(self, word: Word) -> int:
        """The column that a text begins in."""
        at = bisect_right(self.gutters.borders, word.x0)
        if not self.needs:
            return at
        value = self.labels - 1  # of the columns that have a name
        part = at == value - 1 and self.gutters.sub is not None and word.x0 >= self.gutters.sub - 1
        return at + (part or at >= value)

    def aligned(self, lines: Sequence[SetLine]) -> bool:
        """Whether all texts begin where those of their columns do, or hang a little: a title above the rows does not."""
        for line in lines:
            for phrase in line.phrases(CLEAR):
                at = bisect_right(self.gutters.borders, phrase[0].x0)
                start = self.gutters.starts[at - 1] if 0 < at <= len(self.gutters.starts) else None
                if at and (start is None or abs(phrase[0].x0 - start) > HANGING * phrase[0].size):
                    return False
        return True

    def _cells(self, lines: Sequence[SetLine]) -> list[list[Char]] | None:
        found: list[list[Char]] = [[] for _ in range(self.width)]
        for line in lines:
            for phrase in line.phrases(CLEAR):
                column = self.column(phrase[0])
                ends = bisect_right(self.gutters.borders, phrase[-1].x1)
                crosses = ends != bisect_right(self.gutters.borders, phrase[0].x0)
                if crosses or column >= self.width - len(self.head.marks):
                    return None
                found[column] += [char for word in phrase for char in word.chars]
        return found

    def mark(self, tick: Word) -> int | None:
        """The column of the one name that the middle of a tick stands under; None between names."""
        x, _ = tick.middle
        under = [at for at, name in enumerate(self.head.marks) if name.x0 <= x <= name.x1]
        return self.width - len(self.head.marks) + under[0] if len(under) == 1 else None


def is_kind(head: Head, line: SetLine) -> bool:
    """Whether a line is the heading of a kind of competency, over all columns."""
    return not head.marks and heading_of([line.piece]) is not None


def labels_on(head: Head, sub: float | None, line: SetLine, *, marked: bool) -> frozenset[int]:
    """In which columns of labels a row begins on this line: 0 for the first, 1 for parts of requirements.

    `marked`: labels have numbers, so that `Pendidikan` alone goes on from a `1.` in the line above.
    """
    if is_kind(head, line):
        return frozenset({0})
    texts = head.texts
    until = next(name for name in texts if name.role == "value").x0 if head.marks else texts[1].x0
    found: set[int] = set()
    for at, phrase in enumerate(line.phrases(CLEAR)):
        part = sub is not None and abs(phrase[0].x0 - sub) < 1
        if (at and not part) or phrase[0].x0 >= until:
            continue
        text = " ".join(word.text for word in phrase)
        known = head.marks and not marked and not part and labels_of([Piece(text, Place())])
        if (LETTER if part else _MARKER).match(phrase[0].text) or known:
            found.add(int(part))
    return frozenset(found)


def ticks_in(head: Head, lines: Sequence[SetLine]) -> list[Word]:
    """Ticks that stand alone, with nothing but ticks right of them, right of where texts begin."""
    if not head.marks:
        return []
    value = next(name for name in head.names if name.role == "value")
    found: list[Word] = []
    for line in lines:
        for at in range(len(line.words) - 1, -1, -1):
            word, before = line.words[at], line.words[at - 1] if at else None
            alone = before is None or word.x0 - before.x1 >= ALONE * word.size or before.text in TICKS
            if word.text not in TICKS or not alone or word.x0 <= value.x0:
                break
            found.append(word)
    return found
