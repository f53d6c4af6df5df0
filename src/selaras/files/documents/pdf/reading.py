"""All pages of a PDF, or a range of them, → lines with places; what is no regulation's text is refused in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from selaras.errors import Text, UsageError
from selaras.files.annex.settings import MAKER
from selaras.files.documents.limits import check_pdf, check_size
from selaras.files.documents.lines import Lines, sha256_of
from selaras.files.documents.pdf import refusals
from selaras.files.documents.pdf.flow import BROKEN
from selaras.files.documents.pdf.fonts import Resources
from selaras.files.documents.pdf.furniture import Item, Sheet, mark
from selaras.files.documents.pdf.glyphs import TooMuch, drawn
from selaras.files.documents.pdf.page import Pages
from selaras.law.document import Document, Line

PAGES_LIMIT = 5_000
ACT_PAGES = 60  # the act itself, which a range of annex pages needs as its head, is never longer

Advance = Callable[[int, int], None]

_ANNEX = re.compile(r"^\s*LAMPIRAN\b")
_BROKEN = re.compile(rf"([^\W\d_]+)([-\u00ad]){BROKEN}\s?([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, the furniture taken out of its flow, and the words joined over a line break (as set, as joined)."""

    document: Document
    furniture: tuple[Line, ...]
    joints: tuple[tuple[str, str], ...]
    pages: int


def document_of_pdf(
    path: Path, pages: tuple[int, int] | None = None, advance: Advance | None = None
) -> Document:
    """A .pdf → Document, as `read_pdf`."""
    return read_pdf(path, pages, advance).document


def read_pdf(path: Path, pages: tuple[int, int] | None = None, advance: Advance | None = None) -> Reading:
    """A .pdf → Reading. `pages` is a range from 1, ends included; the act before the first annex is always read.

    `advance(done, total)` is called after each page. Raises DocumentRefused for a password, damage, a scan without
    text, or more than any regulation has; UsageError for a range that the file does not have.
    """
    check_size(path)
    digest = sha256_of(path)
    check_pdf(path)
    with path.open("rb") as stream, refusals.of_damage(path):
        sheets, count = _sheets(path, stream, pages, advance)
    mark(sheets)
    joints = _join_words(item for sheet in sheets for item in sheet.items)
    lines, furniture = Lines(str(path)), Lines(str(path))
    for at, sheet in enumerate(sheets):
        if at:
            lines.paragraph("")
        for item in sheet.items:
            _add(furniture if item.is_furniture else lines, item)
    return Reading(lines.document(digest), tuple(furniture.found), tuple(joints), count)


def _add(lines: Lines, item: Item) -> None:
    if item.cells is None:
        lines.paragraph(item.text, item.sheet)
    else:
        lines.row(item.cells, item.sheet, item.row, item.spans)


def _sheets(
    path: Path, stream: BinaryIO, pages: tuple[int, int] | None, advance: Advance | None
) -> tuple[list[Sheet], int]:
    document = PDFDocument(PDFParser(stream))
    ours, spaced = _made_by(document)
    found = list(islice(PDFPage.create_pages(document), PAGES_LIMIT + 1))
    if len(found) > PAGES_LIMIT:
        raise refusals.too_many_pages(path, PAGES_LIMIT)
    first, last = _range(pages, len(found))
    reader = Pages(spaced and ours, ours)
    sheets: list[Sheet] = []
    resources = Resources()
    act = True
    for number, page in enumerate(found, 1):
        if number > last or (number < first and not act):
            continue
        try:
            picture = drawn(page, number, resources)
            sheets.append(reader.sheet(picture))
        except TooMuch as error:
            raise refusals.too_much(path, number) from error
        act = act and number < ACT_PAGES and not any(_ANNEX.match(item.text) for item in sheets[-1].items)
        _forget(document)
        if advance:
            advance(len(sheets), max(last - first + 1, len(sheets)))
    refusals.check_text(path, reader)
    return sheets, len(found)


def _range(pages: tuple[int, int] | None, count: int) -> tuple[int, int]:
    first, last = pages or (1, max(count, 1))
    if not 1 <= first <= last or (pages and first > count):
        raise UsageError(
            Text(f"Tidak ada halaman {first}-{last}.", f"There are no pages {first}-{last}."),
            Text(f"Berkas ini memiliki {count} halaman.", f"This file has {count} pages."),
        )
    return first, last


def _made_by(document: PDFDocument) -> tuple[bool, bool]:
    """Whether `files.annex` set the file, and whether its program is known to keep spaces at line breaks."""
    said: dict[str, Any] = {key: value for info in document.info for key, value in info.items()}
    keywords, creator = (
        value.replace(b"\x00", b"") if isinstance(value := said.get(key), bytes) else b""
        for key in ("Keywords", "Creator")
    )
    return MAKER.encode() in keywords, b"Typst" in creator


def _forget(document: PDFDocument) -> None:
    """Let go of what the parser keeps of pages that are read; fonts stay with the resource manager."""
    kept: Any = getattr(document, "_cached_objs", None)
    if isinstance(kept, dict):
        kept.clear()


def _join_words(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Join words broken over lines where the document itself proves how they are written; returns what was joined."""
    every = list(items)
    known: Counter[str] = Counter()
    for item in every:
        known.update(
            word.casefold()
            for text in (item.cells if item.cells is not None else [item.text])
            for word in _WORD.findall(_BROKEN.sub(" ", text))
        )
    joints: list[tuple[str, str]] = []

    def join(match: re.Match[str]) -> str:
        left, hyphen, right = match.groups()
        whole, kept = left + right, f"{left}-{right}"
        seen, seen_kept = known[whole.casefold()], known[kept.casefold()]
        if hyphen == "\u00ad" or (seen and not seen_kept):
            joints.append((f"{left}{hyphen} {right}", whole))
            return whole
        if (seen_kept and not seen) or left.casefold() == right.casefold():
            return kept
        return f"{left}{hyphen} {right}"

    for item in every:
        if BROKEN in item.text:
            item.text = _BROKEN.sub(join, item.text).replace(BROKEN, "")
        if item.cells is not None:
            item.cells = [_BROKEN.sub(join, cell).replace(BROKEN, "") for cell in item.cells]
    return joints
