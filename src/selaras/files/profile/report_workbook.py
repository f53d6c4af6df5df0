"""A report as a workbook: native charts, days as days, and texts never as formulas."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from selaras.files.profile.report import Cell, Chart, Link, Report, Table
from selaras.files.tables import LONGEST, OPTIONS, headed, looks, on_paper, put, sheet_name

UNIT = 0.62  # characters of a column's width to one share, where several tables stand below each other
WIDE = 1.05  # the same, where a table has the sheet to itself
NARROWEST = 9
LOOKS: dict[str, dict[str, Any]] = {
    "heading": {"bold": True, "font_size": 11, "font_color": "#0B5B5E"},
    "note": {"italic": True, "font_color": "#5B4A8A"},
    "text": {"valign": "top", "num_format": "@", "text_wrap": True},
    "plain": {},  # beside a label: in one line, over the cells right of it
    "left": {"num_format": "#,##0", "align": "left"},
    "number": {"num_format": "#,##0.00", "valign": "top"},
    "link": {"font_color": "#0B5B5E", "underline": 1, "valign": "top", "num_format": "#,##0"},
}


def report_workbook(report: Report, summary: str) -> bytes:
    """The file. Short tables stand on the sheet called `summary`, each long one on its own."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **OPTIONS}) as book:
        book.set_properties({"title": report.title, "subject": report.place})
        look = looks(book, LOOKS)
        _summary(book, report, summary, look)
        for table in report.tables:
            if table.long:
                _long(book, table, look)
    return made.getvalue()


def _summary(book: Any, report: Report, name: str, look: dict[str, Any]) -> None:
    sheet = book.add_worksheet(sheet_name(name, "Data"))
    sheet.hide_gridlines(2)
    short = [table for table in report.tables if not table.long]
    widths = [
        max((each.columns[at].width for each in short if at < len(each.columns)), default=10) * UNIT
        for at in range(max((len(each.columns) for each in short), default=2))
    ]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, report.title, look["title"])
    sheet.write_string(1, 0, report.place, look["heading"])
    row = 2
    for label, value in report.about:
        sheet.write_string(row, 0, label, look["about"])
        put(sheet, row, 1, value, look | {"text": look["plain"], "whole": look["left"]})
        row += 1
    for note in (*report.notes, *((report.synthetic,) if report.synthetic else ())):
        sheet.write_string(row, 0, note[:LONGEST], look["note"])
        row += 1
    for table in short:
        row = _table(book, sheet, table, row + 1, look, report.empty)
    on_paper(sheet)


def _table(book: Any, sheet: Any, table: Table, row: int, look: dict[str, Any], empty: str) -> int:
    sheet.write_string(row, 0, table.title, look["heading"])
    if table.note:
        row += 1
        sheet.write_string(row, 0, table.note[:LONGEST], look["about"])
    head = row + 1
    _heads(sheet, table, head, look)
    for at, cells in enumerate(table.rows, head + 1):
        _row(sheet, at, cells, look)
    end = head + len(table.rows)
    if not table.rows:
        sheet.write_string(head + 1, 0, empty, look["note"])
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
                "categories": [name, head + 1, chart.labels[0], end, chart.labels[-1]],
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


def _long(book: Any, table: Table, look: dict[str, Any]) -> None:
    sheet = book.add_worksheet(sheet_name(table.title, "Data"))
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, max(column.width * WIDE, NARROWEST))
    _heads(sheet, table, 0, look)
    for at, cells in enumerate(table.rows, 1):
        _row(sheet, at, cells, look)
    headed(sheet, 0, len(table.rows), len(table.columns))
    on_paper(sheet)


def _heads(sheet: Any, table: Table, row: int, look: dict[str, Any]) -> None:
    for at, column in enumerate(table.columns):
        sheet.write_string(row, at, column.head, look["head"])


def _row(sheet: Any, row: int, cells: tuple[Cell, ...], look: dict[str, Any]) -> None:
    for at, value in enumerate(cells):
        if not isinstance(value, Link):
            put(sheet, row, at, value, look)
            continue
        # A figure behind a link stays a number that a chart and a sum can use.
        sheet.write_url(row, at, value.url, look["link"], value.text[:LONGEST])
        number = value.text.replace(".", "").replace(",", "")
        if number.isdecimal():
            sheet.write_number(row, at, int(number), look["link"])
