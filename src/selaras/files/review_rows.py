"""Table rows of a source as HTML that reads like the source: merged cells as wide as they are, columns as their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from selaras.law.document import Line

NARROWEST, WIDEST = 3, 14  # characters of its longest word that a column gets room for
PADDING = 2  # characters as wide as the space around a text


def widths_of(lines: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, ...]]]:
    """Every table row with the width of each column in percent, alike for rows of one table."""
    for size, group in groupby(lines, key=lambda line: len(line.cells)):
        rows = list(group)
        if size:
            weights = [_weight(rows, column) for column in range(size)]
            whole = sum(weights)
            shares = tuple(round(100 * weight / whole) for weight in weights)
            yield from ((row, shares) for row in rows)


def _weight(rows: Sequence[Line], column: int) -> float:
    """Room for the longest word and, less than in proportion, for the longest text; merged cells say nothing."""
    texts = [row.cells[column].text for row in rows if not row.spans or row.spans[column] == 1]
    word = max((len(word) for text in texts for word in text.split()), default=0)
    longest = max(map(len, texts), default=0)
    return float(PADDING + min(max(word, NARROWEST), WIDEST) + longest**0.5)


def row_html(line: Line, widths: Sequence[int]) -> str:
    """The row as a table of its own."""
    spans = line.spans or (1,) * len(line.cells)
    columns = "".join(f'<col width="{width}%">' for width in widths)
    cells = "".join(
        f"{_opening(span)}{escape(cell.text)}</td>"
        for cell, span in zip(line.cells, spans, strict=False)
        if span
    )
    return (
        f'<span class="scroll"><table class="cells"><colgroup>{columns}</colgroup>'
        f"<tbody><tr>{cells}</tr></tbody></table></span>"
    )


def _opening(span: int) -> str:
    return f'<td colspan="{span}">' if span > 1 else "<td>"
