"""Importance marks: the columns Mutlak, Penting, Perlu and the tick in one of them.

A mark counts only when the grid proves its column: in a row as wide as the header, under exactly one name. In any
other row the columns may have shifted, and a mark read from the wrong column would be wrong law.
"""

from __future__ import annotations

from selaras.core.model import Importance
from selaras.law.document import Piece
from selaras.law.reading.columns import Row
from selaras.law.reading.spelling import Spelt, spelt

TICKS = frozenset("√✓✔☑☒✅■●•vVxXü\uf0fc\uf0fe\uf0fd\uf0d6\uf06e\uf06c")  # ü: a tick that lost its font
_BLANKS = frozenset("☐□\uf0a8\uf06f-–—")  # boxes that nobody ticked, strokes through empty cells
_VARIANTS = "\ufe0e\ufe0f"  # say only whether the sign before them is shown in colour

_MARKS = {mark.value: mark for mark in Importance}


def names_in(row: Row) -> dict[int, tuple[Importance, Spelt, Piece]]:
    """The columns in which a row names marks."""
    found = {}
    for at, cell in enumerate(row.cells):
        if cell.text and (word := spelt(cell.flat, _MARKS)):
            found[at] = (_MARKS[word.word], word, cell)
    return found


class MarkColumns:
    """The columns of the marks of one table, while they are known."""

    def __init__(self) -> None:
        self.named = False
        self._ranges: dict[Importance, range] = {}
        self._width = 0

    def header(self, row: Row, over: range | None, first: int) -> None:
        """Take the row that names the marks. `over`: what their common heading covers; `first`: where they may begin."""
        self.named = True
        self._width = row.width
        names = names_in(row)
        ranges = {mark: row.covered(at) for at, (mark, _, _) in names.items()}
        self._ranges = ranges if len(ranges) == len(names) and _fits(row, ranges, over, first) else {}

    def forget(self) -> None:
        """A header of another width: its marks are not known before it names them."""
        self._ranges = {}

    def mark_of(self, row: Row, first: int) -> tuple[Importance | None, bool, Piece | None]:
        """The mark of a row, whether that is sure, and the cell it stands in. Marks stand from column `first` on."""
        proven = bool(self._ranges) and row.width == self._width
        stop = self._stop if proven and row.spans else row.width
        after = [(at, cell) for at, cell in enumerate(row.cells) if at >= first and cell.text]
        ticked = [
            (at, cell)
            for at, cell in after
            if not is_no_tick(cell.text) and (at < stop or is_tick(cell.text))
        ]
        if not ticked:
            return None, True, None
        at, cell = ticked[0]
        covered = row.covered(at)
        under = [mark for mark, columns in self._ranges.items() if set(columns) & set(covered)]
        sure = proven and len(ticked) == len(under) == 1 and is_tick(cell.text)
        return (under[0], True, cell) if sure else (None, False, cell)

    @property
    def _stop(self) -> int:
        """The first column after the marks: what a grid shows to stand there (`Keterangan`) is no mark."""
        return max(columns.stop for columns in self._ranges.values())


def is_tick(text: str) -> bool:
    """Whether a text is a tick and nothing else."""
    return text.strip().rstrip(_VARIANTS) in TICKS


def is_no_tick(text: str) -> bool:
    """Whether a cell is empty, or shows a box or a stroke that stands for nothing."""
    return not text.strip() or text.strip().rstrip(_VARIANTS) in _BLANKS


def _fits(row: Row, ranges: dict[Importance, range], over: range | None, first: int) -> bool:
    """Whether the names of the marks stand under their heading; else every mark may be off by one."""
    columns = sorted(at for covered in ranges.values() for at in covered)
    if len(set(columns)) != len(columns) or min(columns) < first:
        return False
    if row.spans:
        return over is None or set(columns) <= set(over) or over.start == columns[0]
    start = first if over is None else over.start
    whole = (
        len(columns) == len(Importance) or columns[-1] == row.width - 1
    )  # with a name lost, others may move
    return whole and columns == list(range(start, start + len(columns)))
