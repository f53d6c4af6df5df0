"""The lines below a header without upright lines → columns, rows and the ticks of each row, when all are proven."""

from __future__ import annotations

from collections.abc import Sequence

from selaras.files.documents.pdf.bands import Band, bands_of, topped
from selaras.files.documents.pdf.columns import Layout, is_kind, labels_on, ticks_in
from selaras.files.documents.pdf.glyphs import Rule
from selaras.files.documents.pdf.gutters import Gutters, gutters_of, sub_of
from selaras.files.documents.pdf.heads import Head
from selaras.files.documents.pdf.proof import begins_at_labels
from selaras.files.documents.pdf.words import SetLine, Word

WORDS_LIMIT = 3_000  # of the tables of one page; one set in 6 point has half of it
LINES_LIMIT = 600  # of one page, lines of cells beside each other counted apart
WIDE = 0.6  # of a table's width: a level rule as long parts rows

Ticks = list[tuple[Word, bool]]  # of one row; whether it is surely this row's


def table_below(
    head: Head, lines: Sequence[SetLine], rules: Sequence[Rule], before: Gutters | None
) -> tuple[Layout, list[Band], list[Ticks]] | None:
    """Columns, rows and the ticks of each row (`False`: it may be the next row's); None when they are not proven."""
    if len(lines) > LINES_LIMIT or sum(len(line.words) for line in lines) > WORDS_LIMIT:
        return None
    ticks = ticks_in(head, lines)
    ticked = frozenset(id(word) for word in ticks)
    texts = [line for each in lines if (line := each.without(ticked)).words]
    sub = sub_of(head, texts, before)
    left, right = min(name.x0 for name in head.names), max(name.x1 for name in head.names)
    levels = _levels(rules, left, right)

    marked = any(0 in labels_on(head, sub, line, marked=True) for line in texts)

    def labels(line: SetLine) -> frozenset[int]:
        return labels_on(head, sub, line, marked=marked)

    goes_on = before is not None
    for bands, proven in (
        (bands_of(texts, labels, levels, goes_on) if texts else [], True),
        (topped(texts, labels, goes_on) if texts else None, False),
    ):
        if bands is None:
            continue
        kept = [
            line
            for at, band in enumerate(bands)
            if band.labelled or (goes_on and at == 0)
            for line in band.lines
            if not is_kind(head, line)
        ]
        gutters = gutters_of(head, kept, before)
        if gutters is None:
            continue
        layout = Layout(head, gutters)
        if proven or begins_at_labels(layout, [band for band in bands if not is_kind(head, band.lines[0])]):
            return layout, bands, _ticks_of(bands, ticks, levels)
    return None


def _ticks_of(bands: Sequence[Band], ticks: Sequence[Word], levels: Sequence[float]) -> list[Ticks]:
    """The ticks of each row. One between two rows is given to both, as not surely theirs."""
    found: list[Ticks] = [[] for _ in bands]
    if not bands:
        return found
    for tick in ticks:
        _, y = tick.middle
        within = [at for at, (low, high) in enumerate(_heights(bands, levels)) if low <= y <= high]
        near = sorted(range(len(bands)), key=lambda at: abs(sum((bands[at].top, bands[at].bottom)) / 2 - y))[
            :2
        ]
        for at in within if len(within) == 1 else sorted({*within, *near}):
            found[at].append((tick, len(within) == 1))
    return found


def _heights(bands: Sequence[Band], levels: Sequence[float]) -> list[tuple[float, float]]:
    """How high each row reaches: to the rules above and below it where such are drawn, else as far as its letters."""
    found: list[tuple[float, float]] = []
    for at, band in enumerate(bands):
        above = [y for y in levels if (bands[at - 1].bottom - 1 if at else 0.0) <= y <= band.top + 1]
        until = bands[at + 1].top + 1 if at + 1 < len(bands) else float("inf")
        below = [y for y in levels if band.bottom - 1 <= y <= until]
        found.append((max(above, default=band.top), min(below, default=band.bottom)))
    return found


def _levels(rules: Sequence[Rule], left: float, right: float) -> list[float]:
    """Heights at which level rules run through most of a table's width."""
    drawn: dict[int, tuple[float, float]] = {}
    for rule in rules:
        if not rule.upright:
            room = max(0.0, min(rule.stop, right) - max(rule.start, left))
            key = round(rule.at)
            near = next((each for each in (key, key - 1, key + 1) if each in drawn), key)
            at, length = drawn.get(near, (rule.at, 0.0))
            drawn[near] = at, length + room
    return sorted(at for at, length in drawn.values() if length >= WIDE * (right - left))
