"""Tables as worksheets: frozen header with notes, dropdowns, text that stays text.

User text goes through `write_string` only, so that `=…` in a name never becomes a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from selaras.errors import Language
from selaras.files.grid import column_letters
from selaras.files.layout import Column, Sheet, shown

LISTS = "Daftar"  # the sheet on which long dropdown lists stand
FILLED_ROWS = 20_000  # rows for which dropdowns and formats are prepared
TEXT_LIMIT = 32_767
DATE = "dd-mm-yyyy"
SHORT_LIST = 200  # characters; Excel takes a list inside the cell rule only below 255


class Book:
    """A workbook being written, with the styles that all its sheets share."""

    def __init__(self, path: str, *, small: bool = True) -> None:
        """`small` False writes row by row to disk: rows must come in order, memory stays flat."""
        options = {
            "constant_memory": not small,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(path, options)
        self.header = self.book.add_format(
            {"bold": True, "bg_color": "#1F4E5F", "font_color": "#FFFFFF", "border": 1}
        )
        self.required = self.book.add_format(
            {"bold": True, "bg_color": "#0B3142", "font_color": "#FFFFFF", "border": 1, "italic": True}
        )
        self.text = self.book.add_format({"num_format": "@"})
        self.date = self.book.add_format({"num_format": DATE})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.strong = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.warning = self.book.add_format(
            {"bold": True, "bg_color": "#FFE699", "text_wrap": True, "valign": "top"}
        )
        self.wrong = self.book.add_format({"bg_color": "#F8CBAD", "num_format": "@"})
        self.wrong_date = self.book.add_format({"bg_color": "#F8CBAD", "num_format": DATE})
        self._lists: dict[str, tuple[str, ...]] = {}

    def sheet(self, name: str) -> Worksheet:
        """A new worksheet."""
        return self.book.add_worksheet(name)

    def close(self) -> None:
        """Write the lists of the dropdowns and finish the file."""
        if self._lists:
            lists = self.sheet(LISTS)
            columns = list(self._lists.items())
            for at, (name, _) in enumerate(columns):
                lists.write_string(0, at, name, self.header)
            for row in range(max(len(words) for _, words in columns)):
                for at, (_, words) in enumerate(columns):
                    if row < len(words):
                        lists.write_string(row + 1, at, words[row])
            lists.set_column(0, len(columns), 34)
            lists.freeze_panes(1, 0)
        self.book.close()

    def list_range(self, name: str, words: tuple[str, ...]) -> str:
        """Remember a list for the lists' sheet; returns the range that a dropdown refers to."""
        self._lists.setdefault(name, words)
        letters = column_letters(list(self._lists).index(name))
        return f"={LISTS}!${letters}$2:${letters}${len(words) + 1}"


def write_header(book: Book, page: Worksheet, sheet: Sheet, language: Language, at: int = 0) -> None:
    """The header with a note on every column; `at` is the first column used."""
    for column_at, column in enumerate(sheet.columns, at):
        page.write_string(0, column_at, column.header, book.required if column.required else book.header)
        if column.help[language]:
            page.write_comment(0, column_at, column.help[language], {"x_scale": 1.6})
        page.set_column(column_at, column_at, column.width, book.date if column.form == "date" else book.text)
    page.freeze_panes(1, at + 1)
    page.autofilter(0, 0, 0, at + len(sheet.columns) - 1)


def add_dropdowns(
    book: Book,
    page: Worksheet,
    sheet: Sheet,
    lists: Mapping[str, tuple[str, ...]],
    language: Language,
    at: int = 0,
) -> None:
    """Dropdowns and limits for every column that has a list. `lists` gives those that depend on the law."""
    for column_at, column in enumerate(sheet.columns, at):
        rule = _rule(book, column, lists)
        if rule:
            rule |= {"input_title": column.header[:32], "input_message": column.help[language][:255]}
            page.data_validation(1, column_at, FILLED_ROWS, column_at, rule)


def _rule(book: Book, column: Column, lists: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    if column.form == "level":
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 5}
    if column.choice == "positions":
        return {"validate": "list", "source": "=Posisi!$A$2:$A$5000", "error_type": "warning"}
    if not column.choice:
        return {}
    words = lists.get(column.choice) or shown(column.choice)
    if len(",".join(words)) <= SHORT_LIST:
        return {"validate": "list", "source": list(words), "error_type": "warning"}
    return {"validate": "list", "source": book.list_range(column.choice, words), "error_type": "warning"}


def write_rows(book: Book, page: Worksheet, rows: Iterable[Iterable[Any]], start: int = 1) -> int:
    """Rows of plain values below the header. Returns the number of the row after the last, from 0."""
    at = start
    for at, row in enumerate(rows, start):
        for column, value in enumerate(row):
            if type(value) is str:
                if value:
                    page.write_string(at, column, value)
            else:
                write_value(book, page, at, column, value)
    return at + 1


def write_value(
    book: Book, page: Worksheet, row: int, column: int, value: Any, style: Format | None = None
) -> None:
    """One plain value: text as text, days as days, numbers as numbers, nothing as nothing."""
    if value is None or value == "":
        if style:
            page.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, style)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, style)
    elif isinstance(value, date | datetime):
        page.write_datetime(row, column, value, book.wrong_date if style else book.date)
    elif isinstance(value, time):
        page.write_string(row, column, value.isoformat(), style)
    else:
        page.write_string(row, column, str(value)[:TEXT_LIMIT], style)
