"""A ruled table with its characters → rows of texts, every importance tick in the column that is proven, or in none.

A row has one text a grid column; a merged cell stands in its first, as in the Word reader. A tick counts only by its
place on the x-axis under the names of the marks. A tick between two columns, or far from any header, is set behind
the last column: a row that is wider than its header, which the grammar doubts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selaras.core.model import Importance
from selaras.files.documents.pdf.glyphs import Char
from selaras.files.documents.pdf.grid import Cell, Table
from selaras.files.documents.setting import baseline
from selaras.law.reading.marks import is_tick

OVER_BORDER = 0.25  # of a tick's width: as much of it across a border makes its column uncertain
HALF_HEIGHT = 0.35  # of the font size: how far above its baseline the middle of a tick is
ON_BORDER = 0.2  # of the font size: a tick as near to the border of a row may be the next row's
EDGE = 0.12  # of a column's width: a tick as near to the edge of an unruled column is uncertain
TOUCHING = 0.06  # of the font size: letters of one word stand as near
HEADER_PAGES = 1  # how many pages back the names of the marks may stand

_HEADER = re.compile(
    r"^(?:no(?:mor)?\.?$|jenis\b|uraian$|(?:nama\s+)?kompetensi$|level\b|deskripsi\b|indikator\s+kompetensi"
    r"|mutlak$|penting$|perlu$)",
    re.IGNORECASE,
)
_NAMES = frozenset(mark.value for mark in Importance)
Join = Callable[[Sequence[Char]], str]


@dataclass(frozen=True, slots=True)
class Known:
    """The last header that names the marks: the borders of its table, the grid columns under each name, its page."""

    xs: tuple[float, ...]
    marks: tuple[range, ...]
    page: int


@dataclass(slots=True)
class RowTexts:
    """One row: a text a grid column, and how many columns each cell covers (0 where the cell before it does)."""

    texts: list[str]
    spans: list[int]


def fill(table: Table, chars: Sequence[Char]) -> None:
    """Give every cell its characters. A word that runs over a border stays whole, in the cell where it begins."""
    before: tuple[Char, Cell] | None = None
    for char in sorted(chars, key=lambda char: (round(char["matrix"][5]), char["x0"])):
        cell = table.cell_at((char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)
        if cell is None:
            continue
        if before and before[1] is not cell and _touches(before[0], char):
            cell = before[1]
        cell.chars.append(char)
        before = (char, cell)


def _touches(before: Char, char: Char) -> bool:
    """Whether two characters are of one word: on one line, set without a gap."""
    near = abs(char["x0"] - before["x1"]) < TOUCHING * char["size"]
    level = abs(char["matrix"][5] - before["matrix"][5]) < 1
    return bool(near and level and char["text"].isalnum() and before["text"].isalnum())


def opens_anew(table: Table, join: Join) -> bool:
    """Whether the first row is a header: then the table does not merely go on."""
    first = {id(cell): cell for cell in table.cells[0]}.values()
    return any(_HEADER.match(" ".join(join(cell.chars).split())) for cell in first)


def rows_of_table(
    table: Table, page: int, known: Known | None, join: Join, *, sure: bool = False
) -> tuple[list[RowTexts], Known | None]:
    """Texts of all rows, and the header that is known after them. `known` holds only for a table that goes on.

    `sure`: this file names the marks in every table that has some, so that any other tick is a text.
    """
    if known and (known.xs != table.xs or page - known.page > HEADER_PAGES):
        known = None
    rows: list[RowTexts] = []
    seen: set[int] = set()
    for fields in table.cells:
        row, ticks = RowTexts([""] * len(fields), _spans(fields)), []
        for column, cell in enumerate(fields):
            if id(cell) in seen:
                continue
            seen.add(id(cell))
            text = join(cell.chars)
            if is_tick(text) and (known or not sure) and _may_be_mark(table, cell, known):
                ticks.append(cell)
            else:
                row.texts[column] = text
        known = _header(table, fields, row, page) or known
        _tick(table, row, ticks, known)
        rows.append(row)
    return rows, known


def _may_be_mark(table: Table, cell: Cell, known: Known | None) -> bool:
    """Whether a cell with nothing but a tick in it may be meant as a mark: `x` under Uraian is a text."""
    if known is None or known.xs != table.xs:
        return cell.left > 0
    return any(cell.left < mark.stop and cell.right >= mark.start for mark in known.marks)


def _spans(fields: Sequence[Cell]) -> list[int]:
    spans = [1] * len(fields)
    start = 0
    for column in range(1, len(fields)):
        if fields[column] is fields[start]:
            spans[start], spans[column] = spans[start] + 1, 0
        else:
            start = column
    return spans


def _header(table: Table, fields: Sequence[Cell], row: RowTexts, page: int) -> Known | None:
    """The header when this row names at least two marks."""
    named = [i for i, text in enumerate(row.texts) if " ".join(text.split()).casefold() in _NAMES]
    ranges = tuple(range(fields[i].left, fields[i].right + 1) for i in named)
    return Known(table.xs, ranges, page) if len(named) > 1 else None


def _tick(table: Table, row: RowTexts, ticks: Sequence[Cell], known: Known | None) -> None:
    for cell in ticks:
        text = "".join(char["text"] for char in cell.chars).strip()
        column = _column(table, cell, known) if _of_one_row(table, cell) else None
        if column is None or row.texts[column]:
            row.texts.append(text)
            row.spans.append(1)
            continue
        row.texts[column] = text
        if cell.left != cell.right:  # its place on the x-axis says more than the width of its cell
            row.spans[cell.left : cell.right + 1] = [1] * (cell.right + 1 - cell.left)


def _of_one_row(table: Table, cell: Cell) -> bool:
    """Whether a tick stands within one row: not on its border, nor in a cell that other rows share."""
    char = next(char for char in cell.chars if char["text"].strip())
    middle = baseline(char) - HALF_HEIGHT * char["size"]
    edge = ON_BORDER * char["size"]
    return (
        cell.upper == cell.lower and table.ys[cell.upper] + edge <= middle <= table.ys[cell.lower + 1] - edge
    )


def _column(table: Table, cell: Cell, known: Known | None) -> int | None:
    """The grid column that a tick stands in; None when its place does not prove one."""
    if known is None:
        return None
    char = next(char for char in cell.chars if char["text"].strip())
    left, right = char["x0"], char["x1"]
    middle = (left + right) / 2
    column = bisect_right(table.xs, middle) - 1
    under = next((mark for mark in known.marks if column in mark), None)
    if under is None:
        return None
    lower, upper = table.xs[under.start], table.xs[under.stop]
    if max(lower - left, right - upper) > OVER_BORDER * max(right - left, 0.1):
        return None
    if cell.left < under.start or cell.right >= under.stop:  # no border of its own: it must stand well inside
        edge = EDGE * (upper - lower)
        return column if lower + edge <= middle <= upper - edge else None
    return column
