"""The annex as a workbook: the act on the first sheet, then the two tables of each class or position, the dictionary.

Every text is written as a text: `=1+1` in an indicator stays those four characters.
"""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from selaras.errors import DataRefused, Text
from selaras.files.annex.act import act_rows
from selaras.files.annex.blocks import (
    Group,
    Heading,
    Indicators,
    Kind,
    Labels,
    Needs,
    class_heading,
    dictionary_of,
    identity_of,
    numeral_of,
    parts_of,
    position_heading,
)
from selaras.files.annex.settings import MAKER, is_blank, settings
from selaras.law.form import Form
from selaras.law.form.table import ClassStandard, PositionStandard

LINE = 13.5  # points, one line of a row
CELL_LIMIT = 32_767  # characters of one cell: Excel's own limit
ACT, DICTIONARY = "Peraturan", "Kamus"

_WIDTHS = {
    "act": (48, 100),
    "one": (6, 30, 8, 44, 8, 80),
    "two": (6, 28, 6, 18, 60, 10, 10, 10),
    "levels": (30, 60, 8, 80),
}
_BASE = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True}
_RULED = _BASE | {"border": 1, "border_color": "#9DB2B4"}


def write_xlsx(path: Path, form: Form, notes: tuple[str, ...] = ()) -> None:
    """Write the annex of `form` to `path`. `notes` stand on the first sheet.

    Raises DataRefused when a text is longer than a cell can hold.
    """
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": form.instrument.title[:255], "keywords": MAKER})
    _Book(book).write(form, notes)
    book.close()


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of `width` characters."""
    return sum(1 + int(len(part) / (width * 1.05)) for part in text.split("\n"))


def split_number(text: str) -> tuple[str, str]:
    """`1. Pendidikan` → (`1`, `Pendidikan`); no number when none is printed."""
    number, dot, rest = text.partition(". ")
    return (number, rest) if dot and number.isalnum() and len(number) <= 3 else ("", text)


class _Book:
    """Sheets filled from top to bottom; `row` is the next empty row of the current one, counted from 0."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.row = 0
        self.sheet: Worksheet
        self.formats = {
            "text": book.add_format(_RULED),
            "head": book.add_format(_RULED | {"bold": True, "bg_color": "#DCEBEA", "align": "center"}),
            "kind": book.add_format(_RULED | {"bold": True, "bg_color": "#F1F6F6"}),
            "centred": book.add_format(_RULED | {"align": "center"}),
            "blank": book.add_format(
                _RULED | {"bg_color": "#FFF4D6", "font_color": "#7A5B00", "italic": True}
            ),
            "title": book.add_format({"bold": True, "font_size": 13, "font_color": "#0B5B5E"}),
            "note": book.add_format(_BASE | {"italic": True, "font_color": "#5B4A8A"}),
        }

    def write(self, form: Form, notes: tuple[str, ...]) -> None:
        self._open(ACT, _WIDTHS["act"], "Peraturan")
        for note in notes:
            self.sheet.merge_range(self.row, 0, self.row, 1, "")
            self.sheet.set_row(self.row, 14 * (1 + len(note) // 125))
            self._put(0, note, "note")
            self.row += 1
        for label, value in act_rows(form):
            self._line(label, value)
        for order, standard in enumerate(form.job_classes, 1):
            self._standard(f"Kelas {standard.job_class}", class_heading(standard, order), standard)
        for order, position in enumerate(form.position_standards, 1):
            self._standard(f"Jabatan {order}", position_heading(position, order), position)
        if form.dictionary:
            self._open(DICTIONARY, _WIDTHS["levels"], settings()["dictionary"]["caption"])
        for entry in form.dictionary:
            labels, levels = dictionary_of(entry)
            if isinstance(labels, Labels) and isinstance(levels, Indicators):
                for label, value in labels.rows:
                    self._line(label, value)
                self._indicators(levels, numbered=False)
                self.row += 1

    def _open(self, name: str, widths: tuple[float, ...], title: str) -> None:
        self.sheet, self.row = self.book.add_worksheet(name), 0
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(14)  # folio: the nearest to F4 that has a number
        self.sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self._put(0, title, "title")
        self.row = 1

    def _put(self, column: int, text: str, style: str = "text") -> None:
        if len(text) > CELL_LIMIT:
            what = Text(
                f"Teks sepanjang {len(text)} karakter tidak muat dalam satu sel Excel.",
                f"A text of {len(text)} characters does not fit into an Excel cell.",
            )
            raise DataRefused(what, Text("Tulis sebagai .docx atau .json.", "Write it as .docx or .json."))
        blank = is_blank(text) and style != "note"
        self.sheet.write_string(self.row, column, text, self.formats["blank" if blank else style])

    def _line(self, label: str, value: str) -> None:
        self.sheet.set_row(self.row, LINE * max(_lines(value, 90), _lines(label, 44)))
        self._put(0, label, "kind")
        self._put(1, value)
        self.row += 1

    def _heads(self, *names: str) -> None:
        for column, name in enumerate(names):
            self._put(column, name, "head")
        self.row += 1

    def _standard(self, name: str, heading: Heading, standard: ClassStandard | PositionStandard) -> None:
        self._open(f"{name} – Kompetensi", _WIDTHS["one"], heading.text)
        if isinstance(standard, PositionStandard):
            for label, value in identity_of(standard).rows:
                self.sheet.merge_range(self.row, 0, self.row, 1, "")
                self._put(0, label, "kind")
                self.sheet.merge_range(self.row, 2, self.row, 5, "")
                self._put(2, value)
                self.row += 1
            if numeral := numeral_of(standard):
                self._put(0, f"{settings()['annex']} {numeral}", "note")
                self.row += 1
        for block in parts_of(standard):
            if isinstance(block, Indicators):
                self._indicators(block, numbered=True)
            elif isinstance(block, Needs):
                self._open(f"{name} – Persyaratan", _WIDTHS["two"], settings()["requirements"]["caption"])
                self._needs(block)

    def _indicators(self, block: Indicators, *, numbered: bool) -> None:
        before = [*(("No.",) if numbered else ()), *block.columns[:-1]]
        self._heads(*before, "No.", block.columns[-1])
        self.sheet.freeze_panes(self.row, 0) if numbered else None
        for row in block.rows:
            if isinstance(row, Kind):
                self.sheet.merge_range(self.row, 0, self.row, len(before) + 1, "")
                self._put(0, row.text, "kind")
                self.row += 1
            else:
                self._group(row, numbered=numbered)

    def _group(self, group: Group, *, numbered: bool) -> None:
        cells = [*split_number(group.cells[0]), *group.cells[1:]] if numbered else list(group.cells)
        indicators = group.indicators or (("", ""),)
        first = self.row
        for column, text in enumerate(cells):
            if len(indicators) > 1:
                last = first + len(indicators) - 1
                self.sheet.merge_range(first, column, last, column, "", self.formats["text"])
            self._put(
                column, text, "centred" if column == len(cells) - 2 or (numbered and not column) else "text"
            )
        beside = max(_lines(text, wide) for text, wide in zip(cells, (8, 30, 8, 44), strict=False))
        for number, text in indicators:
            share = -(-beside // len(indicators))  # a merged cell does not make its rows grow by itself
            self.sheet.set_row(self.row, LINE * max(_lines(text, 80), share))
            self._put(len(cells), number, "centred")
            self._put(len(cells) + 1, text)
            self.row += 1

    def _needs(self, block: Needs) -> None:
        words = settings()["requirements"]
        kind, value = words["columns"]
        for column, name in enumerate(("No.", kind, "", "", value, words["importance"])):
            self._put(column, name, "head")
        self.sheet.merge_range(self.row, 5, self.row, 4 + len(words["marks"]), "")
        self._put(5, words["importance"], "head")
        self.row += 1
        self._heads("", "", "", "", "", *words["marks"].values())
        self.sheet.freeze_panes(self.row, 0)
        for row in block.rows:
            for column, text in enumerate((*split_number(row.group), *split_number(row.part), row.value)):
                self._put(column, text, "centred" if column in (0, 2) else "text")
            for column, mark in enumerate(row.marks, 5):
                self._put(column, mark, "centred")
            self.sheet.data_validation(
                self.row,
                5,
                self.row,
                4 + len(row.marks),
                {"validate": "list", "source": [settings()["mark"]], "error_type": "warning"},
            )
            self.row += 1
