"""The kinds of files a list can be taken away as."""

from __future__ import annotations

from selaras.web.lists.exports import comma, print, sheet
from selaras.web.lists.exports.content import Content

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}
F4 = "-f4"
KINDS = (*TYPES, f"pdf{F4}")
AT_ONCE = 5_000  # rows; a longer list is written in the background


def made(content: Content, kind: str) -> bytes:
    """The whole file. Raises DataRefused when it cannot be made of so many rows."""
    match kind:
        case "xlsx":
            return sheet.workbook(content)
        case "csv":
            return b"".join(comma.pieces(content))
    return print.document(content, "f4" if kind.endswith(F4) else "a4")


def ending(kind: str) -> str:
    """The file's ending."""
    return kind.removesuffix(F4)
