"""A Markdown file → Document: pipe tables become rows, everything else lines of text.

Only what a table needs is understood: `\\|` and other backslash escapes, `<br>` as a line break inside a cell,
`**…**` as emphasis. A file without pipe tables is read as the plain text it is.
"""

from __future__ import annotations

import re
from pathlib import Path

from selaras.files.documents.lines import Lines
from selaras.law.document import Document, of_file

_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$")
_HEADING = re.compile(r"^#{1,6}\s+")
_COMMENT = re.compile(r"^\s*<!--.*-->\s*$")
_CELL = re.compile(r"((?:[^\\|]|\\.)*)(?:\||$)", re.DOTALL)
_NUMBER = re.compile(r"\s*\*\*([^\s*\\]{1,12})\*\*[ ]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|<br\s*/?>|\*\*", re.IGNORECASE)


def document_of_markdown(path: Path) -> Document:
    """A .md file → Document. Raises DocumentRefused as `law.document.of_file` does."""
    plain = of_file(path)
    if not any(_RULE.match(line.text) for line in plain.lines):
        return plain
    lines = Lines(plain.file)
    table = row = 0
    for line in plain.lines:
        if not _ROW.match(line.text):
            row = 0
            lines.paragraph("" if _COMMENT.match(line.text) else unescaped(_HEADING.sub("", line.text)))
        elif not _RULE.match(line.text):
            table, row = table + (row == 0), row + 1
            lines.row(cells_of(line.text.strip()[1:-1]), f"tabel {table}", row)
    return lines.document(plain.sha256)


def cells_of(row: str) -> list[str]:
    """The inside of a pipe row → its cells.

    A number set in bold before a text is parted from it by a tab, as a hanging number is in other documents.
    """
    cells, at = [], 0
    while at <= len(row) and (match := _CELL.match(row, at)):
        number = _NUMBER.match(match[1])
        text = unescaped(match[1][number.end() :] if number else match[1]).strip(" ")
        cells.append(f"{number[1]}\t{text}" if number else text)
        at = match.end() + (not match[0].endswith("|") or match.end(1) == match.end())
    return cells


def unescaped(text: str) -> str:
    """The text that Markdown shows: escapes resolved, line breaks made, emphasis gone."""
    return _ESCAPED.sub(lambda found: found[1] or ("\n" if found[0][0] == "<" else ""), text)
