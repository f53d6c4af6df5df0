"""A Word document → Document: paragraphs and tables in their order, read from the XML itself.

python-docx opens the package; its text properties are not used, because they lose what stands in content
controls, in text boxes, after a line break written as a character, in symbol fonts and in automatic numbers.
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
from selaras.files.documents.numbering import Numbering
from selaras.files.documents.runs import visible
from selaras.law.document import Document, refused
from selaras.law.reading.marks import is_tick

EXPANDED_LIMIT = 300_000_000  # bytes of all parts together; a decree with 1,000 tables needs a tenth

_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_BOX = qn("w:txbxContent")
_FALLBACK = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # repeats what Choice says
)
_LOOKED_INTO = (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"))
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:sectPr"), _FALLBACK}
_FEWEST = 2  # columns of a nested table that is only a way to set a text in a cell
_FLOATING = (
    "\ufffc"  # before a tick that floats over a table: it may be seen in another cell than it is kept in
)
_COMPUTED = "\ufff9"  # set before a number that Word computes, until its line is known; no text keeps one


def document_of_docx(path: Path) -> Document:
    """A .docx → Document. Tables become rows of as many cells as their grid has columns.

    A cell merged over columns stands in its first, one merged over rows in its first; the others are empty, and the
    line's `spans` say how far each reaches. Line breaks are `\\n` however they are written. Automatic numbers are
    written out, with their lines in `computed`. Raises DocumentRefused when the file is damaged, too large, or no
    Word document.
    """
    digest = sha256_of(path)
    lines = Lines(str(path))
    word = _opened(path)
    _Body(lines, Numbering(word)).read(word.element.body)
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
    """Walks over block elements; content controls, text boxes and other wrappers are looked into."""

    def __init__(self, lines: Lines, numbering: Numbering) -> None:
        self.lines = lines
        self.numbering = numbering
        self.tables = 0

    def read(self, element: Any) -> None:
        """Add the lines of every block inside `element`."""
        for child in element:
            if child.tag == _P:
                for box in _boxes(child):
                    self.read(box)
                for text in self._text(child).split("\n"):
                    self.lines.paragraph(self._noted(text, self.lines.next))
            elif child.tag == _TBL:
                self._table(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self.read(child)

    def _table(self, table: Any) -> None:
        self.tables += 1
        name = f"tabel {self.tables}"
        self.lines.paragraph("")
        for number, row in enumerate(_inside(table, _TR), 1):
            frame = _framed(row)
            if frame is not None:
                self.read(frame)
                continue
            cells, spans = self._row(row)
            self._noted("\t".join(cells), self.lines.next)
            self.lines.row([cell.replace(_COMPUTED, "") for cell in cells], name, number, spans)
        self.lines.paragraph("")

    def _row(self, row: Any) -> tuple[list[str], list[int]]:
        """One text a grid column, and how many columns each cell covers."""
        properties = row.find(qn("w:trPr"))
        before, after = _number(properties, "w:gridBefore", 0), _number(properties, "w:gridAfter", 0)
        cells, spans = [""] * before, [1] * before
        for cell in _inside(row, _TC):
            width = _number(cell.find(qn("w:tcPr")), "w:gridSpan", 1) or 1
            if spans and _goes_on(cell, "w:hMerge"):  # as older programs merge cells over columns
                start = max(at for at, span in enumerate(spans) if span)
                spans[start] += width
                cells += [""] * width
                spans += [0] * width
                continue
            text = "" if _goes_on(cell, "w:vMerge") else self._cell(cell)
            cells += [text, *[""] * (width - 1)]
            spans += [width, *[0] * (width - 1)]
        return cells + [""] * after, spans + [1] * after

    def _cell(self, cell: Any) -> str:
        """Paragraphs of a cell, one a line; a nested table's rows are lines, its cells joined by spaces."""
        texts: list[str] = []
        for child in cell:
            if child.tag == _P:
                floating = (self._cell(box) for box in _boxes(child))
                texts += [_FLOATING + text if is_tick(text) else text for text in floating]
                texts.append(self._text(child))
            elif child.tag == _TBL:
                rows = (self._row(row)[0] for row in _inside(child, _TR))
                texts += [" ".join(filter(None, row)) for row in rows]
            elif child.tag in _LOOKED_INTO:
                texts.append(self._cell(child))
        return "\n".join(texts)

    def _text(self, paragraph: Any) -> str:
        """The visible text of a paragraph with its automatic number; an empty one has a number but no bullet."""
        text = visible(paragraph).replace(_COMPUTED, "")
        label = self.numbering.label_of(paragraph)
        if not label or (not text.strip() and not any(sign.isalnum() for sign in label)):
            return text
        return f"{_COMPUTED}{label}\t{text}" if text.strip() else f"{_COMPUTED}{label}"

    def _noted(self, text: str, first: int) -> str:
        """The text without the signs of computed numbers; their lines are noted."""
        if _COMPUTED in text:
            found = (at for at, part in enumerate(text.split("\n")) if _COMPUTED in part)
            self.lines.computed.update(first + at for at in found)
        return text.replace(_COMPUTED, "")


def _goes_on(cell: Any, name: str) -> bool:
    """Whether a cell is merged into the one before it (`w:hMerge`) or above it (`w:vMerge`)."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _framed(row: Any) -> Any:
    """The only cell of a row when a table of three columns or more stands in it: a frame around what is to be read."""
    cells = list(_inside(row, _TC))
    nested = (child for cell in cells for child in cell if child.tag == _TBL)
    if not any(len(list(_inside(first, _TC))) > _FEWEST for t in nested for first in _inside(t, _TR)):
        return None
    filled = [cell for cell in cells if any(text.text and text.text.strip() for text in cell.iter(qn("w:t")))]
    return filled[0] if len(filled) == 1 else None


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes anchored in a paragraph, the outermost ones, each once."""
    for child in paragraph:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _boxes(child)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in content controls; never those of a nested table."""
    for child in element:
        if child.tag == tag and child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield child
        elif child.tag in _LOOKED_INTO:
            yield from _inside(child, tag)


def _number(properties: Any, name: str, default: int) -> int:
    found = None if properties is None else properties.find(qn(name))
    value = "" if found is None else found.get(qn("w:val"), "")
    return min(int(value), 63) if value.isdigit() else default  # Word allows 63 columns
