"""A regulation in whatever file it comes → `law.document.Document`. The kind is told by content, not by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from selaras.errors import Text, UsageError
from selaras.files.documents import limits
from selaras.law.document import Document, of_file

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # bytes before the signature that readers tolerate


def document_of(
    path: Path, pages: tuple[int, int] | None = None, advance: Callable[[int, int], None] | None = None
) -> Document:
    """A file (.txt, .md, .docx, .pdf) → Document. Raises DocumentRefused with the reason and a remedy.

    `pages` (from 1, ends included) reads a part of a PDF, with the act before its annexes; `advance(done, total)` is
    called after each page. Raises UsageError for pages of a file that has none.
    """
    start = _start_of(path)
    if _PDF in start:
        from selaras.files.documents.pdf import document_of_pdf

        return document_of_pdf(path, pages, advance)
    if pages:
        raise UsageError(
            Text(f"{path.name} tidak memiliki halaman.", f"{path.name} has no pages."),
            Text("Pilih halaman hanya untuk PDF.", "Choose pages of a PDF only."),
        )
    if start.startswith(_ZIP):
        from selaras.files.documents.docx import document_of_docx

        limits.check_size(path)
        limits.check_word(path)
        return document_of_docx(path)
    if start.startswith(_OLE):
        limits.check_office(path)
    if path.suffix.lower() in (".md", ".markdown"):
        from selaras.files.documents.markdown import document_of_markdown

        return document_of_markdown(path)
    return of_file(path)


def _start_of(path: Path) -> bytes:
    """The first bytes; none when the file cannot be opened, which `of_file` then refuses in words."""
    try:
        with path.open("rb") as stream:
            return stream.read(_PDF_WITHIN)
    except OSError:
        return b""
