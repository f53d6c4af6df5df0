"""The workbook: text stays text, days are days, and the head prints on every page."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from selaras.clock import WESTERN_INDONESIA
from selaras.web.lists.exports.content import Content

LONGEST = 32767  # characters in a cell of Excel
A4 = 9


def workbook(content: Content) -> bytes:
    """The file."""
    made = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(made, options) as book:
        _fill(book, content)
    return made.getvalue()


def _fill(book: Any, content: Content) -> None:
    sheet = book.add_worksheet(_sheet_name(content.title))
    look = {
        name: book.add_format({"font_name": "Calibri", "font_size": 10, **each})
        for name, each in LOOKS.items()
    }
    for place, column in enumerate(content.columns):
        sheet.set_column(place, place, column.look.width)
    title = f"{content.title} – {content.place}" if content.place else content.title
    sheet.write_string(0, 0, title, look["title"])
    at = 1
    for line in content.lines():
        sheet.write_string(at, 0, line[:LONGEST], look["about"])
        at += 1
    head = at + 1
    for place, name in enumerate(content.heads()):
        sheet.write_string(head, place, name, look["head"])
    row = head
    for row, values in enumerate(content.values(), head + 1):
        for place, value in enumerate(values):
            _write(sheet, row, place, value, look)
    sheet.autofilter(head, 0, max(row, head + 1), max(len(content.columns) - 1, 0))
    sheet.freeze_panes(head + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    # An ampersand begins a code in a footer.
    name = content.asker.user.name.replace("&", "&&")
    sheet.set_footer(f"&L&8{name}, {content.at.astimezone(WESTERN_INDONESIA):%d-%m-%Y %H.%M} WIB&R&8&P / &N")


LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#0B5B5E"},
    "about": {"font_color": "#50616C"},
    "head": {"bold": True, "bg_color": "#DCEBEA", "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "text": {"valign": "top", "num_format": "@"},
    "day": {"num_format": "dd-mm-yyyy", "align": "left", "valign": "top"},
    "number": {"num_format": "#,##0.##", "valign": "top"},
    "whole": {"num_format": "#,##0", "valign": "top"},
}


def _write(sheet: Any, row: int, place: int, value: Any, look: dict[str, Any]) -> None:
    """One cell. Text is written as text whatever it begins with."""
    match value:
        case None | "":
            return
        case bool():
            sheet.write_string(row, place, str(value), look["text"])
        case int():
            sheet.write_number(row, place, value, look["whole"])
        case float():
            sheet.write_number(row, place, value, look["number"])
        case datetime():
            here = (
                value.astimezone(WESTERN_INDONESIA).strftime("%d-%m-%Y %H.%M") if value.tzinfo else str(value)
            )
            sheet.write_string(row, place, here, look["text"])
        case date() if value.year >= 1900:
            sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), look["day"])  # noqa: DTZ001  a day
        case _:
            sheet.write_string(row, place, str(value)[:LONGEST], look["text"])


def _sheet_name(title: str) -> str:
    allowed = "".join(char for char in title if char not in "[]:*?/\\'")
    return allowed[:31].strip() or "Daftar"
