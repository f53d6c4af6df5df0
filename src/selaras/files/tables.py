"""Tables in a workbook, as lists and reports write them: text stays text, days are days, and the head prints again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from selaras.clock import WESTERN_INDONESIA

LONGEST = 32_767  # characters in a cell of Excel
A4 = 9
FIRST_YEAR = 1900  # of Excel's calendar
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#0B5B5E"},
    "about": {"font_color": "#50616C"},
    "head": {"bold": True, "bg_color": "#DCEBEA", "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "text": {"valign": "top", "num_format": "@"},
    "day": {"num_format": "dd-mm-yyyy", "align": "left", "valign": "top"},
    "number": {"num_format": "#,##0.##", "valign": "top"},
    "whole": {"num_format": "#,##0", "valign": "top"},
}


def looks(book: Any, more: Mapping[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """The formats of a workbook by name; `more` adds some, or sets others in their place."""
    font = {"font_name": "Calibri", "font_size": 10}
    return {name: book.add_format(font | each) for name, each in (LOOKS | dict(more or {})).items()}


def put(sheet: Any, row: int, at: int, value: Any, look: Mapping[str, Any]) -> None:
    """One cell. Text is written as text, whatever it begins with."""
    match value:
        case None | "":
            return
        case bool():
            sheet.write_string(row, at, str(value), look["text"])
        case int():
            sheet.write_number(row, at, value, look["whole"])
        case float():
            sheet.write_number(row, at, value, look["number"])
        case datetime():
            here = value.astimezone(WESTERN_INDONESIA) if value.tzinfo else value
            sheet.write_string(row, at, f"{here:%d-%m-%Y %H.%M}", look["text"])
        case date() if value.year >= FIRST_YEAR:
            sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), look["day"])  # noqa: DTZ001  a day
        case _:
            sheet.write_string(row, at, str(value)[:LONGEST], look["text"])


def headed(sheet: Any, head: int, end: int, columns: int) -> None:
    """A sheet of one table: filtered by its head, which stays in sight with the first column and prints on every page."""
    sheet.autofilter(head, 0, max(end, head + 1), max(columns - 1, 0))
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)


def on_paper(sheet: Any, footer: str = "") -> None:
    """Printed across, as wide as the paper, with numbers of pages."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    name = footer.replace("&", "&&")  # an ampersand begins a code
    sheet.set_footer(f"&L&8{name}&R&8&P / &N")


def sheet_name(title: str, otherwise: str) -> str:
    """A title as Excel takes it for a sheet."""
    allowed = "".join(char for char in title if char not in "[]:*?/\\'")
    return allowed[:31].strip() or otherwise
