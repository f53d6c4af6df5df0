"""Whether rows whose lines stand equally far apart begin at their labels: centred cells would begin above them.

Everything in a row must begin on the line of its label and begin like a beginning, and every further line must be one
that was broken because its first word had no room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from selaras.files.documents.pdf.bands import Band
from selaras.files.documents.pdf.columns import Layout
from selaras.files.documents.pdf.words import Word

LEVEL = 0.15  # of the font size: how far baselines of one line may lie apart
SPACE = 0.2  # of the font size: the narrowest space between words

_FIRST_INDICATOR = re.compile(r"^(?:\d{1,2}[.,]1|1)(?:[.)]|\D|$)|^a[.)]|^[-•*–]")


def begins_at_labels(layout: Layout, bands: Sequence[Band]) -> bool:
    """Whether all labelled rows begin at their labels."""
    rows = [_columns(layout, band) for band in bands if band.labelled]
    ends: dict[int, float] = {}
    for row in rows:
        for column, lines in row.items():
            ends[column] = max([ends.get(column, 0.0), *(words[-1].x1 for words in lines)])
    return all(_begins(layout, row, ends) for row in rows)


def _columns(layout: Layout, band: Band) -> dict[int, list[list[Word]]]:
    """The words of each column, line by line."""
    found: dict[int, list[list[Word]]] = {}
    for line in band.lines:
        on_line: dict[int, list[Word]] = {}
        for word in line.words:
            on_line.setdefault(layout.column(word), []).append(word)
        for column, words in on_line.items():
            found.setdefault(column, []).append(words)
    return found


def _begins(layout: Layout, row: dict[int, list[list[Word]]], ends: dict[int, float]) -> bool:
    label = min(lines[0][0].baseline for lines in row.values())
    indicators = None if layout.needs else layout.width - 1
    for column, lines in row.items():
        first = lines[0][0]
        if first.baseline - label > LEVEL * first.size or first.text[:1].islower():
            return False
        if column == indicators:
            if not _FIRST_INDICATOR.match(first.text):
                return False
        elif column >= (2 if layout.needs else 1) and not _broken(lines, ends[column]):
            return False
    return True


def _broken(lines: Sequence[Sequence[Word]], end: float) -> bool:
    """Whether each line ends where the next word had no room."""
    return all(
        above[-1].x1 + SPACE * above[-1].size + below[0].x1 - below[0].x0 > end
        for above, below in pairwise(lines)
    )
