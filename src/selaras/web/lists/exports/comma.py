"""CSV for spreadsheets and other programs: UTF-8 with BOM, semicolons, as Indonesian Excel opens it.

The lines about the file stand above the header, each in one cell beginning with “#”; our own readers and those of
statistics programs (`comment="#"`) pass over them. Numbers that are names (NIP) are plain digits.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from selaras.web.lists.columns import text
from selaras.web.lists.exports.content import Content

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"


class _Line:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def pieces(content: Content) -> Iterator[bytes]:
    """The file, line by line."""
    writer = csv.writer(_Line(), delimiter=";", quoting=csv.QUOTE_MINIMAL)
    about = [content.title, content.place, *content.lines()]
    yield BOM.encode()
    for line in filter(None, about):
        yield _row(writer, [f"# {' '.join(line.split())}"])
    yield _row(writer, [safe(head) for head in content.heads()])
    for values in content.values():
        yield _row(writer, [_cell(value) for value in values])


def _row(writer: Any, cells: list[Any]) -> bytes:
    line: str = writer.writerow(cells)
    return line.encode()


def _cell(value: Any) -> str:
    # A negative number is a number and no formula.
    return str(value) if isinstance(value, (int, float)) else safe(text(value))


def safe(said: str) -> str:
    """Text that a spreadsheet will not take for a formula: an apostrophe before what would begin one."""
    return f"'{said}" if said.lstrip(" ").startswith(RISKY) or said.startswith(RISKY) else said
