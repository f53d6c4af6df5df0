"""A report as a workbook: native charts, days as days, and texts never as formulas."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from selaras.files.profile.report import Cell, Chart, Link, Report, Table

LONGEST = 32_767  # characters in a cell of Excel
UNIT = 0.62  # characters of a column's width to one share
A4 = 9
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#0B5B5E"},
    "heading": {"bold": True, "font_size": 11, "font_color": "#0B5B5E"},
    "about": {"font_color": "#50616C"},
    "note": {"italic": True, "font_color": "#5B4A8A"},
    "head": {"bold": True, "bg_color": "#DCEBEA", "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "text": {"valign": "top", "num_format": "@", "text_wrap": True},
    "day": {"num_format": "dd-mm-yyyy", "align": "left", "valign": "top"},
    "whole": {"num_format": "#,##0", "valign": "top"},
    "number": {"num_format": "#,##0.00", "valign": "top"},
    "link": {"font_color": "#0B5B5E", "underline": 1, "valign": "top", "text_wrap": True},
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def report_workbook(report: Report, summary: str) -> bytes:
    """The file. Short tables stand on the sheet called `summary`, each long one on its own."""
    made = BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": report.title, "subject": report.place})
        base = {"font_name": "Calibri", "font_size": 10}
        looks = {name: book.add_format(base | each) for name, each in LOOKS.items()}
        _summary(book, report, summary, looks)
        for table in report.tables:
            if table.long:
                _long(book, table, looks)
    return made.getvalue()


def _summary(book: Any, report: Report, name: str, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet(sheet_name(name))
    sheet.hide_gridlines(2)
    short = [table for table in report.tables if not table.long]
    widths = [
        max((each.columns[at].width for each in short if at < len(each.columns)), default=10) * UNIT
        for at in range(max((len(each.columns) for each in short), default=2))
    ]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, report.title, looks["title"])
    sheet.write_string(1, 0, report.place, looks["heading"])
    row = 2
    for label, value in report.about:
        sheet.write_string(row, 0, label, looks["about"])
        sheet.write_string(row, 1, value[:LONGEST])
        row += 1
    for note in (*report.notes, *((report.synthetic,) if report.synthetic else ())):
        sheet.write_string(row, 0, note[:LONGEST], looks["note"])
        row += 1
    for table in short:
        row = _table(book, sheet, table, row + 1, looks, report.empty)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&8&P / &N")


def _table(book: Any, sheet: Any, table: Table, row: int, looks: dict[str, Any], empty: str) -> int:
    sheet.write_string(row, 0, table.title, looks["heading"])
    if table.note:
        row += 1
        sheet.write_string(row, 0, table.note[:LONGEST], looks["about"])
    head = row + 1
    _heads(sheet, table, head, looks)
    for at, cells in enumerate(table.rows, head + 1):
        _row(sheet, at, cells, looks)
    end = head + len(table.rows)
    if not table.rows:
        sheet.write_string(head + 1, 0, empty, looks["note"])
        end = head + 1
    elif table.chart:
        return max(end, _chart(book, sheet, table, table.chart, head, end)) + 1
    return end + 1


def _chart(book: Any, sheet: Any, table: Table, chart: Chart, head: int, end: int) -> int:
    """The bars, right of the table; returns the last row that they reach."""
    made = book.add_chart({"type": "bar", "subtype": "percent_stacked" if chart.whole else "stacked"})
    name = sheet.get_name()
    for at, colour in zip(chart.values, chart.colours, strict=True):
        made.add_series(
            {
                "name": [name, head, at],
                "categories": [name, head + 1, 0, end, 0],
                "values": [name, head + 1, at, end, at],
                "fill": {"color": colour},
                "gap": 40,
            }
        )
    made.set_title({"name": chart.title, "name_font": {"size": 11, "bold": False}})
    made.set_legend({"position": "bottom"} if len(chart.values) > 1 else {"none": True})
    made.set_y_axis({"reverse": True})
    made.set_x_axis({"num_format": "0%" if chart.whole else "#,##0", "major_gridlines": {"visible": False}})
    rows = max(len(table.rows), 6) + 6
    made.set_size({"width": 620, "height": rows * 20})
    place = {"description": chart.description, "x_offset": 12, "object_position": 2}
    sheet.insert_chart(head - 1, len(table.columns), made, place)
    return head - 1 + rows


def _long(book: Any, table: Table, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet(sheet_name(table.title))
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, max(column.width * UNIT, 8))
    _heads(sheet, table, 0, looks)
    for at, cells in enumerate(table.rows, 1):
        _row(sheet, at, cells, looks)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&R&8&P / &N")


def _heads(sheet: Any, table: Table, row: int, looks: dict[str, Any]) -> None:
    for at, column in enumerate(table.columns):
        sheet.write_string(row, at, column.head, looks["head"])


def _row(sheet: Any, row: int, cells: tuple[Cell, ...], looks: dict[str, Any]) -> None:
    for at, value in enumerate(cells):
        match value:
            case None | "":
                continue
            case Link():
                # A figure behind a link stays a number that a chart and a sum can use.
                number = value.text.replace(".", "").replace(",", "")
                sheet.write_url(row, at, value.url, looks["link"], value.text[:LONGEST])
                if number.isdecimal():
                    sheet.write_number(row, at, int(number), looks["link"])
            case int():
                sheet.write_number(row, at, value, looks["whole"])
            case float():
                sheet.write_number(row, at, value, looks["number"])
            case date():
                sheet.write_datetime(row, at, value, looks["day"])
            case str():
                sheet.write_string(row, at, value[:LONGEST], looks["text"])


def sheet_name(title: str) -> str:
    """A title as Excel takes it for a sheet."""
    return _FORBIDDEN.sub("", title)[:31].strip() or "Data"
