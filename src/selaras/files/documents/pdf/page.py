"""One page after the other: its tables and the text around them as items, with what tables before it made known."""

from __future__ import annotations

from collections.abc import Sequence

from selaras.files.documents.pdf.flow import cell_text, loose_lines, paragraphs
from selaras.files.documents.pdf.furniture import ZONE, Item, Sheet
from selaras.files.documents.pdf.glyphs import Char, Drawn
from selaras.files.documents.pdf.grid import Table, tables_of
from selaras.files.documents.pdf.rows import Known, RowTexts, fill, opens_anew, rows_of_table
from selaras.files.documents.pdf.unruled import Found, Unruled
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
        self._unruled = Unruled(self._join)

    def sheet(self, page: Drawn) -> Sheet:
        """The items of one page from top to bottom."""
        self.number = page.number
        self._count(page)
        if not page.chars:
            picture = Item(OBJECT, 0.0, sheet=f"hlm. {page.number}")
            return Sheet(page.number, page.height, [picture] if page.images else [])
        self.spaced = self.spaced or (len(page.chars) > 200 and is_spaced([rows_of(page.chars)]))
        tables, loose = self._tables(page)
        items: list[Item] = []
        at = 0.0
        number = 0
        for following, table in enumerate([*tables, None]):
            until = table.top if table else float("inf")
            between = [char for char in loose if at <= _middle(char) < until]
            number = self._between(between, page, items, number, first=not following, last=table is None)
            if table is None:
                break
            number += 1
            goes_on = number == 1 and not _has_text(items, page.height)
            self._table(table, number, items, page.number, goes_on)
            at = max(at, table.bottom)
        if _has_text([item for item in items if item.top > at], page.height):
            self._known, self._borders = (
                None,
                (),
            )  # text after the table: what follows on the next page is another
        self._unruled.end_page(page)
        return Sheet(page.number, page.height, items)

    def _tables(self, page: Drawn) -> tuple[list[Table], list[Char]]:
        """The ruled tables and the characters outside them."""
        tables = tables_of(page.rules)
        loose = self._fill(tables, page.chars)
        if tables and self._borders and not opens_anew(tables[0], self._join):
            tables = tables_of(
                page.rules, self._borders
            )  # it may go on from the page before: the same columns
            loose = self._fill(tables, page.chars)
        if not self.ours:
            frames = [table for table in tables if len(table.xs) == 2]  # a frame parts no columns
            for table in frames:
                if self._unruled.may_hold(inside := _chars_of(table)):
                    tables.remove(table)
                    loose += inside
        return tables, loose

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

    def _between(
        self, chars: Sequence[Char], page: Drawn, items: list[Item], number: int, *, first: bool, last: bool
    ) -> int:
        """Add what stands between ruled tables; returns the number of the last table."""
        if self.ours:
            self._paragraphs(chars, items, page.number)
            return number
        for block in self._unruled.blocks(chars, page, first=first, last=last):
            if isinstance(block, Found):
                number += 1
                self._rows(block.rows, f"hlm. {page.number}, tabel {number}", items)
            else:
                self._paragraphs(block, items, page.number)
        return number

    def _paragraphs(self, chars: Sequence[Char], items: list[Item], number: int) -> None:
        lines = loose_lines(chars)
        for text, first in paragraphs(lines, self.spaced, self.ours):
            items.append(Item(text, first.baseline - first.size, sheet=f"hlm. {number}"))

    def _table(self, table: Table, number: int, items: list[Item], page: int, goes_on: bool) -> None:
        known = self._known if goes_on else None
        rows, self._known = rows_of_table(table, page, known, self._join, sure=self.ours)
        self._borders = table.xs
        self._rows(list(zip(rows, table.ys, strict=False)), f"hlm. {page}, tabel {number}", items)

    def _rows(self, rows: Sequence[tuple[RowTexts, float]], sheet: str, items: list[Item]) -> None:
        for at, (row, top) in enumerate(rows, 1):
            items.append(Item("\t".join(row.texts), top, row.texts, sheet, at, tuple(row.spans)))

    def _join(self, chars: Sequence[Char]) -> str:
        """The text of a cell. Our own writer breaks no word with a hyphen of its own."""
        return (joined if self.ours else cell_text)(rows_of(chars), self.spaced)


def _chars_of(table: Table) -> list[Char]:
    cells = {id(cell): cell for row in table.cells for cell in row}
    return [char for cell in cells.values() for char in cell.chars]


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _has_text(items: Sequence[Item], height: float) -> bool:
    """Whether anything but possible furniture stands there."""
    return any(item.cells is not None or ZONE * height < item.top < (1 - ZONE) * height for item in items)
