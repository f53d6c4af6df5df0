"""A sheet written from top to bottom, and the few styles that all result sheets share."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from selaras.core.verdict import Outcome
from selaras.errors import Language, Text

# Colour is never alone: every coloured cell also carries its word or sign.
COLOURS = {
    Outcome.ELIGIBLE: "#2E8B6B",
    Outcome.NOT_ELIGIBLE: "#C4622D",
    Outcome.UNDETERMINED: "#8A79C7",
    Outcome.NOT_COVERED: "#B8C2C4",
}
TINTS = {
    Outcome.ELIGIBLE: "#E3F3EC",
    Outcome.NOT_ELIGIBLE: "#FBEBDF",
    Outcome.UNDETERMINED: "#EFEBFA",
    Outcome.NOT_COVERED: "#EEF1F1",
}
_LINE = 13.5  # points
_BASE = {"font_name": "Calibri", "font_size": 10, "valign": "top"}


class Styles:
    """Formats by name, made once for a workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        def add(**extra: Any) -> Format:
            return book.add_format(_BASE | extra)

        self.by_name: dict[str, Format] = {
            "text": add(),
            "wrap": add(text_wrap=True),
            "date": add(num_format="dd-mm-yyyy", align="left"),
            "percent": add(num_format="0.00"),
            "number": add(num_format="#,##0", align="left", indent=1),
            "title": add(bold=True, font_size=14, font_color="#0B5B5E", valign="vcenter"),
            "heading": add(bold=True, font_size=11, font_color="#0B5B5E"),
            "head": add(bold=True, bg_color="#DCEBEA", bottom=1, bottom_color="#9DBDBC", text_wrap=True),
            "code": add(font_size=8, font_color="#7A8789"),
            "note": add(italic=True, font_color="#5B4A8A", text_wrap=False),
            "total": add(bold=True, top=1, num_format="#,##0", align="left", indent=1),
            "mark": add(bold=True, align="center"),
            "required": book.add_format({"bg_color": "#CFE3E4"}),
            "missing": book.add_format({"bg_color": "#EFEBFA", "font_color": "#5B4A8A"}),
            "unverified": book.add_format({"bg_color": "#FFF4D6"}),
        }
        self.tints = {outcome: book.add_format({"bg_color": tint}) for outcome, tint in TINTS.items()}


class Sheet:
    """A worksheet that is filled row by row, in one language. `next` is the next empty row, counted from 0."""

    def __init__(self, sheet: Worksheet, styles: Styles, language: Language) -> None:
        self.sheet = sheet
        self.styles = styles
        self.language = language
        self.next = 0
        self._widths: tuple[float, ...] = ()
        sheet.hide_gridlines(2)

    def widths(self, *characters: float) -> None:
        """Column widths from the first column on."""
        self._widths = characters
        for column, width in enumerate(characters):
            self.sheet.set_column(column, column, width)

    def line(self, text: Text, style: str = "text") -> None:
        """One text in the first column."""
        if style == "title":
            self.sheet.set_row(self.next, 26)
        self.sheet.write_string(self.next, 0, text[self.language], self.styles.by_name[style])
        self.next += 1

    def skip(self) -> None:
        """Leave a row empty."""
        self.next += 1

    def heads(self, *names: Text) -> None:
        """A row of column heads, two lines high."""
        self.sheet.set_row(self.next, 28)
        for column, name in enumerate(names):
            self.sheet.write_string(self.next, column, name[self.language], self.styles.by_name["head"])
        self.next += 1

    def codes(self, *names: str) -> None:
        """A row of machine-readable column names above the heads."""
        for column, name in enumerate(names):
            self.sheet.write_string(self.next, column, name, self.styles.by_name["code"])
        self.next += 1

    def tall_row(self, *values: Any) -> None:
        """One row of values, wrapped, as high as its longest text needs."""
        texts = [value[self.language] if isinstance(value, Text) else str(value or "") for value in values]
        lines = (math.ceil(len(text) / width) for text, width in zip(texts, self._widths, strict=False))
        self.sheet.set_row(self.next, _LINE * max(1, *lines))
        self.row(*values, style="wrap")

    def row(self, *values: Any, style: str = "") -> None:
        """One row of values; None leaves a cell empty."""
        for column, value in enumerate(values):
            if value is not None and value != "":
                self.cell(column, value, style)
        self.next += 1

    def cell(self, column: int, value: Any, style: str = "") -> None:
        """One value in the current row: texts as texts, dates as dates, numbers as numbers."""
        formats = self.styles.by_name
        match value:
            case Text():
                self.sheet.write_string(self.next, column, value[self.language], formats[style or "text"])
            case str():
                self.sheet.write_string(self.next, column, value, formats[style or "text"])
            case date():
                self.sheet.write_datetime(self.next, column, value, formats["date"])
            case float():
                self.sheet.write_number(self.next, column, value, formats["percent"])
            case int() | Fraction():
                number = style if style == "total" else "number"
                self.sheet.write_number(self.next, column, value, formats[number])
            case _:
                self.sheet.write_string(self.next, column, str(value), formats[style or "text"])

    def table(self, head_rows: int, columns: int) -> None:
        """Freeze what is written so far, filter by the last head row, print it on every page."""
        self.sheet.freeze_panes(head_rows, 2)
        self.sheet.autofilter(head_rows - 1, 0, max(self.next - 1, head_rows), columns - 1)
        self.sheet.repeat_rows(0, head_rows - 1)
        self.on_one_width()

    def on_one_width(self) -> None:
        """Print across, as wide as one page."""
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
