"""A Word document → Document: paragraphs and tables in their order, read from the XML itself.

python-docx opens the package; its text properties are not used, because they lose what stands in content
controls, after a line break written as a character, and in symbol fonts.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from selaras.errors import Place, Text
from selaras.files.documents.lines import Lines, sha256_of
from selaras.law.document import Document, refused

EXPANDED_LIMIT = 300_000_000  # bytes of all parts together; a decree with 1,000 tables needs a tenth

_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), qn("w:delText")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # repeats what Choice says
    qn("w:drawing"),
    qn("w:pict"),
}
_CHARACTERS = {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}


def document_of_docx(path: Path) -> Document:
    """A .docx → Document. Tables become rows of as many cells as their grid has columns.

    A cell merged over columns stands in its first, one merged over rows in its first; the others are empty. Line
    breaks are `\\n` however they are written. Raises DocumentRefused when the file is damaged, too large, or no
    Word document.
    """
    digest = sha256_of(path)
    lines = Lines(str(path))
    _Body(lines).read(_opened(path).element.body)
    return lines.document(digest)


def _opened(path: Path) -> Any:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > EXPANDED_LIMIT:
                raise _refusal(
                    path, "too_large", Text("Isi berkas terlalu besar.", "The file's content is too large.")
                )
        return docx.Document(str(path))
    except (zipfile.BadZipFile, OpcError, SyntaxError, KeyError, ValueError, OSError, EOFError) as error:
        what = Text("Berkas Word rusak atau bukan .docx.", "The Word file is damaged or no .docx.")
        raise _refusal(path, "damaged", what) from error


def _refusal(path: Path, code: str, what: Text) -> Exception:
    remedy = Text(
        "Buka di pengolah kata, simpan ulang sebagai .docx, lalu ulangi.",
        "Open it in a word processor, save it as .docx again and try again.",
    )
    return refused(code, Place(file=str(path)), what, remedy)


class _Body:
    """Walks over block elements; content controls and other wrappers are looked into."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.tables = 0

    def read(self, element: Any) -> None:
        for child in element:
            if child.tag == _P:
                for text in text_of(child).split("\n"):
                    self.lines.paragraph(text)
            elif child.tag == _TBL:
                self._table(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self.read(child)

    def _table(self, table: Any) -> None:
        self.tables += 1
        self.lines.paragraph("")
        for number, cells in enumerate(rows_of(table), 1):
            self.lines.row(cells, f"tabel {self.tables}", number)
        self.lines.paragraph("")


def rows_of(table: Any) -> Iterator[list[str]]:
    """Rows of a `w:tbl`, each with one text a grid column."""
    for row in _inside(table, _TR):
        properties = row.find(qn("w:trPr"))
        cells = [""] * _number(properties, "w:gridBefore", 0)
        for cell in _inside(row, _TC):
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            covered = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
            cells.append("" if covered else cell_text(cell))
            cells += [""] * (_number(cell.find(qn("w:tcPr")), "w:gridSpan", 1) - 1)
        yield cells + [""] * _number(properties, "w:gridAfter", 0)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in content controls; never those of a nested table."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from _inside(child, tag)


def _number(properties: Any, name: str, default: int) -> int:
    found = None if properties is None else properties.find(qn(name))
    value = "" if found is None else found.get(qn("w:val"), "")
    return min(int(value), 63) if value.isdigit() else default  # Word allows 63 columns


def cell_text(cell: Any) -> str:
    """Paragraphs of a cell, one a line; a nested table's rows are lines, its cells joined by spaces."""
    texts: list[str] = []
    for child in cell:
        if child.tag == _P:
            texts.append(text_of(child))
        elif child.tag == _TBL:
            texts += [" ".join(filter(None, row)) for row in rows_of(child)]
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            texts.append(cell_text(child))
    return "\n".join(texts)


def text_of(paragraph: Any) -> str:
    """The visible text of a `w:p`: runs in links and accepted insertions too, deletions left out."""
    return "".join(_visible(paragraph))


def _visible(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:br"):
            yield "\n" if child.get(qn("w:type"), "textWrapping") == "textWrapping" else ""
        elif child.tag == qn("w:sym"):
            yield chr(int(child.get(qn("w:char"), "20"), 16))
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _visible(child)
