"""A PDF with a text layer → Document: tables by their ruling lines, other text line by line, pages apart.

A cell's lines are joined again. Most programs leave the space at which a line was broken at its end; where a file
does so, a line without it was broken inside a word (after a slash, a hyphen) and is joined without a space.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from selaras.errors import DocumentRefused, Place, Text
from selaras.files.documents.lines import Lines, sha256_of
from selaras.files.documents.setting import Row, is_spaced, joined, rows_of
from selaras.law.document import Document, refused


def document_of_pdf(path: Path) -> Document:
    """A .pdf → Document. Raises DocumentRefused for a password, damage, or a scan without text."""
    digest = sha256_of(path)
    lines = Lines(str(path))
    try:
        with pdfplumber.open(path) as pdf:
            made_by = str((pdf.metadata or {}).get("Creator", ""))
            spaced = made_by.startswith("Typst") or is_spaced(rows_of(page.chars) for page in pdf.pages[:5])
            seen = 0
            for page in pdf.pages:
                seen += _Page(page, lines, spaced).read()
                page.close()  # a page keeps its objects otherwise: a long decree must not fill the memory
    except DocumentRefused:
        raise
    except (
        PdfminerException,
        PDFPasswordIncorrect,
        OSError,
        ValueError,
        TypeError,
        KeyError,
        RecursionError,
    ) as error:
        raise _refusal(path, error) from error
    if not seen:
        what = Text(
            "PDF ini tidak berisi teks; mungkin hasil pindai.", "This PDF holds no text; it may be a scan."
        )
        remedy = Text(
            "Minta berkas aslinya (Word atau PDF dari pengolah kata), atau jalankan OCR lalu periksa hasilnya.",
            "Ask for the original (Word, or a PDF made from it), or run OCR and check the result.",
        )
        raise refused("no_text", Place(file=str(path)), what, remedy)
    return lines.document(digest)


def _refusal(path: Path, error: Exception) -> DocumentRefused:
    cause = error.args[0] if error.args else error
    if isinstance(cause, PDFPasswordIncorrect) or isinstance(error, PDFPasswordIncorrect):
        what = Text("PDF ini dilindungi kata sandi.", "This PDF is protected by a password.")
        remedy = Text(
            "Simpan salinan tanpa kata sandi lalu ulangi.", "Save a copy without password and try again."
        )
        return refused("password", Place(file=str(path)), what, remedy)
    what = Text("Berkas PDF rusak.", "The PDF file is damaged.")
    remedy = Text("Buat ulang PDF dari berkas aslinya.", "Make the PDF again from its original.")
    return refused("damaged", Place(file=str(path)), what, remedy)


class _Page:
    """One page: its tables and the text around them, from top to bottom."""

    def __init__(self, page: Any, lines: Lines, spaced: bool) -> None:
        self.page = page
        self.lines = lines
        self.spaced = spaced

    def read(self) -> int:
        """Add the page's lines. Returns how many characters it has."""
        if self.page.page_number > 1:
            self.lines.paragraph("")
        tables = sorted(self.page.find_tables(), key=lambda table: table.bbox[1])
        loose = list(self.page.chars)
        for table in tables:
            loose = [char for char in loose if not _within(char, table.bbox)]
        at = 0.0
        for number, table in enumerate(tables, 1):
            self._text([char for char in loose if at <= _middle(char)[1] < table.bbox[1]])
            self._table(table, number)
            at = table.bbox[3]
        self._text([char for char in loose if _middle(char)[1] >= at])
        return len(self.page.chars)

    def _text(self, chars: Sequence[dict[str, Any]]) -> None:
        rows = rows_of(chars)
        if not rows:
            return
        for text in joined(rows, self.spaced).split("\n"):
            self.lines.paragraph(text, f"hlm. {self.page.page_number}")

    def _table(self, table: Any, number: int) -> None:
        sheet = f"hlm. {self.page.page_number}, tabel {number}"
        for at, row in enumerate(table.rows, 1):
            cells = []
            for box in row.cells:
                inside: list[Row] = rows_of([c for c in self.page.chars if _within(c, box)]) if box else []
                cells.append(joined(inside, self.spaced))
            self.lines.row(cells, sheet, at)


def _middle(char: dict[str, Any]) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def _within(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = _middle(char)
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
