"""One page after the other: its tables and the text around them as items, with what tables before it made known."""

from __future__ import annotations

from collections.abc import Sequence

from selaras.files.documents.pdf.flow import cell_text, loose_lines, paragraphs
from selaras.files.documents.pdf.furniture import ZONE, Item, Sheet
from selaras.files.documents.pdf.glyphs import Char, Drawn
from selaras.files.documents.pdf.grid import Table, tables_of
from selaras.files.documents.pdf.rows import Known, fill, opens_anew, rows_of_table
from selaras.files.documents.setting import is_spaced, joined, rows_of

OBJECT = "\ufffc"  # stands for a page that shows a picture and no text: something is there that was not read


class Pages:
    """Reads pages in order; counts what it met, so that a scan can be told from a text."""

    def __init__(self, spaced: bool, ours: bool) -> None:
        self.spaced = spaced
        self.ours = ours
        self.characters = 0
        self.unknown = 0
        self.pictures = 0
        self.number = 0
        self._known: Known | None = None
        self._borders: tuple[float, ...] = ()
        self._seen: list[float] = []

    def sheet(self, page: Drawn) -> Sheet:
        """The items of one page from top to bottom."""
        self.number = page.number
        self._count(page)
        if not page.chars:
            picture = Item(OBJECT, 0.0, sheet=f"hlm. {page.number}")
            return Sheet(page.number, page.height, [picture] if page.images else [])
        self.spaced = self.spaced or (len(page.chars) > 200 and is_spaced([rows_of(page.chars)]))
        tables = tables_of(page.rules)
        loose = self._fill(tables, page.chars)
        if tables and self._borders and not opens_anew(tables[0], self._join):
            tables = tables_of(
                page.rules, self._borders
            )  # it may go on from the page before: the same columns
            loose = self._fill(tables, page.chars)
        items: list[Item] = []
        at = 0.0
        for number, table in enumerate(tables, 1):
            above = [char for char in loose if at <= _middle(char) < table.top]
            self._paragraphs(above, items, page.number)
            goes_on = number == 1 and not _has_text(items, page.height)
            self._table(table, number, items, page.number, goes_on)
            at = max(at, table.bottom)
        rest = [char for char in loose if _middle(char) >= at]
        self._paragraphs(rest, items, page.number)
        if _has_text([item for item in items if item.cells is None and item.top > at], page.height):
            self._known, self._borders = (
                None,
                (),
            )  # text after the table: what follows on the next page is another
        return Sheet(page.number, page.height, items)

    def _count(self, page: Drawn) -> None:
        shown = [char for char in page.chars if char["text"].strip()]
        self.characters += len(shown)
        self.unknown += sum(char["text"] == "\ufffd" for char in shown)
        self.pictures += bool(page.images)

    def _fill(self, tables: Sequence[Table], chars: Sequence[Char]) -> list[Char]:
        """Give tables their characters, an inner one before the one around it; returns those of none."""
        loose = list(chars)
        for table in sorted(tables, key=lambda each: (each.xs[-1] - each.xs[0]) * (each.bottom - each.top)):
            outside: list[Char] = []
            inside: list[Char] = []
            for char in loose:
                x, y = (char["x0"] + char["x1"]) / 2, _middle(char)
                (inside if table.cell_at(x, y) else outside).append(char)
            fill(table, inside)
            loose = outside
        return loose

    def _paragraphs(self, chars: Sequence[Char], items: list[Item], number: int) -> None:
        lines = loose_lines(chars)
        for text, first in paragraphs(lines, self.spaced, self.ours):
            items.append(Item(text, first.baseline - first.size, sheet=f"hlm. {number}"))

    def _table(self, table: Table, number: int, items: list[Item], page: int, goes_on: bool) -> None:
        known = self._known if goes_on else None
        rows, self._known = rows_of_table(table, page, known, self._join, sure=self.ours)
        self._borders = table.xs
        sheet = f"hlm. {page}, tabel {number}"
        for at, row in enumerate(rows, 1):
            top = table.ys[at - 1]
            items.append(Item("\t".join(row.texts), top, row.texts, sheet, at, tuple(row.spans)))

    def _join(self, chars: Sequence[Char]) -> str:
        """The text of a cell. Our own writer breaks no word with a hyphen of its own."""
        return (joined if self.ours else cell_text)(rows_of(chars), self.spaced)


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _has_text(items: Sequence[Item], height: float) -> bool:
    """Whether anything but possible furniture stands there."""
    return any(item.cells is not None or ZONE * height < item.top < (1 - ZONE) * height for item in items)
