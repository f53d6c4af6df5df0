"""The workbook of a list."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from selaras.clock import WESTERN_INDONESIA
from selaras.files.tables import LONGEST, OPTIONS, headed, looks, on_paper, put, sheet_name
from selaras.web.lists.exports.content import Content


def workbook(content: Content) -> bytes:
    """The file."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True, **OPTIONS}) as book:
        _fill(book, content)
    return made.getvalue()


def _fill(book: Any, content: Content) -> None:
    sheet, look = book.add_worksheet(sheet_name(content.title, "Daftar")), looks(book)
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
            put(sheet, row, place, value, look)
    headed(sheet, head, row, len(content.columns))
    on_paper(
        sheet, f"{content.asker.user.name}, {content.at.astimezone(WESTERN_INDONESIA):%d-%m-%Y %H.%M} WIB"
    )
