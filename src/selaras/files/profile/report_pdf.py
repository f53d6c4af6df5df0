"""A report as tagged PDF."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from selaras.core.words import written
from selaras.errors import Language
from selaras.files.profile.press import Press
from selaras.files.profile.report import Cell, Chart, Column, Link, Report, Table
from selaras.files.profile.words import text

DARK = 0x80  # mean of red, green and blue below which a number on a bar is written in white
CHARTED = 25  # bars that fit a page; the table below has all rows


def report_pdf(report: Report, instansi: str, paper: str = "a4") -> bytes:
    """The report as PDF. Raises DataRefused when it cannot be set."""
    said = {
        "language": report.language,
        "document": f"{report.title} – {report.place}",
        "title": report.title,
        "place": report.place,
        "instansi": instansi,
        "synthetic": report.synthetic,
        "about": [[label, _cell(value, report.language)] for label, value in report.about],
        "notes": list(report.notes),
        "empty": report.empty,
        "foot": " · ".join(str(_cell(value, report.language)) for _, value in report.about[:2]),
        "page": text("page")[report.language],
        "tables": [_table(each, report.language) for each in report.tables],
    }
    return _press().pdf(said, paper)


@cache
def _press() -> Press:
    return Press("report")


def _table(table: Table, language: Language) -> dict[str, Any]:
    rows = [[_cell(value, language) for value in row] for row in table.rows]
    return {
        "title": table.title,
        "note": table.note,
        "long": table.long,
        "columns": [
            {"head": column.head, "width": column.width, "numeric": column.numeric}
            for column in table.columns
        ],
        "rows": rows,
        "chart": _chart(table.chart, table.columns, table, language) if table.chart and table.rows else None,
    }


def _chart(chart: Chart, columns: tuple[Column, ...], table: Table, language: Language) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [
        {
            "label": " · ".join(filter(None, (_label(row[at]) for at in chart.labels))),
            "parts": [_number(row[at]) for at in chart.values],
        }
        for row in table.rows[:CHARTED]
    ]
    return {
        "description": chart.description,
        "names": [columns[at].head for at in chart.values],
        "colours": list(chart.colours),
        "signs": list(chart.signs or [""] * len(chart.values)),
        "dark": [_dark(colour) for colour in chart.colours],
        "whole": chart.whole,
        "most": max((sum(row["parts"]) for row in rows), default=0),
        "rows": rows,
        "joined": len(chart.labels) > 1,
        "left_out": text("charted", shown=CHARTED, rows=len(table.rows))[language]
        if len(table.rows) > CHARTED
        else "",
    }


def _dark(colour: str) -> bool:
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return sum(parts) / 3 < DARK


def _number(value: Cell) -> int | float:
    if isinstance(value, Link):
        digits = "".join(char for char in value.text if char.isdecimal())
        return int(digits or 0)
    return value if isinstance(value, int | float) else 0


def _label(value: Cell) -> str:
    return value.text if isinstance(value, Link) else str(value or "")


def _cell(value: Cell, language: Language) -> Any:
    match value:
        case None:
            return "–"
        case Link():
            return {"text": value.text, "url": value.url}
        case float():
            shown = f"{value:,.2f}"
            return shown.translate(str.maketrans(",.", ".,")) if language == "id" else shown
        case int():
            return f"{value:,}".replace(",", ".") if language == "id" else f"{value:,}"
        case date():
            return written(value, language)
        case _:
            return value
