"""Tables without upright lines between other text, page after page: rows where everything proves them, else plain text.

What is not proven stays text outside a table, as if no table were there: inside a standard the grammar doubts such a
line, so that nothing is read from the wrong column in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selaras.files.documents.pdf.bands import Band
from selaras.files.documents.pdf.columns import Join, Layout, is_kind
from selaras.files.documents.pdf.furniture import ZONE, edge_text
from selaras.files.documents.pdf.glyphs import Char, Drawn
from selaras.files.documents.pdf.gutters import Gutters
from selaras.files.documents.pdf.heads import NEAR, Head, heads_in
from selaras.files.documents.pdf.rows import HEADER_PAGES, RowTexts
from selaras.files.documents.pdf.unruled_table import Ticks, table_below
from selaras.files.documents.pdf.words import SetLine, Word, chars_of, set_lines
from selaras.law.reading import headings
from selaras.law.reading.identity import fields_of


@dataclass(slots=True)
class Found:
    """Rows of one table that follow each other on a page, each with its top."""

    rows: list[tuple[RowTexts, float]] = field(default_factory=list)


Block = Found | list[Char]


@dataclass(frozen=True, slots=True)
class Open:
    """A table that may go on: its header, its gutters, the page of its header and the last page it stands on."""

    head: Head
    gutters: Gutters
    page: int
    last: int


class Unruled:
    """Finds such tables; keeps what a page made known for the next."""

    def __init__(self, join: Join) -> None:
        self._join = join
        self._open: Open | None = None
        self._edges: set[str] = set()

    def may_hold(self, chars: Sequence[Char]) -> bool:
        """Whether looking is worthwhile: a table may go on, or words of a header are there."""
        text = "".join(char["text"] for char in chars).casefold()
        return (
            self._open is not None
            or "level" in text
            or sum(m in text for m in ("mutlak", "penting", "perlu")) > 1
        )

    def blocks(self, chars: Sequence[Char], page: Drawn, *, first: bool, last: bool) -> Iterator[Block]:
        """Characters between ruled tables → rows and other characters, from top to bottom."""
        before = self._open if first else None
        self._open = None
        if not chars or not (before or self.may_hold(chars)):
            yield list(chars)
            return
        lines, edges = self._parted(set_lines(chars), page.height)
        heads = list(heads_in(lines))
        starts = [start for start, _, _ in heads] + [len(lines)]
        loose = [line for line in edges if not lines or line.top < lines[0].top]
        if before and before.last == page.number - 1 and starts[0]:
            found = self._region(before.head, lines[: starts[0]], page, before)
            yield from _merged([chars_of(loose), *found])
        else:
            yield chars_of([*loose, *lines[: starts[0]]])
        for at, (_, end, head) in enumerate(heads):
            yield from _merged(self._region(head, lines[end : starts[at + 1]], page, None))
        yield chars_of([line for line in edges if lines and line.top >= lines[0].top])
        if not last:
            self._open = None

    def end_page(self, page: Drawn) -> None:
        """When a table may go on, what stands alone at the edges of this page is known as a title on the next."""
        if self._open is None:
            return
        inside = (ZONE * page.height, (1 - ZONE) * page.height)
        outer = [char for char in page.chars if not inside[0] < char["bottom"] < inside[1]]
        lines = (line for line in set_lines(outer) if len(line.phrases(NEAR)) == 1)
        self._edges = {kind for line in lines if (kind := edge_text(line.text, line.top, page.height))}

    def _parted(self, lines: Sequence[SetLine], height: float) -> tuple[list[SetLine], list[SetLine]]:
        """Lines of the text, and page numbers and running titles around them."""

        def is_edge(line: SetLine) -> bool:
            kind = edge_text(line.text, line.top, height)
            return kind is not None and (kind == "" or kind in self._edges)

        first = next((at for at, line in enumerate(lines) if not is_edge(line)), len(lines))
        last = next((at for at in range(len(lines), first, -1) if not is_edge(lines[at - 1])), first)
        return list(lines[first:last]), [*lines[:first], *lines[last:]]

    def _region(
        self, head: Head, lines: Sequence[SetLine], page: Drawn, before: Open | None
    ) -> Iterator[Block]:
        """The rows below a header, or on top of a page on which its table goes on, and what follows them."""
        end = next((at for at, line in enumerate(lines) if _ends(line)), len(lines))
        inside, after = lines[:end], lines[end:]
        table = table_below(head, inside, page.rules, before.gutters if before else None)
        if table is None:
            yield chars_of([*(() if before else head.lines), *lines])
            return
        layout, bands, ticks = table
        if before is None:
            yield Found([(row, head.top) for row in layout.header()])
        header = before.page if before else page.number
        placed = all(layout.mark(tick) is not None for row in ticks for tick, _ in row)
        sure = placed and page.number - header <= HEADER_PAGES  # one tick out of place: all may be
        proven = True
        for at, band in enumerate(bands):
            row = self._row(layout, band, ticks[at], sure, begins=before is not None and at == 0)
            proven = row is not None
            yield Found([(row, band.top)]) if row else chars_of(_whole(band, [word for word, _ in ticks[at]]))
        if proven and not after:
            self._open = Open(head, layout.gutters, header, page.number)
        yield chars_of(after)

    def _row(self, layout: Layout, band: Band, ticks: Ticks, sure: bool, *, begins: bool) -> RowTexts | None:
        text = " ".join(line.text for line in band.lines)
        if len(band.lines) == 1 and is_kind(layout.head, band.lines[0]):
            rest = layout.width - 1
            return RowTexts([text, *[""] * rest], [layout.width, *[0] * rest])
        if not band.labelled and not begins:
            return None
        if not band.labelled and not layout.aligned(band.lines):
            return None
        row = layout.row(band.lines, [tick for tick, own in ticks if own], self._join, sure)
        if row is None or (band.labelled and not any(row.texts[: layout.labels])):
            return None
        for tick, own in ticks:
            if not own:
                row.texts.append(tick.text)
                row.spans.append(1)
        return row


def _ends(line: SetLine) -> bool:
    """Whether a line is a heading that ends every table."""
    filled = [line.piece]
    return bool(
        headings.ANNEX.match(line.text)
        or headings.part_heading(filled)
        or headings.class_heading(filled)
        or headings.is_standard_heading(filled)
        or headings.unit_heading(filled)
        or headings.is_dictionary_heading(filled)
        or fields_of(filled, strict=True)
    )


def _whole(band: Band, ticks: Sequence[Word]) -> list[SetLine]:
    return [*band.lines, *(SetLine((tick,)) for tick in ticks)]


def _merged(blocks: Iterator[Block] | Sequence[Block]) -> Iterator[Block]:
    """Blocks of one sort that follow each other made one; empty ones left out."""
    last: Block | None = None
    for block in blocks:
        if not (block.rows if isinstance(block, Found) else block):
            continue
        if isinstance(last, Found) and isinstance(block, Found):
            last.rows += block.rows
        elif isinstance(last, list) and isinstance(block, list):
            last += block
        else:
            if last is not None:
                yield last
            last = block
    if last is not None:
        yield last
